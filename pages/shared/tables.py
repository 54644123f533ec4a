"""A table of a page: it scrolls and sorts on the screen, and is whole on paper, where a screen's is cut at its edge."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
import streamlit as st
from pandas.api.types import is_bool_dtype, is_float_dtype, is_numeric_dtype

from indicators.present.texts import Translator
from indicators.present.texts.translator import MISSING

_PRINTED = 300
_YEARS = range(1500, 2200)


def show_table(
    table: pd.DataFrame, t: Translator, *, alt: str, column_config: dict[str, Any] | None = None, **more: Any
) -> None:
    """The table with its alternative text, numbers in the reader's form; ``more`` are options of ``st.dataframe``."""
    config = {**numbers(table), **(column_config or {})}
    options = {"placeholder": MISSING, **more}
    st.dataframe(table, hide_index=True, alt=alt, column_config=config, **options)
    st.html(printed(table, t))


def numbers(table: pd.DataFrame) -> dict[str, Any]:
    """How each column of numbers is written: with the separators of the reader's browser, years as they are."""
    found = {}
    for name in table.columns:
        values = table[name]
        if is_numeric_dtype(values) and not is_bool_dtype(values):
            form = "%d" if _are_years(values) else "localized"
            found[str(name)] = st.column_config.NumberColumn(format=form)
    return found


def printed(table: pd.DataFrame, t: Translator) -> str:
    """The same table in HTML, which only a printer shows (``ouv-paper`` in the style sheet)."""
    return f'<div class="ouv-paper">{_html(table, t)}</div>'


def whole(table: pd.DataFrame, t: Translator, caption: str) -> str:
    """A table that a keyboard scrolls and a screen reader goes through, cell by cell, with its name and its headers."""
    named = escape(caption)
    return f'<div class="ouv-table" role="region" tabindex="0" aria-label="{named}">{_html(table, t, named)}</div>'


def _html(table: pd.DataFrame, t: Translator, caption: str = "") -> str:
    head = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in table.columns)
    columns = [_words(table[name], t) for name in table.columns]
    rows = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>' + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:]) + "</tr>"
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


def _are_years(values: pd.Series[Any]) -> bool:
    known = values.dropna()
    return bool(len(known)) and all(float(value).is_integer() and int(value) in _YEARS for value in known)


def _words(values: pd.Series[Any], t: Translator) -> list[str]:
    """The cells of a column as they are read."""
    head = values.head(_PRINTED)
    if is_numeric_dtype(values) and not is_bool_dtype(values):
        digits = 2 if is_float_dtype(values) and not all(float(value).is_integer() for value in head.dropna()) else 0
        years = _are_years(values)
        return [
            MISSING if pd.isna(value) else f"{int(value)}" if years else t.number(float(value), digits)
            for value in head
        ]
    return [MISSING if not isinstance(value, list | tuple) and pd.isna(value) else str(value) for value in head]
