"""The life of each relation: what its record and its documented activities say of it on a given day.

The day is the edition's, not the reader's: what a council saw does not change with the calendar. A relation without
any documented exchange is *undocumented*, not dormant: an empty file says nothing of the relation. Ending a relation
is a normal act, with its date and its reason (manual, 4.7).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from indicators.records import Activity, PartialDate, Partnership
from indicators.records.dates import first_day, last_day, months_between, year_of

State = Literal["active", "dormant", "undocumented", "suspended", "to_verify", "planned", "ended"]
STATES: tuple[State, ...] = ("active", "dormant", "undocumented", "suspended", "to_verify", "planned", "ended")
Exchange = Literal["recent", "old", "none"]
Term = Literal["open", "running", "to_renew", "expired"]


@dataclass(frozen=True, slots=True)
class Rules:
    """The thresholds, in months, printed beside what they shape (settings, section « thresholds »)."""

    dormant_months: int = 24
    renewal_months: int = 12
    result_months: int = 12


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """What each side says it gains, on the scale of the grid. ``gap`` and ``balance`` need both sides.

    ``balance`` is 1 − |A − B| ÷ (A + B) (manual, 4.5): 1 when both gain alike. ``shared`` are the benefits that both
    name, ``ours_only`` and ``theirs_only`` those that one side alone names.
    """

    ours: float | None
    theirs: float | None
    shared: tuple[str, ...]
    ours_only: tuple[str, ...]
    theirs_only: tuple[str, ...]

    @property
    def gap(self) -> float | None:
        """Ours minus theirs; None while one side has not answered."""
        return None if self.ours is None or self.theirs is None else self.ours - self.theirs

    @property
    def balance(self) -> float | None:
        """Between 0 and 1; None while one side has not answered, or when both are at zero."""
        if self.ours is None or self.theirs is None or self.ours + self.theirs <= 0:
            return None
        return 1 - abs(self.ours - self.theirs) / (self.ours + self.theirs)


@dataclass(frozen=True, slots=True)
class Relation:
    """A partnership with what is derived from it on the day ``as_of``.

    ``state`` is what a filter and a symbol show; ``exchange`` what the documents say (recent, old or none), whatever
    the status. ``last_exchange`` keeps the precision of its source. ``months_left`` counts to the end of the agreement,
    negative once it is past.
    """

    partnership: Partnership
    activities: tuple[Activity, ...]
    as_of: date
    state: State
    exchange: Exchange
    last_exchange: PartialDate
    term: Term
    months_left: int | None

    @property
    def id(self) -> str:
        """The identifier of the partnership."""
        return self.partnership.id

    @property
    def began(self) -> PartialDate:
        """When it was signed; a relation known only by its renewal counts from it. Empty when nothing is dated."""
        return self.partnership.signed or self.partnership.renewed

    @property
    def first_year(self) -> int | None:
        """The year of ``began``."""
        return year_of(self.began)

    @property
    def last_year(self) -> int | None:
        """The year in which it was ended; None while it is not, or when that year is unknown."""
        return year_of(self.partnership.ends) if self.partnership.status == "ended" else None

    @property
    def age(self) -> int | None:
        """Whole years since it began, at most (an unknown month counts as January); None when undated or planned."""
        start = first_day(self.began)
        end = (last_day(self.partnership.ends) if self.partnership.status == "ended" else None) or self.as_of
        return None if start is None or start > end else months_between(start, end) // 12

    @property
    def living(self) -> bool:
        """Neither ended nor merely planned."""
        return self.partnership.status not in ("ended", "planned")

    @property
    def results(self) -> tuple[Activity, ...]:
        """The activities that document a result."""
        return tuple(activity for activity in self.activities if activity.results.strip())

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents of the agreement, then those of its activities."""
        listed = (*self.partnership.documents, *(item for activity in self.activities for item in activity.documents))
        return tuple(dict.fromkeys(listed))

    @property
    def reciprocity(self) -> Reciprocity:
        """What both sides gain, from the record."""
        item = self.partnership
        ours, theirs = item.benefits_ours, item.benefits_theirs
        return Reciprocity(
            item.reciprocity_ours,
            item.reciprocity_theirs,
            tuple(benefit for benefit in ours if benefit in theirs),
            tuple(benefit for benefit in ours if benefit not in theirs),
            tuple(benefit for benefit in theirs if benefit not in ours),
        )

    def in_force(self, year: int) -> bool:
        """Whether the relation stood during ``year``. An undated relation never counts here: ask ``first_year``."""
        if self.first_year is None or self.first_year > year or self.partnership.status == "planned":
            return False
        return self.last_year is None or self.last_year >= year


def relations(
    partnerships: Iterable[Partnership], activities: Iterable[Activity], as_of: date, rules: Rules | None = None
) -> tuple[Relation, ...]:
    """Every partnership with its activities, in the order received."""
    rules = rules or Rules()
    by_partnership: dict[str, list[Activity]] = {}
    for activity in activities:
        by_partnership.setdefault(activity.partnership, []).append(activity)
    return tuple(_relation(item, by_partnership.get(item.id, ()), as_of, rules) for item in partnerships)


def _relation(item: Partnership, activities: Sequence[Activity], as_of: date, rules: Rules) -> Relation:
    own = tuple(sorted(activities, key=lambda activity: (-activity.year, activity.title)))
    last = _last_exchange(own, as_of)
    exchange = _exchange(last, as_of, rules)
    months = _months_left(item, as_of)
    return Relation(item, own, as_of, _state(item, exchange), exchange, last, _term(item, months, rules), months)


def _last_exchange(activities: Iterable[Activity], as_of: date) -> PartialDate:
    """The latest documented exchange not after the day: the activity's own date, or else its year."""
    dates = []
    for activity in activities:
        value = activity.last_exchange or (str(activity.year) if activity.status in ("ongoing", "done") else "")
        start = first_day(value)
        if start and start <= as_of:
            dates.append((last_day(value) or start, value))
    return max(dates)[1] if dates else ""


def _exchange(last: PartialDate, as_of: date, rules: Rules) -> Exchange:
    """A date known by its year counts to 31 December: the doubt benefits the relation."""
    latest = last_day(last)
    if latest is None:
        return "none"
    return "recent" if months_between(latest, as_of) < rules.dormant_months else "old"


def _state(item: Partnership, exchange: Exchange) -> State:
    if item.status != "active":
        return item.status
    states: dict[Exchange, State] = {"recent": "active", "old": "dormant", "none": "undocumented"}
    return states[exchange]


def _months_left(item: Partnership, as_of: date) -> int | None:
    end = last_day(item.ends)
    if end is None or item.status in ("ended", "planned"):
        return None
    return months_between(as_of, end) if end >= as_of else -months_between(end, as_of) - 1


def _term(item: Partnership, months: int | None, rules: Rules) -> Term:
    if months is None:
        return "open"
    if months < 0:
        return "expired"
    return "to_renew" if months < rules.renewal_months else "running"
