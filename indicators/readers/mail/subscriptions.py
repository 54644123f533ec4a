"""Who asked to be written to, and of what; each subscription signs the link that ends it.

A subscription is an account's: what is sent is what the account may read when the message leaves. The key that signs
is drawn for each and opens nothing else than its end. An ended one keeps neither address nor choices.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update

from indicators.access import User, accounts, require
from indicators.access.roles import Mode
from indicators.errors import ToldError, marked
from indicators.readers.alerts import KINDS
from indicators.settings.mail import ADDRESS
from indicators.store import audit, clock
from indicators.store.engine import lock_access, reading_from, writing
from indicators.store.tables import mail_message
from indicators.store.tables import mail_subscription as table


@dataclass(frozen=True, slots=True)
class Subscription:
    """What an account asked for. ``edition`` and ``told`` are what it was last told: an edition, marks of alerts.

    ``refused_at`` is when the server of mail refused the address: nothing is sent until it is given again.
    """

    id: str
    login: str
    address: str
    lang: str
    territory: str
    editions: bool
    alerts: tuple[str, ...]
    report: bool
    secret: str
    edition: int
    told: tuple[str, ...]
    created_at: str
    ended_at: str | None
    refused_at: str | None

    @property
    def open(self) -> bool:
        """Whether it may be written to."""
        return self.ended_at is None and self.refused_at is None

    @property
    def token(self) -> str:
        """What the link of a message holds: the subscription and its signature."""
        return f"{self.id}.{_signature(self)}"


def of_account(source: Engine | Connection, login: str) -> Subscription | None:
    """The latest subscription of an account, ended or not."""
    query = select(table).where(table.c.login == login).order_by(table.c.created_at.desc()).limit(1)
    with reading_from(source) as connection:
        row = connection.execute(query).mappings().first()
    return None if row is None else _subscription(row)


def get(source: Engine | Connection, name: str) -> Subscription | None:
    """A subscription by its id."""
    with reading_from(source) as connection:
        row = connection.execute(select(table).where(table.c.id == name)).mappings().first()
    return None if row is None else _subscription(row)


def active(source: Engine | Connection) -> list[Subscription]:
    """Those that may be written to, the oldest first."""
    query = select(table).where(table.c.ended_at.is_(None), table.c.refused_at.is_(None)).order_by(table.c.created_at)
    with reading_from(source) as connection:
        return [_subscription(row) for row in connection.execute(query).mappings()]


def signed(source: Engine | Connection, token: str) -> Subscription | None:
    """The subscription that a link names, if it was signed here."""
    name, _, signature = token.partition(".")
    found = get(source, name) if name.isascii() and name.isalnum() and len(token) < 200 else None
    if found is None or not hmac.compare_digest(signature.encode(), _signature(found).encode()):
        return None
    return found


def subscribe(
    engine: Engine, user: User, address: str, *, lang: str, territory: str, edition: int, editions: bool = True,
    alerts: Sequence[str] = (), report: bool = False,
) -> Subscription:  # fmt: skip
    """Ask to be written to, or change what was asked. ``edition`` is the latest: it is not news any more.

    Raises AccessDenied without an account, and ToldError for an address that no header can hold.
    """
    require(user, "reader")
    if not ADDRESS.fullmatch(address.strip()):
        raise ToldError(
            marked("Adresse « {address} » refusée ; accepté : une adresse électronique comme {example}."),
            address=address[:80], example="prenom.nom@ville.fr",
        )  # fmt: skip
    asked = {
        "address": address.strip(), "lang": lang, "territory": territory, "editions": editions, "report": report,
        "alerts": tuple(kind for kind in KINDS if kind in alerts),
    }  # fmt: skip
    with writing(engine) as connection:
        lock_access(connection)
        if not user.login or accounts.find(connection, user.login) is None:
            raise ToldError(marked("Les courriels s'envoient à un compte : le vôtre n'en a pas ici, demandez-en un."))
        held = of_account(connection, user.login)
        if held is not None and held.ended_at is None:
            connection.execute(update(table).where(table.c.id == held.id).values(**asked, refused_at=None))
        else:
            made = {"id": clock.new_id(), "login": user.login, "secret": secrets.token_urlsafe(32), "edition": edition, "told": (), "created_at": clock.now()}  # fmt: skip
            connection.execute(insert(table).values(**made, **asked))
            audit.write(connection, user.name, "mail_subscribed", user.login)
        found = of_account(connection, user.login)
    assert found is not None
    return found


def end(engine: Engine, found: Subscription) -> None:
    """End a subscription; its address goes at once and what waited for it is dropped. Ending it again does nothing."""
    waiting = (mail_message.c.subscription == found.id) & mail_message.c.state.in_(("queued", "claimed"))
    with writing(engine) as connection:
        gone = {"ended_at": clock.now(), "address": "", "alerts": (), "editions": False, "report": False}
        done = connection.execute(update(table).where(table.c.id == found.id, table.c.ended_at.is_(None)).values(gone))
        if done.rowcount:
            dropped = {"state": "dropped", "error": "unsubscribed", "ended_at": clock.now()}
            connection.execute(update(mail_message).where(waiting).values(dropped))
            audit.write(connection, found.login, "mail_unsubscribed", found.login)


def refuse(connection: Connection, name: str) -> None:
    """The server of mail says that there is nobody at the address."""
    connection.execute(update(table).where(table.c.id == name).values(refused_at=clock.now()))


def remember(
    connection: Connection, name: str, *, edition: int | None = None, told: Sequence[str] | None = None
) -> None:
    """What a subscription was told, so that it is told once."""
    values: dict[str, Any] = {"edition": edition, "told": None if told is None else tuple(told)}
    known = {key: value for key, value in values.items() if value is not None}
    if known:
        connection.execute(update(table).where(table.c.id == name).values(known))


def person(source: Engine, login: str) -> User | None:
    """Who the account is now, with the rights of this instant; None when it is closed or gone."""
    found = accounts.get(source, login)
    if found is None or not found.active:
        return None
    mode: Mode = "account" if found.origin == accounts.LOCAL else "oidc"
    return User(found.name, found.role, mode, found.login, found.territories)


def _signature(found: Subscription) -> str:
    return hmac.new(found.secret.encode(), f"end {found.id}".encode(), hashlib.sha256).hexdigest()


def _subscription(row: Any) -> Subscription:
    return Subscription(**{name: row[name] for name in Subscription.__slots__})
