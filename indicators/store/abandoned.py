"""The rows of drafts that were given up: kept for a while in case of regret, then erased, and the trail says which.

What is open or waits for approval is never touched, however old: somebody's work is not lost for being late. The batch
itself stays in the history, with its dates and its author; only its rows and its findings go.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, delete, func, select

from indicators.store import audit, clock, packs
from indicators.store.drafts import DISCARDED
from indicators.store.engine import lock_editions, writing
from indicators.store.tables import DRAFTS, audit_entry, document, import_batch

#: The kind of the documents that remember the findings of a batch (see :mod:`indicators.intake.ledger`).
FINDINGS = "intake_batch"


@dataclass(frozen=True, slots=True)
class Purged:
    """What was erased: the files whose drafts are gone, and how many rows they held."""

    files: tuple[str, ...]
    rows: int


def purge_abandoned(engine: Engine, keep_days: int, actor: str) -> Purged:
    """Erase the rows and the findings of the batches given up more than ``keep_days`` days ago.

    Each purge that erases something leaves one entry in the trail, with the files and the number of rows; a batch is
    purged once. Several processes may call it at the same time.
    """
    limit = (datetime.fromisoformat(clock.now()) - timedelta(days=keep_days)).isoformat(timespec="microseconds")
    with writing(engine) as connection:
        lock_editions(connection)
        found = [(batch, file, rows) for batch, file in _given_up(connection, limit) if (rows := _erase(connection, batch))]  # fmt: skip
        done = Purged(tuple(file for _, file, _ in found), sum(rows for *_, rows in found))
        if found:
            details = {"files": list(done.files), "rows": done.rows, "days": keep_days}
            audit.write(connection, actor, "drafts_purged", "", details)
    return done


def _given_up(connection: Connection, limit: str) -> list[tuple[str, str]]:
    """The batches given up at ``limit`` or before, with their file, the oldest first."""
    at = select(func.max(audit_entry.c.at)).where(
        audit_entry.c.action == f"batch_{DISCARDED}", audit_entry.c.subject == import_batch.c.id
    )
    when = func.coalesce(at.scalar_subquery(), import_batch.c.created_at)
    query = select(import_batch.c.id, import_batch.c.file_name).where(import_batch.c.state == DISCARDED, when <= limit)
    return [(row.id, row.file_name) for row in connection.execute(query.order_by(import_batch.c.created_at))]


def _erase(connection: Connection, batch: str) -> int:
    """Erase what a batch holds and return the number of rows, its findings counted as one."""
    rows = sum(connection.execute(delete(table).where(table.c.batch == batch)).rowcount for table in DRAFTS.values())
    rows += packs.forget(connection, batch)
    findings = delete(document).where(document.c.kind == FINDINGS, document.c.key == batch)
    return rows + min(connection.execute(findings).rowcount, 1)
