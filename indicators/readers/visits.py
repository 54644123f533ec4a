"""The edition that a reader knew before the one that is read: kept for an account, told by the browser for the others.

A visit lasts twelve hours: a page opened again the same afternoon still says what moved since the day before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Engine, insert, select, update

from indicators.store import clock
from indicators.store.engine import lock_access, writing
from indicators.store.tables import reader_visit as table

#: What a browser keeps: two numbers of editions and an hour, nothing of the person.
COOKIE = "ouverture_visite"
#: Days that a browser keeps it.
KEPT_DAYS = 400
_LASTS = timedelta(hours=12)
_COOKIE = re.compile(r"(\d{1,8})\.(\d{1,8})\.(\d{1,8})", re.ASCII)
_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Visit:
    """The edition that is read, the one known before it (``since``, the same where nothing came between), and since when."""

    edition: int
    since: int
    read_at: str

    @property
    def moved(self) -> bool:
        """Whether an edition came since the last visit."""
        return self.since < self.edition

    @property
    def read(self) -> Visit:
        """The same once the reader has seen what moved."""
        return replace(self, since=self.edition)

    @property
    def cookie(self) -> str:
        """What the browser keeps."""
        return f"{self.edition}.{self.since}.{int(datetime.fromisoformat(self.read_at).timestamp()) // _HOUR}"


def of_cookie(text: str) -> Visit | None:
    """The visit that a browser tells; None for anything else than what it was given."""
    found = _COOKIE.fullmatch(text)
    if found is None:
        return None
    edition, since, hour = (int(part) for part in found.groups())
    instant = datetime.fromisoformat("1970-01-01T00:00:00+00:00") + timedelta(hours=hour)
    return Visit(edition, since, instant.isoformat(timespec="microseconds"))


def visit(known: Visit | None, latest: int, now: str) -> Visit:
    """The visit that begins or goes on at an instant, ``latest`` being the edition that there is to read.

    An edition beyond the latest one was restored away: nothing can be compared with it.
    """
    if known is None or known.edition > latest:
        return Visit(latest, latest, now)
    if known.edition < latest:
        return Visit(latest, known.edition, now)
    over = datetime.fromisoformat(now) - datetime.fromisoformat(known.read_at) > _LASTS
    return known.read if known.moved and over else known


def see(engine: Engine, login: str, latest: int) -> Visit:
    """The visit of an account, written down when it is a new one."""
    query = select(table.c.edition, table.c.since, table.c.read_at).where(table.c.login == login)
    with engine.connect() as connection:
        row = connection.execute(query).one_or_none()
    known = None if row is None else Visit(row.edition, row.since, row.read_at)
    found = visit(known, latest, clock.now())
    if found != known:
        _keep(engine, login, found)
    return found


def close(engine: Engine, login: str, seen: Visit) -> None:
    """The person has read what moved."""
    _keep(engine, login, seen.read)


def _keep(engine: Engine, login: str, found: Visit) -> None:
    row = {"edition": found.edition, "since": found.since, "read_at": found.read_at}
    with writing(engine) as connection:
        lock_access(connection)  # two windows of one person may open at once
        if not connection.execute(update(table).where(table.c.login == login).values(row)).rowcount:
            connection.execute(insert(table).values(login=login, **row))
