"""Ask a colleague for a figure: one message, with a link to a short form, to an account that may give it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Engine

from indicators.access import User, accounts
from indicators.access.accounts import Account
from indicators.errors import ToldError, marked
from indicators.intake import guard
from indicators.readers.mail import queue, subscriptions
from indicators.readers.mail.subscriptions import Subscription
from indicators.settings.mail import ADDRESS
from indicators.store import audit, clock
from indicators.store.engine import lock_editions, writing

REMINDER = "reminder"


@dataclass(frozen=True, slots=True)
class Owed:
    """A figure that is lacking: the indicator, the year and the territory."""

    territory: str
    indicator: str
    year: int


def colleagues(engine: Engine, territory: str) -> list[Account]:
    """The accounts that may give a figure of the territory and that can be written to."""
    return [item for item in accounts.list_accounts(engine) if _may(item, territory) and _address(engine, item)]


def remind(engine: Engine, by: User, login: str, owed: Owed, *, lang: str, edition: int) -> bool:
    """Queue the message; False when the same was asked today. Raises AccessDenied, and ToldError when nobody is there.

    Who has unsubscribed is not written to again, whoever asks.
    """
    author = guard.own(by, "officer", owed.territory).name
    account = accounts.get(engine, login)
    if account is None or not _may(account, owed.territory):
        raise ToldError(marked("Le compte « {login} » ne peut pas saisir de chiffre pour ce territoire."), login=login)
    to = subscriptions.of_account(engine, login)
    if to is not None and not to.open:
        raise ToldError(marked("{name} ne reçoit pas de courriel du tableau de bord."), name=account.name)
    if to is None:
        who = User(account.name, account.role, "account", account.login, account.territories)
        to = subscriptions.subscribe(
            engine, who, _address(engine, account), lang=lang, territory=owed.territory, edition=edition, editions=False
        )
    told = {"territory": owed.territory, "indicator": owed.indicator, "year": owed.year, "by": author}
    with writing(engine) as connection:
        lock_editions(connection)
        key = f"{owed.territory}/{owed.indicator}/{owed.year}/{clock.now()[:10]}"
        added = queue.add(connection, to.id, REMINDER, key, told)
        if added:
            audit.write(connection, author, "figure_asked", login, told)
    return added


def _may(item: Account, territory: str) -> bool:
    return item.active and User(item.name, item.role, "account", item.login, item.territories).may("officer", territory)


def _address(engine: Engine, item: Account) -> str:
    """Where an account is written to: what it asked, or its login where that is an address; empty otherwise."""
    to: Subscription | None = subscriptions.of_account(engine, item.login)
    if to is not None:
        return to.address if to.open else ""
    return item.login if ADDRESS.fullmatch(item.login) else ""
