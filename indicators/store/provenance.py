"""Which deposit brought a published row: its file, its print, the edition, and the place of the row among those it held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, func, select, tuple_

from indicators.records import RECORD_TYPES
from indicators.store import packs
from indicators.store.editions import valid_at
from indicators.store.tables import DRAFTS, PUBLISHED, import_batch

Key = tuple[Any, ...]
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Deposit:
    """Where a row came from. ``rank`` is its place among the rows of its kind that the file gave, 1 for the first; None
    when the draft is no longer kept. What was entered on a page has no print, and the name of its draft as ``file``."""

    file: str
    sha256: str
    edition: int
    rank: int | None


def deposits_of(engine: Engine, number: int, kind: str, keys: Iterable[Key]) -> Mapping[Key, Deposit]:
    """The deposits behind the rows of an edition, by key; a key that the edition does not have is left out."""
    wanted = list(dict.fromkeys(keys))
    found: dict[Key, Deposit] = {}
    with engine.connect() as connection:
        for start in range(0, len(wanted), _AT_ONCE):
            found |= _deposits(connection, number, kind, wanted[start : start + _AT_ONCE])
    return found


def _deposits(connection: Connection, number: int, kind: str, keys: Sequence[Key]) -> dict[Key, Deposit]:
    table, names = PUBLISHED[kind], RECORD_TYPES[kind].key
    columns = [table.c[name] for name in names]
    query = (
        select(*columns, table.c.batch, import_batch.c.file_name, import_batch.c.sha256, import_batch.c.edition)
        .select_from(table.outerjoin(import_batch, import_batch.c.id == table.c.batch))
        .where(valid_at(table, number), tuple_(*columns).in_(keys))
    )
    rows = connection.execute(query).all()
    by_batch: dict[str, list[Key]] = {}
    for row in rows:
        by_batch.setdefault(row.batch, []).append(tuple(row[: len(names)]))
    ranks = {batch: _ranks(connection, batch, kind, mine) for batch, mine in by_batch.items()}
    return {
        (key := tuple(row[: len(names)])): Deposit(
            row.file_name or "", row.sha256 or "", row.edition or number, ranks[row.batch].get(key)
        )
        for row in rows
    }


def _ranks(connection: Connection, batch: str, kind: str, keys: Sequence[Key]) -> dict[Key, int]:
    """The place of some rows among those that a batch puts, kept as rows or as columns."""
    table, names = DRAFTS[kind], RECORD_TYPES[kind].key
    columns = [table.c[name] for name in names]
    place = func.row_number().over(order_by=table.c.row_id).label("place")
    ordered = select(*columns, place).where(table.c.batch == batch, table.c.action == "put").subquery()
    query = select(ordered).where(tuple_(*(ordered.c[name] for name in names)).in_(keys))
    found: dict[Key, int] = {tuple(row[:-1]): int(row[-1]) for row in connection.execute(query)}
    wanted, before = set(keys) - set(found), 0
    for part in packs.parts(connection, batch, kind, names) if wanted else ():
        held = zip(*(part[name].to_pylist() for name in names), strict=True)
        found |= {key: before + order for order, key in enumerate(held, start=1) if key in wanted}
        before += part.num_rows
    return found
