"""What the self-computed indicators are computed from, and the form in which they answer.

Some of the thirty-five indicators say how well the policy's own records are kept: asking an officer to count them by
hand would be absurd. They are computed from the records, marked as such, and say « not available » with a reason
where the records are silent: no action recorded is not an action rate of zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType

from indicators.budget.book import Book
from indicators.budget.leverage import Funding, funding_by_year
from indicators.catalogue import Catalogue, FundingSource
from indicators.desk import MissionReading, read_missions
from indicators.evaluation.observed import Observed
from indicators.evaluation.rules import EvaluationRules
from indicators.partnerships.life import EXCHANGES, Relation, reading_day, relations
from indicators.partnerships.networks import MembershipReading, memberships
from indicators.records import Activity, Snapshot, Target

NO_DETAILS: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Computed:
    """A value worked out from records, with its parts; or None and the code of the ``reason``.

    ``details`` holds the numbers that its sentence needs (what was left out, what stands beside). ``as_of`` is the day
    on which what it counts lives or not, None when it counts by year.
    """

    value: float | None
    year: int
    numerator: float | None = None
    denominator: float | None = None
    reason: str = ""
    details: Mapping[str, float] = field(default_factory=lambda: NO_DETAILS)
    as_of: date | None = None


@dataclass(frozen=True)
class Accounts:
    """The budget laid out once, whatever the year that is computed: ``book`` and who paid."""

    book: Book
    sources: Mapping[str, FundingSource]

    @cached_property
    def funding(self) -> Mapping[int, Funding]:
        """Who paid, year by year."""
        return funding_by_year(self.book, self.sources)


@dataclass(frozen=True)
class Facts:
    """The records of a territory as of one year, and what was already assessed."""

    snapshot: Snapshot
    catalogue: Catalogue
    observed: Observed
    targets: Mapping[str, Target]
    year: int
    accounts: Accounts
    rules: EvaluationRules
    kept: Mapping[str, bool] = field(default_factory=dict)

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """Every relation, read on the reference day of the year."""
        return relations(
            self.snapshot.partnerships,
            self.snapshot.activities,
            self.snapshot.missions,
            self.as_of,
            self.rules.relations,
        )

    @cached_property
    def networks(self) -> tuple[MembershipReading, ...]:
        """Every membership, read on the reference day of the year."""
        return memberships(self.snapshot.memberships, self.catalogue.networks, self.as_of, self.rules.relations)

    @cached_property
    def missions(self) -> tuple[MissionReading, ...]:
        """Every mission with what follows it."""
        return read_missions(self.snapshot.missions, self.snapshot.follow_ups)

    @property
    def as_of(self) -> date:
        """The day on which relations and memberships are read."""
        return reading_day(self.year, self.snapshot.edition, self.rules.relations)

    @cached_property
    def actions(self) -> tuple[Activity, ...]:
        """The actions under way or done in the year: planned and dropped ones are not active."""
        return tuple(item for item in self.snapshot.activities if item.year == self.year and item.status in EXCHANGES)


def share(numerator: float, denominator: float, year: int, reason: str, **details: float) -> Computed:
    """A percentage by its parts; None with ``reason`` when there is nothing to divide by."""
    if denominator <= 0:
        return Computed(value=None, year=year, reason=reason, details=details)
    value = round(100 * numerator / denominator, 6)
    return Computed(value=value, year=year, numerator=numerator, denominator=denominator, details=details)
