"""The formats that are read, each in one entry: how it is recognised, called, read, and what it allows afterwards.

The reader, the page that takes the files, the messages and the help of the command line all read :data:`FORMATS`, so
that a new format is one reader and one entry here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

from indicators.intake import accounts, balances
from indicators.intake.issues import Issues, refuse
from indicators.intake.limits import Limits
from indicators.intake.loaded import Loaded
from indicators.intake.options import Options
from indicators.intake.readers.csv_text import read_csv
from indicators.intake.readers.totem import read_totem
from indicators.intake.readers.workbook import OLE, ZIP, read_workbook
from indicators.intake.tables import RawTable
from indicators.official.balances import recognised


@dataclass(frozen=True)
class Content:
    """What a file holds: tables still to be understood, or rows of records already (accounts), and the findings."""

    issues: Issues
    tables: Sequence[RawTable] = ()
    loaded: Sequence[Loaded] = field(default_factory=list)


@dataclass(frozen=True)
class FileFormat:
    """One format. ``title`` is how an officer calls it, the same in every language.

    ``recognises`` looks at the first bytes, without the marks and spaces before them; ``annotated`` says that the file
    is a table, whose cells can be shown, corrected and given back with their findings. ``bytes`` is what a file of this
    format may weigh where it is more than the common limit: it is read a block at a time.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    recognises: Callable[[bytes], bool]
    read: Callable[[BinaryIO, str, Options], Content]
    annotated: bool
    bytes: int = 0


def _workbook(stream: BinaryIO, file: str, options: Options) -> Content:
    tables, issues = read_workbook(stream, file, options.limits, kind=options.kind)
    return Content(issues, tables)


def _csv(stream: BinaryIO, file: str, options: Options) -> Content:
    tables, issues = read_csv(stream, file, options.limits, kind=options.kind)
    return Content(issues, tables)


def _totem(stream: BinaryIO, file: str, options: Options) -> Content:
    documents = read_totem(stream, options.limits, keep_all=options.keep_all, progress=options.progress)
    if not documents:
        raise refuse("not_a_budget")
    loaded, issues = accounts.to_records(documents, file, options.territories)
    return Content(issues, loaded=loaded)


def _balances(stream: BinaryIO, file: str, options: Options) -> Content:
    loaded, issues = balances.to_records(stream, file, options.territories)
    return Content(issues, loaded=loaded)


# In the order in which they are tried: text, which anything may be, comes last.
FORMATS: tuple[FileFormat, ...] = (
    FileFormat(
        "balances", "CSV, ZIP (DGFiP)", (".csv", ".zip"), recognised, _balances, annotated=False, bytes=balances.HEAVIEST
    ),
    FileFormat(
        "workbook", "XLSX, ODS, XLS", (".xlsx", ".xlsm", ".ods", ".xls"),
        lambda head: head.startswith((ZIP, OLE)), _workbook, annotated=True,
    ),
    FileFormat("totem", "XML, ZIP (TotEM, CFU)", (".xml",), lambda head: head.startswith(b"<"), _totem, annotated=False),
    FileFormat("csv", "CSV", (".csv", ".txt", ".tsv", ".tab"), lambda head: True, _csv, annotated=True),
)  # fmt: skip
_FOREIGN = {
    b"%PDF": "PDF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"Rar!": "RAR", b"7z\xbc\xaf": "7z", b"\x1f\x8b": "gzip",
    b"PAR1": "Parquet", b"SQLite": "SQLite",
}  # fmt: skip
_PAGES = (b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")
_HEAD = 4096


def extensions() -> tuple[str, ...]:
    """Every extension that is read, with its dot."""
    return tuple(dict.fromkeys(extension for item in FORMATS for extension in item.extensions))


def titles() -> tuple[str, ...]:
    """The formats as an officer calls them."""
    return tuple(dict.fromkeys(item.title for item in FORMATS))


def is_annotated(name: str) -> bool:
    """Whether the files of a format are tables whose cells can be corrected and given back with their findings."""
    return any(item.name == name and item.annotated for item in FORMATS)


def recognise(stream: BinaryIO, limits: Limits) -> FileFormat:
    """The format of a file from its first bytes; :class:`Refusal` for what cannot be a table."""
    size = stream.seek(0, 2)
    stream.seek(0)
    head = stream.read(_HEAD)
    stream.seek(0)
    if not head.strip():
        raise refuse("empty_file")
    for mark, foreign in _FOREIGN.items():
        if head.startswith(mark):
            raise refuse("unsupported_format", value=foreign, accepted=titles())
    start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t")
    if start.lower().startswith(_PAGES):
        raise refuse("unsupported_format", value="HTML", accepted=titles())
    found = next(item for item in FORMATS if item.recognises(head) or item.recognises(start))
    if size > (limit := max(limits.file_bytes, found.bytes)):
        raise refuse("too_large", size=size, limit=limit)
    return found
