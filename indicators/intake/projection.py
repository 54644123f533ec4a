"""The edition as publishing some batches would make it, without writing anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Connection, Engine, func, select

from indicators.records import RECORD_TYPES, Edition, Snapshot, Territory
from indicators.store import packs, reading, staged
from indicators.store.clock import now
from indicators.store.rows import records_of
from indicators.store.tables import DRAFTS

_TUPLES: Mapping[str, str] = {
    "target": "targets", "envelope": "envelopes", "partnership": "partnerships", "activity": "activities",
    "objective": "objectives", "membership": "memberships", "actor": "actors", "community": "communities",
    "self_assessment": "self_assessments", "externality_measure": "externality_measures",
    "annotation": "annotations",
    "finding": "findings", "priority": "priorities", "body": "bodies", "meeting": "meetings",
    "mission": "missions", "follow_up": "follow_ups", "call": "calls",
}  # fmt: skip


def current(engine: Engine, latest: Edition | None, territory: str) -> Snapshot | None:
    """What an edition says of a territory; None when there is no edition, or not this territory in it."""
    if latest is None:
        return None
    try:
        return reading.snapshot(engine, latest.number, territory)
    except reading.UnknownEditionError:
        return None


def projected(engine: Engine, batch_ids: Sequence[str], territory: str, before: Snapshot | None) -> Snapshot | None:
    """The snapshot as publishing would make it; None when the territory would still not be known."""
    known = dict(before.territories) if before else {}
    touched = {kind for batch in batch_ids for kind in staged.kinds_of(engine, batch)}
    frames = {"observation", "budget_line"} if before is None else set()
    overlays = {kind: _overlay(engine, batch_ids, kind) for kind in RECORD_TYPES if kind in touched | frames}
    for item in records_of("territory", overlays["territory"][0]) if "territory" in overlays else ():
        if isinstance(item, Territory):
            known[item.code] = item
    if territory not in known:
        return None
    said: dict[str, Any] = {}
    if "observation" in overlays:
        said["observations"] = _laid("observation", before.observations if before else None, overlays, None)
    if "budget_line" in overlays:
        said["budget_lines"] = _laid("budget_line", before.budget_lines if before else None, overlays, territory)
    said |= {
        name: _replaced(kind, getattr(before, name) if before else (), overlays, territory)
        for kind, name in _TUPLES.items()
        if kind in overlays
    }
    if before is not None:
        return replace(before, territory=known[territory], territories=known, **said)
    first = Edition(number=0, name="", published_at=now(), author="")
    return Snapshot(edition=first, territory=known[territory], territories=known, **said)


Overlays: TypeAlias = Mapping[str, tuple[pd.DataFrame, pd.DataFrame]]


def _overlay(engine: Engine, batch_ids: Sequence[str], kind: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows that the batches put and those that they remove, the last batch winning."""
    rows = pd.concat([staged.rows_of(engine, batch, kind) for batch in batch_ids], ignore_index=True)
    rows = rows.drop_duplicates(list(RECORD_TYPES[kind].key), keep="last")
    put = rows["action"] == "put"
    return rows[put].drop(columns="action"), rows[~put].drop(columns="action")


def _laid(kind: str, base: pd.DataFrame | None, overlays: Overlays, territory: str | None) -> pd.DataFrame:
    put, gone = overlays[kind]
    if territory is not None:
        put = put[put["territory"] == territory]
    if base is None or base.empty:
        return put
    keys = list(RECORD_TYPES[kind].key)
    touched = pd.MultiIndex.from_frame(pd.concat([put[keys], gone[keys]]).astype(str))
    kept = base[~pd.MultiIndex.from_frame(base[keys].astype(str)).isin(touched)]
    return pd.concat([kept, put], ignore_index=True) if len(put) else kept.reset_index(drop=True)


def _replaced(kind: str, base: Sequence[Any], overlays: Overlays, territory: str) -> tuple[Any, ...]:
    put, gone = overlays[kind]
    fresh = records_of(kind, put[put["territory"] == territory])
    lost = {item.identity() for item in records_of(kind, gone)} | {item.identity() for item in fresh}
    return (*(item for item in base if item.identity() not in lost), *fresh)


def reading_year(engine: Engine, batch_ids: Sequence[str], year: int, *, this_year: int) -> int:
    """The year as of which consequences are read: ``year``, or the latest year that the batches bring.

    A file of the new year would otherwise seem to change nothing. A year further than the next one is a slip of the
    hand, which a check tells; it is passed over.
    """
    kinds = ("observation", "budget_line")
    tables = [DRAFTS[kind] for kind in kinds]
    with engine.connect() as connection:
        found = [
            connection.scalar(
                select(func.max(table.c.year)).where(
                    table.c.batch.in_(list(batch_ids)), table.c.action == "put", table.c.year <= this_year + 1
                )
            )
            for table in tables
        ]
        for kind in kinds:
            for part in _parts(connection, batch_ids, kind, "year"):
                found.append(pc.max(part["year"].filter(pc.less_equal(part["year"], this_year + 1))).as_py())
    return max([year, *(int(item) for item in found if item is not None)])


def _parts(connection: Connection, batch_ids: Sequence[str], kind: str, name: str) -> Iterator[pa.Table]:
    """One column of what some batches keep as columns."""
    for batch in batch_ids:
        yield from packs.parts(connection, batch, kind, (name,))
