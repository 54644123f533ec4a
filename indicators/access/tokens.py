"""Tokens of the API: what lets a program read in the name of an account, for a time and for some territories.

The database holds the SHA-256 of a token only. A token reads and never writes; it ends on its day, when it is revoked,
and with the account: each use looks the account up again, so that what somebody may read ends on every replica.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from indicators.access import accounts
from indicators.access.roles import Mode, User, require
from indicators.access.sessions import fingerprint
from indicators.errors import ReasonedError, marked
from indicators.store import audit, clock
from indicators.store.engine import lock_access, writing
from indicators.store.tables import api_token as table

#: What every token begins with: somebody who finds one in a file knows what it is.
PREFIX = "ouv_"
#: A program is given a new token once a year at least.
LONGEST_DAYS = 366
#: Open tokens of one account: more than a person keeps track of.
MOST = 20
_LONGEST_NAME = 80
_SHORT = 16
# Expired and revoked tokens are told from unknown ones this long.
_KEPT = timedelta(days=400)

_SAID = {
    "unknown": marked(
        "Ce jeton n'existe pas : vérifiez qu'il est copié en entier, ou créez-en un dans « Mon compte »."
    ),
    "expired": marked("Ce jeton a expiré le {day} : créez-en un autre dans « Mon compte »."),
    "revoked": marked("Ce jeton a été révoqué le {day} : créez-en un autre dans « Mon compte »."),
    "closed": marked("Le compte de ce jeton est fermé : demandez à la personne qui administre le tableau de bord."),
    "territory": marked("Ce jeton ne lit pas le territoire {code} ; il lit : {accepted}."),
    "name": marked("Nom de jeton refusé : de 1 à {most} caractères, par exemple « site de la ville »."),
    "days": marked("Durée refusée : {days} ; accepté : de 1 à {most} jours."),
    "many": marked("Ce compte a déjà {most} jetons ouverts : révoquez d'abord ceux qui ne servent plus."),
    "account": marked("Un jeton appartient à un compte : « {login} » n'en a pas ici."),
}


class TokenError(ReasonedError):
    """A token cannot be made or used; ``reason`` is one of the keys of the sentences above."""

    code = "token"
    said = _SAID


@dataclass(frozen=True, slots=True)
class Token:
    """A token without its secret; ``id`` is the start of the hash. Empty ``territories``: all."""

    id: str
    login: str
    name: str
    territories: tuple[str, ...]
    created_at: str
    expires_at: str
    revoked_at: str | None

    def open_at(self, instant: str) -> bool:
        """Whether it is neither revoked nor expired at this instant."""
        return self.revoked_at is None and instant < self.expires_at

    def check(self, territory: str) -> None:
        """:class:`TokenError` unless the token reads this territory."""
        if self.territories and territory not in self.territories:
            raise TokenError("territory", code=territory, accepted=", ".join(self.territories))


def create(
    engine: Engine, by: User, login: str, name: str, *, days: int = LONGEST_DAYS, territories: Sequence[str] = ()
) -> tuple[str, Token]:
    """Make a token for an account, one's own or (for who administers) any; the secret is given this once."""
    _own(by, login)
    if not 1 <= len(name.strip()) <= _LONGEST_NAME:
        raise TokenError("name", most=_LONGEST_NAME)
    if not 1 <= days <= LONGEST_DAYS:
        raise TokenError("days", days=days, most=LONGEST_DAYS)
    secret = PREFIX + secrets.token_urlsafe(32)
    at = clock.now()
    ends = (datetime.fromisoformat(at) + timedelta(days=days)).isoformat(timespec="microseconds")
    made = Token(fingerprint(secret)[:_SHORT], login, name.strip(), tuple(territories), at, ends, None)
    row = {field: getattr(made, field) for field in Token.__slots__ if field != "id"}
    with writing(engine) as connection:
        lock_access(connection)
        if accounts.find(connection, login) is None:
            raise TokenError("account", login=login)
        mine = (table.c.login == login) & table.c.revoked_at.is_(None) & (table.c.expires_at > at)
        if (connection.scalar(select(func.count()).where(mine)) or 0) >= MOST:
            raise TokenError("many", most=MOST)
        connection.execute(insert(table).values(token_hash=fingerprint(secret), **row))
        audit.write(connection, by.name, "token_created", login, {"name": name.strip(), "days": days})
    return secret, made


def of_account(engine: Engine, login: str) -> list[Token]:
    """The tokens of an account, newest first, those that ended included."""
    query = select(table).where(table.c.login == login).order_by(table.c.created_at.desc())
    with engine.connect() as connection:
        return [_token(row) for row in connection.execute(query)]


def revoke(engine: Engine, by: User, login: str, token_id: str) -> None:
    """End a token of an account, one's own or (for who administers) any; nothing happens when it has ended."""
    _own(by, login)
    named = table.c.token_hash.like(f"{token_id[:_SHORT]}%") & (table.c.login == login) & table.c.revoked_at.is_(None)
    with writing(engine) as connection:
        ended = connection.execute(update(table).where(named).values(revoked_at=clock.now()))
        if ended.rowcount:
            audit.write(connection, by.name, "token_revoked", login, {"token": token_id})


def reader_with(engine: Engine, secret: str) -> tuple[User, Token]:
    """Who reads with this token; :class:`TokenError` when it opens nothing, any more or at all."""
    with engine.connect() as connection:
        row = connection.execute(select(table).where(table.c.token_hash == fingerprint(secret))).one_or_none()
        account = accounts.find(connection, row.login) if row is not None else None
    if row is None:
        raise TokenError("unknown")
    token = _token(row)
    if token.revoked_at is not None:
        raise TokenError("revoked", day=token.revoked_at[:10])
    if not token.open_at(clock.now()):
        raise TokenError("expired", day=token.expires_at[:10])
    if account is None or not account.active:
        raise TokenError("closed")
    mode: Mode = "account" if account.origin == accounts.LOCAL else "oidc"
    return User(account.name, account.role, mode, account.login, account.territories), token


def forget_old(connection: Connection) -> int:
    """Erase the tokens that expired long ago; returns the number of rows."""
    limit = (datetime.fromisoformat(clock.now()) - _KEPT).isoformat(timespec="microseconds")
    return connection.execute(delete(table).where(table.c.expires_at < limit)).rowcount


def _own(by: User, login: str) -> None:
    require(by, "reader" if by.login and by.login == login else "administrator")


def _token(row: Any) -> Token:
    return Token(
        row.token_hash[:_SHORT], row.login, row.name, row.territories, row.created_at, row.expires_at, row.revoked_at
    )
