"""Restore a backup into an empty database: checked whole before anything is touched, all of it or nothing.

A backup of an older version is loaded in the schema that it was made with, then migrated.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData, inspect, text

from indicators.errors import marked
from indicators.operations.backup import FORMAT, LEFT_OUT, MANIFEST, BackupError, Content, Manifest, file_of, sealed
from indicators.store import audit
from indicators.store.bulk import copying
from indicators.store.engine import MIGRATIONS, alembic_config, lock_editions, migrate, writing

_CHUNK = 10_000
_CHUNK_BYTES = 16 * 1024 * 1024
_LONGEST_LINE = 64 * 1024 * 1024


def restore(engine: Engine, path: Path, *, actor: str = "") -> Manifest:
    """Fill an empty database from a backup and return its manifest; :class:`BackupError` when that cannot be.

    The backup is read to its last byte and compared with its manifest first. Rows then go in inside one transaction;
    the schema is brought to this version last. A kill in between leaves the database empty or complete.
    """
    with _opened(path) as archive:
        manifest = _checked(archive)
        _require_empty(engine)
        _rebuild(engine, manifest.schema)
        with writing(engine) as connection:
            lock_editions(connection)
            for content in manifest.contents:
                _fill(connection, content, _rows(archive, content))
            if actor:
                audit.write(connection, actor, "backup_restored", path.name, {"created_at": manifest.created_at})
    migrate(engine)
    return manifest


def check(path: Path) -> Manifest:
    """Read a backup to its last byte and return its manifest; :class:`BackupError` when anything is wrong with it."""
    with _opened(path) as archive:
        return _checked(archive)


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with path.open("rb") as file:
            if not sealed(file):
                raise BackupError(
                    marked(
                        "{file} est abîmé ou n'est pas une sauvegarde : son sceau (SHA-256) n'est pas celui de son contenu."
                    ),
                    file=path.name,
                )
            with zipfile.ZipFile(file) as archive:
                yield archive
    except FileNotFoundError:
        raise BackupError(marked("Sauvegarde introuvable : {file}."), file=path.name) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
        raise BackupError(
            marked("{file} est abîmé ou n'est pas une sauvegarde ({reason})."), file=path.name, reason=error
        ) from None


def _checked(archive: zipfile.ZipFile) -> Manifest:
    manifest = _manifest(archive)
    if manifest.format != FORMAT:
        raise BackupError(
            marked("Sauvegarde au format {found} ; accepté : {expected}."), found=manifest.format, expected=FORMAT
        )
    known = {item.revision for item in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}
    if manifest.schema not in known:
        raise BackupError(
            marked(
                "Schéma « {schema} » inconnu de cette version ({known}) : la sauvegarde vient d'une version plus récente, installez-la d'abord."
            ),
            schema=manifest.schema,
            known=", ".join(sorted(known)),
        )
    wanted = {MANIFEST, *(file_of(item.table) for item in manifest.contents)}
    if set(archive.namelist()) != wanted or len(archive.namelist()) != len(wanted):
        raise BackupError(marked("Les fichiers de la sauvegarde ne sont pas ceux que son manifeste nomme."))
    for content in manifest.contents:
        for _ in _rows(archive, content):
            pass
    return manifest


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    try:
        raw = json.loads(archive.read(MANIFEST))
        contents = tuple(Content(**{**item, "columns": tuple(item["columns"])}) for item in raw.pop("contents"))
        return Manifest(**raw, contents=contents)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BackupError(marked("Le manifeste manque ou est abîmé ({reason})."), reason=error) from None


def _rows(archive: zipfile.ZipFile, content: Content) -> Iterator[list[Any]]:
    """The rows of a table; raises at the end unless number, size and SHA-256 are those of the manifest."""
    digest, rows, size = hashlib.sha256(), 0, 0
    with archive.open(file_of(content.table)) as member:
        for line in _limited_lines(member, content):
            digest.update(line)
            rows, size = rows + 1, size + len(line)
            if size > content.size:
                break
            yield _row(line, content)
    if (digest.hexdigest(), rows, size) != (content.sha256, content.rows, content.size):
        raise BackupError(
            marked("Table {table} : le contenu n'est pas celui du manifeste (SHA-256 différent)."), table=content.table
        )


def _limited_lines(member: IO[bytes], content: Content) -> Iterator[bytes]:
    while line := member.readline(_LONGEST_LINE):
        if not line.endswith(b"\n"):
            raise BackupError(marked("Table {table} : une ligne n'a pas de fin."), table=content.table)
        yield line


def _row(line: bytes, content: Content) -> list[Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise BackupError(
            marked("Table {table} : ligne illisible ({reason})."), table=content.table, reason=error
        ) from None
    if not isinstance(row, list) or len(row) != len(content.columns):
        raise BackupError(
            marked("Table {table} : {count} valeurs attendues sur chaque ligne."),
            table=content.table,
            count=len(content.columns),
        )
    return row


def _require_empty(engine: Engine) -> None:
    """Refuse a database that holds anything at all: a restore never covers what is there."""
    with engine.connect() as connection:
        names = [name for name in inspect(connection).get_table_names() if name not in LEFT_OUT]
        quoted = {name: connection.dialect.identifier_preparer.quote(name) for name in names}
        full = [name for name in names if connection.execute(text(f"SELECT 1 FROM {quoted[name]} LIMIT 1")).first()]
    if full:
        raise BackupError(
            marked(
                "La base n'est pas vide (table {table}) : restaurez dans une base neuve, puis désignez-la au tableau de bord."
            ),
            table=full[0],
        )


def _rebuild(engine: Engine, schema: str) -> None:
    """The empty schema of the backup's version."""
    with writing(engine) as connection:
        found = MetaData()
        found.reflect(connection)
        found.drop_all(connection)
    with engine.connect() as connection:
        command.upgrade(alembic_config(connection), schema)


