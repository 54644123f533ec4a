"""The settings chosen in the browser, kept beside the editions: every change stays, the last one of each key counts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select

from indicators.store.clock import now
from indicators.store.engine import reading_from
from indicators.store.tables import setting_change


@dataclass(frozen=True, slots=True)
class Change:
    """One choice: its dotted key as in ``config.toml`` and its value; None goes back to the default."""

    at: str
    author: str
    key: str
    value: Any


def latest(source: Engine | Connection) -> dict[str, Any]:
    """The value of each key that is chosen."""
    last = select(func.max(setting_change.c.id)).group_by(setting_change.c.key)
    query = select(setting_change.c.key, setting_change.c.value).where(setting_change.c.id.in_(last))
    with reading_from(source) as connection:
        found = {str(row.key): json.loads(row.value) for row in connection.execute(query.order_by(setting_change.c.id))}
    return {key: value for key, value in found.items() if value is not None}


def history(source: Engine | Connection, limit: int = 100) -> list[Change]:
    """The changes, newest first."""
    query = select(setting_change).order_by(setting_change.c.id.desc()).limit(limit)
    with reading_from(source) as connection:
        return [Change(row.at, row.author, row.key, json.loads(row.value)) for row in connection.execute(query)]


def add(connection: Connection, author: str, changes: Mapping[str, Any]) -> None:
    """Write changes inside the caller's transaction."""
    at = now()
    rows = [
        {"at": at, "author": author, "key": key, "value": json.dumps(value, ensure_ascii=False)}
        for key, value in changes.items()
    ]
    connection.execute(insert(setting_change), rows)
