"""The drafts: batches of changes that officers prepare, kept in the database so that nothing is lost by a crash.

A batch remembers the edition it was prepared on. Staging again replaces rows of the same key in the same batch.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd
from sqlalchemy import (
    Connection,
    Engine,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)

from indicators.errors import ToldError, marked
from indicators.records import RECORD_TYPES, Record
from indicators.store import audit, packs
from indicators.store.clock import new_id, now
from indicators.store.engine import reading_from, writing
from indicators.store.rows import as_frame, bulk_insert, encode
from indicators.store.tables import DRAFTS, edition, import_batch

OPEN, SUBMITTED, PUBLISHED_STATE, DISCARDED = "open", "submitted", "published", "discarded"


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch of changes. ``state``: open, submitted (waits for approval), published or discarded.

    ``author`` is the name that was shown; ``accounts`` are those who had a hand in it, who opened it first.
    """

    id: str
    territory: str
    created_at: str
    author: str
    file_name: str
    sha256: str
    base_edition: int
    state: str
    edition: int | None
    issues: str
    approval_author: str
    accounts: tuple[str, ...]


class UnknownBatchError(ToldError):
    """No batch has this identifier."""

    code = "unknown_batch"


def open_batch(
    engine: Engine,
    author: str,
    *,
    account: str = "",
    territory: str = "",
    file_name: str = "",
    sha256: str = "",
    issues: Sequence[Mapping[str, Any]] = (),
) -> Batch:
    """Open a batch on the latest edition; ``account`` tells the author from others of the same name."""
    with writing(engine) as connection:
        return open_within(
            connection, author, account=account, territory=territory, file_name=file_name, sha256=sha256, issues=issues
        )


def open_within(
    connection: Connection,
    author: str,
    *,
    account: str = "",
    territory: str = "",
    file_name: str = "",
    sha256: str = "",
    issues: Sequence[Mapping[str, Any]] = (),
) -> Batch:
    """The same inside the caller's transaction."""
    base = connection.scalar(select(func.max(edition.c.number))) or 0
    batch = Batch(
        new_id(), territory, now(), author, file_name, sha256, base, OPEN, None,
        json.dumps(list(issues), ensure_ascii=False), "", (account or author,),
    )  # fmt: skip
    connection.execute(insert(import_batch).values({name: getattr(batch, name) for name in Batch.__slots__}))
    audit.write(connection, author, "open_batch", batch.id, {"file": file_name, "sha256": sha256})
    return batch


def take_part(connection: Connection, batch: Batch, account: str) -> None:
    """Remember that an account has a hand in a batch held by :func:`hold`; nothing happens when it is known already."""
    if account not in batch.accounts:
        mine = import_batch.c.id == batch.id
        connection.execute(update(import_batch).where(mine).values(accounts=(*batch.accounts, account)))


def hold(connection: Connection, batch_ids: Sequence[str]) -> list[Batch]:
    """The batches, kept from any other writer until the end of the transaction; UnknownBatchError without one of them.

    They are taken in the order of their identifiers, so that two writers of the same batches never wait for each other.
    """
    query = select(import_batch).where(import_batch.c.id.in_(batch_ids)).order_by(import_batch.c.id).with_for_update()
    found = {row["id"]: Batch(**row) for row in connection.execute(query).mappings()}
    if missing := [item for item in batch_ids if item not in found]:
        raise UnknownBatchError(marked("Lot inconnu : {lots}."), lots=", ".join(missing))
    return [found[item] for item in batch_ids]


def get_batch(source: Engine | Connection, batch_id: str) -> Batch:
    """A batch by its identifier; UnknownBatchError when there is none."""
    with reading_from(source) as connection:
        row = connection.execute(select(import_batch).where(import_batch.c.id == batch_id)).mappings().one_or_none()
    if row is None:
        raise UnknownBatchError(marked("Lot inconnu : {lots}."), lots=batch_id)
    return Batch(**row)


def batches(source: Engine | Connection, *, states: Sequence[str] = (OPEN, SUBMITTED)) -> list[Batch]:
    """The batches in the given states, newest first."""
    query = select(import_batch).where(import_batch.c.state.in_(states)).order_by(import_batch.c.created_at.desc())
    with reading_from(source) as connection:
        return [Batch(**row) for row in connection.execute(query).mappings()]


