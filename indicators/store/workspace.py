"""Working documents beside the editions: scenarios, narratives, prepared sessions, overridden sentences.

Append-only: each save is a new version with its author, so that nobody's text is lost; the latest is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select

from indicators.errors import ToldError, marked
from indicators.store.clock import now
from indicators.store.engine import lock_editions, reading_from, writing
from indicators.store.tables import document


@dataclass(frozen=True, slots=True)
class Document:
    """One version of a working document; ``payload`` is JSON-like, a removed document has ``{"removed": True}``."""

    kind: str
    territory: str
    key: str
    version: int
    created_at: str
    author: str
    payload: Mapping[str, Any]


class StaleDocumentError(ToldError):
    """Somebody saved a newer version since the caller read the one it started from."""

    code = "stale_document"


def put(
    engine: Engine,
    kind: str,
    territory: str,
    key: str,
    payload: Mapping[str, Any],
    author: str,
    *,
    expected_version: int | None = None,
) -> Document:
    """Save a new version. With ``expected_version`` (0 for a new document), refuse to cover a newer one."""
    with writing(engine) as connection:
        lock_editions(connection)
        return put_within(connection, kind, territory, key, payload, author, expected_version=expected_version)


def put_within(
    connection: Connection,
    kind: str,
    territory: str,
    key: str,
    payload: Mapping[str, Any],
    author: str,
    *,
    expected_version: int | None = None,
) -> Document:
    """The same inside the caller's transaction, which holds what makes two writers of the document queue."""
    last = version(connection, kind, territory, key)
    if expected_version is not None and last != expected_version:
        raise StaleDocumentError(
            marked(
                "Une autre personne a enregistré ce document entre-temps (version {last}) : relisez-le avant d'enregistrer le vôtre."
            ),
            last=last,
        )
    saved = Document(kind, territory, key, last + 1, now(), author, dict(payload))
    connection.execute(insert(document).values({name: getattr(saved, name) for name in Document.__slots__}))
    return saved


def get(source: Engine | Connection, kind: str, territory: str, key: str) -> Document | None:
    """The latest version, or None when there is none or it was removed."""
    last = at(source, kind, territory, key)
    return None if last is None or last.payload.get("removed") else last


def at(source: Engine | Connection, kind: str, territory: str, key: str, number: int | None = None) -> Document | None:
    """One version, the latest without a number, removed ones included; None when it never was."""
    query = select(document).where(document.c.kind == kind, document.c.territory == territory, document.c.key == key)
    if number is not None:
        query = query.where(document.c.version == number)
    with reading_from(source) as connection:
        row = connection.execute(query.order_by(document.c.version.desc()).limit(1)).mappings().first()
    return None if row is None else _document(row)


def version(source: Engine | Connection, kind: str, territory: str, key: str) -> int:
    """The number of the latest version, removed ones included; 0 when the document never was."""
    where = (document.c.kind == kind) & (document.c.territory == territory) & (document.c.key == key)
    with reading_from(source) as connection:
        return connection.scalar(select(func.max(document.c.version)).where(where)) or 0


def history(source: Engine | Connection, kind: str, territory: str, key: str) -> list[Document]:
    """Every version, oldest first."""
    query = select(document).where(document.c.kind == kind, document.c.territory == territory, document.c.key == key)
    with reading_from(source) as connection:
        rows = connection.execute(query.order_by(document.c.version)).mappings().all()
    return [_document(row) for row in rows]


def keys(engine: Engine, kind: str, territory: str) -> list[str]:
    """The keys of the documents of a kind that were not removed, in alphabetical order."""
    return [item.key for item in latest(engine, kind, territory)]


def latest(engine: Engine, kind: str, territory: str) -> list[Document]:
    """The latest version of each document of a kind, removed ones left out, by key."""
    newest = (
        select(document.c.key, func.max(document.c.version).label("version"))
        .where(document.c.kind == kind, document.c.territory == territory)
        .group_by(document.c.key)
        .subquery()
    )
    query = (
        select(document)
        .join(newest, (document.c.key == newest.c.key) & (document.c.version == newest.c.version))
        .where(document.c.kind == kind, document.c.territory == territory)
        .order_by(document.c.key)
    )
    with engine.connect() as connection:
        rows = connection.execute(query).mappings().all()
    return [item for item in map(_document, rows) if not item.payload.get("removed")]


def _document(row: Mapping[Any, Any]) -> Document:
    return Document(**{name: row[name] for name in Document.__slots__})
