"""Slow down guessing: the more failures for a login or from an address, the longer the wait before the next try.

Failures are counted in the database, so that replicas share them, and *before* the password is looked at, so that a
hundred simultaneous tries do not all pass. Keys are hashed: neither logins nor addresses are kept in clear.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, delete, insert, select, update

from indicators.errors import ToldError, marked
from indicators.store import clock
from indicators.store.engine import lock_access, writing
from indicators.store.tables import sign_in_throttle as table

# An address may be that of a whole city hall: it is given more tries than a login, then waits longer.
ADDRESS_TRIES, ADDRESS_WAIT = 20, 900.0
FORGET_AFTER = timedelta(days=1)


class TooManyTriesError(ToldError, PermissionError):
    """Too many failures: ``wait`` is the number of seconds before the next try."""

    code = "too_many_tries"

    def __init__(self, wait: float) -> None:
        self.wait = wait
        super().__init__(marked("Trop d'essais : réessayez dans {seconds} s."), seconds=f"{wait:.0f}")

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.wait,)


def attempt(engine: Engine, login: str, address: str, *, tries: int = 3, longest: float = 60.0) -> None:
    """Count a try for this login and this address, or raise :class:`TooManyTriesError` without counting it.

    After ``tries`` failures of a login the wait doubles from one second up to ``longest``.
    """
    keys = {_key("login", login): (tries, longest)}
    if address:
        keys[_key("address", address)] = (ADDRESS_TRIES, ADDRESS_WAIT)
    at = datetime.fromisoformat(clock.now())
    with writing(engine) as connection:
        lock_access(connection)
        found = {row.key: row for row in connection.execute(select(table).where(table.c.key.in_(keys)))}
        waits = [_wait(row.failures, row.last_at, at, *keys[key]) for key, row in found.items()]
        if (wait := max(waits, default=0.0)) > 0:
            raise TooManyTriesError(wait)
        for key in keys:
            _count(connection, key, at, found[key].failures if key in found else None)


def _count(connection: Connection, key: str, at: datetime, failures: int | None) -> None:
    stamp = at.isoformat(timespec="microseconds")
    if failures is None:
        connection.execute(insert(table).values(key=key, failures=1, last_at=stamp))
    else:
        connection.execute(update(table).where(table.c.key == key).values(failures=failures + 1, last_at=stamp))


def _wait(failures: int, last_at: str, at: datetime, tries: int, longest: float) -> float:
    """Seconds still to wait. A clock that went back never makes it longer than the bound."""
    excess = failures - tries
    elapsed = (at - datetime.fromisoformat(last_at)).total_seconds()
    if excess < 0 or elapsed > FORGET_AFTER.total_seconds():
        return 0.0
    bound = min(2.0 ** min(excess, 16), longest)
    return min(bound, max(0.0, bound - elapsed))


def succeeded(engine: Engine, login: str, address: str) -> None:
    """Forget the failures of a login once its password was right, and take this try off those of the address."""
    with writing(engine) as connection:
        connection.execute(delete(table).where(table.c.key == _key("login", login)))
        shared = (table.c.key == _key("address", address)) & (table.c.failures > 0)
        connection.execute(update(table).where(shared).values(failures=table.c.failures - 1))


def forget_old(connection: Connection) -> int:
    """Erase what is older than a day; returns the number of rows."""
    limit = datetime.fromisoformat(clock.now()) - FORGET_AFTER
    return connection.execute(delete(table).where(table.c.last_at < limit.isoformat(timespec="microseconds"))).rowcount


def _key(kind: str, value: str) -> str:
    return hashlib.sha256(f"ouverture|{kind}|{value}".encode()).hexdigest()
