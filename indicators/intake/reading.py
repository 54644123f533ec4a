"""Read whatever an officer drops: recognised by its content, never by its extension alone."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import BinaryIO

import pandas as pd

from indicators.intake.archives import documents_of
from indicators.intake.corrections import corrected
from indicators.intake.formats import FileFormat, recognise
from indicators.intake.issues import Issue, Issues, Refusal, refuse
from indicators.intake.loaded import Loaded
from indicators.intake.options import Options
from indicators.intake.readers import grants, national, scdl
from indicators.intake.schemas import NATIONAL, load_formats
from indicators.intake.tables import RawTable
from indicators.intake.years import map_years

__all__ = ["Options", "Reading", "convert_format", "map_tables", "read_dropped", "read_file", "read_tables"]


@dataclass(frozen=True)
class Reading:
    """What one file gave: rows by kind, findings, and the grants a person may still pick.

    ``source`` is the file itself, or its path; of a document of a ZIP, its own bytes.
    """

    file: str
    sha256: str
    format: str
    loaded: tuple[Loaded, ...]
    issues: Issues
    tables: tuple[RawTable, ...] = ()
    candidates: pd.DataFrame = field(default_factory=pd.DataFrame)
    source: Path | bytes = field(default=b"", repr=False)

    @property
    def rows(self) -> int:
        """The rows read, sound or not."""
        return sum(len(item.frame) for item in self.loaded)


def read_dropped(source: Path | bytes, options: Options, *, name: str = "") -> list[Reading]:
    """The reading of a file, or those of the documents of a ZIP of accounts, as if each had been dropped alone."""
    file = name or (source.name if isinstance(source, Path) else "")
    with _opened(source) as stream:
        try:
            documents, passed_over = documents_of(stream, file, options.limits)
        except Refusal as refusal:
            return [Reading(file, _sha256(stream), "", (), Issues([refusal.issue.at(file=file)]), source=source)]
    if not documents:
        return [read_file(source, options, name=file)]
    first, *others = (read_file(content, options, name=name) for name, content in documents)
    return [replace(first, issues=Issues([*passed_over, *first.issues])), *others]


def read_file(source: Path | bytes, options: Options, *, name: str = "") -> Reading:
    """Read one file from a path or from its bytes. Never raises for what the file holds: that is in the issues."""
    file = name or (source.name if isinstance(source, Path) else "")
    with _opened(source) as stream:
        digest = _sha256(stream)
        format_: FileFormat | None = None
        try:
            format_ = recognise(stream, options.limits)
            loaded, issues, tables, candidates = _read(stream, file, format_, options)
        except Refusal as refusal:
            name = format_.name if format_ else ""
            return Reading(file, digest, name, (), Issues([refusal.issue.at(file=file)]), source=source)
    suffix = PurePath(file).suffix.lower()
    if suffix and suffix not in format_.extensions:
        issues.append(
            Issue(
                code="wrong_extension", severity="information", file=file, value=suffix, accepted=format_.extensions
            )
        )  # fmt: skip
    return Reading(file, digest, format_.name, tuple(loaded), issues, tuple(tables), candidates, source)


def _opened(source: Path | bytes) -> BinaryIO:
    return source.open("rb") if isinstance(source, Path) else io.BytesIO(source)


def _sha256(stream: BinaryIO) -> str:
    digest = hashlib.sha256()
    stream.seek(0)
    while block := stream.read(1 << 20):
        digest.update(block)
    stream.seek(0)
    return digest.hexdigest()


def _read(
    stream: BinaryIO, file: str, format_: FileFormat, options: Options
) -> tuple[list[Loaded], Issues, Sequence[RawTable], pd.DataFrame]:
    options.progress("read", 0.0)
    content = format_.read(stream, file, options)
    if (rows := sum(table.data.num_rows for table in content.tables)) > options.limits.rows:
        raise refuse("too_many_rows", rows=rows, limit=options.limits.rows)
    tables = [corrected(table, options.corrections) for table in content.tables]
    loaded, found, candidates = map_tables(tables, options)
    content.issues.extend(found)
    return [*content.loaded, *loaded], content.issues, tables, candidates


def map_tables(tables: Sequence[RawTable], options: Options) -> tuple[list[Loaded], Issues, pd.DataFrame]:
    """The rows of every table, and the grants that a person may pick."""
    loaded, issues, candidates = list[Loaded](), Issues(), pd.DataFrame()
    territories = options.territories
    # The territories that a file brings are read first: its other sheets may be about them.
    for table in sorted(tables, key=lambda table: table.schema.kind != "territory"):
        for item, found in map_years(table, options.vocabulary, territories, progress=options.progress):
            issues.extend(found)
            if item.kind == "territory":
                territories = territories.bringing(item.frame)
            if item.kind == "scdl_subventions" and "montant" in item.frame:
                candidates = grants.grant_candidates(item, territories)
            made, more = convert_format(item, options)
            issues.extend(more)
            loaded.append(made)
    return loaded, issues, candidates


def convert_format(loaded: Loaded, options: Options) -> tuple[Loaded, Issues]:
    """A national format as budget lines; a record is returned as it is. A column that lacks leaves no line."""
    if loaded.kind not in NATIONAL:
        return loaded, Issues()
    if any(column.field not in loaded.frame for column in load_formats()[loaded.kind].required):
        return national.nothing(loaded), Issues()
    if loaded.kind == "scdl_budget":
        return scdl.budget_lines(loaded, options.territories, keep_all=options.keep_all)
    return grants.grants(loaded, options.territories)


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
