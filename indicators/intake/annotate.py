"""The officer's own workbook, returned: wrong cells coloured and commented, every finding listed on a first sheet.

A workbook in XLSX keeps its sheets, formats and formulas; the other formats come back as an XLSX with the same rows
at the same places.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.exceptions import IllegalCharacterError, InvalidFileException

from indicators.intake.issues import SEVERITIES, Issue
from indicators.intake.tables import RawTable
from indicators.intake.wording import severity_label, table, word
from indicators.present.exports import in_workbook, runs
from indicators.present.texts import Translator

_FILLS = {"blocking": "F8C8C4", "confirm": "FCE5B2", "information": "D6E6F5"}
_MOST_COMMENTS = 3000
_MOST_LISTED = 20_000
_MOST_ROWS = 50_000


def annotate(content: bytes, tables: Sequence[RawTable], issues: Sequence[Issue], t: Translator) -> bytes:
    """The workbook of an officer with its findings. ``content`` is the file as received, ``tables`` what was read."""
    book = _own_workbook(content) if content.startswith(b"PK") else None
    if book is None:
        book = _rebuilt(tables)
    for raw in tables:
        name = raw.sheet or _sheet_name(raw)
        if name in book.sheetnames:
            _mark(book[name], raw, [issue for issue in issues if issue.sheet == raw.sheet], t)
    _list_findings(book, issues, t)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _own_workbook(content: bytes) -> Workbook | None:
    try:
        with warnings.catch_warnings():
            # openpyxl tells of extensions it drops (slicers, sparklines): nothing the officer has to know here.
            warnings.simplefilter("ignore", UserWarning)
            return load_workbook(io.BytesIO(content))
    except (InvalidFileException, KeyError, ValueError, TypeError):
        return None


def _sheet_name(raw: RawTable) -> str:
    return raw.schema.title[:31]


def _rebuilt(tables: Sequence[RawTable]) -> Workbook:
    """A new workbook with the same rows at the same places, for what openpyxl does not write (CSV, ODS, XLS)."""
    book = Workbook()
    book.remove(book.active)
    for raw in tables:
        sheet = book.create_sheet(raw.sheet or _sheet_name(raw))
        for place, title in enumerate(raw.header, start=1):
            _put(sheet, raw.header_row, place, title)
            sheet.cell(raw.header_row, place).font = Font(bold=True)
        for place, column in enumerate(raw.data.columns, start=1):
            for row, text in zip(raw.rows[:_MOST_ROWS].tolist(), column.to_pylist(), strict=False):
                if text:
                    _put(sheet, row, place, text)
    return book


def _put(sheet: Any, row: int, column: int, text: str) -> None:
    cell = sheet.cell(row, column)
    try:
        cell.value = in_workbook(text)
    except IllegalCharacterError:
        cell.value = in_workbook("".join(letter for letter in text if letter.isprintable()))
    cell.data_type, cell.quotePrefix = "s", runs(text)


def _mark(sheet: Any, raw: RawTable, issues: Iterable[Issue], t: Translator) -> None:
    """Colour and comment the cells; the gravest finding of a cell gives its colour, all are in its comment."""
    said: dict[tuple[int, int], list[Issue]] = {}
    for issue in issues:
        if issue.row and issue.row <= _MOST_ROWS:
            column = raw.header.index(issue.column) + 1 if issue.column in raw.header else 1
            said.setdefault((issue.row, column), []).append(issue)
    for (row, column), found in list(said.items())[:_MOST_COMMENTS]:
        gravest = min(found, key=lambda issue: SEVERITIES.index(issue.severity))
        cell = sheet.cell(row, column)
        cell.fill = PatternFill("solid", fgColor=_FILLS[gravest.severity])
        comment = Comment("\n\n".join(_sentence(issue, t) for issue in found)[:2000], "Ouverture")
        comment.width, comment.height = 380, 60 + 55 * len(found)
        cell.comment = comment


def _sentence(issue: Issue, t: Translator) -> str:
    words = word(issue, t)
    return f"{severity_label(issue.severity, t)}\n{words.message}\n→ {words.mend}"


def _list_findings(book: Workbook, issues: Sequence[Issue], t: Translator) -> None:
    title = t("Constats")
    while title in book.sheetnames:
        title += "_"
    sheet = book.create_sheet(title, 0)
    listed = table(issues[:_MOST_LISTED], t)
    for place, name in enumerate(listed.columns, start=1):
        sheet.cell(1, place, str(name)).font = Font(bold=True)
    for row, values in enumerate(listed.itertuples(index=False, name=None), start=2):
        for place, value in enumerate(values, start=1):
            if isinstance(value, str):
                _put(sheet, row, place, value)
            elif not pd.isna(value):
                sheet.cell(row, place, int(value))
        severity = issues[row - 2].severity
        sheet.cell(row, 1).fill = PatternFill("solid", fgColor=_FILLS[severity])
    for letter, width in zip("ABCDEFGH", (16, 22, 18, 8, 20, 24, 70, 70), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    book.active = 0
