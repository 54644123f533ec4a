"""Workbooks: one table a sheet, headers that stay in sight, texts that never become formulas, always the same bytes.

Number formats are plain ones, which a save by LibreOffice keeps and each reader sees with the signs of their own
settings; a number has as many decimals as in the texts, and the same minus. See ``docs/decisions/171``.
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from numbers import Real
from textwrap import shorten
from typing import Any

import pandas as pd
import xlsxwriter

from indicators.present.exports import in_workbook, runs
from indicators.present.figure import Figure
from indicators.present.reports.book_charts import Area, Plot, add_chart
from indicators.present.reports.book_numbers import Written, numbers_of
from indicators.present.reports.model import NativeChart
from indicators.present.reports.stamp import restamped
from indicators.present.texts import Translator
from indicators.present.texts.cells import decimals_of, is_missing, is_year
from indicators.rounding import rounded

_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_WIDEST, _LONGEST = 420, 31  # pixels of a column, letters of the name of a sheet
# In pixels: a logo, a column left as it is, a line of text, a letter of a text, of a title, of a header.
_LOGO, _EMPTY, _LINE, _LETTER, _TITLE_LETTER, _HEAD_LETTER = 56, 64, 19, 7.2, 9.0, 9.5
_BESIDE, _FEWEST = 12, 6  # columns that a chart stands over, and those that a title has at least
_DIGITS = ("#,##0", "#,##0.0", "#,##0.00")


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, its table, and the lines written above (title, warnings) and below it (what it rests on).

    ``told`` reads the numbers that texts say; ``figure`` and ``chart`` are what is drawn beside the table; ``links`` are
    the sheets that the rows of the first column lead to.
    """

    name: str
    table: pd.DataFrame
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    told: bool = False
    figure: Figure | None = None
    chart: NativeChart | Plot | None = None
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """How a workbook looks: the collectivity's typeface, colour, logo (with its alternative text) and paper."""

    font: str = "Calibri"
    colour: str = "#0b4f86"
    paper: int = 9  # the number that the format gives to A4; 1 is letter
    logo: tuple[bytes, str] | None = None


def write_book(sheets: Sequence[Sheet], title: str, when: datetime, t: Translator, look: Look | None = None) -> bytes:
    """The sheets, in the language of ``t``, as a workbook; names are cut to what a workbook accepts and made different.

    The logo stands on the first sheet.
    """
    buffer, look = io.BytesIO(), look or Look()
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        "default_format_properties": {"font_name": look.font, "font_size": 11},
    }  # fmt: skip
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": title, "created": when})
        formats = _Formats(book, t, look)
        names: set[str] = set()
        pages = [(book.add_worksheet(_name(sheet.name, names)), sheet) for sheet in sheets]
        named = {sheet.name: page.get_name() for page, sheet in pages}
        for rank, (page, sheet) in enumerate(pages):
            _write(book, page, sheet, formats, named)
            page.set_paper(look.paper)
            if rank == 0 and look.logo:
                picture, alt = look.logo
                page.insert_image(0, len(sheet.table.columns) + 1, "logo.png", {"image_data": io.BytesIO(picture), "description": alt, **_fitted(picture)})  # fmt: skip
    return restamped(buffer.getvalue(), when)


def _fitted(picture: bytes) -> dict[str, float]:
    """The scale at which a PNG is as high as the lines above a table."""
    height = int.from_bytes(picture[20:24], "big")
    scale = min(1.0, _LOGO / height)
    return {"x_scale": scale, "y_scale": scale}


class _Formats:
    def __init__(self, book: Any, t: Translator, look: Look) -> None:
        self.t, self._book = t, book
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "font_color": "#FFFFFF", "bg_color": look.colour})  # fmt: skip
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        # A text that would run if it were typed again is told to be one, without a sign that is seen.
        self.guarded = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        self.year = book.add_format({"num_format": "0", "valign": "top"})
        # Below the decimals that are shown, a number is zero and zero has no sign.
        self.zero = book.add_format({"num_format": "0;0", "valign": "top"})
        self._numbers = [
            book.add_format({"num_format": f'{shown};"\u2212"{shown}', "valign": "top"}) for shown in _DIGITS
        ]
        self._written: dict[tuple[int, str, str], Any] = {}
        self.title = book.add_format(
            {"bold": True, "font_size": 13, "font_color": look.colour, "text_wrap": True, "valign": "top"}
        )
        self.link = book.add_format({"underline": 1, "font_color": look.colour, "text_wrap": True, "valign": "top"})

    def words(self, text: str) -> Any:
        """The format of a text."""
        return self.guarded if runs(text) else self.text

    def number(self, value: float, column: str) -> Any:
        """The format that shows a number of a column as the texts do."""
        if is_year(column, self.t):
            return self.year
        return self._numbers[decimals_of(value, column)] if rounded(value, len(_DIGITS) - 1) else self.zero

    def written(self, item: Written) -> Any:
        """The format that shows a number as its text wrote it."""
        if item.year:
            return self.year
        key = (item.decimals, item.before, item.after)
        if key not in self._written:
            digits = "#,##0" + ("." + "0" * item.decimals if item.decimals else "")
            shown = f"{_literal(item.before)}{digits}{_literal(item.after)}"
            self._written[key] = self._book.add_format({"num_format": f'{shown};"\u2212"{shown}', "valign": "top"})
        return self._written[key]


