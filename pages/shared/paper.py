"""A table in HTML: for paper, where a screen's would be cut at its edge, and for whoever reads cell by cell."""

from __future__ import annotations

from collections.abc import Collection
from html import escape
from typing import Any

import pandas as pd
from pandas.api.types import infer_dtype, is_bool_dtype, is_numeric_dtype

from indicators.languages.typography import unbroken
from indicators.present.texts import Translator
from indicators.present.texts.cells import cell
from indicators.present.texts.translator import MISSING

_PRINTED = 300
_NUMBERS = {"integer", "floating", "mixed-integer-float", "decimal"}


def printed(table: pd.DataFrame, t: Translator) -> str:
    """The same table in HTML, which only a printer shows (``ouv-paper`` in the style sheet)."""
    return f'<div class="ouv-paper">{_html(table, t)}</div>'


def whole(table: pd.DataFrame, t: Translator, caption: str, *, amounts: Collection[str] = (), seen: bool = True) -> str:
    """A table that a keyboard scrolls and a screen reader goes through, cell by cell, with its name and its headers.

    ``amounts`` are columns of figures that are already words; the caption is only said, not ``seen``, under a title.
    """
    named = escape(caption)
    shown = named if seen else f'<span class="ouv-unseen">{named}</span>'
    inside = _html(table, t, shown, amounts)
    return f'<div class="ouv-table" role="region" tabindex="0" aria-label="{named}">{inside}</div>'


def _html(table: pd.DataFrame, t: Translator, caption: str = "", amounts: Collection[str] = ()) -> str:
    columns = [_words(table[name], t) for name in table.columns]
    # Figures end under one another, with their header.
    figures = {name for name in table.columns[1:] if name in amounts or is_numeric(table[name])}
    sides = [' class="ouv-number"' if name in figures else "" for name in table.columns]
    head = "".join(
        f'<th scope="col"{side}>{escape(str(name))}</th>' for name, side in zip(table.columns, sides, strict=True)
    )
    rows = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td{side}>{escape(text)}</td>" for text, side in zip(row[1:], sides[1:], strict=True))
        + "</tr>"
        for row in list(zip(*columns, strict=True))[:_PRINTED]
    )
    rest = len(table) - _PRINTED
    more = (
        t.n("Et {count} ligne de plus, à télécharger.", "Et {count} lignes de plus, à télécharger.", rest)
        if rest > 0
        else ""
    )
    name = f"<caption>{caption}</caption>" if caption else ""
    return f"<table>{name}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{escape(more)}"


def is_numeric(values: pd.Series[Any]) -> bool:
    """Whether a column holds numbers, some of them missing."""
    if values.dtype == object:
        return infer_dtype(values, skipna=True) in _NUMBERS
    return is_numeric_dtype(values) and not is_bool_dtype(values)


def _words(values: pd.Series[Any], t: Translator) -> list[str]:
    """The cells of a column as they are read."""
    head = values.head(_PRINTED)
    if is_numeric(values):
        return [cell(value, str(values.name), t) for value in head]
    return [
        MISSING if not isinstance(value, list | tuple) and pd.isna(value) else unbroken(str(value)) for value in head
    ]