def stage(
    engine: Engine,
    batch_id: str,
    kind: str,
    rows: pd.DataFrame | Sequence[Record],
    *,
    action: str = "put",
    replace: bool = False,
) -> int:
    """Put rows of one kind in an open batch and return their number; ``action`` is ``put`` or ``remove``.

    Rows of a key that the batch already holds are replaced; with ``replace`` all rows of that kind are. The whole
    call is one transaction.
    """
    frame = encode(kind, as_frame(kind, rows))
    keys = list(RECORD_TYPES[kind].key)
    if frame.duplicated(keys).any():
        twice = frame.loc[frame.duplicated(keys), keys].iloc[0].tolist()
        raise ValueError(f"{kind}: key {tuple(twice)!r} stands twice in the rows to stage")
    with writing(engine) as connection:
        require_open(hold(connection, [batch_id])[0])
        stage_rows(connection, batch_id, kind, frame, action=action, replace=replace)
    return len(frame)


def stage_rows(
    connection: Connection,
    batch_id: str,
    kind: str,
    frame: pd.DataFrame,
    *,
    action: str = "put",
    replace: bool = False,
    alike: Mapping[str, Any] = MappingProxyType({}),
    told: Callable[[float], None] = lambda share: None,
) -> None:
    """The same inside the caller's transaction, on an encoded frame without duplicate keys; ``told`` hears the progress.

    ``alike`` are the columns that say the same on every row, which the frame then lacks.
    """
    table = DRAFTS[kind]
    mine = table.c.batch == batch_id
    if replace:
        connection.execute(delete(table).where(mine))
        packs.forget(connection, batch_id, kind)
    else:
        packs.take_out(connection, batch_id, kind, frame)
    if not replace and connection.scalar(select(table.c.row_id).where(mine).limit(1)) is not None:
        _forget_keys(connection, table, batch_id, kind, frame)
    bulk_insert(connection, table, frame, {"batch": batch_id, "action": action, **alike}, told)


def _forget_keys(connection: Connection, table: Table, batch_id: str, kind: str, frame: pd.DataFrame) -> None:
    keys = list(RECORD_TYPES[kind].key)
    existing = pd.DataFrame(
        connection.execute(select(table.c.row_id, *(table.c[key] for key in keys)).where(table.c.batch == batch_id)),
        columns=["row_id", *keys],
    ).astype(dict.fromkeys(keys, object))
    gone = existing.merge(frame[keys], on=keys)["row_id"].tolist()
    for start in range(0, len(gone), 500):
        connection.execute(delete(table).where(table.c.row_id.in_(gone[start : start + 500])))


def require_open(batch: Batch) -> None:
    """ToldError unless the batch may still be changed."""
    if batch.state != OPEN:
        raise ToldError(
            marked("Le lot {lot} n'est plus ouvert (état : {state}) : il ne peut plus être changé."),
            lot=batch.id,
            state=batch.state,
        )


def set_state(
    connection: Connection, batch_id: str, state: str, actor: str, *, expected: Sequence[str] = (OPEN,)
) -> None:
    """Move a batch to another state; ValueError when it is not in one of the ``expected`` states."""
    moved = connection.execute(
        update(import_batch)
        .where(import_batch.c.id == batch_id, import_batch.c.state.in_(expected))
        .values(state=state, approval_author=actor if state == SUBMITTED else import_batch.c.approval_author)
    )
    if moved.rowcount != 1:
        raise ToldError(
            marked("Le lot {lot} n'est plus dans l'état attendu ({expected})."),
            lot=batch_id,
            expected=", ".join(expected),
        )
    audit.write(connection, actor, f"batch_{state}", batch_id)


def discard(engine: Engine, batch_id: str, actor: str) -> None:
    """Give up a batch; its rows stay readable in the history of the batch."""
    with writing(engine) as connection:
        discard_within(connection, batch_id, actor)


def discard_within(connection: Connection, batch_id: str, actor: str) -> None:
    """The same inside the caller's transaction."""
    set_state(connection, batch_id, DISCARDED, actor, expected=(OPEN, SUBMITTED))
