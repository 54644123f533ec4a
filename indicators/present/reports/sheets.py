"""Workbooks: one table a sheet, headers that stay in sight, texts that never become formulas, always the same bytes.

Number formats are plain ones, which a save by LibreOffice keeps and each reader sees with the signs of their own
settings; a number has as many decimals as in the texts, and the same minus. See ``docs/decisions/171``.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd
import xlsxwriter

from indicators.present.exports import in_workbook, runs
from indicators.present.reports.stamp import restamped
from indicators.present.texts import Translator
from indicators.present.texts.cells import decimals_of, is_missing, is_year
from indicators.rounding import rounded

_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_WIDEST = 420
_DIGITS = ("#,##0", "#,##0.0", "#,##0.00")


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, its table, and the lines written above (title, warnings) and below it (what it rests on)."""

    name: str
    table: pd.DataFrame
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


def write_book(sheets: Sequence[Sheet], title: str, when: datetime, t: Translator) -> bytes:
    """The sheets, in the language of ``t``, as a workbook; names are cut to what a workbook accepts and made different."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": title, "created": when})
        formats = _Formats(book, t)
        names: set[str] = set()
        for sheet in sheets:
            page = book.add_worksheet(_name(sheet.name, names))
            _write(page, sheet, formats)
    return restamped(buffer.getvalue(), when)


class _Formats:
    def __init__(self, book: Any, t: Translator) -> None:
        self.t = t
        self.head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top", "bg_color": "#EEF4F9"})  # fmt: skip
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        # A text that would run if it were typed again is told to be one, without a sign that is seen.
        self.guarded = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        self.year = book.add_format({"num_format": "0", "valign": "top"})
        # Below the decimals that are shown, a number is zero and zero has no sign.
        self.zero = book.add_format({"num_format": "0;0", "valign": "top"})
        self._numbers = [
            book.add_format({"num_format": f'{shown};"\u2212"{shown}', "valign": "top"}) for shown in _DIGITS
        ]
        self.title = book.add_format({"bold": True, "font_size": 13})

    def words(self, text: str) -> Any:
        """The format of a text."""
        return self.guarded if runs(text) else self.text

    def number(self, value: float, column: str) -> Any:
        """The format that shows a number of a column as the texts do."""
        if is_year(column, self.t):
            return self.year
        return self._numbers[decimals_of(value, column)] if rounded(value, len(_DIGITS) - 1) else self.zero


def _name(wanted: str, taken: set[str]) -> str:
    base = " ".join(wanted.translate(_FORBIDDEN).split()).strip("'")[:31] or "1"
    name, rank = base, 2
    while name.lower() in taken:
        name = f"{base[:28]} {rank}"
        rank += 1
    taken.add(name.lower())
    return name


def _write(page: Any, sheet: Sheet, formats: _Formats) -> None:
    for rank, line in enumerate(sheet.above):
        page.write_string(rank, 0, in_workbook(line), formats.title if rank == 0 else None)
    top = len(sheet.above) + bool(sheet.above)
    for column, name in enumerate(sheet.table.columns):
        page.write_string(top, column, in_workbook(str(name)), formats.head)
        page.set_column_pixels(column, column, _width(sheet.table.iloc[:, column], str(name)))
    for row, values in enumerate(sheet.table.itertuples(index=False, name=None), start=top + 1):
        for column, value in enumerate(values):
            _cell(page, (row, column), value, str(sheet.table.columns[column]), formats)
    for row, line in enumerate(sheet.below, start=top + len(sheet.table) + 2):
        page.write_string(row, 0, in_workbook(line))
    page.freeze_panes(top + 1, 0)
    if len(sheet.table.columns):
        page.autofilter(top, 0, top + max(len(sheet.table), 1), len(sheet.table.columns) - 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)


def _cell(page: Any, place: tuple[int, int], value: Any, column: str, formats: _Formats) -> None:
    if is_missing(value):
        return
    if isinstance(value, bool):
        page.write_boolean(*place, value)
    elif isinstance(value, int | float):
        page.write_number(*place, value, formats.number(value, column))
    else:
        page.write_string(*place, in_workbook(str(value)), formats.words(str(value)))


def _width(values: pd.Series[Any], name: str) -> int:
    longest = max([len(name) / 2, *(min(len(str(value)), 60) for value in values.head(200))])
    return int(min(max(70, 9 + 7 * longest), _WIDEST))
