"""The life of each relation on a given day: the one answer to « is it alive? », for every page, figure and document.

The day, ``as_of``, is the last of the year that is read, or the edition's when that comes first (``reading_day``): what
a council saw does not change with the calendar, and nothing after the day counts (docs/decisions/042, 078). A relation
without any documented exchange is *undocumented*, not dormant: an empty file says nothing of the relation. Ending a
relation is a normal act, with its date and its reason (manual, 4.7).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from indicators.records import Activity, Edition, Membership, Mission, PartialDate, Partnership
from indicators.records.dates import first_day, last_day, months_between, year_of
from indicators.settings import Settings

State = Literal["active", "dormant", "undocumented", "suspended", "to_verify", "planned", "not_yet", "ended"]
STATES: tuple[State, ...] = (
    "active",
    "dormant",
    "undocumented",
    "suspended",
    "to_verify",
    "planned",
    "not_yet",
    "ended",
)
EXCHANGES = frozenset({"ongoing", "done"})
"""The statuses of an activity that took place: a planned or a dropped one is not an exchange."""
Exchange = Literal["recent", "old", "none"]
Term = Literal["open", "running", "to_renew", "expired"]


@dataclass(frozen=True, slots=True)
class Rules:
    """The thresholds, in months, printed beside what they shape (settings, section « thresholds »).

    ``zone`` (IANA) is the clock by which the day of an edition is told, the collectivity's.
    """

    dormant_months: int = 24
    renewal_months: int = 12
    result_months: int = 12
    zone: str = "Europe/Paris"


def rules_of(settings: Settings) -> Rules:
    """The rules that ``config.toml`` sets: the only place where they are made."""
    limits = settings.thresholds
    return Rules(
        limits.dormant_months, limits.renewal_months, limits.network_result_months, settings.collectivity.timezone
    )


def reading_day(year: int, edition: Edition, rules: Rules) -> date:
    """The day on which relations are read: 31 December of ``year``, or the edition's own day when that comes first."""
    moment = datetime.fromisoformat(edition.published_at)
    told = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(date(year, 12, 31), told.astimezone(ZoneInfo(rules.zone)).date())


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
        """The last year of a relation that is over; None for the others: the end of an agreement is not theirs."""
        return year_of(self.partnership.ends) if self.partnership.status == "ended" else None

    @property
    def example(self) -> bool:
        """Whether its record or an action that its life is read from was invented for the example."""
        return self.partnership.example or any(item.example for item in self.activities)

    @property
    def dated(self) -> bool:
        """Whether its place in time is known: a date of beginning and, for one that is over, a date of end."""
        over = self.partnership.status == "ended" and self.last_year is None
        return self.first_year is not None and not over

    @property
    def age(self) -> int | None:
        """Whole years since it began, at most (an unknown month counts as January); None when undated or planned."""
        start = first_day(self.began)
        end = (last_day(self.partnership.ends) if self.state == "ended" else None) or self.as_of
        return None if start is None or start > end else months_between(start, end) // 12

    @property
    def living(self) -> bool:
        """Neither ended, nor merely planned, nor still to be signed on the day."""
        return self.state not in ("ended", "planned", "not_yet")

    @property
    def to_renew(self) -> bool:
        """Whether its agreement is over, or ends within the months of the rules, on the day."""
        return self.term in ("to_renew", "expired")

    @property
    def in_force(self) -> bool:
        """Whether its agreement binds on the day: see :func:`in_force`."""
        return in_force(self.partnership, self.as_of)

    @property
    def results(self) -> tuple[Activity, ...]:
        """The activities that document a result, those of the years after the day left out."""
        return tuple(item for item in self.activities if item.results.strip() and item.year <= self.as_of.year)

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

    def stood(self, year: int) -> bool:
        """Whether the relation stood during ``year``. An undated relation never counts here: ask ``dated``."""
        if not self.dated or (self.first_year or year) > year or self.partnership.status == "planned":
            return False
        return self.last_year is None or self.last_year >= year


def in_force(item: Partnership, as_of: date) -> bool:
    """Whether an agreement binds on the day: begun, neither ended nor expired, not merely planned or to be verified.

    A record without a date of signature is taken at its word: it stands as its status says.
    """
    if item.status in ("planned", "to_verify") or ended(item, as_of) or not begun(item.signed or item.renewed, as_of):
        return False
    ends = last_day(item.ends)
    return ends is None or not ends < as_of


