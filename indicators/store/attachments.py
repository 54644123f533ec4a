"""Documents attached to records, in the database: they follow it to every replica and into every backup.

A document that is removed is opened by nobody from then on; its row stays some days as a draft given up does, then it
is erased, and the trail says so.
"""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Engine, delete, func, insert, select, update

from indicators.store import audit, clock
from indicators.store.engine import lock_editions, reading_from, writing
from indicators.store.tables import PUBLISHED, attachment


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """What is told of a document. ``kind`` and ``record`` say what it is attached to; ``size`` is in bytes."""

    id: str
    territory: str
    kind: str
    record: str
    name: str
    description: str
    media_type: str
    size: int
    sha256: str
    added_at: str
    author: str


_TOLD = tuple(attachment.c[item.name] for item in fields(Attachment))
_LIVE = attachment.c.ended_at.is_(None)


def new_id() -> str:
    """An identifier that nobody guesses, although guessing it opens nothing."""
    return secrets.token_hex(12)


def add(connection: Connection, item: Attachment, content: bytes) -> None:
    """Write a document with its trace, inside the caller's transaction."""
    values = {column.name: getattr(item, column.name) for column in _TOLD}
    connection.execute(insert(attachment).values(**values, payload=base64.b64encode(content).decode()))
    audit.write(connection, item.author, "attachment_added", item.id, _trace(item))


def end(connection: Connection, item: Attachment, actor: str) -> None:
    """Close a document with its trace, inside the caller's transaction."""
    connection.execute(update(attachment).where(attachment.c.id == item.id).values(ended_at=clock.now()))
    audit.write(connection, actor, "attachment_removed", item.id, _trace(item))


def _trace(item: Attachment) -> dict[str, object]:
    return {
        "territory": item.territory,
        "kind": item.kind,
        "record": item.record,
        "name": item.name,
        "sha256": item.sha256,
    }


def find(source: Engine | Connection, identifier: str) -> Attachment | None:
    """One document that was not removed."""
    found = _found(source, attachment.c.id == identifier)
    return found[0] if found else None


def of_record(source: Engine | Connection, territory: str, kind: str, record: str) -> tuple[Attachment, ...]:
    """The documents of a record, the oldest first."""
    return _found(
        source,
        (attachment.c.territory == territory) & (attachment.c.kind == kind) & (attachment.c.record == record),
    )


def _found(source: Engine | Connection, where: ColumnElement[bool]) -> tuple[Attachment, ...]:
    query = select(*_TOLD).where(where, _LIVE).order_by(attachment.c.added_at, attachment.c.id)
    with reading_from(source) as connection:
        return tuple(Attachment(**row) for row in connection.execute(query).mappings())


def content(source: Engine | Connection, identifier: str) -> bytes:
    """What a document holds; nothing of one that is not there."""
    with reading_from(source) as connection:
        payload = connection.scalar(select(attachment.c.payload).where(attachment.c.id == identifier, _LIVE))
    return base64.b64decode(payload or "")


def weight(source: Engine | Connection, territory: str) -> int:
    """The bytes of all the documents of a territory, those removed but not erased yet included."""
    query = select(func.coalesce(func.sum(attachment.c.size), 0)).where(attachment.c.territory == territory)
    with reading_from(source) as connection:
        return int(connection.scalar(query) or 0)


def recorded(connection: Connection, territory: str, kind: str, record: str) -> bool:
    """Whether the latest edition has a record of that kind and identifier in a territory."""
    table = PUBLISHED[kind]
    mine = (table.c.territory == territory) & (table.c.id == record) & table.c.to_edition.is_(None)
    return connection.execute(select(table.c.id).where(mine)).first() is not None


def purge_attachments(engine: Engine, keep_days: int, actor: str) -> int:
    """Erase the documents removed ``keep_days`` days ago or more; returns their number. The trail says so."""
    limit = (datetime.fromisoformat(clock.now()) - timedelta(days=keep_days)).isoformat(timespec="microseconds")
    with writing(engine) as connection:
        lock_editions(connection)
        gone = connection.execute(delete(attachment).where(attachment.c.ended_at <= limit)).rowcount
        if gone:
            audit.write(connection, actor, "attachments_purged", "", {"documents": gone, "days": keep_days})
    return gone
