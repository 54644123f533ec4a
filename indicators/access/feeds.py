"""Addresses of the calendar: what lets a calendar program read in the name of an account, as long as both are open.

The database holds the SHA-256 of the secret that stands in the address, never the secret. A feed reads one territory; it
ends when it is revoked and with the account, which is looked up again at each use.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from indicators.access import accounts
from indicators.access.identity import mode_of
from indicators.access.roles import LOCAL_USER, PUBLIC_USER, Mode, User, require
from indicators.access.sessions import fingerprint
from indicators.errors import ReasonedError, marked
from indicators.settings import Access
from indicators.store import audit, clock
from indicators.store.engine import lock_access, writing
from indicators.store.tables import calendar_feed as table

#: Open feeds of one account: a telephone, a desk, a secretary, and some more.
MOST = 10
_SHORT = 16
# Revoked feeds are told from unknown ones this long.
_KEPT = timedelta(days=400)

_SAID = {
    "unknown": marked("Cette adresse de calendrier n'existe pas : vérifiez qu'elle est copiée en entier."),
    "revoked": marked("Cette adresse de calendrier a été révoquée le {day} : créez-en une autre dans « Missions et agenda »."),
    "closed": marked("Le compte de cette adresse de calendrier est fermé : demandez à la personne qui administre le tableau de bord."),
    "account": marked("Une adresse de calendrier appartient à un compte : connectez-vous d'abord."),
    "many": marked("Ce compte a déjà {most} adresses de calendrier : révoquez d'abord celles qui ne servent plus."),
}  # fmt: skip


class FeedError(ReasonedError):
    """A feed cannot be made or read; ``reason`` is one of the keys of the sentences above."""

    code = "calendar_feed"
    said = _SAID


@dataclass(frozen=True, slots=True)
class Feed:
    """An address of the calendar without its secret; ``id`` is the start of the hash."""

    id: str
    login: str
    territory: str
    created_at: str
    revoked_at: str | None


def create(engine: Engine, by: User, territory: str) -> tuple[str, Feed]:
    """Make an address for one's own account; the secret is given this once. Raises FeedError, AccessDenied."""
    require(by, "reader", territory)
    if by.mode == PUBLIC_USER.mode:
        raise FeedError("account")
    secret = secrets.token_urlsafe(32)
    made = Feed(fingerprint(secret)[:_SHORT], by.login, territory, clock.now(), None)
    row = {field: getattr(made, field) for field in Feed.__slots__ if field != "id"}
    with writing(engine) as connection:
        lock_access(connection)
        mine = (table.c.login == by.login) & table.c.revoked_at.is_(None)
        if (connection.scalar(select(func.count()).where(mine)) or 0) >= MOST:
            raise FeedError("many", most=MOST)
        connection.execute(insert(table).values(token_hash=fingerprint(secret), **row))
        audit.write(connection, by.name, "calendar_feed_created", by.login, {"territory": territory})
    return secret, made


def of_account(engine: Engine, login: str) -> list[Feed]:
    """The open addresses of an account, newest first."""
    query = (
        select(table).where(table.c.login == login, table.c.revoked_at.is_(None)).order_by(table.c.created_at.desc())
    )
    with engine.connect() as connection:
        return [_feed(row) for row in connection.execute(query)]


def revoke(engine: Engine, by: User, feed_id: str) -> None:
    """End an address of one's own; nothing happens when it has ended."""
    named = table.c.token_hash.like(f"{feed_id[:_SHORT]}%") & (table.c.login == by.login) & table.c.revoked_at.is_(None)
    with writing(engine) as connection:
        if connection.execute(update(table).where(named).values(revoked_at=clock.now())).rowcount:
            audit.write(connection, by.name, "calendar_feed_revoked", by.login, {"feed": feed_id})


def reader_with(engine: Engine, access: Access, secret: str) -> tuple[User, Feed]:
    """Who reads with this address; :class:`FeedError` when it opens nothing, any more or at all."""
    with engine.connect() as connection:
        row = connection.execute(select(table).where(table.c.token_hash == fingerprint(secret))).one_or_none()
        account = accounts.find(connection, row.login) if row is not None else None
    if row is None:
        raise FeedError("unknown")
    feed = _feed(row)
    if feed.revoked_at is not None:
        raise FeedError("revoked", day=feed.revoked_at[:10])
    if not feed.login and mode_of(access) == "single_user":
        return LOCAL_USER, feed
    if account is None or not account.active:
        raise FeedError("closed")
    mode: Mode = "account" if account.origin == accounts.LOCAL else "oidc"
    return User(account.name, account.role, mode, account.login, account.territories), feed


def forget_old(connection: Connection) -> int:
    """Erase the addresses that were revoked long ago; returns the number of rows."""
    limit = (datetime.fromisoformat(clock.now()) - _KEPT).isoformat(timespec="microseconds")
    return connection.execute(delete(table).where(table.c.revoked_at < limit)).rowcount


def _feed(row: Any) -> Feed:
    return Feed(row.token_hash[:_SHORT], row.login, row.territory, row.created_at, row.revoked_at)
