"""Lay what a batch says of a kind over what is published: the rows it replaces are closed, its own are added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import (
    Column,
    Connection,
    Index,
    MetaData,
    Table,
    and_,
    func,
    insert,
    literal,
    not_,
    or_,
    select,
    update,
)

from indicators.records import RECORD_TYPES, column_names
from indicators.store import compare, packs
from indicators.store.layers import Layer, layers
from indicators.store.rows import insert_columns
from indicators.store.tables import PUBLISHED, RowId


def lay(connection: Connection, batch_id: str, kind: str, number: int) -> int:
    """Close the rows that the batch replaces or removes, then add its own; returns the number of rows touched."""
    # A server would receive every column of a million rows in place of those that the file has.
    if connection.dialect.name == "sqlite" and compare.all_new(connection, batch_id, kind):
        return _add(connection, batch_id, kind, number)
    return sum(_lay(connection, layer, batch_id, number) for layer in layers(connection, batch_id, kind))


def _add(connection: Connection, batch_id: str, kind: str, number: int) -> int:
    """Publish the first rows of a kind as they are kept, column after column; returns their number."""
    added = 0
    with _rebuilt(connection, sorted(PUBLISHED[kind].indexes, key=lambda index: str(index.name))):
        for part in packs.parts(connection, batch_id, kind):
            rows, alike = packs.completed(part, kind)
            alike |= {"from_edition": number, "batch": batch_id}
            insert_columns(connection, PUBLISHED[kind], rows, alike)
            added += rows.num_rows
    return added


@contextmanager
def _rebuilt(connection: Connection, indexes: Sequence[Index]) -> Iterator[None]:
    """Build indexes again once most of a table has changed: sorting a million keys is quicker than placing each one.

    Inside the transaction of the publication, on SQLite, where it makes nobody wait more than the publication does.
    """
    for index in indexes:
        index.drop(connection)
    yield
    for index in indexes:
        index.create(connection)


def _lay(connection: Connection, layer: Layer, batch_id: str, number: int) -> int:
    """Publish one layer. What changes is first noted beside the row that it replaces: the two then meet by number."""
    change, live = _noted(connection, layer), layer.live
    replaced = select(change.c.standing).where(change.c.standing.is_not(None))
    closing = update(live).where(live.c.row_id.in_(replaced)).values(to_edition=number)
    names = column_names(RECORD_TYPES[layer.kind])
    fresh = (
        select(*(layer.value(name) for name in names), literal(number), literal(batch_id))
        .select_from(
            change.join(layer.rows, layer.rows.c.row_id == change.c.row_id).outerjoin(
                live, live.c.row_id == change.c.standing
            )
        )
        .where(layer.put)
        .order_by(change.c.row_id)  # an edition keeps the order of entry
    )
    adding = insert(live).inline().from_select([*names, "from_edition", "batch"], fresh)
    with _rebuilt(connection, _outworn(connection, layer, change)):
        closed = connection.execute(closing).rowcount
        added = connection.execute(adding.execution_options(preserve_rowcount=True)).rowcount
    change.drop(connection)
    return closed + added


def _outworn(connection: Connection, layer: Layer, change: Table) -> list[Index]:
    """The index of the standing rows, when a large draft replaces more than half of them on SQLite."""
    if layer.whole or connection.dialect.name != "sqlite":
        return []
    live = layer.live
    standing = connection.scalar(select(func.count()).where(live.c.to_edition.is_(None))) or 0
    replaced = connection.scalar(select(func.count(change.c.standing))) or 0
    return [index for index in live.indexes if index.name == f"uq_{layer.kind}_live" and 2 * replaced > standing]


def _noted(connection: Connection, layer: Layer) -> Table:
    """A temporary table of the rows that change something, by number, with that of the published row they replace.

    Led by the batch, so that ten rows published in a national database do not read all of it.
    """
    change = Table(
        "laid_change",
        MetaData(),
        Column("row_id", RowId, primary_key=True, autoincrement=False),
        Column("standing", RowId),
        prefixes=["TEMPORARY"],
    )
    change.create(connection)
    absent = layer.live.c.row_id.is_(None)
    changing = or_(
        and_(layer.put, or_(absent, layer.differs())),
        and_(not_(layer.put), not_(absent)),
    )
    found = select(layer.rows.c.row_id, layer.live.c.row_id).select_from(layer.beside()).where(layer.mine, changing)
    connection.execute(insert(change).from_select(["row_id", "standing"], found))
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f'ANALYZE "{change.name}"')
    return change
