"""A chart told at length, for whoever does not see it: its form, what its rows are, from what to what its numbers go.

It is read on request, beside the table that holds the same content; the sentence under the chart stays the short telling.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from indicators.present.figure import Figure
from indicators.present.texts.cells import cell, is_year
from indicators.present.texts.translator import Translator, marked

_FORMS = {
    "geoshape": marked("Carte"),
    "arc": marked("Diagramme en secteurs"),
    "bar": marked("Graphique en barres"),
    "area": marked("Graphique en aires"),
    "line": marked("Courbes dans le temps"),
    "circle": marked("Nuage de points"),
    "point": marked("Points sur un axe"),
    "tick": marked("Traits sur un axe"),
    "rect": marked("Grille de cases colorées"),
}
_MOST = 4  # columns of numbers that are told


def described(figure: Figure, t: Translator) -> str:
    """The description of a figure in sentences; without a drawing, what the table holds."""
    table = figure.table
    parts = [_form(figure, t)] if figure.spec is not None else []
    if len(table):
        first = str(table.columns[0])
        parts.append(t.n("Le tableau équivalent a {count} ligne (« {name} »).", "Le tableau équivalent a {count} lignes (« {name} »).", len(table), name=first))  # fmt: skip
    numeric = [name for name in table.columns[1:] if not _is_map(figure) and _told(table[name], str(name), t)]
    parts += [_range(table, str(name), t) for name in numeric[:_MOST]]
    return " ".join((*parts, figure.sentence))


def _form(figure: Figure, t: Translator) -> str:
    marks = {_mark(part) for part in _parts(figure.spec or {})}
    form = next((words for mark, words in _FORMS.items() if mark in marks), marked("Graphique"))
    return t("{form} : {title}.", form=t(form), title=figure.title)


def _is_map(figure: Figure) -> bool:
    return any(_mark(part) == "geoshape" for part in _parts(figure.spec or {}))


def _parts(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """Every drawing of a specification, however deep it stands."""
    inside = [part for key in ("layer", "hconcat", "vconcat", "concat") for part in spec.get(key, [])]
    inside += [spec["spec"]] if "spec" in spec else []
    return [spec, *(found for part in inside for found in _parts(part))]


def _mark(part: dict[str, Any]) -> str:
    mark = part.get("mark", "")
    return str(mark.get("type", "")) if isinstance(mark, dict) else str(mark)


def _told(values: pd.Series[Any], name: str, t: Translator) -> bool:
    numeric = is_numeric_dtype(values) and not is_bool_dtype(values) and not is_year(name, t)
    return numeric and bool(values.notna().any())


def _range(table: pd.DataFrame, name: str, t: Translator) -> str:
    """« Montant (€) » : de 12 (Kairouan) à 254 722 (Bamako)."""
    known = table[table[name].notna()]
    names = known.iloc[:, 0]
    least, most = known[name].astype(float).argmin(), known[name].astype(float).argmax()
    low, high = (cell(known[name].iloc[at], name, t) for at in (least, most))
    if low == high:
        return t("« {name} » : {value}.", name=name, value=low)
    return t("« {name} » : de {low} ({first}) à {high} ({last}).", name=name, low=low, first=str(names.iloc[least]).strip(), high=high, last=str(names.iloc[most]).strip())  # fmt: skip
