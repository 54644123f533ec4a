"""What a batch would change of what is published: computed by the database, never by loading everything."""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Engine, FromClause, and_, case, exists, func, not_, or_, select, union
from sqlalchemy.sql import ColumnElement

from indicators.records import RECORD_TYPES
from indicators.store.drafts import kinds_of
from indicators.store.tables import DRAFTS, PUBLISHED


def same_key(kind: str, draft: FromClause, live: FromClause) -> ColumnElement[bool]:
    """The join condition between a draft row and the published row it would replace."""
    return and_(live.c.to_edition.is_(None), *(draft.c[key] == live.c[key] for key in RECORD_TYPES[kind].key))


def differs(kind: str, draft: FromClause, live: FromClause) -> ColumnElement[bool]:
    """True where a draft row says something else than the published row."""
    return or_(*(draft.c[name].is_distinct_from(live.c[name]) for name in _said(kind, draft)))


def _said(kind: str, draft: FromClause) -> list[str]:
    """The columns of a draft that a record's key does not hold."""
    return [c.name for c in draft.c if c.name not in {"row_id", "batch", "action", *RECORD_TYPES[kind].key}]


def counts(engine: Engine, batch_id: str) -> pd.DataFrame:
    """For each kind of a batch, the rows added, changed, removed and unchanged, and the cells that the changed rows change."""
    with engine.connect() as connection:
        found = [_counts(connection, batch_id, kind) for kind in kinds_of(engine, batch_id)]
    return pd.DataFrame(found, columns=["kind", "added", "changed", "removed", "unchanged", "cells"])


def _counts(connection: Connection, batch_id: str, kind: str) -> tuple[str, *tuple[int, ...]]:
    draft, live = DRAFTS[kind], PUBLISHED[kind]
    put, absent, different = draft.c.action == "put", live.c.row_id.is_(None), differs(kind, draft, live)
    apart = [case((draft.c[name].is_distinct_from(live.c[name]), 1), else_=0) for name in _said(kind, draft)]
    cells: ColumnElement[Any] = reduce(add, apart)
    measures = [
        case((condition, 1), else_=0)
        for condition in (
            and_(put, absent),
            and_(put, not_(absent), different),
            and_(not_(put), not_(absent)),
            and_(put, not_(absent), not_(different)),
        )
    ]
    measures.append(case((and_(put, not_(absent)), cells), else_=0))
    query = (
        select(*(func.coalesce(func.sum(measure), 0) for measure in measures))
        .select_from(draft.outerjoin(live, same_key(kind, draft, live)))
        .where(draft.c.batch == batch_id)
    )
    return kind, *(int(item) for item in connection.execute(query).one())


def differences(engine: Engine, batch_id: str, kind: str, *, limit: int | None = None) -> pd.DataFrame:
    """The rows that would change: key columns, ``change`` (added, changed, removed), then ``old_*`` and ``new_*``."""
    draft, live = DRAFTS[kind], PUBLISHED[kind]
    keys = RECORD_TYPES[kind].key
    names = _said(kind, draft)
    put, absent = draft.c.action == "put", live.c.row_id.is_(None)
    change = case((and_(put, absent), "added"), (put, "changed"), else_="removed").label("change")
    columns = [draft.c[key] for key in keys] + [change]
    columns += [live.c[name].label(f"old_{name}") for name in names]
    columns += [case((put, draft.c[name])).label(f"new_{name}") for name in names]
    query = (
        select(*columns)
        .select_from(draft.outerjoin(live, same_key(kind, draft, live)))
        .where(
            draft.c.batch == batch_id,
            or_(and_(put, or_(absent, differs(kind, draft, live))), and_(not_(put), not_(absent))),
        )
        .order_by(draft.c.row_id)
        .limit(limit)
    )
    with engine.connect() as connection:
        result = connection.execute(query)
        return pd.DataFrame(result.all(), columns=list(result.keys()))


def conflicts(connection: Connection, batch_id: str, kind: str, base_edition: int) -> list[tuple[Any, ...]]:
    """The keys of a batch that another edition has changed since the batch was opened.

    The rows that later editions opened or closed are few and indexed: they lead, the batch is looked up beside them.
    """
    draft, live = DRAFTS[kind], PUBLISHED[kind]
    keys = RECORD_TYPES[kind].key
    named = [live.c[key] for key in keys]
    later = union(
        select(*named).where(live.c.from_edition > base_edition), select(*named).where(live.c.to_edition > base_edition)
    ).subquery("later")
    query = (
        select(*(later.c[key] for key in keys))
        .where(exists().where(draft.c.batch == batch_id, *(draft.c[key] == later.c[key] for key in keys)))
        .limit(100)
    )
    return [tuple(row) for row in connection.execute(query)]
