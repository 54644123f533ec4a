"""Take the demonstration out, all of it, and put it back: two editions like any other, and the city's own rows untouched.

A row is of the demonstration when a draft of the demonstration brought it: what somebody loaded since, even about a
demonstration city, is somebody's own and stays. What the collectivity reads itself against stays too.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Select, Table, select

from indicators.access import User, require
from indicators.demo import load_demo
from indicators.geography.keys import find
from indicators.intake import ledger as ledgers
from indicators.intake import publishing
from indicators.intake.entering import ENTERED
from indicators.intake.ledger import Ledger
from indicators.intake.workshop import Workshop
from indicators.operations.startup import DEMONSTRATION
from indicators.records import RECORD_TYPES, GeoLevel, Record, Territory
from indicators.settings import Settings
from indicators.store import drafts, editions
from indicators.store.engine import lock_editions, writing
from indicators.store.rows import as_frame, encode
from indicators.store.tables import PUBLISHED, import_batch, owner_of


def demonstration_cities(work: Workshop) -> tuple[str, ...]:
    """The names of the homes that the demonstration brought and that would go with it."""
    table = PUBLISHED["territory"]
    query = select(table.c.code, table.c.name).where(
        _standing(table), table.c.role == "home", table.c.batch.in_(_batches())
    )
    with work.store.connect() as connection:
        whole, named = _kept(connection, work.settings)
        return tuple(str(row.name) for row in connection.execute(query) if row.code not in whole | named)


def withdraw(work: Workshop, name: str, user: User) -> str:
    """Publish an edition without the demonstration; the draft that a second person has to approve, "" when published.

    Raises AccessDenied, and NothingToPublishError when it is not there.
    """
    require(user, "administrator")
    with writing(work.store) as connection:
        lock_editions(connection)
        whole, named = _kept(connection, work.settings)
        batch = _open(connection, user)
        for kind in RECORD_TYPES:
            gone = _rows(connection, kind, whole | named if kind == "territory" else whole)
            if len(gone):
                drafts.stage_rows(connection, batch.id, kind, encode(kind, gone), action="remove")
        beside = _beside(connection, whole - _own(work.settings, _types(connection)), work.settings)
        if len(beside):
            drafts.stage_rows(connection, batch.id, "territory", encode("territory", beside))
    return _publish(work, batch.id, name, user)


def put_back(work: Workshop, name: str, user: User) -> str:
    """Publish an edition with the demonstration again, beside what the collectivity has; as :func:`withdraw`.

    A row whose key somebody's own row bears, and any row about the collectivity itself, is left as it is.
    """
    require(user, "administrator")
    with writing(work.store) as connection:
        lock_editions(connection)
        own = _own(work.settings, _types(connection))
        batch = _open(connection, user)
        for kind, records in load_demo(fictional=work.settings.demonstration.fictional).items():
            rows = [row for row in records if _whose(row) not in own]
            fresh = _without(as_frame(kind, rows), _loaded_keys(connection, kind), kind)
            if len(fresh):
                drafts.stage_rows(connection, batch.id, kind, encode(kind, fresh))
    return _publish(work, batch.id, name, user)


def _open(connection: Connection, user: User) -> drafts.Batch:
    batch = drafts.open_within(connection, user.name, account=user.account, file_name=DEMONSTRATION)
    ledgers.save(connection, Ledger(batch.id, format=ENTERED, complete=True), batch, user.name)
    return batch


def _publish(work: Workshop, batch: str, name: str, user: User) -> str:
    seen = [ledgers.read(work.store, drafts.get_batch(work.store, batch))]
    if work.settings.publication.second_person:
        publishing.submit(work, seen, user)
        return batch
    try:
        publishing.publish(work, seen, name, user)
    except editions.NothingToPublishError:
        drafts.discard(work.store, batch, user.name)
        raise
    return ""


def _standing(table: Table) -> ColumnElement[bool]:
    return table.c.to_edition.is_(None)


def _batches() -> Select[tuple[str]]:
    """The drafts that brought the demonstration."""
    return select(import_batch.c.id).where(import_batch.c.file_name == DEMONSTRATION)


def _types(connection: Connection) -> dict[str, GeoLevel]:
    """The type of each territory that stands, by its stored code."""
    table = PUBLISHED["territory"]
    query = select(table.c.code, table.c.type).where(_standing(table))
    return {str(row.code): row.type for row in connection.execute(query)}


def _own(settings: Settings, types: dict[str, GeoLevel]) -> frozenset[str]:
    """The stored code of the territory that somebody chose, none when nobody did."""
    return frozenset(_stored([settings.collectivity.territory], types)) if settings.territory_chosen else frozenset()


def _stored(codes: Iterable[str], types: dict[str, GeoLevel]) -> set[str]:
    return {find(code, types) or code for code in codes}


def _kept(connection: Connection, settings: Settings) -> tuple[frozenset[str], frozenset[str]]:
    """The territories of which everything stays, and those of which only the record does.

    Everything of the collectivity, of its references and of its peers; the record of a demonstration city about which
    somebody loaded rows, which would otherwise be about nobody.
    """
    types = _types(connection)
    own = _own(settings, types)
    loaded: set[str] = set()
    for kind, table in PUBLISHED.items():
        outside = select(owner_of(kind, table)).where(_standing(table), table.c.batch.not_in(_batches())).distinct()
        loaded.update(str(row[0]) for row in connection.execute(outside))
    table = PUBLISHED["territory"]
    mine = select(table.c.code, table.c.references).where(_standing(table), table.c.code.in_(own | loaded))
    used = _stored(settings.references.peers, types) if own else set()
    for row in connection.execute(mine):
        named = settings.references.by_territory.get(str(row.code), row.references or settings.references.default)
        used |= _stored(named, types)
    return own | frozenset(used), frozenset(loaded)


def _rows(connection: Connection, kind: str, kept: Iterable[str]) -> pd.DataFrame:
    """The standing rows that the demonstration brought, but those of the territories to keep: their record's columns."""
    table = PUBLISHED[kind]
    names = list(as_frame(kind, []).columns)
    query = select(*(table.c[name] for name in names)).where(
        _standing(table), table.c.batch.in_(_batches()), owner_of(kind, table).not_in(list(kept))
    )
    return pd.DataFrame(connection.execute(query).all(), columns=names)


def _whose(row: Record) -> str:
    return row.code if isinstance(row, Territory) else str(getattr(row, "territory", ""))


def _beside(connection: Connection, codes: Iterable[str], settings: Settings) -> pd.DataFrame:
    """The cities of the demonstration that the collectivity is read against: beside it, no homes any more."""
    homes = _rows(connection, "territory", ())
    homes = homes[(homes["role"] == "home") & homes["code"].isin(list(codes))]
    peers = homes["code"].isin(list(settings.references.peers))
    return homes.assign(role=peers.map({True: "peer", False: "reference"}))


def _loaded_keys(connection: Connection, kind: str) -> set[tuple[object, ...]]:
    """The keys of the standing rows that somebody loaded."""
    table = PUBLISHED[kind]
    mine = (_standing(table), table.c.batch.not_in(_batches()))
    return {
        tuple(row) for row in connection.execute(select(*(table.c[key] for key in RECORD_TYPES[kind].key)).where(*mine))
    }


def _without(frame: pd.DataFrame, keys: set[tuple[object, ...]], kind: str) -> pd.DataFrame:
    names = list(RECORD_TYPES[kind].key)
    fresh = [tuple(row) not in keys for row in frame[names].itertuples(index=False, name=None)]
    return frame[fresh]