def begun(since: PartialDate, as_of: date) -> bool:
    """Whether something had begun by the day; what has no date is taken to have."""
    start = first_day(since)
    return start is None or start <= as_of


def ended(item: Partnership, as_of: date) -> bool:
    """Whether a relation told as ended had ended by the day: one ended in 2018 was still there in 2016."""
    end = first_day(item.ends)
    return item.status == "ended" and (end is None or end <= as_of)


def member(item: Membership, as_of: date) -> bool:
    """Whether the territory belonged to the network on the day; a membership to be verified is not counted."""
    end = first_day(item.until)
    left = end <= as_of if end is not None else item.status == "ended"
    return item.status != "to_verify" and begun(item.since, as_of) and not left


def relations(
    partnerships: Iterable[Partnership],
    activities: Iterable[Activity],
    missions: Iterable[Mission],
    as_of: date,
    rules: Rules,
) -> tuple[Relation, ...]:
    """Every partnership with its activities, in the order received; the missions tell when people met."""
    by_partnership: dict[str, list[Activity]] = {}
    for activity in activities:
        by_partnership.setdefault(activity.partnership, []).append(activity)
    held: dict[str, list[Mission]] = {}
    for mission in missions:
        held.setdefault(mission.partnership, []).append(mission)
    return tuple(
        life(item, by_partnership.get(item.id, ()), held.get(item.id, ()), as_of, rules) for item in partnerships
    )


def state_counts(found: Iterable[Relation]) -> Counter[State]:
    """How many relations in each state: the counts of every list, sentence and document."""
    return Counter(item.state for item in found)


def life(
    item: Partnership, activities: Sequence[Activity], missions: Sequence[Mission], as_of: date, rules: Rules
) -> Relation:
    """One partnership with its own activities and missions, read on the day."""
    own = tuple(sorted(activities, key=lambda activity: (-activity.year, activity.title)))
    last = _last_exchange(own, missions, as_of)
    exchange = _exchange(last, as_of, rules)
    state = _state(item, exchange, as_of)
    months = _months_left(item, state, as_of)
    return Relation(item, own, as_of, state, exchange, last, _term(months, rules), months)


def _last_exchange(activities: Iterable[Activity], missions: Iterable[Mission], as_of: date) -> PartialDate:
    """The latest documented exchange not after the day.

    An activity's own date, or else its year; the last day of a mission or a reception that was held, or its first.
    """
    told = [item.last_exchange or (str(item.year) if item.status in EXCHANGES else "") for item in activities]
    told += [day for item in missions if item.status == "done" for day in (item.starts, item.ends)]
    dates = []
    for value in told:
        start = first_day(value)
        if start and start <= as_of:
            dates.append((min(last_day(value) or start, as_of), value))
    return max(dates)[1] if dates else ""


def _exchange(last: PartialDate, as_of: date, rules: Rules) -> Exchange:
    """A date known by its year counts to 31 December, the day at most: the doubt benefits the relation."""
    latest = last_day(last)
    if latest is None:
        return "none"
    return "recent" if months_between(min(latest, as_of), as_of) < rules.dormant_months else "old"


def _state(item: Partnership, exchange: Exchange, as_of: date) -> State:
    if ended(item, as_of):
        return "ended"
    if not begun(item.signed or item.renewed, as_of):
        return "planned" if item.status == "planned" else "not_yet"
    if item.status not in ("active", "ended"):
        return item.status
    states: dict[Exchange, State] = {"recent": "active", "old": "dormant", "none": "undocumented"}
    return states[exchange]


def _months_left(item: Partnership, state: State, as_of: date) -> int | None:
    end = last_day(item.ends)
    if end is None or state in ("ended", "planned", "not_yet"):
        return None
    return months_between(as_of, end) if end >= as_of else -months_between(end, as_of) - 1


def _term(months: int | None, rules: Rules) -> Term:
    if months is None:
        return "open"
    if months < 0:
        return "expired"
    return "to_renew" if months < rules.renewal_months else "running"
