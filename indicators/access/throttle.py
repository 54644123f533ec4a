"""Slow down guessing: the more failures for a login or from an address, the longer the wait before the next try.

Failures are counted in the database, so that replicas share them and a restart forgets none, and *before* the password
is looked at, so that a hundred simultaneous tries do not all pass. They age: one is forgiven every hour for a login,
every ten minutes for an address. Keys are hashed: neither logins nor addresses are kept in clear.

People behind one address are not one attacker. Somebody who has signed in from an address is known there: while the
last password was right, neither the failures of the neighbours nor those of strangers on that login stop the next try.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, delete, insert, select, update

from indicators.errors import ToldError, marked
from indicators.store import clock
from indicators.store.engine import lock_access, writing
from indicators.store.tables import sign_in_throttle as table

FORGET_AFTER = timedelta(days=1)
KNOWN_FOR = timedelta(days=30)
# A success takes one more failure off those of its address; the same person does it once an hour, or an attacker who
# has an account here would buy a guess with each sign-in.
RELIEF_EVERY = timedelta(hours=1)
_MOST = 1000
_KNOWN = "known:"


@dataclass(frozen=True, slots=True)
class Guard:
    """What is counted under one key: ``tries`` failures are free, then the wait doubles from one second to ``longest``.

    ``ages`` is the number of seconds after which one failure is forgiven.
    """

    tries: int
    longest: float
    ages: int


# An address may be that of a whole city hall: it is given more tries than a login, then waits longer.
ADDRESS = Guard(tries=20, longest=900.0, ages=600)
LOGIN_AGES = 3600


class TooManyTriesError(ToldError, PermissionError):
    """Too many failures: ``wait`` is the number of seconds before the next try."""

    code = "too_many_tries"

    def __init__(self, wait: float) -> None:
        self.wait = wait
        super().__init__(marked("Trop d'essais : réessayez dans {seconds} s."), seconds=f"{wait:.0f}")

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.wait,)


def attempt(engine: Engine, login: str, address: str, *, tries: int = 3, longest: float = 60.0) -> None:
    """Count a try for this login and this address, or raise :class:`TooManyTriesError` without counting it."""
    guards = {_key("login", login): Guard(tries, longest, LOGIN_AGES)}
    if address:
        guards[_key("address", address)] = ADDRESS
    at = datetime.fromisoformat(clock.now())
    with writing(engine) as connection:
        lock_access(connection)
        _bring_back(connection, at, [*guards])
        found = _rows(connection, [*guards, _pair(login, address)])
        known = found.get(_pair(login, address))
        wait = 0.0
        if not _at_home(known, at, tries):
            wait = max((_wait(found[key], at, guard) for key, guard in guards.items() if key in found), default=0.0)
        if not wait:
            for key, guard in guards.items():
                due = _due(found[key], at) if key in found else 0
                _keep(connection, key, min(due + guard.ages, _MOST * guard.ages), at, new=key not in found)
            if known is not None:
                connection.execute(update(table).where(table.c.key == known.key).values(failures=known.failures + 1))
    if wait:
        raise TooManyTriesError(wait)


def succeeded(engine: Engine, login: str, address: str) -> None:
    """Forget the failures of a login whose password was right, relieve its address, and know it there from now on."""
    at = datetime.fromisoformat(clock.now())
    with writing(engine) as connection:
        lock_access(connection)
        connection.execute(delete(table).where(table.c.key == _key("login", login)))
        if not address:
            return
        pair, shared = _pair(login, address), _key("address", address)
        found = _rows(connection, [pair, shared])
        lately = pair in found and at - datetime.fromisoformat(found[pair].last_at) < RELIEF_EVERY
        if shared in found:
            taken = (1 if lately else 2) * ADDRESS.ages
            left = max(0, found[shared].failures - taken)
            connection.execute(update(table).where(table.c.key == shared).values(failures=left))
        _keep(connection, pair, 0, at, new=pair not in found)


def forget_old(connection: Connection) -> int:
    """Erase the failures older than a day and who has not signed in for a month; returns the number of rows."""
    at = datetime.fromisoformat(clock.now())
    known = table.c.key.startswith(_KNOWN)
    gone = 0
    for which, age in ((known, KNOWN_FOR), (~known, FORGET_AFTER)):
        limit = (at - age).isoformat(timespec="microseconds")
        gone += connection.execute(delete(table).where(which, table.c.last_at < limit)).rowcount
    return gone


def _bring_back(connection: Connection, at: datetime, keys: list[str]) -> None:
    """A try dated after now was written by a clock that has gone back since: nobody waits until it is caught up."""
    stamp = at.isoformat(timespec="microseconds")
    connection.execute(update(table).where(table.c.key.in_(keys), table.c.last_at > stamp).values(last_at=stamp))


def _rows(connection: Connection, keys: list[str]) -> Mapping[str, Any]:
    return {row.key: row for row in connection.execute(select(table).where(table.c.key.in_(keys)))}


def _keep(connection: Connection, key: str, due: int, at: datetime, *, new: bool) -> None:
    values = {"failures": due, "last_at": at.isoformat(timespec="microseconds")}
    statement = insert(table).values(key=key, **values)
    connection.execute(statement if new else update(table).where(table.c.key == key).values(values))


def _at_home(known: Any, at: datetime, tries: int) -> bool:
    """Whether this login signed in from this address lately and was not mistyped since more than ``tries`` times.

    The date of such a row is that of the last success, its count that of the failures since.
    """
    return known is not None and known.failures < tries and at - datetime.fromisoformat(known.last_at) < KNOWN_FOR


def _due(row: Any, at: datetime) -> int:
    """The seconds until every failure of a row is forgiven: what was due at its last try, less the time since.

    Counted in seconds rather than in failures, so that tries in close succession do not stop the ageing.
    """
    elapsed = (at - datetime.fromisoformat(row.last_at)).total_seconds()
    return 0 if elapsed > FORGET_AFTER.total_seconds() else max(0, row.failures - int(elapsed))


def _wait(row: Any, at: datetime, guard: Guard) -> float:
    """Seconds still to wait."""
    excess = -(-_due(row, at) // guard.ages) - guard.tries
    if excess < 0:
        return 0.0
    elapsed = (at - datetime.fromisoformat(row.last_at)).total_seconds()
    bound = min(2.0 ** min(excess, 16), guard.longest)
    return max(0.0, bound - elapsed)


def _key(kind: str, value: str) -> str:
    return hashlib.sha256(f"ouverture|{kind}|{value}".encode()).hexdigest()


def _pair(login: str, address: str) -> str:
    return _KNOWN + _key("known", f"{login}|{address}")
