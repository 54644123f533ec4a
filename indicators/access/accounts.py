"""Accounts: the local ones with a password, and those of an identity provider whose role is given here.

Every change asks for an administrator, leaves its trace in the audit, and ends the sessions that it takes rights from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select, update

from indicators.access import passwords, sessions, throttle
from indicators.access.roles import Role, User, require, role_named
from indicators.errors import ToldError, marked
from indicators.settings import Access
from indicators.store import audit
from indicators.store.clock import now
from indicators.store.engine import lock_access, writing
from indicators.store.tables import account as table

LOCAL, OIDC = "local", "oidc"
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._+@:-]{1,127}")


_SAID = {
    "login": marked("Identifiant refusé : de 2 à 128 caractères parmi a-z, 0-9, point, tiret, _, + et @."),
    "exists": marked("Ce compte existe déjà."),
    "unknown": marked("Ce compte n'existe plus."),
    "origin": marked("Ce compte se connecte par l'annuaire : son mot de passe n'est pas ici."),
    "last_administrator": marked("C'est le dernier compte d'administration ouvert : créez-en d'abord un autre."),
}


class AccountError(ToldError):
    """The account cannot be made or changed so; ``reason`` is login, exists, unknown, origin or last_administrator."""

    code = "account"

    def __init__(self, reason: str, login: str) -> None:
        self.reason, self.login = reason, login
        super().__init__(_SAID[reason])

    @property
    def cells(self) -> tuple[str, ...]:
        """The login that was asked for."""
        return (self.login,)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.reason, self.login)


@dataclass(frozen=True, slots=True)
class Account:
    """An account; ``origin`` is ``local`` (password here) or ``oidc`` (signed in by the provider)."""

    login: str
    name: str
    role: Role
    territories: tuple[str, ...]
    origin: str
    active: bool
    created_at: str


def normal_login(text: str) -> str:
    """A login as it is kept: trimmed, lower case; :class:`AccountError` when it holds anything unexpected."""
    login = text.strip().lower()
    if not _LOGIN.fullmatch(login):
        raise AccountError("login", text)
    return login


def create(
    engine: Engine,
    by: User,
    login: str,
    name: str,
    role: str,
    *,
    password: str = "",
    origin: str = LOCAL,
    territories: Sequence[str] = (),
    minimum: int = 12,
) -> Account:
    """Add an account. A local one needs a password that meets the policy; one of a provider has none."""
    require(by, "administrator")
    made = Account(
        normal_login(login), name.strip() or login, role_named(role), tuple(territories), origin, True, now()
    )
    if origin == LOCAL:
        passwords.check_policy(password, made.login, minimum)
    hashed = passwords.hash_password(password) if origin == LOCAL else ""
    with writing(engine) as connection:
        lock_access(connection)
        if find(connection, made.login) is not None:
            raise AccountError("exists", made.login)
        row = {field: getattr(made, field) for field in Account.__slots__} | {"password_hash": hashed}
        connection.execute(insert(table).values(row))
        audit.write(connection, by.name, "account_created", made.login, {"role": role, "origin": origin})
    return made


def list_accounts(engine: Engine) -> list[Account]:
    """Every account, by login."""
    with engine.connect() as connection:
        return [_account(row) for row in connection.execute(select(table).order_by(table.c.login))]


def get(engine: Engine, login: str) -> Account | None:
    """An account by its login, None when there is none."""
    with engine.connect() as connection:
        return find(connection, login)


def change(
    engine: Engine,
    by: User,
    login: str,
    *,
    role: str | None = None,
    active: bool | None = None,
    territories: Sequence[str] | None = None,
) -> Account:
    """Change the role, the territories or whether the account may sign in; its open sessions end when it loses any.

    The last active administrator can neither be demoted nor closed.
    """
    require(by, "administrator")
    wanted: dict[str, Any] = {"role": role and role_named(role), "active": active}
    wanted["territories"] = None if territories is None else tuple(territories)
    values = {key: value for key, value in wanted.items() if value is not None}
    with writing(engine) as connection:
        lock_access(connection)
        before = _known(connection, login)
        _refuse_orphaned(connection, before, values)
        if values:
            connection.execute(update(table).where(table.c.login == login).values(values))
            sessions.end_in(connection, login)
            told = {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}
            audit.write(connection, by.name, "account_changed", login, {"before": before.role, **told})
        after = _known(connection, login)
    return after


def set_password(engine: Engine, by: User, login: str, password: str, *, minimum: int = 12) -> None:
    """Give a new password: an administrator for anybody, anybody for oneself; every session of the account ends."""
    if by.login != login:
        require(by, "administrator")
    passwords.check_policy(password, login, minimum)
    hashed = passwords.hash_password(password)
    with writing(engine) as connection:
        if _known(connection, login).origin != LOCAL:
            raise AccountError("origin", login)
        connection.execute(update(table).where(table.c.login == login).values(password_hash=hashed))
        sessions.end_in(connection, login)
        audit.write(connection, by.name, "password_changed", login)


def change_own_password(engine: Engine, settings: Access, user: User, old: str, new: str) -> None:
    """Change one's own password after giving the present one; PermissionError when that one is wrong.

    Tries are counted like sign-ins, so that a session left open is no way to guess.
    """
    throttle.attempt(engine, user.login, "", tries=settings.attempts, longest=settings.wait_seconds)
    if not passwords.matches(_stored_hash(engine, user.login), old):
        raise PermissionError("the present password is wrong")
    throttle.succeeded(engine, user.login, "")
    set_password(engine, user, user.login, new, minimum=settings.password_length)


def sign_in(engine: Engine, settings: Access, login: str, password: str, *, address: str = "") -> str | None:
    """The token of a new session, or None when login or password is wrong (which of the two is not told).

    Raises :class:`throttle.TooManyTriesError` when there were too many failures.
    """
    known = login.strip().lower()
    throttle.attempt(engine, known, address, tries=settings.attempts, longest=settings.wait_seconds)
    # No account is called otherwise, and a database may refuse even to look for some characters.
    stored = _stored_hash(engine, known) if _LOGIN.fullmatch(known) else ""
    if not passwords.matches(stored, password):
        return None
    throttle.succeeded(engine, known, address)
    if passwords.outdated(stored):
        _store_hash(engine, known, passwords.hash_password(password))
    return sessions.start(engine, known, settings.session_hours)


def _stored_hash(engine: Engine, login: str) -> str:
    """The hash of an account that may sign in here, empty for any other."""
    with engine.connect() as connection:
        row = connection.execute(select(table).where(table.c.login == login)).one_or_none()
    return row.password_hash if row is not None and row.active and row.origin == LOCAL else ""


def _store_hash(engine: Engine, login: str, hashed: str) -> None:
    with writing(engine) as connection:
        connection.execute(update(table).where(table.c.login == login).values(password_hash=hashed))


def _refuse_orphaned(connection: Connection, before: Account, values: dict[str, Any]) -> None:
    loses = values.get("role", before.role) != "administrator" or values.get("active", before.active) is False
    if before.role != "administrator" or not before.active or not loses:
        return
    others = select(func.count()).where(table.c.role == "administrator", table.c.active, table.c.login != before.login)
    if not connection.scalar(others):
        raise AccountError("last_administrator", before.login)


def _known(connection: Connection, login: str) -> Account:
    found = find(connection, login)
    if found is None:
        raise AccountError("unknown", login)
    return found


def find(connection: Connection, login: str) -> Account | None:
    """An account by its login inside the caller's transaction, None when there is none."""
    row = connection.execute(select(table).where(table.c.login == login)).one_or_none()
    return _account(row) if row is not None else None


def _account(row: Any) -> Account:
    return Account(
        row.login, row.name, role_named(row.role), row.territories, row.origin, bool(row.active), row.created_at
    )
