"""The thresholds of the budget that no text fixes: judgements of the collectivity, printed beside what they shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from indicators.partnerships.life import Rules as RelationRules
from indicators.partnerships.life import rules_of as relation_rules
from indicators.rounding import whole
from indicators.settings import Settings


@dataclass(frozen=True, slots=True)
class Maximum:
    """What the council allows to a rubric from ``first`` to ``last`` year included, in cents, and its decision."""

    rubric: str
    first: int
    last: int
    amount: int
    decision: str = ""


@dataclass(frozen=True, slots=True)
class BudgetRules:
    """Shares between 0 and 1, amounts in cents. Defaults of the method note, sections 5.1, 5.6, 5.7 and 5.8.

    ``max_projects`` replaces, by size bracket, the number of projects that the catalogue allows.
    """

    unassigned_alert: float = 0.05
    unassigned_no_verdict: float = 0.20
    unvoted_tolerance: float = 0.0
    ceiling_alert: float = 0.90
    concentration_note: float = 0.60
    median_project: int = 500_000
    actions_per_fte: float = 1.5
    inactive_agreements: float = 0.25
    idle_memberships: float = 0.30
    dispersion_signs: int = 2
    max_projects: Mapping[str, float] = field(default_factory=dict)
    relations: RelationRules = field(default_factory=RelationRules)
    leverage_window: int = 3
    magnitude: float = 20.0
    maximums: tuple[Maximum, ...] = ()


def rules_of(settings: Settings) -> BudgetRules:
    """The rules that ``config.toml`` sets."""
    budget, spread = settings.budget, settings.budget.dispersion
    return BudgetRules(
        unassigned_alert=budget.unassigned_alert,
        unassigned_no_verdict=budget.unassigned_no_verdict,
        ceiling_alert=budget.ceiling_alert,
        concentration_note=spread.concentration_top,
        median_project=whole(spread.median_project_euros * 100),
        actions_per_fte=spread.actions_per_fte_ratio,
        inactive_agreements=spread.inactive_agreements,
        idle_memberships=spread.memberships_without_result,
        dispersion_signs=spread.signals,
        max_projects=spread.max_projects,
        relations=relation_rules(settings),
        leverage_window=budget.leverage_years,
        magnitude=budget.jump_ratio,
        maximums=tuple(
            Maximum(item.rubric, item.first_year, item.last_year, whole(item.euros * 100), item.decision)
            for item in budget.maximums
        ),
    )
