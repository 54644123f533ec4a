"""Advice on spreading too thin and on what a budget of this size usually does: reasons given, never a verdict.

The signs and their thresholds are judgements that a collectivity sets for itself; a sign that cannot be read for want of
data is told as such and does not count (method 5.7; manual 2.3).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, median
from typing import Literal

from indicators.budget.concentration import item_concentration
from indicators.budget.rules import BudgetRules
from indicators.budget.splits import Split
from indicators.catalogue import SizeBracket
from indicators.partnerships.life import EXCHANGES, Relation
from indicators.partnerships.networks import MembershipReading
from indicators.records import Activity

SignKey = Literal[
    "projects_above_bracket", "small_median_project", "actions_per_fte", "inactive_agreements", "idle_memberships"
]


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign of dispersion: the value read, the limit it is compared with, and whether it is raised.

    ``raised`` is None when it cannot be read. Amounts in cents, shares between 0 and 1. ``count`` is the number of
    projects, agreements or memberships that the value rests on, None where that has no meaning.
    """

    key: SignKey
    value: float | None
    limit: float | None
    raised: bool | None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class DispersionAdvice:
    """The five signs; ``warned`` when at least ``needed`` of them are raised."""

    signs: tuple[Sign, ...]
    needed: int

    @property
    def raised(self) -> tuple[Sign, ...]:
        """The signs that are raised."""
        return tuple(sign for sign in self.signs if sign.raised)

    @property
    def unread(self) -> tuple[Sign, ...]:
        """The signs that data do not allow to read; one that is read without a limit to compare it with is not among them."""
        return tuple(sign for sign in self.signs if sign.value is None)

    @property
    def warned(self) -> bool:
        """Whether the advice against dispersion is given."""
        return len(self.raised) >= self.needed


@dataclass(frozen=True, slots=True)
class DispersionFacts:
    """What the signs are read on; None when unknown. Amounts in cents, shares between 0 and 1."""

    yearly_amount: int | None = None
    effective_projects: float | None = None
    project_amounts: tuple[float, ...] = ()
    actions_per_fte: float | None = None
    past_actions_per_fte: tuple[float, ...] = ()
    inactive_agreements: float | None = None
    idle_memberships: float | None = None
    agreements: int | None = None
    memberships: int | None = None


def dispersion(facts: DispersionFacts, brackets: Mapping[str, SizeBracket], rules: BudgetRules) -> DispersionAdvice:
    """Read the five signs of method 5.7 and warn when at least two (by default) are raised."""
    bracket = bracket_of(facts.yearly_amount, brackets)
    usual = mean(facts.past_actions_per_fte) if len(facts.past_actions_per_fte) == 3 else None
    middle = median(facts.project_amounts) if facts.project_amounts else None
    projects = len(facts.project_amounts) or None
    most = _most_projects(bracket, rules)
    signs = (
        _above("projects_above_bracket", facts.effective_projects, most, projects),
        _below("small_median_project", middle, rules.median_project, projects),
        _above("actions_per_fte", facts.actions_per_fte, None if usual is None else rules.actions_per_fte * usual),
        _above("inactive_agreements", facts.inactive_agreements, rules.inactive_agreements, facts.agreements),
        _above("idle_memberships", facts.idle_memberships, rules.idle_memberships, facts.memberships),
    )
    return DispersionAdvice(signs, rules.dispersion_signs)


def _most_projects(bracket: SizeBracket | None, rules: BudgetRules) -> float | None:
    return None if bracket is None else rules.max_projects.get(bracket.id, bracket.max_projects)


def _above(key: SignKey, value: float | None, limit: float | None, count: int | None = None) -> Sign:
    return Sign(key, value, limit, None if value is None or limit is None else value > limit, count)


def _below(key: SignKey, value: float | None, limit: float, count: int | None) -> Sign:
    return Sign(key, value, limit, None if value is None else value < limit, count)


def dispersion_facts(
    year: int,
    yearly_amount: int | None,
    by_project: Split,
    *,
    relations: Sequence[Relation] = (),
    memberships: Sequence[MembershipReading] = (),
    activities: Sequence[Activity] = (),
    staff_by_year: Mapping[int, float] | None = None,
    rules: BudgetRules,
) -> DispersionFacts:
    """Gather the facts of a year. ``staff_by_year`` is the full-time equivalents of the office by year.

    Projects are read on the lines that name one; actions per FTE need the three years before as well. ``relations`` and
    ``memberships`` are read on the day of the year; without any recorded activity nothing is said of agreements.
    """
    named = tuple(float(part.gross) for part in by_project.parts if part.key and part.gross > 0)
    rates = _actions_per_fte(activities, staff_by_year or {})
    agreements = [item.exchange != "recent" for item in relations if activities and item.in_force]
    members = [item.questioned for item in memberships if item.active]
    return DispersionFacts(
        yearly_amount=yearly_amount,
        effective_projects=item_concentration(by_project, rules).effective if named else None,
        project_amounts=named,
        actions_per_fte=rates.get(year),
        past_actions_per_fte=tuple(rates[item] for item in range(year - 3, year) if item in rates),
        inactive_agreements=_share(agreements),
        idle_memberships=_share(members),
        agreements=len(agreements),
        memberships=len(members),
    )


def _share(flags: Sequence[bool]) -> float | None:
    return sum(flags) / len(flags) if flags else None


def _actions_per_fte(activities: Sequence[Activity], staff: Mapping[int, float]) -> dict[int, float]:
    counts = {year: 0 for year, people in staff.items() if people > 0}
    for item in activities:
        if item.year in counts and item.status in EXCHANGES:
            counts[item.year] += 1
    return {year: count / staff[year] for year, count in counts.items()}


def bracket_of(amount: int | None, brackets: Mapping[str, SizeBracket]) -> SizeBracket | None:
    """The size bracket of a yearly amount in cents, as the manual draws them (euros of 2006-2007)."""
    if amount is None:
        return None
    return next((bracket for bracket in brackets.values() if bracket.holds(amount / 100)), None)
