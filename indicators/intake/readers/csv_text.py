"""CSV as spreadsheets write it in France: any separator and encoding, title rows above the header.

Arrow reads the body (a million rows in about a second); what it needs to know is found on the first kilobytes.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from indicators.intake.issues import Issue, Issues, refuse
from indicators.intake.limits import Limits
from indicators.intake.tables import HEADER_SEARCH, Header, RawTable, cleaned, column_of, encoded, find_header

_SAMPLE = 200_000
_TEXTS = pa.dictionary(pa.int32(), pa.string())
_BLOCK = 1 << 20
_DELIMITERS = ";,\t|"
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# « l\x92étranger »: a converter kept the numbers of Windows-1252 for those of Unicode, where they are controls.
_CONTROLS = re.compile(rb"\xc2[\x80-\x9f]")
_AS_WINDOWS = {number: bytes([number]).decode("windows-1252", errors="replace") for number in range(0x80, 0xA0)}


@dataclass(frozen=True, slots=True)
class _Layout:
    """How a text file is laid out; the body starts ``skip`` characters in, after ``row`` records."""

    delimiter: str
    skip: int
    row: int
    titles: tuple[str, ...]
    header: Header


def read_csv(stream: BinaryIO, file: str, limits: Limits, *, kind: str = "") -> tuple[list[RawTable], Issues]:
    """Read a CSV file from a binary stream at its start.

    Raises :class:`Refusal` for a file that is not text, has no known header or passes the limits.
    """
    content = stream.read(limits.file_bytes + 1)
    if len(content) > limits.file_bytes:
        raise refuse("too_large", size=len(content), limit=limits.file_bytes)
    text, encoding = decode(content)
    layout = _sniff(text[:_SAMPLE], file, kind)
    if layout is None:
        raise refuse("no_header")
    if len(layout.titles) > limits.columns:
        raise refuse("too_many_columns", columns=len(layout.titles), limit=limits.columns)
    issues = Issues()
    if "Ã©" in text:
        issues.append(Issue(code="double_encoding", severity="confirm", file=file, value="Ã©", mend="é"))
    start = len(text[: layout.skip].encode(encoding)) if encoding == "utf-8" else 0
    body = pa.py_buffer(content)[start:] if encoding == "utf-8" else pa.py_buffer(text[layout.skip :].encode())
    data, rows = _parse(body, layout, file, issues, limits)
    header = layout.header
    return [
        RawTable(
            file,
            "",
            layout.titles,
            layout.row,
            header.schema,
            data,
            rows,
            header_rows=header.rows,
            unit=header.unit,
            over=header.over,
        )
    ], issues


def decode(content: bytes) -> tuple[str, str]:
    """The text of a file and its encoding: by its mark, else UTF-8, else Windows-1252, which old spreadsheets write."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace"), encoding
    if b"\0" in content[:_SAMPLE]:
        raise refuse("not_text")
    try:
        text = content.decode("utf-8")
        if _CONTROLS.search(content):
            return text.translate(_AS_WINDOWS), "windows-1252"
        return text, "utf-8"
    except UnicodeDecodeError:
        return content.decode("windows-1252", errors="replace"), "windows-1252"


def _sniff(sample: str, file: str, kind: str) -> _Layout | None:
    found = [layout for delimiter in _DELIMITERS if (layout := _layout(sample, delimiter, file, kind))]
    return max(found, key=lambda layout: (layout.header.fit, len(layout.titles)), default=None)


def _layout(sample: str, delimiter: str, file: str, kind: str) -> _Layout | None:
    lines = list(io.StringIO(sample, newline=""))
    reader = csv.reader(iter(lines), delimiter=delimiter)
    records: list[list[str]] = []
    consumed: list[int] = []
    # A fault below the header does not hide it: the parsing of the whole says what is broken.
    with suppress(csv.Error):
        for record in islice(reader, HEADER_SEARCH):
            records.append(record)
            consumed.append(reader.line_num)
    header = find_header(records, kind=kind, hint=file)
    if header is None:
        return None
    last = header.place + header.rows - 1
    skip = sum(map(len, lines[: consumed[last]]))
    return _Layout(delimiter, skip, last + 1, header.titles, header)


