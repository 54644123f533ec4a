"""What a batch would change of what is published: computed by the database, never by loading everything."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import add
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, Index, Row, and_, case, exists, func, not_, or_, select, union
from sqlalchemy.sql import ColumnElement

from indicators.records import RECORD_TYPES, column_names
from indicators.store import packs
from indicators.store.layers import Layer, layers
from indicators.store.staged import kinds_of
from indicators.store.tables import DRAFTS, PUBLISHED


def counts(engine: Engine, batch_id: str) -> pd.DataFrame:
    """For each kind of a batch, the rows added, changed, removed and unchanged, and the cells that the changed rows change."""
    with engine.connect() as connection:
        found = [_counts(connection, batch_id, kind) for kind in kinds_of(engine, batch_id)]
    return pd.DataFrame(found, columns=["kind", "added", "changed", "removed", "unchanged", "cells"])


def _counts(connection: Connection, batch_id: str, kind: str) -> tuple[str, *tuple[int, ...]]:
    if packed := all_new(connection, batch_id, kind):
        return kind, packed, 0, 0, 0, 0
    found = [_counted(connection, layer) for layer in layers(connection, batch_id, kind)]
    return kind, *map(sum, zip(*found, strict=True))


def all_new(connection: Connection, batch_id: str, kind: str) -> int:
    """The rows of a batch kept as columns only, when nothing of the kind is published; 0 when it must be compared."""
    live, draft = PUBLISHED[kind], DRAFTS[kind]
    for query in (
        select(live.c.row_id).where(live.c.to_edition.is_(None)).limit(1),
        select(draft.c.row_id).where(draft.c.batch == batch_id).limit(1),
    ):
        if connection.scalar(query) is not None:
            return 0
    return packs.count(connection, batch_id, kind)


def _counted(connection: Connection, layer: Layer) -> tuple[int, ...]:
    put, absent, different = layer.put, layer.live.c.row_id.is_(None), layer.differs()
    cells: ColumnElement[Any] = reduce(add, (case((layer.apart(name), 1), else_=0) for name in layer.said))
    conditions = (and_(put, absent), and_(put, not_(absent), different), and_(not_(put), not_(absent)), and_(put, not_(absent)))  # fmt: skip
    measures = [case((condition, 1), else_=0) for condition in conditions]
    measures.append(case((and_(put, not_(absent)), cells), else_=0))
    summed = (func.coalesce(func.sum(measure), 0) for measure in measures)
    query = select(*summed).select_from(layer.beside()).where(layer.mine)
    added, changed, removed, known, touched = (int(item) for item in connection.execute(query).one())
    return added, changed, removed, known - changed, touched


def differences(engine: Engine, batch_id: str, kind: str, *, limit: int | None = None) -> pd.DataFrame:
    """The rows that would change: key columns, ``change`` (added, changed, removed), then ``old_*`` and ``new_*``."""
    found: list[Row[Any]] = []
    keys = RECORD_TYPES[kind].key
    names = [name for name in column_names(RECORD_TYPES[kind]) if name not in keys]
    with engine.connect() as connection:
        for layer in layers(connection, batch_id, kind):
            found += _different(connection, layer, names, None if limit is None else limit - len(found))
    titles = [*keys, "change", *(f"old_{name}" for name in names), *(f"new_{name}" for name in names)]
    return pd.DataFrame(found, columns=titles)


def _different(connection: Connection, layer: Layer, names: list[str], limit: int | None) -> Sequence[Row[Any]]:
    put, absent = layer.put, layer.live.c.row_id.is_(None)
    columns: list[ColumnElement[Any]] = [layer.rows.c[key] for key in RECORD_TYPES[layer.kind].key]
    columns.append(case((and_(put, absent), "added"), (put, "changed"), else_="removed").label("change"))
    columns += [layer.live.c[name].label(f"old_{name}") for name in names]
    columns += [case((put, layer.value(name))).label(f"new_{name}") for name in names]
    query = (
        select(*columns)
        .select_from(layer.beside())
        .where(layer.mine, or_(and_(put, or_(absent, layer.differs())), and_(not_(put), not_(absent))))
        .order_by(layer.rows.c.row_id)
        .limit(limit)
    )
    return connection.execute(query).all()


def conflicts(connection: Connection, batch_id: str, kind: str, base_edition: int) -> list[tuple[Any, ...]]:
    """The keys of a batch that another edition has changed since the batch was opened.

    The rows that later editions opened or closed are few and indexed: they lead, the batch is looked up beside them.
    """
    live = PUBLISHED[kind]
    keys = RECORD_TYPES[kind].key
    named = [live.c[key] for key in keys]
    moved = (live.c.from_edition > base_edition, live.c.to_edition > base_edition)
    if all(connection.scalar(select(live.c.row_id).where(since).limit(1)) is None for since in moved):
        return []
    later = union(*(select(*named).where(since) for since in moved)).subquery("later")
    found: list[tuple[Any, ...]] = []
    for layer in layers(connection, batch_id, kind):
        draft = layer.rows
        mine = exists().where(layer.mine, *(draft.c[key] == later.c[key] for key in keys))
        if not layer.whole:
            Index(f"ix_laid_{kind}", *(draft.c[key] for key in keys)).create(connection)
        query = select(*(later.c[key] for key in keys)).where(mine).limit(100 - len(found))
        found += [tuple(row) for row in connection.execute(query)]
    return found
