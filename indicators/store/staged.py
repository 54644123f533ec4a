"""What drafts hold: their rows, whose they are, the years and the kinds that they speak of.

Rows kept as columns count as the others: rights rest on these answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

import pandas as pd
from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Connection,
    Engine,
    Row,
    bindparam,
    case,
    exists,
    func,
    literal,
    select,
    union_all,
)

from indicators.records import RECORD_TYPES, column_names
from indicators.store import packs
from indicators.store.engine import reading_from
from indicators.store.layers import layers
from indicators.store.rows import decode
from indicators.store.tables import DRAFTS, owner_of


def rows_of(source: Engine | Connection, batch_id: str, kind: str) -> pd.DataFrame:
    """The draft rows of a batch: columns action and the record's fields, gaps filled as publishing would."""
    names = column_names(RECORD_TYPES[kind])
    rows: list[Row[Any]] = []
    with reading_from(source) as connection:
        for layer in layers(connection, batch_id, kind):
            action = case((layer.put, "put"), else_="remove").label("action")
            query = select(action, *(layer.value(name) for name in names)).where(layer.mine)
            query = query.select_from(layer.rows if layer.whole else layer.beside()).order_by(layer.rows.c.row_id)
            rows += connection.execute(query).all()
    return decode(kind, ("action", *names), rows)


def territories_staged(source: Engine | Connection, batch_ids: Sequence[str]) -> list[str]:
    """The territories that the rows of some batches are about, put or removed, the one with most rows first.

    Rows kept as columns count as the others: rights rest on this answer.
    """
    counts: Counter[str] = Counter()
    with reading_from(source) as connection:
        for row in connection.execute(_owners(), {"batches": list(batch_ids)}):
            counts[str(row[0])] += row[1]
        for kind in packs.kinds(connection, batch_ids):
            counts += packs.tally(connection, batch_ids, kind, owner_of(kind, DRAFTS[kind]).name)
    return [code for code, _ in counts.most_common()]


@cache
def _owners() -> CompoundSelect[Any]:
    """How many draft rows of some ``batches`` each territory has, by kind."""
    owners = ((owner_of(kind, table), table) for kind, table in DRAFTS.items())
    mine: BindParameter[Any] = bindparam("batches", expanding=True)
    return union_all(*(select(owner, func.count()).where(table.c.batch.in_(mine)).group_by(owner) for owner, table in owners))  # fmt: skip


def years_of(source: Engine | Connection, batch_id: str) -> list[int]:
    """The years that the rows of a batch speak of, oldest first."""
    found = set[int]()
    with reading_from(source) as connection:
        for table in DRAFTS.values():
            if "year" in table.c:
                query = select(table.c.year).where(table.c.batch == batch_id).distinct()
                found.update(int(row[0]) for row in connection.execute(query))
        for kind in packs.kinds(connection, [batch_id]):
            if "year" in DRAFTS[kind].c:
                found.update(packs.tally(connection, [batch_id], kind, "year"))
    return sorted(found)


def kinds_of(source: Engine | Connection, batch_id: str) -> list[str]:
    """The record kinds that a batch changes."""
    with reading_from(source) as connection:
        found = {*packs.kinds(connection, [batch_id]), *connection.scalars(_changed(), {"batch": batch_id})}
        return [kind for kind in DRAFTS if kind in found]


@cache
def _changed() -> CompoundSelect[Any]:
    """The kinds of which a ``batch`` has draft rows."""
    mine: BindParameter[Any] = bindparam("batch")
    return union_all(*(select(literal(kind)).where(exists().where(table.c.batch == mine)) for kind, table in DRAFTS.items()))  # fmt: skip
