"""The story of a relation: its agreement, missions, actions and what was paid, year by year, the latest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from indicators.desk import MissionReading
from indicators.partnerships import Relation
from indicators.records import Activity, Cents, PartialDate
from indicators.records.dates import first_day

Event: TypeAlias = Literal["signed", "renewed", "ends", "ended"]


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a relation: what happened to its agreement, the missions that ended then, the actions, what was paid
    (None: no line names it)."""

    year: int
    events: tuple[tuple[Event, PartialDate], ...]
    missions: tuple[MissionReading, ...]
    actions: tuple[Activity, ...]
    paid: Cents | None


def story(item: Relation, paid: Mapping[int, Cents], missions: Sequence[MissionReading]) -> tuple[Year, ...]:
    """The years in which something is known, the latest first; ``paid`` are the cents of each year of the accounts,
    ``missions`` those that the person who reads may read: the ones of the relation are taken."""
    partner = item.partnership
    last: Event = "ended" if partner.status == "ended" else "ends"
    dates: tuple[tuple[Event, PartialDate], ...] = (
        ("signed", partner.signed),
        ("renewed", partner.renewed),
        (last, partner.ends),
    )
    events: dict[int, list[tuple[Event, PartialDate]]] = {}
    for event, when in dates:
        if day := first_day(when):
            events.setdefault(day.year, []).append((event, when))
    actions: dict[int, list[Activity]] = {}
    for action in item.activities:
        actions.setdefault(action.year, []).append(action)
    travels: dict[int, list[MissionReading]] = {}
    for reading in missions:
        if reading.mission.partnership == item.id and reading.year is not None:
            travels.setdefault(reading.year, []).append(reading)
    years = sorted({*events, *travels, *actions, *paid}, reverse=True)
    return tuple(
        Year(
            year,
            tuple(events.get(year, ())),
            tuple(travels.get(year, ())),
            tuple(actions.get(year, ())),
            paid.get(year),
        )
        for year in years
    )
