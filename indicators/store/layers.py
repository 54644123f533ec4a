"""What a batch says of a kind, read by the database in the same way whether it is kept as rows or as columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, FromClause, Join, Table, and_, func, literal, or_, select, true
from sqlalchemy.sql import ColumnElement

from indicators.records import RECORD_TYPES, column_names
from indicators.store import packs
from indicators.store.rows import empty_value
from indicators.store.tables import DRAFTS, PUBLISHED


@dataclass(frozen=True)
class Layer:
    """Rows of a batch: ``rows`` has a ``row_id``, the key and the columns ``said``.

    ``mine`` selects those of the batch, ``put`` those to put (the others are to be removed). In a layer that is not
    ``whole`` a column that lacks, or a missing value, says nothing: what is published stands, then the default;
    ``constant`` gives the columns said that are not in ``rows``, whose text is the same on every row.
    """

    kind: str
    rows: FromClause
    mine: ColumnElement[bool]
    put: ColumnElement[bool]
    said: tuple[str, ...]
    whole: bool
    constant: Mapping[str, str] = field(default_factory=dict)

    @property
    def live(self) -> Table:
        """The published rows of the kind."""
        return PUBLISHED[self.kind]

    def beside(self) -> Join:
        """Each row beside the published row that it would replace, if any."""
        return self.rows.outerjoin(self.live, same_key(self.kind, self.rows, self.live))

    def differs(self) -> ColumnElement[bool]:
        """True where a row says something else than the published row."""
        return or_(*(self.apart(name) for name in self.said))

    def apart(self, name: str) -> ColumnElement[bool]:
        """True where a row says something else than the published row of one column."""
        return self.value(name).is_distinct_from(self.live.c[name])

    def value(self, name: str) -> ColumnElement[Any]:
        """The value of a column as it would be published, read beside the published row."""
        if self.whole or name in RECORD_TYPES[self.kind].key:
            return self.rows.c[name]
        if name in self.constant:
            return literal(self.constant[name], self.live.c[name].type)
        choices = [self.rows.c[name]] if name in self.said else []
        choices.append(self.live.c[name])
        if (empty := empty_value(self.kind, name)) is not None:
            choices.append(literal(empty, self.live.c[name].type))
        return func.coalesce(*choices, type_=self.live.c[name].type) if len(choices) > 1 else choices[0]


def same_key(kind: str, draft: FromClause, live: FromClause) -> ColumnElement[bool]:
    """The join condition between a draft row and the published row it would replace."""
    return and_(live.c.to_edition.is_(None), *(draft.c[key] == live.c[key] for key in RECORD_TYPES[kind].key))


def layers(connection: Connection, batch: str, kind: str) -> Iterator[Layer]:
    """The layers of a batch that hold rows of a kind, rows first; to be read to the end, each one in its turn."""
    table = DRAFTS[kind]
    mine = table.c.batch == batch
    said = tuple(name for name in column_names(RECORD_TYPES[kind]) if name not in RECORD_TYPES[kind].key)
    if connection.scalar(select(table.c.row_id).where(mine).limit(1)) is not None:
        yield Layer(kind, table, mine, table.c.action == "put", said, whole=True)
    if (found := packs.lay_out(connection, batch, kind)) is not None:
        laid, constant = found
        told = tuple(name for name in said if name in laid.c or name in constant)
        yield Layer(kind, laid, true(), true(), told, whole=False, constant=constant)
        laid.drop(connection)
