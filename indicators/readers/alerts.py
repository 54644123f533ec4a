"""What deserves a warning: a pure function of a readout, the one before it, the official files and the day.

A ceiling, a relation and a target are read as the pages read them; the day alone tells that an agreement ends within
six months or has ended, and that the accounts of a year are due (voted by 30 June of the year after: CGCT, article L. 1612-12).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from indicators.desk import agreement_ends
from indicators.evaluation.counts import outcome
from indicators.readout import Readout

AlertKind = Literal[
    "ceiling_over", "ceiling_near", "agreement_over", "agreement_ending", "target_status", "relation_dormant",
    "accounts_missing", "vintage_out", "batch_waiting",
]  # fmt: skip
KINDS: tuple[AlertKind, ...] = get_args(AlertKind)
_DUE = (7, 1)


@dataclass(frozen=True, slots=True)
class Alert:
    """One warning. ``subject`` is the id of what it is about, ``state`` what was met, ``facts`` the raw values it says."""

    kind: AlertKind
    subject: str
    state: str
    facts: Mapping[str, Any]

    @property
    def mark(self) -> str:
        """What tells it from any other: the same thing met in another state is another alert."""
        said = "\n".join((self.kind, self.subject, self.state))
        return hashlib.sha256(said.encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True)
class Vintage:
    """An indicator whose official files hold a later year than the edition."""

    indicator: str
    held: int | None
    year: int


def alerts_of(
    readout: Readout, previous: Readout | None, day: date, vintages: Sequence[Vintage] = ()
) -> tuple[Alert, ...]:
    """Every alert of an edition on a day, by kind in the order of :data:`KINDS`; ``previous`` is the edition before."""
    found = [
        *_ceilings(readout),
        *_agreements(readout, day),
        *_targets(readout, previous),
        *_dormant(readout),
        *_accounts(readout, day),
        *_vintages(vintages),
    ]
    return tuple(sorted(found, key=lambda item: KINDS.index(item.kind)))


def _ceilings(readout: Readout) -> Iterator[Alert]:
    view = readout.budget()
    for item in view.ceilings:
        if item.status in ("breach", "alert"):
            kind: AlertKind = "ceiling_over" if item.status == "breach" else "ceiling_near"
            facts = {"service": item.service, "year": view.year, "use": item.use.value, "room": item.room}
            yield Alert(kind, f"{item.scheme}/{item.service}", f"{view.year} {item.used} {item.ceiling}", facts)


def _agreements(readout: Readout, day: date) -> Iterator[Alert]:
    """The ends of the calendar from the day after their reminder, and once past until the relation is renewed or closed."""
    for item, end in agreement_ends(readout.snapshot.partnerships):
        if end.remind is not None and end.remind < day:
            kind: AlertKind = "agreement_ending" if day <= end.last else "agreement_over"
            yield Alert(kind, item.id, item.ends, {"partner": item.partner, "ends": item.ends})


def _dormant(readout: Readout) -> Iterator[Alert]:
    for item in readout.relations:
        if item.state == "dormant":
            facts = {"partner": item.partnership.partner, "last": item.last_exchange}
            yield Alert("relation_dormant", item.id, item.last_exchange, facts)


def _targets(readout: Readout, previous: Readout | None) -> Iterator[Alert]:
    if previous is None:
        return
    before = {item.definition.id: item.assessment.status for item in previous.evaluation().readings}
    for item in outcome(readout.evaluation().readings).aimed:
        name, status = item.definition.id, item.assessment.status
        if name in before and before[name] != status:
            yield Alert("target_status", name, f"{before[name]} {status}", {"before": before[name], "after": status})


def _accounts(readout: Readout, day: date) -> Iterator[Alert]:
    view = readout.budget()
    last = None if view.book.total(view.year, "paid").net is None else view.year
    due = day.year - 1 if (day.month, day.day) >= _DUE else day.year - 2
    if last is None or last < due:
        yield Alert("accounts_missing", "accounts", str(due), {"due": due, "last": last})


def _vintages(found: Sequence[Vintage]) -> Iterator[Alert]:
    """One alert for all of them: an officer takes them over in one go."""
    if found:
        state = " ".join(sorted(f"{item.indicator}:{item.year}" for item in found))
        facts = {"indicators": [item.indicator for item in found], "year": max(item.year for item in found)}
        yield Alert("vintage_out", "official", state, facts)
