"""The queue: a message is taken by one process, handed over once, and never in doubt without saying so.

``claimed`` is before the server of mail is asked: when the process dies there, the message waits again. ``handing``
begins when its content leaves: when the process dies there nobody knows whether it arrived, and it is not sent again;
it stays ``uncertain`` in the list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select, update

from indicators.store import clock
from indicators.store.engine import reading_from, writing
from indicators.store.tables import mail_message as table

QUEUED, CLAIMED, HANDING = "queued", "claimed", "handing"
SENT, FAILED, DROPPED, UNCERTAIN = "sent", "failed", "dropped", "uncertain"
_LATE = timedelta(minutes=20)
_FIRST, _LONGEST = timedelta(minutes=5), timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the queue: whom it is for, why, and how many times it was tried."""

    id: str
    subscription: str
    kind: str
    key: str
    payload: Mapping[str, Any]
    state: str
    tries: int
    due_at: str
    error: str


def add(
    connection: Connection, subscription: str, kind: str, key: str, payload: Mapping[str, Any] | None = None
) -> bool:
    """Queue a message unless one of the same key was: the key is what makes it one. Whether it was added.

    The caller's transaction holds what makes two writers of the queue wait for each other.
    """
    same = (table.c.subscription == subscription) & (table.c.kind == kind) & (table.c.key == key)
    if connection.execute(select(table.c.id).where(same)).first() is not None:
        return False
    now = clock.now()
    connection.execute(
        insert(table).values(
            id=clock.new_id(), subscription=subscription, kind=kind, key=key, payload=dict(payload or {}), state=QUEUED,
            tries=0, due_at=now, created_at=now, error="",
        )
    )  # fmt: skip
    return True


def claim(engine: Engine) -> Message | None:
    """Take the next message that is due; no other process takes it. None when nothing is due."""
    now = clock.now()
    due = select(table).where(table.c.state == QUEUED, table.c.due_at <= now).order_by(table.c.due_at, table.c.id)
    with writing(engine) as connection:
        row = connection.execute(due.limit(1).with_for_update(skip_locked=True)).mappings().first()
        if row is None:
            return None
        connection.execute(update(table).where(table.c.id == row["id"]).values(state=CLAIMED, claimed_at=now))
    return _message(row)


def hand(connection: Connection, message: Message) -> bool:
    """Say that its content is about to leave; False when it was dropped meanwhile, its reader having unsubscribed."""
    mine = (table.c.id == message.id) & (table.c.state == CLAIMED)
    return bool(connection.execute(update(table).where(mine).values(state=HANDING)).rowcount)


def settle(connection: Connection, message: Message, state: str, error: str = "") -> None:
    """Close a message, sent or not."""
    values = {"state": state, "error": error[:200], "ended_at": clock.now(), "tries": message.tries + 1}
    connection.execute(update(table).where(table.c.id == message.id).values(values))


def later(connection: Connection, message: Message, error: str, most: int) -> str:
    """Try again after a while, twice as long each time, or give up after ``most`` tries; returns the state."""
    tries = message.tries + 1
    if tries >= most:
        settle(connection, message, FAILED, error)
        return FAILED
    wait = min(_FIRST * 2 ** (tries - 1), _LONGEST)
    due = (datetime.fromisoformat(clock.now()) + wait).isoformat(timespec="microseconds")
    values = {"state": QUEUED, "tries": tries, "due_at": due, "error": error[:200], "claimed_at": None}
    connection.execute(update(table).where(table.c.id == message.id).values(values))
    return QUEUED


def recover(engine: Engine) -> int:
    """What a process that died left: back in the queue before its content left, in doubt after; returns their number."""
    limit = (datetime.fromisoformat(clock.now()) - _LATE).isoformat(timespec="microseconds")
    stale = table.c.claimed_at < limit
    with writing(engine) as connection:
        back = update(table).where(table.c.state == CLAIMED, stale).values(state=QUEUED, claimed_at=None)
        doubt = update(table).where(table.c.state == HANDING, stale)
        return (
            connection.execute(back).rowcount
            + connection.execute(doubt.values(state=UNCERTAIN, error="interrupted", ended_at=clock.now())).rowcount
        )


def counts(source: Engine | Connection) -> dict[str, int]:
    """How many messages are in each state."""
    query = select(table.c.state, func.count().label("number")).group_by(table.c.state).order_by(table.c.state)
    with reading_from(source) as connection:
        return {row.state: row.number for row in connection.execute(query)}


def troubled(source: Engine | Connection, limit: int = 50) -> list[Message]:
    """What did not leave and why, the latest first: no address is in it."""
    query = select(table).where(table.c.error != "").order_by(table.c.created_at.desc()).limit(limit)
    with reading_from(source) as connection:
        return [_message(row) for row in connection.execute(query).mappings()]


def _message(row: Any) -> Message:
    return Message(**{name: row[name] for name in Message.__slots__})
