"""The tables of a file of public lists: a CSV however it is separated and encoded, those of a ZIP, sheets of a workbook."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from indicators.errors import marked
from indicators.public_lists.model import UnreadableListError

#: What an archive, or a workbook, may weigh once unpacked.
_HEAVIEST = 1_500_000_000
_SEPARATORS = ";\t,"
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
#: keep.eu writes it where it knows nothing.
_NOTHING = {"n.a.", "n.a"}
csv.field_size_limit(10_000_000)


@dataclass(frozen=True)
class RawList:
    """A table: the names of its columns and its rows, each read when it is asked for."""

    columns: tuple[str, ...]
    rows: Iterable[Sequence[Any]]

    def records(self) -> Iterator[Mapping[str, str]]:
        """The rows by column, every cell as text. Of columns that bear one name, the last is kept."""
        for row in self.rows:
            yield {name: _text(cell) for name, cell in zip(self.columns, row, strict=False)}


def first_columns(head: bytes) -> frozenset[str]:
    """The names of the columns of a text, from its first bytes; none for a workbook or a ZIP."""
    if head.startswith((_ZIP, _OLE)) or not head:
        return frozenset()
    line = _decoded(head, whole=False).partition("\n")[0]
    return frozenset(_names(next(csv.reader([line.rstrip("\r")], delimiter=_separator(line)), [])))


def tables(content: bytes) -> Iterator[RawList]:
    """The tables of a file. Raises :class:`UnreadableListError` for a file that is cut."""
    if content.startswith(_ZIP) and not _is_workbook(content):
        yield from _zipped(content)
    elif content.startswith((_ZIP, _OLE)):
        yield from _sheets(content)
    else:
        yield _csv(_decoded(content))


def _is_workbook(content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            weight, names = sum(item.file_size for item in archive.infolist()), archive.namelist()
    except zipfile.BadZipFile:
        raise _cut() from None
    if weight > _HEAVIEST:
        raise UnreadableListError(
            marked("Ce fichier est trop lourd une fois ouvert : déposez sa table des organisations seule.")
        )
    return "[Content_Types].xml" in names


def _zipped(content: bytes) -> Iterator[RawList]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found = [item for item in archive.infolist() if item.filename.lower().endswith((".csv", ".tsv"))]
        for item in found:
            try:
                yield _csv(_decoded(archive.read(item)))
            except zipfile.BadZipFile:
                raise _cut() from None


def _sheets(content: bytes) -> Iterator[RawList]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python()
            if rows:
                yield RawList(tuple(_names(rows[0])), rows[1:])
    except CalamineError:
        raise _cut() from None


def _csv(text: str) -> RawList:
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(first))
    return RawList(tuple(_names(next(reader, []))), reader)


def _separator(line: str) -> str:
    return max(_SEPARATORS, key=line.count)


def _names(cells: Sequence[Any]) -> list[str]:
    """The names of columns as they are compared: no mark of encoding, single spaces, one form of the apostrophe."""
    return [" ".join(str(cell).lstrip("\ufeff").replace("’", "'").split()) for cell in cells]


def _decoded(content: bytes, *, whole: bool = True) -> str:
    # Cut anywhere, a beginning may end in the middle of a character.
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding, "strict" if whole or encoding != "utf-8-sig" else "ignore")
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _text(cell: Any) -> str:
    text = f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() else str(cell)
    return "" if text.strip().casefold() in _NOTHING else text.strip()


def _cut() -> UnreadableListError:
    return UnreadableListError(
        marked("Ce fichier est coupé ou abîmé : rien n'en a été lu. Téléchargez-le à nouveau, en entier.")
    )
