"""The audit trail: who did what and when. Values before and after live in the rows of the editions themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, insert, select

from indicators.store.clock import now
from indicators.store.tables import audit_entry

if TYPE_CHECKING:
    import pandas as pd


def write(
    connection: Connection, actor: str, action: str, subject: str = "", details: Mapping[str, Any] | None = None
) -> None:
    """Add an entry inside the caller's transaction, so that the act and its trace stand or fall together."""
    entry = {"at": now(), "actor": actor, "action": action, "subject": subject, "details": dict(details or {})}
    connection.execute(insert(audit_entry).values(entry))


def read(engine: Engine, *, limit: int = 500, action: str = "") -> pd.DataFrame:
    """The latest entries, newest first: columns at, actor, action, subject, details."""
    import pandas as pd  # writing an entry does without it

    query = select(audit_entry).order_by(audit_entry.c.id.desc()).limit(limit)
    if action:
        query = query.where(audit_entry.c.action == action)
    with engine.connect() as connection:
        rows = connection.execute(query).mappings().all()
    return pd.DataFrame(rows, columns=[column.name for column in audit_entry.c]).drop(columns="id")
