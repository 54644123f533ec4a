"""Read an edition: one indexed query a record kind, then a :class:`Snapshot` that knows nothing of SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any, cast

import pandas as pd
from sqlalchemy import BindParameter, Connection, Engine, Integer, Row, Select, bindparam, func, select, union_all

from indicators.errors import ToldError, marked
from indicators.records import RECORD_TYPES, Edition, Record, Snapshot, Territory
from indicators.store.editions import valid_at
from indicators.store.rows import decode
from indicators.store.tables import PUBLISHED, in_order, owner_of
from indicators.store.tables import edition as edition_table

_TUPLES = {
    "target": "targets",
    "envelope": "envelopes",
    "partnership": "partnerships",
    "activity": "activities",
    "objective": "objectives",
    "membership": "memberships",
    "actor": "actors",
    "community": "communities",
    "self_assessment": "self_assessments",
    "externality_measure": "externality_measures",
    "annotation": "annotations",
    "finding": "findings",
    "priority": "priorities",
    "body": "bodies",
    "meeting": "meetings",
    "mission": "missions",
    "follow_up": "follow_ups",
    "call": "calls",
}
_INTERNAL = {"row_id", "from_edition", "to_edition", "batch", "place"}


class UnknownEditionError(ToldError, KeyError):
    """There is no such edition, or no such territory in it."""

    code = "unknown_edition"


def frame(
    engine: Engine,
    kind: str,
    number: int,
    *,
    territories: Sequence[str] | None = None,
    indicators: Sequence[str] | None = None,
) -> pd.DataFrame:
    """The rows of one kind in an edition, columns of the record, in the order they were entered."""
    with engine.connect() as connection:
        return _frame(connection, kind, number, territories, indicators)


def _frame(
    connection: Connection,
    kind: str,
    number: int,
    territories: Sequence[str] | None = None,
    indicators: Sequence[str] | None = None,
) -> pd.DataFrame:
    names, rows = _rows(connection, kind, number, territories, indicators)
    return decode(kind, names, rows)


def _records(
    connection: Connection, kind: str, number: int, territories: Sequence[str] | None = None
) -> tuple[Record, ...]:
    """The same as records, without the detour by a frame: most kinds have a few rows a territory."""
    names, rows = _rows(connection, kind, number, territories)
    record = RECORD_TYPES[kind]
    return tuple(record(**dict(zip(names, row, strict=True))) for row in rows)


def _rows(
    connection: Connection,
    kind: str,
    number: int,
    territories: Sequence[str] | None = None,
    indicators: Sequence[str] | None = None,
) -> tuple[list[str], Sequence[Row[Any]]]:
    query = _query(kind, whose=territories is not None, which=indicators is not None)
    wanted = {"territories": territories, "indicators": indicators}
    said = {name: list(values) for name, values in wanted.items() if values is not None}
    names = [column.name for column in query.selected_columns]
    return names, connection.execute(query, {"edition": number, **said}).all()


@cache
def _query(kind: str, *, whose: bool, which: bool) -> Select[Any]:
    """The rows of a kind in an ``edition``, of some ``territories`` and ``indicators`` or of all: written once a process."""
    table = PUBLISHED[kind]
    held = valid_at(table, bindparam("edition", type_=Integer))
    query: Select[Any] = select(*(column for column in table.c if column.name not in _INTERNAL)).where(held)
    if whose:
        query = query.where(owner_of(kind, table).in_(bindparam("territories", expanding=True)))
    if which:
        query = query.where(table.c.indicator.in_(bindparam("indicators", expanding=True)))
    return query.order_by(in_order(table))


def territories(engine: Engine, number: int) -> tuple[Territory, ...]:
    """Every territory of an edition, in the order they were entered."""
    with engine.connect() as connection:
        return cast(tuple[Territory, ...], _records(connection, "territory", number))


def edition(engine: Engine, number: int | None = None) -> Edition:
    """An edition by its number, the latest without one; :class:`UnknownEditionError` when there is none."""
    query = select(edition_table).order_by(edition_table.c.number.desc()).limit(1)
    if number is not None:
        query = query.where(edition_table.c.number == number)
    with engine.connect() as connection:
        row = connection.execute(query).mappings().one_or_none()
    if row is None:
        if number is None:
            raise UnknownEditionError(marked("Rien n'est encore publié."))
        raise UnknownEditionError(marked("L'édition {number} n'existe pas."), number=number)
    return Edition(**row)


def own_edition(connection: Connection, number: int, territory: str) -> Edition:
    """The last edition up to ``number`` that changed a row about a territory: another city's does not name its page.

    That of ``number`` itself when none did. Raises :class:`UnknownEditionError`.
    """
    found = connection.scalar(_last_change(), {"until": number, "territory": territory})
    row = (
        connection.execute(select(edition_table).where(edition_table.c.number == (found or number))).mappings().first()
    )
    if row is None:
        raise UnknownEditionError(marked("L'édition {number} n'existe pas."), number=number)
    return Edition(**row)


@cache
def _last_change() -> Select[Any]:
    """The last edition up to a number that opened or closed a row of a territory, whatever its kind."""
    until: BindParameter[Any] = bindparam("until")
    territory: BindParameter[Any] = bindparam("territory")
    marks = (
        select(func.max(column).label("number")).where(column <= until, owner_of(kind, table) == territory)
        for kind, table in PUBLISHED.items()
        for column in (table.c.from_edition, table.c.to_edition)
    )
    return select(func.max(union_all(*marks).subquery().c.number))


def snapshot(engine: Engine, number: int | None, territory: str, also: Sequence[str] = ()) -> Snapshot:
    """All that edition ``number`` (the latest if None) says of a territory.

    Observations of the territories it refers to (``references``) and of those in ``also`` are read with it. The edition
    is named as the territory's own last one was (:func:`own_edition`).
    """
    which = edition(engine, number)
    with engine.connect() as connection:
        known = _territories(connection, which.number, [territory])
        if territory not in known:
            raise UnknownEditionError(
                marked("Le territoire {code} n'est pas dans l'édition {number}."), code=territory, number=which.number
            )
        codes = list(dict.fromkeys([territory, *known[territory].references, *also]))
        known |= _territories(connection, which.number, codes[1:])
        small = {name: _records(connection, kind, which.number, [territory]) for kind, name in _TUPLES.items()}
        own = own_edition(connection, which.number, territory)
        return Snapshot(
            edition=replace(which, name=own.name, published_at=own.published_at),
            territory=known[territory],
            territories=known,
            observations=_frame(connection, "observation", which.number, codes),
            budget_lines=_frame(connection, "budget_line", which.number, [territory]),
            **cast(dict[str, Any], small),
        )


def _territories(connection: Connection, number: int, codes: Sequence[str]) -> dict[str, Territory]:
    found = cast(tuple[Territory, ...], _records(connection, "territory", number, codes))
    return {item.code: item for item in found}