def _parse(
    body: pa.Buffer, layout: _Layout, file: str, issues: Issues, limits: Limits
) -> tuple[pa.Table, np.ndarray[Any, Any]]:
    names = [str(place) for place in range(len(layout.titles))]
    types = {name: _type(layout.header, title) for name, title in zip(names, layout.titles, strict=True)}
    if not body.size:
        return pa.table({name: pa.array([], pa.string()) for name in names}), np.array([], dtype=int)
    odd: list[tuple[int, str]] = []

    def keep_aside(row: arrow_csv.InvalidRow) -> str:
        if len(odd) < limits.rows:
            odd.append((row.number, row.text))
        return "skip"

    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(body),
            # The number of an odd row is only known when rows are read in order.
            read_options=arrow_csv.ReadOptions(use_threads=False, column_names=names, block_size=_BLOCK),
            parse_options=arrow_csv.ParseOptions(
                delimiter=layout.delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=keep_aside,
            ),
            convert_options=arrow_csv.ConvertOptions(column_types=types, strings_can_be_null=False, check_utf8=False),
        )
    except pa.ArrowInvalid as error:
        raise refuse("broken_csv", reason=str(error)[:200]) from error
    if table.num_rows + len(odd) > limits.rows:
        raise refuse("too_many_rows", rows=table.num_rows + len(odd), limit=limits.rows)
    table = table.unify_dictionaries().combine_chunks()
    plain = np.ones(table.num_rows + len(odd), dtype=bool)
    plain[[number - 1 for number, _ in odd]] = False
    numbers = np.flatnonzero(plain) + 1
    table, numbers = _with_odd_rows(table, numbers, odd, layout, file, issues)
    _refuse_open_quote(table, layout, limits)
    return pa.table([cleaned(column) for column in table.columns], names=names), numbers + layout.row


def _type(header: Header, title: str) -> pa.DataType:
    """Distinct texts and their places; plain texts for numbers, which do not repeat: finding them would only cost."""
    column, _ = column_of(header.schema, title)
    return pa.string() if column is not None and column.reads == "number" else _TEXTS


def _refuse_open_quote(table: pa.Table, layout: _Layout, limits: Limits) -> None:
    """A quotation mark left open swallows the rows that follow: a cell then holds whole lines of the file."""
    separators = max(len(layout.titles) - 1, 2)
    swallowed = rf"\n[^\n{re.escape(layout.delimiter)}]*({re.escape(layout.delimiter)}[^\n]*){{{separators}}}"
    for column in table.columns:
        texts = encoded(column).dictionary if pa.types.is_dictionary(column.type) else column
        longest = pc.max(pc.utf8_length(texts)).as_py() or 0
        if longest > limits.cell_characters or pc.any(pc.match_substring_regex(texts, swallowed)).as_py():
            raise refuse("broken_csv", reason="open quotation mark")


def _with_odd_rows(
    table: pa.Table,
    numbers: np.ndarray[Any, Any],
    odd: list[tuple[int, str]],
    layout: _Layout,
    file: str,
    issues: Issues,
) -> tuple[pa.Table, np.ndarray[Any, Any]]:
    """Put back the rows that are shorter or longer than the header, in their place."""
    width = len(layout.titles)
    kept: list[list[str]] = []
    places: list[int] = []
    for number, text in odd:
        try:
            cells = next(csv.reader([text], delimiter=layout.delimiter), [])
        except csv.Error as error:
            raise refuse("broken_csv", reason=str(error)[:200]) from error
        if not any(cell.strip() for cell in cells):
            continue
        if any(cell.strip() for cell in cells[width:]):
            issues.append(
                Issue(
                    code="too_many_cells",
                    severity="blocking",
                    file=file,
                    row=number + layout.row,
                    value=" | ".join(cells[width:])[:200],
                    details={"expected": width, "received": len(cells)},
                )
            )
        elif layout.delimiter == "\t" and 1 < len(cells) < width:
            # A spreadsheet writes every cell: a web page leaves out those that are merged with the row above.
            issues.append(
                Issue(
                    code="short_row", severity="confirm", file=file, row=number + layout.row,
                    value=" | ".join(cells)[:200], details={"expected": width, "received": len(cells)},
                )
            )  # fmt: skip
        kept.append([*cells[:width], *[""] * (width - len(cells))])
        places.append(number)
    if not kept:
        return table, numbers
    extra = pa.table(
        [pa.array(cells, kind) for cells, kind in zip(zip(*kept, strict=True), table.schema.types, strict=True)],
        names=table.column_names,
    )
    together = np.concatenate([numbers, places])
    order = np.argsort(together, kind="stable")
    return pa.concat_tables([table, extra]).take(pa.array(order)), together[order]