def _fill(connection: Connection, content: Content, rows: Iterator[list[Any]]) -> None:
    quote = connection.dialect.identifier_preparer.quote
    columns = ", ".join(quote(name) for name in content.columns)
    if connection.dialect.name == "postgresql":
        _copy(connection, f"COPY {quote(content.table)} ({columns}) FROM STDIN", rows)
        _set_sequence(connection, content)
        return
    marks = ", ".join("?" * len(content.columns))
    statement = f"INSERT INTO {quote(content.table)} ({columns}) VALUES ({marks})"
    for part in _parts(rows):
        connection.exec_driver_sql(statement, part)


def _parts(rows: Iterator[list[Any]]) -> Iterator[list[tuple[Any, ...]]]:
    """Rows a few thousand at a time, fewer when their texts are long: documents do not all stand in memory."""
    part: list[tuple[Any, ...]] = []
    held = 0
    for row in rows:
        part.append(tuple(row))
        held += sum(len(value) for value in row if isinstance(value, str))
        if len(part) == _CHUNK or held > _CHUNK_BYTES:
            yield part
            part, held = [], 0
    if part:
        yield part


def _copy(connection: Connection, statement: str, rows: Iterator[Sequence[Any]]) -> None:
    with copying(connection, statement) as copy:
        for row in rows:
            copy.write_row(row)


def _set_sequence(connection: Connection, content: Content) -> None:
    """PostgreSQL numbers new rows from where the restored ones end."""
    key = content.columns[0]
    owned = connection.execute(
        text("SELECT pg_get_serial_sequence(:table, :key)"), {"table": f'"{content.table}"', "key": key}
    ).scalar()
    if owned:
        quote = connection.dialect.identifier_preparer.quote
        largest = f"SELECT setval(:owned, coalesce(max({quote(key)}), 0) + 1, false) FROM {quote(content.table)}"
        connection.execute(text(largest), {"owned": owned})
