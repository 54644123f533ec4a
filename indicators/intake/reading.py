"""Read whatever an officer drops: recognised by its content, never by its extension alone."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import BinaryIO, Literal, TypeAlias

import pandas as pd

from indicators.intake import accounts
from indicators.intake.corrections import Correction, corrected
from indicators.intake.issues import Issue, Issues, Refusal, refuse
from indicators.intake.limits import DEFAULT_LIMITS, Limits, Progress, silent
from indicators.intake.loaded import Loaded
from indicators.intake.mapping import map_table
from indicators.intake.readers import scdl
from indicators.intake.readers.csv_text import read_csv
from indicators.intake.readers.totem import read_totem
from indicators.intake.readers.workbook import OLE, ZIP, read_workbook
from indicators.intake.schemas import FORMATS, load_formats
from indicators.intake.tables import RawTable
from indicators.intake.vocabulary import Vocabulary

Format: TypeAlias = Literal["csv", "workbook", "totem", "sql", ""]
ACCEPTED = ("CSV", "XLSX", "ODS", "XLS", "XML (TotEM)")
_EXTENSIONS = {
    "csv": {".csv", ".txt", ".tsv", ".tab"},
    "workbook": {".xlsx", ".xlsm", ".ods", ".xls"},
    "totem": {".xml"},
}
_FOREIGN = {b"%PDF": "PDF", b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"Rar!": "RAR", b"7z\xbc\xaf": "7z", b"\x1f\x8b": "gzip", b"PAR1": "Parquet", b"SQLite": "SQLite"}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Options:
    """How to read: the home ``territory``, the words of the catalogue, the limits, and what to keep of accounts.

    ``kind`` forces the record of a table whose header is ambiguous; ``keep_all`` keeps the lines of every function.
    """

    territory: str
    vocabulary: Vocabulary
    limits: Limits = DEFAULT_LIMITS
    kind: str = ""
    keep_all: bool = False
    corrections: tuple[Correction, ...] = ()
    progress: Progress = silent


@dataclass(frozen=True)
class Reading:
    """What one file gave: rows by kind, findings, and the grants a person may still pick."""

    file: str
    sha256: str
    format: Format
    loaded: tuple[Loaded, ...]
    issues: Issues
    tables: tuple[RawTable, ...] = ()
    candidates: pd.DataFrame = field(default_factory=pd.DataFrame)

    @property
    def rows(self) -> int:
        """The rows read, sound or not."""
        return sum(len(item.frame) for item in self.loaded)


def read_file(source: Path | bytes, options: Options, *, name: str = "") -> Reading:
    """Read one file from a path or from its bytes. Never raises for what the file holds: that is in the issues."""
    file = name or (source.name if isinstance(source, Path) else "")
    stream: BinaryIO = source.open("rb") if isinstance(source, Path) else io.BytesIO(source)
    with stream:
        digest = _sha256(stream)
        format_: Format = ""
        try:
            format_ = recognise(stream, options.limits)
            loaded, issues, tables, candidates = _read(stream, file, format_, options)
        except Refusal as refusal:
            return Reading(file, digest, format_, (), Issues([refusal.issue.at(file=file)]))
    suffix = PurePath(file).suffix.lower()
    if suffix and suffix not in _EXTENSIONS[format_]:
        issues.append(
            Issue(
                code="wrong_extension", severity="information", file=file, value=suffix,
                accepted=tuple(sorted(_EXTENSIONS[format_])),
            )
        )  # fmt: skip
    return Reading(file, digest, format_, tuple(loaded), issues, tuple(tables), candidates)


def _sha256(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    while block := stream.read(1 << 20):
        digest.update(block)
    stream.seek(0)
    return digest.hexdigest()


def recognise(stream: BinaryIO, limits: Limits) -> Format:
    """The format of a file from its first bytes; :class:`Refusal` for what cannot be a table."""
    size = stream.seek(0, 2)
    stream.seek(0)
    if size > limits.file_bytes:
        raise refuse("too_large", size=size, limit=limits.file_bytes)
    head = stream.read(4096)
    stream.seek(0)
    if not head.strip():
        raise refuse("empty_file")
    for mark, foreign in _FOREIGN.items():
        if head.startswith(mark):
            raise refuse("unsupported_format", value=foreign, accepted=ACCEPTED)
    if head.startswith((ZIP, OLE)):
        return "workbook"
    start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")):
        raise refuse("unsupported_format", value="HTML", accepted=ACCEPTED)
    return "totem" if start.startswith(b"<") else "csv"


def _read(
    stream: BinaryIO, file: str, format_: Format, options: Options
) -> tuple[list[Loaded], Issues, Sequence[RawTable], pd.DataFrame]:
    if format_ == "totem":
        documents = read_totem(stream, options.limits, keep_all=options.keep_all, progress=options.progress)
        if not documents:
            raise refuse("not_a_budget")
        loaded, issues = accounts.to_records(documents, file, options.territory)
        return loaded, issues, (), pd.DataFrame()
    reader = read_workbook if format_ == "workbook" else read_csv
    options.progress("read", 0.0)
    tables, issues = reader(stream, file, options.limits, kind=options.kind)
    if sum(table.data.num_rows for table in tables) > options.limits.rows:
        raise refuse("too_many_rows", rows=sum(t.data.num_rows for t in tables), limit=options.limits.rows)
    tables = [corrected(table, options.corrections) for table in tables]
    loaded, found, candidates = map_tables(tables, options)
    issues.extend(found)
    return loaded, issues, tables, candidates


def map_tables(tables: Sequence[RawTable], options: Options) -> tuple[list[Loaded], Issues, pd.DataFrame]:
    """The rows of every table, and the grants that a person may pick."""
    loaded, issues, candidates = list[Loaded](), Issues(), pd.DataFrame()
    for table in tables:
        item, found = map_table(table, options.vocabulary, options.territory, progress=options.progress)
        issues.extend(found)
        if item.kind == "scdl_subventions" and "montant" in item.frame:
            candidates = scdl.grant_candidates(item, options.territory)
        item, found = convert_format(item, options)
        issues.extend(found)
        loaded.append(item)
    return loaded, issues, candidates


def convert_format(loaded: Loaded, options: Options) -> tuple[Loaded, Issues]:
    """A national format as budget lines; a record is returned as it is. A column that lacks leaves no line."""
    if loaded.kind not in FORMATS:
        return loaded, Issues()
    if any(column.field not in loaded.frame for column in load_formats()[loaded.kind].required):
        return scdl.nothing(loaded), Issues()
    if loaded.kind == "scdl_budget":
        return scdl.budget_lines(loaded, options.territory, keep_all=options.keep_all)
    return scdl.grants(loaded, options.territory)


def read_tables(name: str, tables: Sequence[RawTable], options: Options) -> Reading:
    """The same from tables that are already in hand: the rows of a database, or a grid typed on the screen."""
    digest = hashlib.sha256()
    for table in tables:
        digest.update(repr(table.header).encode())
        for column in table.data.columns:
            digest.update("\x1f".join(column.to_pylist()).encode())
    laid = [corrected(table, options.corrections) for table in tables]
    loaded, issues, candidates = map_tables(laid, options)
    return Reading(name, digest.hexdigest(), "sql", tuple(loaded), issues, tuple(laid), candidates)
