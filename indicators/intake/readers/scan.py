"""What calamine does not tell of a workbook: hidden rows, percentages, formulas without a result, the true extent.

Two cells far apart make a reader allocate everything between them, so the extent is measured on the stream before the
workbook is opened for good.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from indicators.intake.issues import refuse
from indicators.intake.limits import Limits
from indicators.intake.readers.xml_guard import PROLOG, check_prolog, elements, local

_REFERENCE = re.compile(r"([A-Z]{1,4})(\d{1,8})")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(slots=True)
class Marks:
    """The particular cells of one sheet, as (row, column), both from 1; ``cells`` counts all filled ones.

    ``merged`` are the cells that stand on several rows, with how many; ``across`` those that stand on several columns.
    """

    hidden: set[int] = field(default_factory=set)
    percent: set[tuple[int, int]] = field(default_factory=set)
    empty_formulas: set[tuple[int, int]] = field(default_factory=set)
    errors: set[tuple[int, int]] = field(default_factory=set)
    merged: set[tuple[int, int, int]] = field(default_factory=set)
    across: set[tuple[int, int, int]] = field(default_factory=set)
    rows: int = 0
    columns: int = 0
    cells: int = 0

    def see(self, row: int, column: int, limits: Limits) -> None:
        """Count a filled cell; :class:`Refusal` when the extent passes the limits."""
        self.cells += 1
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)
        if self.rows * self.columns > limits.workbook_cells or self.cells > limits.workbook_cells:
            raise refuse("absurd_size", rows=self.rows, columns=self.columns, limit=limits.workbook_cells)

    def see_merged(self, ranges: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> None:
        """Add the merged cells of a sheet, as corners counted from 0."""
        for (top, left), (bottom, right) in ranges:
            if bottom > top:
                self.merged.add((top + 1, left + 1, bottom - top + 1))
            if right > left:
                self.across.add((top + 1, left + 1, right - left + 1))


def scan_xlsx(archive: zipfile.ZipFile, limits: Limits) -> list[Marks]:
    """The marks of every worksheet, in the order of the workbook."""
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names:
        raise refuse("unsupported_format", value="xlsb" if "xl/workbook.bin" in names else "zip")
    targets = {
        item.get("Id"): item.get("Target", "") for item in _read(archive, "xl/_rels/workbook.xml.rels", "Relationship")
    }
    styles = _percent_styles(archive) if "xl/styles.xml" in names else set()
    sheets = [item.get(_RELATION, "") for item in _read(archive, "xl/workbook.xml", "sheet")]
    if len(sheets) > limits.sheets:
        raise refuse("too_many_sheets", sheets=len(sheets), limit=limits.sheets)
    found = []
    for identifier in sheets:
        target = targets.get(identifier, "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        found.append(_sheet(archive, path, styles, limits) if path in names else Marks())
    return found


def _read(archive: zipfile.ZipFile, path: str, *tags: str) -> list[dict[str, str]]:
    """The attributes of some elements of a small part; an absent part has none."""
    if path not in archive.namelist():
        return []
    with archive.open(path) as head:
        check_prolog(head.read(PROLOG))
    with archive.open(path) as stream:
        return [
            {str(k): str(v) for k, v in element.attrib.items()} | {"": local(element)}
            for element in elements(stream, tags)
        ]


def _percent_styles(archive: zipfile.ZipFile) -> set[str]:
    """The cell styles, by number, that show a number as a percentage."""
    with archive.open("xl/styles.xml") as head:
        check_prolog(head.read(PROLOG))
    formats, found, place = {"9", "10"}, set(), 0
    with archive.open("xl/styles.xml") as stream:
        for element in elements(stream, ("numFmt", "xf"), bare=False):
            if local(element) == "numFmt" and "%" in re.sub(r'"[^"]*"|\\.', "", element.get("formatCode", "")):
                formats.add(element.get("numFmtId", ""))
            elif local(element) == "xf" and local(element.getparent()) == "cellXfs":
                if element.get("numFmtId") in formats:
                    found.add(str(place))
                place += 1
    return found


def _sheet(archive: zipfile.ZipFile, path: str, styles: set[str], limits: Limits) -> Marks:
    marks = Marks()
    with archive.open(path) as head:
        check_prolog(head.read(PROLOG))
    with archive.open(path) as stream:
        for element in elements(stream, ("c", "row")):
            if local(element) == "row":
                if element.get("hidden") in {"1", "true"} and (element.get("r") or "").isdigit():
                    marks.hidden.add(int(element.get("r")))
                continue
            _cell(marks, element, styles, limits)
    return marks


def _cell(marks: Marks, element: Any, styles: set[str], limits: Limits) -> None:
    reference = _REFERENCE.fullmatch(element.get("r") or "")
    parts = {local(child): child.text for child in element}
    if not reference or not parts:
        return
    row, column = int(reference[2]), _column(reference[1])
    marks.see(row, column, limits)
    if "f" in parts and parts.get("v") is None:
        marks.empty_formulas.add((row, column))
    if element.get("t") == "e":
        marks.errors.add((row, column))
    elif element.get("s") in styles and element.get("t") in {None, "n"}:
        marks.percent.add((row, column))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def scan_ods(archive: zipfile.ZipFile, limits: Limits) -> list[Marks]:
    """The marks of every table of an OpenDocument workbook, in order."""
    if "content.xml" not in archive.namelist():
        raise refuse("unsupported_format", value="zip")
    if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise refuse("encrypted")
    with archive.open("content.xml") as head:
        check_prolog(head.read(PROLOG))
    found: list[Marks] = []
    with archive.open("content.xml") as stream:
        marks, row = Marks(), 1
        for element in elements(stream, ("table-row", "table")):
            if local(element) == "table":
                found.append(marks)
                marks, row = Marks(), 1
                if len(found) > limits.sheets:
                    raise refuse("too_many_sheets", sheets=len(found), limit=limits.sheets)
            else:
                row += _ods_row(marks, element, row, limits)
    return found


def _ods_row(marks: Marks, element: Any, row: int, limits: Limits) -> int:
    attributes = {str(key).rpartition("}")[2]: value for key, value in element.attrib.items()}
    repeated = _count(attributes.get("number-rows-repeated"))
    column, filled = 1, False
    for cell in element:
        own = {str(key).rpartition("}")[2]: value for key, value in cell.attrib.items()}
        times = _count(own.get("number-columns-repeated"))
        if "value-type" in own or len(cell):
            filled = True
            marks.see(row + repeated - 1, column + times - 1, limits)
            if own.get("value-type") == "percentage":
                marks.percent.update((row + i, column + j) for i in range(repeated) for j in range(times))
        if (rows := _count(own.get("number-rows-spanned"))) > 1:
            marks.merged.add((row, column, rows))
        column += times
    if filled and attributes.get("visibility") in {"collapse", "filter"}:
        marks.hidden.update(range(row, row + repeated))
    return repeated


def _count(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 9 else 1
