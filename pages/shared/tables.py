"""A table of a page: it scrolls and sorts on the screen, and is whole on paper, where a screen's is cut at its edge."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from indicators.present.texts import Translator
from indicators.present.texts.cells import MOST, cell, is_year
from indicators.present.texts.translator import MISSING
from indicators.rounding import rounded
from pages.shared.paper import is_numeric, printed, whole

_WRITTEN = 500  # rows: each number of a longer table is left to the browser, in its own language
_READ = 12  # rows: a table that is read at a glance needs neither a grid to scroll nor its three tenths of a second on a telephone


def show_table(
    table: pd.DataFrame, t: Translator, *, alt: str, column_config: dict[str, Any] | None = None, **more: Any
) -> None:
    """The table with its name, whole on paper; ``more`` are options of ``st.dataframe``, for what is too long to be read."""
    if len(table) <= _READ and not column_config:
        show_read(table, t, alt=alt)
    else:
        show_laid(Laid.of(table, t), alt=alt, column_config=column_config, **more)


def show_read(table: pd.DataFrame, t: Translator, *, alt: str, amounts: Collection[str] = ()) -> None:
    """A table of text, which wraps and is read cell by cell; ``amounts`` are columns of figures that are already words."""
    st.html(whole(table, t, alt, amounts=amounts, seen=False))


def show_laid(table: Laid, *, alt: str, column_config: dict[str, Any] | None = None, **more: Any) -> None:
    """The same of a table that was laid out before."""
    options = {"placeholder": MISSING, "hide_index": True, **more}
    config = {**table.numbers, **(column_config or {})}
    st.dataframe(table.written(), alt=alt, column_config=config, **options)
    st.html(table.html)


@dataclass(frozen=True)
class Laid:
    """A table laid out for a page, in one language: whoever keeps it shows it again without reading its cells.

    ``forms`` write the numbers of ``shown``; ``told`` is where the server keeps what the browser is told of them
    (``server/tables.py``), empty until it does.
    """

    shown: pd.DataFrame
    forms: Mapping[Any, Callable[[Any], str]]
    numbers: dict[str, Any]
    html: str
    told: list[Any] = field(default_factory=list, compare=False)

    @classmethod
    def of(cls, table: pd.DataFrame, t: Translator) -> Laid:
        """Lay a table out."""
        shown, forms = _forms(table, t)
        return cls(shown, forms, numbers(table, t), printed(table, t) + read_aloud(table, t))

    def __len__(self) -> int:
        return len(self.shown)

    def written(self) -> Any:
        """What ``st.dataframe`` is given: a style of its own each time, which drawing changes."""
        if not self.forms:
            return self.shown
        style = _styled(self.shown, self.forms)
        style.ouverture_told = self.told  # what pandas does not know it leaves alone
        return style


def read_aloud(table: pd.DataFrame, t: Translator) -> str:
    """Which columns of the grid beside it are numbers to be written as one reads them, for a screen reader (``mend.js``).

    The grid is painted; what assistive tools are given in its place is the bare number, « 1100672.7 », whatever the
    format of the column.
    """
    names = [str(name) for name in table.columns if is_numeric(table[name]) and not is_year(str(name), t)]
    return f'<span hidden data-numbers="{escape("|".join(names))}"></span>' if names else ""


def written(table: pd.DataFrame, t: Translator) -> Any:
    """The table, its numbers written as the texts of the page write them; they still sort as numbers.

    A column that has a ``format`` of its own is written by the browser, in the browser's language: give it none.
    """
    shown, forms = _forms(table, t)
    return _styled(shown, forms) if forms else shown


def _styled(shown: pd.DataFrame, forms: Mapping[Any, Callable[[Any], str]]) -> Any:
    return shown.style.format(dict(forms), na_rep=MISSING)


def _forms(table: pd.DataFrame, t: Translator) -> tuple[pd.DataFrame, Mapping[Any, Callable[[Any], str]]]:
    """The table and how each column of numbers is written; none in a long one."""
    if len(table) > _WRITTEN:
        return table, {}
    names = [name for name in table.columns if is_numeric(table[name])]
    # A screen reader is given the value itself: « 46.7 », not sixteen digits.
    shown = table.assign(**{str(name): table[name].map(_as_shown, na_action="ignore") for name in names})
    forms = {name: _form(shown[name], str(name), t) for name in names}
    return (shown, forms) if forms else (table, {})


def numbers(table: pd.DataFrame, t: Translator) -> dict[str, Any]:
    """How the browser writes each column of numbers that ``written`` leaves to it: with its separators, years without."""
    if len(table) <= _WRITTEN:
        return {}
    return {
        str(name): st.column_config.NumberColumn(format="%d" if is_year(str(name), t) else "localized")
        for name in table.columns
        if is_numeric(table[name])
    }


def _as_shown(value: Any) -> Any:
    """A number with the decimals that a table shows at most."""
    return value if isinstance(value, int) else float(rounded(value, MOST))


def _form(values: pd.Series[Any], name: str, t: Translator) -> Callable[[Any], str]:
    """The text of each number of a column, made once a value."""
    texts = {value: cell(value, name, t) for value in values.dropna().unique()}
    return texts.__getitem__
