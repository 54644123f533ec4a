"""Missions as they are read: what each cost and emitted, whether it was reported and followed up in time.

Nothing is guessed: a mission without a factor nor a statement has no emissions, and a year in which one mission lacks
them has no footprint, since a sum of the others would pass for the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from indicators.records import Cents, FollowUp, Mission
from indicators.records.dates import first_day, last_day, months_between, year_of

#: Months after its last day within which something must have followed a mission.
FOLLOWED_WITHIN = 6
_KILOS = 1000.0


@dataclass(frozen=True, slots=True)
class MissionReading:
    """A mission with what follows it, in the order of their deadlines."""

    mission: Mission
    follow_ups: tuple[FollowUp, ...]

    @property
    def over(self) -> str:
        """Its last day as it is known, a partial date."""
        return self.mission.ends or self.mission.starts

    @property
    def year(self) -> int | None:
        """The year in which it ends, the one that counts it."""
        return year_of(self.over)

    @property
    def cost(self) -> Cents | None:
        """What it cost in all, None when no post of expense is known."""
        return sum(self.mission.costs.values()) if self.mission.costs else None

    @property
    def emissions(self) -> float | None:
        """Kilograms of CO₂e: those of the statement, else people × distance × factor; a meeting at a distance has none."""
        said = self.mission
        if said.emissions is not None:
            return said.emissions
        if said.transport == "remote":
            return 0.0
        if said.people is None or said.distance is None or said.factor is None:
            return None
        return said.people * said.distance * said.factor

    @property
    def reported(self) -> bool:
        """Whether it has a report: its day, its document or its conclusions."""
        return bool(self.mission.reported or self.mission.document or self.mission.conclusions.strip())

    @property
    def followed(self) -> bool:
        """Whether something followed within six months of its last day; a deed without its day proves no delay kept."""
        end = last_day(self.over)
        return end is not None and any(_in_time(item, end) for item in self.follow_ups)

    @property
    def open(self) -> tuple[FollowUp, ...]:
        """What is still to be done."""
        return tuple(item for item in self.follow_ups if item.status == "planned")

    def waiting(self, day: date) -> bool:
        """Whether it is too early to say that nothing followed: its six months are not over on ``day``."""
        end = last_day(self.over)
        return end is not None and months_between(end, day) < FOLLOWED_WITHIN

    @property
    def example(self) -> bool:
        """Whether it, or what follows it, was invented."""
        return self.mission.example or any(item.example for item in self.follow_ups)


def _in_time(item: FollowUp, end: date) -> bool:
    done = last_day(item.done)
    return item.status == "done" and done is not None and months_between(end, done) < FOLLOWED_WITHIN


def read_missions(missions: Iterable[Mission], follow_ups: Iterable[FollowUp]) -> tuple[MissionReading, ...]:
    """Every mission with its follow-ups, the latest first."""
    after: dict[str, list[FollowUp]] = {}
    for item in follow_ups:
        after.setdefault(item.mission, []).append(item)
    found = (
        MissionReading(item, tuple(sorted(after.get(item.id, ()), key=lambda row: (not row.due, row.due, row.step))))
        for item in missions
    )
    return tuple(sorted(found, key=lambda item: (item.mission.starts, item.mission.title), reverse=True))


def open_follow_ups(found: Sequence[MissionReading]) -> tuple[tuple[FollowUp, Mission], ...]:
    """What is still to be done, with the mission that it follows: the nearest deadline first, those without one last."""
    rows = [(item, reading.mission) for reading in found for item in reading.open]
    return tuple(sorted(rows, key=lambda row: (not row[0].due, row[0].due, row[0].step)))


def late(item: FollowUp, day: date) -> bool:
    """Whether its deadline is over."""
    due = last_day(item.due)
    return item.status == "planned" and due is not None and due < day


def upcoming(item: MissionReading, day: date) -> bool:
    """Whether it is still to come: planned, and not begun on ``day``."""
    begins = first_day(item.mission.starts)
    return item.mission.status == "planned" and begins is not None and begins >= day


def unsettled(found: Iterable[MissionReading], day: date) -> tuple[MissionReading, ...]:
    """Those still planned whose last day is over on ``day``: nobody said whether they were held, so that none counts."""
    ends = ((item, last_day(item.over)) for item in found if item.mission.status == "planned")
    return tuple(item for item, end in ends if end is not None and end < day)


@dataclass(frozen=True, slots=True)
class FollowedShare:
    """The missions held in a year that can be judged, those followed among them, and those still in their six months."""

    followed: int
    judged: int
    waiting: int


def followed_share(found: Iterable[MissionReading], year: int, day: date) -> FollowedShare:
    """Missions with a report and something that followed within six months, among those held in ``year``."""
    held = [item for item in found if item.year == year and item.mission.status == "done"]
    kept = [item for item in held if item.reported and item.followed]
    waiting = sum(item not in kept and item.waiting(day) for item in held)
    return FollowedShare(len(kept), len(held) - waiting, waiting)


@dataclass(frozen=True, slots=True)
class Footprint:
    """The footprint of the missions of a year in tonnes of CO₂e, None while ``unknown`` of the ``missions`` lack theirs."""

    year: int
    tonnes: float | None
    missions: int
    unknown: int
    sources: tuple[str, ...]
    example: bool


def footprints(found: Iterable[MissionReading]) -> tuple[Footprint, ...]:
    """The footprint of each year in which a mission was held, the first year first."""
    years: dict[int, list[MissionReading]] = {}
    for item in found:
        if item.year is not None and item.mission.status == "done":
            years.setdefault(item.year, []).append(item)
    return tuple(_footprint(year, years[year]) for year in sorted(years))


def _footprint(year: int, held: Sequence[MissionReading]) -> Footprint:
    known = [item.emissions for item in held if item.emissions is not None]
    whole = round(sum(known) / _KILOS, 6) if len(known) == len(held) else None
    sources = tuple(dict.fromkeys(item.mission.factor_source for item in held if item.mission.factor_source))
    return Footprint(year, whole, len(held), len(held) - len(known), sources, any(item.example for item in held))