def _literal(text: str) -> str:
    return '"' + text.replace('"', "\u201d") + '"' if text else ""


def _name(wanted: str, taken: set[str]) -> str:
    base = shorten(wanted.translate(_FORBIDDEN), _LONGEST, placeholder="…").strip("'") or "1"
    name, rank = base, 2
    while name.lower() in taken:
        name = f"{base[:28]} {rank}"
        rank += 1
    taken.add(name.lower())
    return name


def _write(book: Any, page: Any, sheet: Sheet, formats: _Formats, named: Mapping[str, str]) -> None:
    _above(page, sheet, formats)
    top = len(sheet.above) + bool(sheet.above)
    _table(page, sheet.table, top, formats, told=sheet.told)
    for column, name in enumerate(sheet.table.columns):
        page.set_column_pixels(column, column, _width(sheet.table.iloc[:, column], str(name)))
    for row, name in enumerate(sheet.links, start=top + 1):
        shown = str(sheet.table.iloc[row - top - 1, 0])
        page.write_url(row, 0, f"internal:'{named[name].replace(chr(39), chr(39) * 2)}'!A1", formats.link, shown)
    end = top + len(sheet.table)
    for row, line in enumerate(sheet.below, start=end + 2):
        page.write_string(row, 0, in_workbook(line))
    if sheet.chart is not None and sheet.figure is not None:
        area = _drawn(page, sheet, (top, end), end + len(sheet.below) + 3, formats)
        add_chart(book, page, sheet.chart, area, (top, len(sheet.table.columns) + 1), sheet.figure)
    page.freeze_panes(top + 1, 0)
    if len(sheet.table.columns):
        page.autofilter(top, 0, max(end, top + 1), len(sheet.table.columns) - 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)


def _above(page: Any, sheet: Sheet, formats: _Formats) -> None:
    """Title, reading and warnings over the width of the table and of its chart, each as high as its text."""
    wide = [_width(sheet.table.iloc[:, at], str(name)) for at, name in enumerate(sheet.table.columns)]
    wide += [_EMPTY] * (_BESIDE if sheet.chart is not None else max(_FEWEST - len(wide), 0))
    for rank, line in enumerate(sheet.above):
        letters, look = (sum(wide) / _TITLE_LETTER, formats.title) if rank == 0 else (sum(wide) / _LETTER, formats.text)
        page.merge_range(rank, 0, rank, len(wide) - 1, in_workbook(line), look)
        page.set_row_pixels(rank, _LINE * math.ceil(len(line) / letters) + (6 if rank == 0 else 2))


def _table(page: Any, table: pd.DataFrame, top: int, formats: _Formats, *, told: bool) -> None:
    """Headers and rows, each as high as its longest text asks: an office does not measure them when it opens a file."""
    heights = [1] * (len(table) + 1)
    for column, name in enumerate(table.columns):
        values, title = table.iloc[:, column], str(name)
        wide = _width(values, title)
        page.write_string(top, column, in_workbook(title), formats.head)
        heights[0] = max(heights[0], math.ceil(len(title) * _HEAD_LETTER / wide))
        numbers = numbers_of(values, formats.t) if told else [None] * len(table)
        for row, (value, number) in enumerate(zip(values, numbers, strict=True), start=1):
            if number is None:
                _cell(page, (top + row, column), value, title, formats)
                heights[row] = max(heights[row], math.ceil(len(str(value)) * _LETTER / wide))
            else:
                page.write_number(top + row, column, number.value, formats.written(number))
    for row, lines in enumerate(heights):
        if lines > 1:
            page.set_row_pixels(top + row, _LINE * lines + 3)


def _drawn(page: Any, sheet: Sheet, rows: tuple[int, int], below: int, formats: _Formats) -> Area:
    """Where the numbers of the chart stand: in the table itself, or in one of their own under it."""
    name = page.get_name()
    if isinstance(sheet.chart, Plot):
        return Area(name, *rows, 0, sheet.chart.values)
    chart = sheet.chart
    assert chart is not None  # the caller has looked
    table = pd.DataFrame({formats.t("Graphique"): chart.categories, **dict(chart.series)})
    _table(page, table, below, formats, told=True)
    return Area(name, below, below + len(table), 0, tuple(range(1, len(table.columns))))


def _cell(page: Any, place: tuple[int, int], value: Any, column: str, formats: _Formats) -> None:
    if is_missing(value):
        return
    if isinstance(value, bool):
        page.write_boolean(*place, value)
    elif isinstance(value, Real):
        page.write_number(*place, float(value), formats.number(float(value), column))
    else:
        page.write_string(*place, in_workbook(str(value)), formats.words(str(value)))


def _width(values: pd.Series[Any], name: str) -> int:
    longest = max([len(name) / 2, *(min(len(str(value)), 60) for value in values.head(200))])
    return int(min(max(70, 9 + 7 * longest), _WIDEST))
