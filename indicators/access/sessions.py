"""Signed-in sessions, kept in the database: a revocation holds on every replica at the next interaction.

The browser holds a random token (256 bits) in an HttpOnly cookie; the database holds its SHA-256 only, so that a
stolen backup opens nothing. The identity cookie of an OpenID Connect sign-in, which Streamlit makes for thirty days,
is registered here as well: it ends when the session ends, is signed out or revoked.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from indicators.store import audit, clock
from indicators.store.engine import writing
from indicators.store.tables import access_session as table

# Ended and expired sessions stay this long: an identity cookie lives thirty days and must not open a session again.
KEPT = timedelta(days=45)
_SHORT = 16
# The cookie that carries the token.
COOKIE = "ouverture_session"


@dataclass(frozen=True, slots=True)
class Session:
    """A session. ``id`` is the start of the token's hash: enough to name it, useless to open it."""

    id: str
    login: str
    opened_at: str
    expires_at: str
    ended_at: str | None

    def open_at(self, instant: str) -> bool:
        """Whether the session is neither ended nor expired at this instant."""
        return self.ended_at is None and instant < self.expires_at


def fingerprint(token: str) -> str:
    """What the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def start(engine: Engine, login: str, hours: float) -> str:
    """Open a session and return the token to hand to the browser."""
    token = secrets.token_urlsafe(32)
    with writing(engine) as connection:
        _insert(connection, token, login, hours)
        audit.write(connection, login, "sign_in", login)
    return token


def register(engine: Engine, token: str, login: str, hours: float) -> Session:
    """The session of an identity cookie, opened when it is seen for the first time."""
    found = find(engine, token)
    if found is not None:
        return found
    try:
        with writing(engine) as connection:
            _insert(connection, token, login, hours)
            audit.write(connection, login, "sign_in", login)
    except IntegrityError:  # another replica saw the same cookie at the same time
        pass
    found = find(engine, token)
    assert found is not None
    return found


def _insert(connection: Connection, token: str, login: str, hours: float) -> None:
    opened = clock.now()
    expires = datetime.fromisoformat(opened) + timedelta(hours=hours)
    connection.execute(
        insert(table).values(
            token_hash=fingerprint(token),
            login=login,
            opened_at=opened,
            expires_at=expires.isoformat(timespec="microseconds"),
        )
    )


def find(engine: Engine, token: str) -> Session | None:
    """The session of a token, open or not; None when the token was never given."""
    with engine.connect() as connection:
        row = connection.execute(select(table).where(table.c.token_hash == fingerprint(token))).one_or_none()
    return Session(row.token_hash[:_SHORT], row.login, row.opened_at, row.expires_at, row.ended_at) if row else None


def open_sessions(engine: Engine, login: str = "") -> list[Session]:
    """The open sessions, of one account or of all, newest first."""
    instant = clock.now()
    query = select(table).where(table.c.ended_at.is_(None), table.c.expires_at > instant)
    if login:
        query = query.where(table.c.login == login)
    with engine.connect() as connection:
        rows = connection.execute(query.order_by(table.c.opened_at.desc())).all()
    return [Session(row.token_hash[:_SHORT], row.login, row.opened_at, row.expires_at, row.ended_at) for row in rows]


def end(engine: Engine, session_id: str, actor: str) -> None:
    """End one session by its identifier; nothing happens when it is already ended."""
    _end(engine, table.c.token_hash.like(f"{session_id[:_SHORT]}%") & (table.c.ended_at.is_(None)), actor, session_id)


def end_all(engine: Engine, login: str, actor: str) -> None:
    """End every session of an account: signed out everywhere, or revoked by an administrator."""
    _end(engine, (table.c.login == login) & table.c.ended_at.is_(None), actor, login)


def end_in(connection: Connection, login: str) -> None:
    """The same inside the caller's transaction, which writes its own trace."""
    connection.execute(
        update(table).where(table.c.login == login, table.c.ended_at.is_(None)).values(ended_at=clock.now())
    )


def _end(engine: Engine, where: ColumnElement[bool], actor: str, subject: str) -> None:
    with writing(engine) as connection:
        ended = connection.execute(update(table).where(where).values(ended_at=clock.now()))
        if ended.rowcount:
            audit.write(connection, actor, "sign_out", subject, {"sessions": ended.rowcount})


def forget_old(connection: Connection) -> int:
    """Erase the sessions that ended or expired long ago; returns the number of rows."""
    limit = (datetime.fromisoformat(clock.now()) - KEPT).isoformat(timespec="microseconds")
    return connection.execute(delete(table).where(table.c.expires_at < limit)).rowcount
