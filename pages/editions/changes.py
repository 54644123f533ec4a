"""A table of what changed between two editions: which record, which column, before, after, by whom, from what."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from indicators.intake.exports import answer_word, writer
from indicators.intake.schemas import Column, load_schemas
from indicators.intake.vocabulary import Vocabulary
from pages.donnees.context import workshop_of
from pages.shared.context import PageContext

_IDENTIFIERS = frozenset({"id", "measure"})


def change_table(kind: str, rows: pd.DataFrame, context: PageContext) -> pd.DataFrame:
    """One line a changed cell (a row for what is added or removed): which, what, before, after, by whom, from what."""
    t = context.t
    schema, vocabulary = load_schemas()[kind], workshop_of(context).vocabulary
    columns = {column.field: column for column in schema.columns if column.field}
    say = {name: _sayer(column, vocabulary) for name, column in columns.items()}
    words = {"added": t("+ Ajoutée"), "changed": t("≠ Modifiée"), "removed": t("− Retirée")}
    lines: list[tuple[Any, ...]] = []
    for row in rows.to_dict("records"):
        said = say | _of_grid(row, columns, vocabulary)
        key = _subject(row, schema.key, said)
        trace = tuple(str(row.get(name) or "–") for name in ("author", "file_name"))
        if row["change"] != "changed":
            side = "new_" if row["change"] == "added" else "old_"
            told = next(
                (
                    name
                    for name in ("value", "paid", "voted", "partner", "label", "title", "name")
                    if row.get(side + name) not in (None, "")
                ),
                "",
            )
            shown_value = said[told](row[side + told]) if told else "–"
            pair = ("–", shown_value) if row["change"] == "added" else (shown_value, "–")
            lines.append((words[row["change"]], key, columns[told].name if told else "", *pair, *trace))
            continue
        for name, column in columns.items():
            old, new = row.get(f"old_{name}"), row.get(f"new_{name}")
            if name not in schema.key and not _same(old, new):
                lines.append((words["changed"], key, column.name, said[name](old), said[name](new), *trace))
    names = [t("Changement"), t("Donnée"), t("Colonne"), t("Avant"), t("Après"), t("Par"), t("Fichier")]
    table = pd.DataFrame(lines, columns=names)
    return table if "author" in rows else table[names[:5]]


def _of_grid(
    row: Mapping[Hashable, Any], columns: Mapping[str, Column], vocabulary: Vocabulary
) -> dict[str, Callable[[Any], str]]:
    """How the item and the answer of a self-assessment are said: in the words of the grid of their row."""
    grid = str(row.get("grid") or "")
    return {name: _answer_sayer(columns[name], grid, vocabulary) for name in ("item", "answer") if grid}


def _answer_sayer(column: Column, grid: str, vocabulary: Vocabulary) -> Callable[[Any], str]:
    return lambda value: "–" if _none(value) else answer_word(column, grid, value, vocabulary)


def _subject(row: dict[Hashable, Any], key: Sequence[str], say: Mapping[str, Callable[[Any], str]]) -> str:
    """What a row is about: its key in words, an identifier being replaced by the name that people know."""
    sides = [f"{side}_{name}" for name in ("partner", "title", "name", "label") for side in ("new", "old")]
    known = next((str(row[side]) for side in sides if not _none(row.get(side))), "")
    parts = ((name, say[name](row[name])) for name in key if name != "territory")
    return " · ".join(known if known and name in _IDENTIFIERS else said for name, said in parts)


def _same(old: Any, new: Any) -> bool:
    return bool(old == new) or (_none(old) and _none(new))


def _none(item: Any) -> bool:
    return item is None or item is pd.NA or item == "" or (isinstance(item, float) and item != item)


def _sayer(column: Column, vocabulary: Vocabulary) -> Callable[[Any], str]:
    """How a value of a column is said in a table of changes."""
    write = writer(column, vocabulary)

    def say(value: Any) -> str:
        said = "–" if _none(value) else write(value)
        return f"{said:.15g}".replace(".", ",") if isinstance(said, float) else str(said)

    return say
