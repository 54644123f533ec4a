"""Workbooks: XLSX, ODS and old XLS by calamine, once their weight and extent are known to be sane."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from indicators.intake.issues import Issue, Issues, refuse
from indicators.intake.limits import Limits
from indicators.intake.readers.archive import open_archive
from indicators.intake.readers.scan import Marks, scan_ods, scan_xlsx
from indicators.intake.tables import RawTable, column_of, find_header, texts

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
_INDENTED = re.compile(rb">\s+<(?=/?table:)")
# Sheets of our own templates that hold no data.
OWN_SHEETS = frozenset({"Lisez-moi", "Listes"})


def read_workbook(
    stream: BinaryIO, file: str, limits: Limits, *, kind: str = "", sheet: str = ""
) -> tuple[list[RawTable], Issues]:
    """Read every sheet that has a known header; the others are told, not read.

    ``kind`` forces the schema, ``sheet`` keeps one sheet. Raises :class:`Refusal` for an encrypted, cut, damaged or
    oversized workbook, and when no sheet can be read.
    """
    content = stream.read(limits.workbook_bytes + 1)
    if len(content) > limits.workbook_bytes:
        raise refuse("too_large", size=len(content), limit=limits.workbook_bytes)
    marks = _scan(content, limits)
    book = _open(content)
    tables, issues = [], Issues()
    for place, about in enumerate(book.sheets_metadata):
        if about.name in OWN_SHEETS or (sheet and about.name != sheet):
            continue
        mark = marks[place] if place < len(marks) else Marks()
        grid = _grid(book, about.name, mark)
        mark.see_merged(book.get_sheet_by_name(about.name).merged_cell_ranges or ())
        table = _table(grid, file, about.name, mark, kind)
        if table is None:
            if any(any(row) for row in grid):
                issues.append(Issue(code="sheet_ignored", severity="information", file=file, sheet=about.name))
            continue
        if about.visible != SheetVisibleEnum.Visible:
            issues.append(Issue(code="hidden_sheet", severity="information", file=file, sheet=about.name))
            continue
        table, merged = _filled_down(table, mark)
        issues.extend(merged)
        issues.extend(_cell_issues(table, mark))
        tables.append(table)
    if not tables:
        raise refuse("no_header")
    return tables, issues


def _scan(content: bytes, limits: Limits) -> list[Marks]:
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise refuse("encrypted")
        return []
    with open_archive(io.BytesIO(content), limits) as archive:
        names = archive.namelist()
        return scan_ods(archive, limits) if "content.xml" in names else scan_xlsx(archive, limits)


def _open(content: bytes) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(closed_up(content)))
    except PasswordError:
        raise refuse("encrypted") from None
    except (CalamineError, OSError, ValueError, zipfile.BadZipFile, zlib.error, RuntimeError, EOFError) as error:
        raise refuse("truncated", reason=str(error)[:200]) from None


def closed_up(content: bytes) -> bytes:
    """A workbook without the white space that gnumeric puts between the cells of an ODS, which calamine does not read."""
    if not content.startswith(ZIP):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        if "content.xml" not in source.namelist() or not _INDENTED.search(text := source.read("content.xml")):
            return content
        files = {name: source.read(name) for name in source.namelist()} | {"content.xml": _INDENTED.sub(b"><", text)}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in files.items():
            target.writestr(name, part, zipfile.ZIP_STORED if name == "mimetype" else None)
    return made.getvalue()


def _grid(book: CalamineWorkbook, name: str, marks: Marks) -> list[list[str]]:
    try:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError) as error:
        raise refuse("truncated", value=name, reason=str(error)[:200]) from None
    grid = [[cell_text(cell) for cell in row] for row in rows]
    for row, column in marks.percent:
        if row <= len(grid) and column <= len(grid[row - 1]):
            grid[row - 1][column - 1] = _percent(rows[row - 1][column - 1], grid[row - 1][column - 1])
    for row, column in marks.errors:
        if row <= len(grid) and column <= len(grid[row - 1]):
            grid[row - 1][column - 1] = ""
    return grid


def _percent(value: Any, text: str) -> str:
    """A cell shown as « 12,5 % » holds 0.125."""
    return f"{round(value * 100, 10)!r} %" if isinstance(value, int | float) and not isinstance(value, bool) else text


def cell_text(value: Any) -> str:
    """The text of a typed cell: whole numbers without decimals, days in ISO, yes and no in French."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value if not isinstance(value, timedelta) else value.total_seconds())


