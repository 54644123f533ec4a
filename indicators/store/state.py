"""What the database has come to, in one question: what tells a replica that what it keeps in memory is of before."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine, Text, cast, func, select

from indicators.store.engine import reading_from
from indicators.store.tables import document, edition, setting_change

#: The kind of the documents that count the erasures of a person.
ERASURE = "erasure"


@dataclass(frozen=True, slots=True)
class State:
    """The number of the last edition, of the last choice made in the browser and of the last erasure; 0 without any.

    An edition never changes but when somebody's name is erased from it. ``written`` names the last working document of
    any territory (a text, a wish, a picture): while it is the same, so are they all. What is computed of the editions and
    the settings rests on none: two states that differ by it alone are the same.
    """

    edition: int
    settings: int
    erasures: int
    written: str = field(default="", compare=False)


#: Made once: it is asked at the beginning of each drawing. An identifier may serve again after a purge, its moment not.
_LAST = select(document.c.id, document.c.created_at).order_by(document.c.id.desc()).limit(1).subquery()
_ERASED = (document.c.kind == ERASURE) & (document.c.territory == "") & (document.c.key == "")
_QUERY = select(
    select(func.max(edition.c.number)).scalar_subquery(),
    select(func.max(setting_change.c.id)).scalar_subquery(),
    select(func.max(document.c.version)).where(_ERASED).scalar_subquery(),
    select(cast(_LAST.c.id, Text) + " " + _LAST.c.created_at).scalar_subquery(),
)


def read(source: Engine | Connection) -> State:
    """Ask the database, once."""
    with reading_from(source) as connection:
        found: tuple[Any, ...] = tuple(connection.execute(_QUERY).one())
    edition_number, settings, erasures = (int(number or 0) for number in found[:3])
    return State(edition_number, settings, erasures, str(found[3] or ""))
