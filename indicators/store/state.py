"""What the database has come to, in one question: what tells a replica that what it keeps in memory is of before."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Engine, func, select

from indicators.store.engine import reading_from
from indicators.store.tables import document, edition, setting_change

#: The kind of the documents that count the erasures of a person.
ERASURE = "erasure"


@dataclass(frozen=True, slots=True)
class State:
    """The number of the last edition, of the last choice made in the browser and of the last erasure; 0 without any.

    An edition never changes but when somebody's name is erased from it.
    """

    edition: int
    settings: int
    erasures: int


def read(source: Engine | Connection) -> State:
    """Ask the database, once."""
    erased = (document.c.kind == ERASURE) & (document.c.territory == "") & (document.c.key == "")
    query = select(
        select(func.max(edition.c.number)).scalar_subquery(),
        select(func.max(setting_change.c.id)).scalar_subquery(),
        select(func.max(document.c.version)).where(erased).scalar_subquery(),
    )
    with reading_from(source) as connection:
        found = connection.execute(query).one()
    return State(*(int(number or 0) for number in found))