def _table(grid: Sequence[Sequence[str]], file: str, sheet: str, marks: Marks, kind: str) -> RawTable | None:
    header = find_header(grid, kind=kind, hint=sheet)
    if header is None:
        return None
    first = header.place + header.rows
    below = [list(row[: len(header.titles)]) for row in grid[first:]]
    data = texts(list(zip(*below, strict=True)) if below else [[] for _ in header.titles])
    rows = np.arange(first + 1, first + 1 + len(below))
    hidden = frozenset(marks.hidden & set(rows.tolist()))
    return RawTable(
        file, sheet, header.titles, first, header.schema, data, rows, hidden, header.rows, header.unit, header.over
    )


def _filled_down(table: RawTable, marks: Marks) -> tuple[RawTable, Issues]:
    """The table where a cell merged over several rows counts for each of them, an amount excepted.

    An amount that stands for several rows would be counted as many times: it stays on the first one, and it is asked.
    """
    issues, cells = Issues(), dict[int, list[str]]()
    for row, column, rows in sorted(marks.merged):
        place, top = column - 1, row - table.header_row - 1
        if not 0 <= place < len(table.header) or top < 0:
            continue
        known, _ = column_of(table.schema, table.header[place])
        filled = cells.setdefault(place, table.data.column(place).to_pylist())
        if not filled[top]:
            continue
        about = Issue(
            code="merged_cell", severity="information", file=table.file, sheet=table.sheet, row=row,
            column=table.header[place], value=filled[top][:200], details={"count": rows},
        )  # fmt: skip
        if known is not None and known.reads in {"money", "number"}:
            issues.append(replace(about, code="merged_amount", severity="confirm"))
            continue
        filled[top + 1 : top + rows] = [filled[top]] * len(filled[top + 1 : top + rows])
        issues.append(about)
    if not cells:
        return table, issues
    arrays = [
        pa.array(cells[place], pa.string()) if place in cells else column
        for place, column in enumerate(table.data.columns)
    ]
    return replace(table, data=pa.table(arrays, names=table.data.column_names)), issues


def _cell_issues(table: RawTable, marks: Marks) -> Issues:
    """What cannot be read in the cells below the header: formulas never computed, errors; and rows that are hidden."""
    issues = Issues()
    for code, cells in (("formula_without_value", marks.empty_formulas), ("error_value", marks.errors)):
        for row, column in sorted(cells):
            if row > table.header_row and column <= len(table.header):
                issues.append(
                    Issue(
                        code=code, severity="blocking", file=table.file, sheet=table.sheet, row=row,
                        column=table.header[column - 1],
                    )
                )  # fmt: skip
    for row, column, columns in sorted(marks.across):
        place, stands = column - 1, row - table.header_row - 1
        known = [column_of(table.schema, title)[0] for title in table.header[place : place + columns]]
        if stands >= 0 and sum(item is not None and item.reads == "money" for item in known) > 1:
            issues.append(
                Issue(
                    code="amount_across", severity="confirm", file=table.file, sheet=table.sheet, row=row,
                    column=table.header[place], value=table.data.column(place)[stands].as_py()[:200],
                )
            )  # fmt: skip
    if table.hidden:
        issues.append(
            Issue(
                code="hidden_rows", severity="confirm", file=table.file, sheet=table.sheet, row=min(table.hidden),
                details={"count": len(table.hidden)},
            )
        )  # fmt: skip
    return issues
