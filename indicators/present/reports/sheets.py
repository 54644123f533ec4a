"""Workbooks: one table a sheet, headers that stay in sight, texts that never become formulas, always the same bytes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd
import xlsxwriter

from indicators.present.exports import neutralise
from indicators.present.reports.stamp import restamped

_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_WIDEST = 420


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, its table, and the lines written above (title, warnings) and below it (what it rests on)."""

    name: str
    table: pd.DataFrame
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()


def write_book(sheets: Sequence[Sheet], title: str, when: datetime) -> bytes:
    """The sheets as a workbook; names are cut to what a workbook accepts and made different from one another."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": title, "created": when})
        formats = _Formats(book)
        names: set[str] = set()
        for sheet in sheets:
            page = book.add_worksheet(_name(sheet.name, names))
            _write(page, sheet, formats)
    return restamped(buffer.getvalue(), when)


class _Formats:
    def __init__(self, book: Any) -> None:
        self.head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1, "valign": "top", "bg_color": "#EEF4F9"})  # fmt: skip
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.number = book.add_format({"num_format": "#,##0.##", "valign": "top"})
        self.title = book.add_format({"bold": True, "font_size": 13})


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
        page.write_string(rank, 0, neutralise(line), formats.title if rank == 0 else None)
    top = len(sheet.above) + bool(sheet.above)
    for column, name in enumerate(sheet.table.columns):
        page.write_string(top, column, neutralise(str(name)), formats.head)
        page.set_column_pixels(column, column, _width(sheet.table.iloc[:, column], str(name)))
    for row, values in enumerate(sheet.table.itertuples(index=False, name=None), start=top + 1):
        for column, value in enumerate(values):
            _cell(page, row, column, value, formats)
    for row, line in enumerate(sheet.below, start=top + len(sheet.table) + 2):
        page.write_string(row, 0, neutralise(line))
    page.freeze_panes(top + 1, 0)
    if len(sheet.table.columns):
        page.autofilter(top, 0, top + max(len(sheet.table), 1), len(sheet.table.columns) - 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)


def _cell(page: Any, row: int, column: int, value: Any, formats: _Formats) -> None:
    if value is None or (not isinstance(value, str | tuple | list | dict) and pd.isna(value)):
        return
    if isinstance(value, bool):
        page.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        whole = isinstance(value, int) and 1800 <= value <= 2200
        page.write_number(row, column, value, formats.text if whole else formats.number)
    else:
        page.write_string(row, column, neutralise(str(value)), formats.text)


def _width(values: pd.Series[Any], name: str) -> int:
    longest = max([len(name) / 2, *(min(len(str(value)), 60) for value in values.head(200))])
    return int(min(max(70, 9 + 7 * longest), _WIDEST))
