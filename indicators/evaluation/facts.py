"""What the self-computed indicators are computed from, and the form in which they answer.

Some of the thirty-five indicators say how well the policy's own records are kept: asking an officer to count them by
hand would be absurd. They are computed from the records, marked as such, and say « not available » with a reason
where the records are silent: no action recorded is not an action rate of zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from indicators.budget.book import Book
from indicators.budget.leverage import Funding, funding_by_year
from indicators.catalogue import Catalogue
from indicators.evaluation.observed import Observed
from indicators.partnerships.vitality import EXCHANGES
from indicators.records import Activity, Snapshot, Target

NO_DETAILS: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Computed:
    """A value worked out from records, with its parts; or None and the code of the ``reason``.

    ``details`` holds the numbers that its sentence needs (what was left out, what stands beside).
    """

    value: float | None
    year: int
    numerator: float | None = None
    denominator: float | None = None
    reason: str = ""
    details: Mapping[str, float] = field(default_factory=lambda: NO_DETAILS)


@dataclass(frozen=True)
class Accounts:
    """The budget laid out once, whatever the year that is computed."""

    snapshot: Snapshot
    catalogue: Catalogue

    @cached_property
    def book(self) -> Book:
        """The lines of the budget, transfers and contributions in kind set aside."""
        return Book.of(self.snapshot.budget_lines, self.catalogue.rubrics, self.catalogue.funding_sources)

    @cached_property
    def funding(self) -> Mapping[int, Funding]:
        """Who paid, year by year."""
        return funding_by_year(self.book, self.catalogue.funding_sources)


@dataclass(frozen=True)
class Facts:
    """The records of a territory as of one year, and what was already assessed."""

    snapshot: Snapshot
    catalogue: Catalogue
    observed: Observed
    targets: Mapping[str, Target]
    year: int
    accounts: Accounts
    activity_months: int = 24
    result_months: int = 12
    fresh_months: int = 24
    kept: Mapping[str, bool] = field(default_factory=dict)

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
