"""Back up the whole database while it is in use, in a form that any later version and either database reads.

A backup is a zip of one JSON-lines file a table, with a manifest that names the schema revision and the SHA-256 of
each file. The archive's comment, its last bytes, is the SHA-256 of all that precedes: no bit of the file, data or not,
may change unseen. It is read in one consistent snapshot, written beside its place and moved there once whole. Open
sessions, tokens of the API and counts of failed sign-ins are left out: a restore lets nobody in. So are visits and mail:
a restore writes to nobody again, and to nobody who has unsubscribed since.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Boolean, Connection, Engine, MetaData, Table, select

from indicators.errors import ToldError, marked
from indicators.store.clock import now
from indicators.store.engine import schema_of

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]  # the absence of a module

FORMAT = 1
MANIFEST = "manifest.json"
PARTIAL = ".partial"
LEFT_OUT = (
    "alembic_version",
    "access_session",
    "api_token",
    "sign_in_throttle",
    "reader_visit",
    "mail_subscription",
    "mail_message",
)
_CHUNK = 5_000
# Rows of some megabytes are read one at a time: a backup takes the memory of one document, not of all.
_CHUNKS = {"attachment": 1}
_BLOCK = 1024 * 1024
_SEAL = hashlib.sha256().digest_size * 2


class BackupError(ToldError):
    """The backup cannot be made or used; the message says what was met and what is accepted."""

    code = "backup"


@dataclass(frozen=True, slots=True)
class Content:
    """One table of a backup: its columns in order, its rows, and the SHA-256 and size of its file."""

    table: str
    columns: tuple[str, ...]
    rows: int
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds, in the order in which the tables can be filled."""

    format: int
    schema: str
    program: str
    created_at: str
    contents: tuple[Content, ...]

    @property
    def rows(self) -> int:
        """The number of rows of all tables."""
        return sum(item.rows for item in self.contents)


def backup(engine: Engine, path: Path) -> Manifest:
    """Write a backup of the database to ``path`` (a ``.zip``, replaced if it exists) and return its manifest.

    Readers and writers go on meanwhile; what they commit after the start is not in it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    sweep(path.parent)
    partial = path.with_name(f".{path.name}.{os.getpid()}{PARTIAL}")
    try:
        with partial.open("w+b") as file:
            hold(file)
            manifest = _write(engine, file)
            seal(file)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return manifest


def sweep(folder: Path) -> int:
    """Remove what killed backups left in a folder, names and hashes of passwords included; returns their number.

    A backup under way holds its file, so that it is never taken for one of them.
    """
    gone = 0
    for partial in folder.glob(f".*{PARTIAL}"):
        with suppress(OSError), partial.open("r+b") as file:
            hold(file)
            partial.unlink()
            gone += 1
    return gone


def hold(file: BinaryIO) -> None:
    """Keep a file for this process, until it is closed or killed; OSError when another one has it.

    Windows does so by itself: an open file cannot be removed.
    """
    if fcntl is not None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def seal(file: BinaryIO) -> None:
    """Put in the last bytes of an archive, kept for that by its comment, the SHA-256 of all that precedes."""
    digest = _digest(file)
    file.write(digest)


def sealed(file: BinaryIO) -> bool:
    """Whether the archive's last bytes are the SHA-256 of all that precedes: not a bit of it has changed since."""
    digest = _digest(file)
    return file.read() == digest


def _digest(file: BinaryIO) -> bytes:
    """The SHA-256, in hexadecimal, of all but the last bytes; leaves the file where these begin."""
    found, left = hashlib.sha256(), file.seek(0, os.SEEK_END) - _SEAL
    file.seek(0)
    while left > 0:
        block = file.read(min(_BLOCK, left))
        found.update(block)
        left -= len(block)
    return found.hexdigest().encode()


def _write(engine: Engine, file: BinaryIO) -> Manifest:
    options = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive,
        engine.connect().execution_options(**options) as connection,
        connection.begin(),
    ):
        schema = schema_of(connection)
        if not schema:
            raise BackupError(marked("Rien à sauvegarder : la base n'a pas encore de schéma."))
        contents = tuple(_write_table(connection, table, archive) for table in tables_to_save(connection))
        manifest = Manifest(FORMAT, schema, program_version(), now(), contents)
        archive.writestr(MANIFEST, _encoded(manifest))
        archive.comment = b"0" * _SEAL
    return manifest


def tables_to_save(connection: Connection) -> list[Table]:
    """The tables as the database has them, whatever the version of the schema, those referred to first."""
    found = MetaData()
    found.reflect(connection)
    return [table for table in found.sorted_tables if table.name not in LEFT_OUT]


def _write_table(connection: Connection, table: Table, archive: zipfile.ZipFile) -> Content:
    digest, rows, size = hashlib.sha256(), 0, 0
    with archive.open(file_of(table.name), "w", force_zip64=True) as member:
        for lines, count in _lines(connection, table):
            digest.update(lines)
            member.write(lines)
            rows += count
            size += len(lines)
    return Content(table.name, tuple(column.name for column in table.c), rows, digest.hexdigest(), size)


def _lines(connection: Connection, table: Table) -> Iterator[tuple[bytes, int]]:
    """The rows in the order of their key, as JSON arrays, a few thousand (documents: one) at a time with their number."""
    booleans = [place for place, column in enumerate(table.c) if isinstance(column.type, Boolean)]
    query = select(table).order_by(*table.primary_key.columns)
    result = connection.execution_options(stream_results=True, yield_per=_CHUNKS.get(table.name, _CHUNK)).execute(query)
    for part in result.partitions():
        yield "".join(_line(list(row), booleans) for row in part).encode(), len(part)


def _line(row: list[Any], booleans: list[int]) -> str:
    for place in booleans:
        row[place] = None if row[place] is None else bool(row[place])
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n"


def _encoded(manifest: Manifest) -> str:
    contents = [{name: getattr(item, name) for name in Content.__slots__} for item in manifest.contents]
    head = {name: getattr(manifest, name) for name in Manifest.__slots__ if name != "contents"}
    return json.dumps({**head, "contents": contents}, ensure_ascii=False, indent=1)


def file_of(table: str) -> str:
    """The name of a table's file in the archive."""
    return f"{table}.jsonl"


def program_version() -> str:
    """The version of this program."""
    try:
        return version("ouverture")
    except PackageNotFoundError:
        return "development"
