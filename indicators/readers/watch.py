"""The alerts of an edition on a day: computed once, kept, set aside by a function with its reason, back when they change.

What waits for approval is asked of the drafts each time, and only for who may see them: it is of no edition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, Engine, delete, insert, select

from indicators.access import User
from indicators.documents.gather import previous
from indicators.documents.reader import Reader
from indicators.errors import ToldError, marked
from indicators.intake import guard
from indicators.intake.official import offers
from indicators.intake.workshop import workshop
from indicators.readers.alerts import Alert, Vintage, alerts_of
from indicators.readout import Readout
from indicators.store import audit, clock, drafts
from indicators.store.engine import lock_editions, reading_from, writing
from indicators.store.tables import alert_dismissal, alert_list

#: Days that the lists of past days are kept.
KEPT_DAYS = 400
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Dismissal:
    """Who set an alert aside: the function, what for, when, and the name, which only officers read."""

    mark: str
    at: str
    author: str
    office: str
    reason: str
    edition: int


@dataclass(frozen=True)
class Watch:
    """What a person is warned of: what is open, and what was set aside with its reason."""

    open: tuple[Alert, ...]
    aside: tuple[tuple[Alert, Dismissal], ...]


def watch(reader: Reader, user: User, number: int, territory: str, day: date, rules: int) -> Watch:
    """The alerts of a territory in an edition for a person; ``rules`` is the version of the settings."""
    found = (*_waiting(reader.engine, user, territory), *of_day(reader, number, territory, day, rules))
    aside = dismissed(reader.engine, territory)
    return Watch(
        tuple(item for item in found if item.mark not in aside),
        tuple((item, aside[item.mark]) for item in found if item.mark in aside),
    )


def of_day(reader: Reader, number: int, territory: str, day: date, rules: int) -> tuple[Alert, ...]:
    """What an edition asks on a day, for who may read it; computed by the first who asks, on whatever replica."""
    named = (
        (alert_list.c.territory == territory)
        & (alert_list.c.edition == number)
        & (alert_list.c.day == day.isoformat())
        & (alert_list.c.rules == rules)
    )
    query = select(alert_list.c.found).where(named)
    with reader.engine.connect() as connection:
        kept = connection.scalar(query)
    if kept is None:
        made = _computed(reader, number, territory, day)
        row = {"territory": territory, "edition": number, "day": day.isoformat(), "rules": rules}
        items = tuple({"kind": a.kind, "subject": a.subject, "state": a.state, "facts": dict(a.facts)} for a in made)
        past = (alert_list.c.territory == territory) & (alert_list.c.day < (day - timedelta(KEPT_DAYS)).isoformat())
        with writing(reader.engine) as connection:
            lock_editions(connection)
            kept = connection.scalar(query)  # another replica may have been faster
            if kept is None:
                connection.execute(delete(alert_list).where(past))
                connection.execute(insert(alert_list).values(**row, found=items))
                kept = items
    return tuple(Alert(**item) for item in kept)


def _computed(reader: Reader, number: int, territory: str, day: date) -> tuple[Alert, ...]:
    readout = reader.readout(number, territory)
    return alerts_of(readout, previous(reader, readout), day, _vintages(reader, readout))


def _vintages(reader: Reader, readout: Readout) -> list[Vintage]:
    work = workshop(reader.engine, reader.catalogue, reader.settings, readout.snapshot.territory.code)
    found = offers(work, reader.library, readout.snapshot.territory)
    return [
        Vintage(item.indicator, item.held_year, item.latest.year)
        for item in found
        if item.state == "more_recent" and item.indicator in readout.chosen
    ]


def _waiting(engine: Engine, user: User, territory: str) -> list[Alert]:
    """The batches handed over for approval, for the officers of the territory alone."""
    if not user.may("officer", territory):
        return []
    found = [item for item in drafts.batches(engine, states=(drafts.SUBMITTED,)) if item.territory == territory]
    return [
        Alert("batch_waiting", item.id, item.approval_author, {"file": item.file_name, "by": item.approval_author})
        for item in found
    ]


def dismissed(source: Engine | Connection, territory: str) -> Mapping[str, Dismissal]:
    """The alerts that are set aside, by mark: the last act of each counts."""
    table = alert_dismissal
    query = select(table).where(table.c.territory == territory).order_by(table.c.id)
    found: dict[str, Dismissal] = {}
    with reading_from(source) as connection:
        for row in connection.execute(query):
            if row.restored:
                found.pop(row.mark, None)
            else:
                found[row.mark] = Dismissal(row.mark, row.at, row.author, row.office, row.reason, row.edition)
    return found


def dismiss(engine: Engine, user: User, territory: str, edition: int, alert: Alert, office: str, reason: str) -> None:
    """Set an alert aside, in the name of a function and for a reason. Raises AccessDenied, or ToldError without both."""
    if not office.strip() or not reason.strip() or max(len(office), len(reason)) > _LONGEST:
        raise ToldError(
            marked("Dites votre fonction et le motif, de 1 à {most} caractères chacun : l'alerte est gardée avec eux."),
            most=_LONGEST,
        )
    _act(engine, user, territory, edition, alert, office.strip(), reason.strip(), restored=False)


def restore(engine: Engine, user: User, territory: str, edition: int, alert: Alert) -> None:
    """Take an alert back among those to see to."""
    _act(engine, user, territory, edition, alert, "", "", restored=True)


def _act(
    engine: Engine, user: User, territory: str, edition: int, alert: Alert, office: str, reason: str, *, restored: bool
) -> None:
    author = guard.own(user, "officer", territory).name
    row = {"territory": territory, "mark": alert.mark, "edition": edition, "office": office, "reason": reason}
    with writing(engine) as connection:
        connection.execute(insert(alert_dismissal).values(at=clock.now(), author=author, restored=restored, **row))
        told = {"kind": alert.kind, "subject": alert.subject, "territory": territory, "reason": reason}
        audit.write(connection, author, "alert_restored" if restored else "alert_dismissed", alert.mark, told)
