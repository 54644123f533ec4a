"""The rules of the schemes that co-finance a project, by year: a plan is checked against what was true that year.

The parameters change every year (the ministry's share went from 90 to 70 % for least developed countries between 2024
and 2025); they are data of the catalogue with their date and source, to be checked in the text of the call.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from indicators.budget.amounts import Ratio, ratio
from indicators.catalogue import CofinancingRule

Zone = Literal["pma", "apd", "non_apd", "multi"]
Verdict = Literal["met", "not_met", "not_checkable"]
EURO, YEAR = "euro", "year"
# In 2024 one rate covered every country outside the least developed ones.
_OTHER_COUNTRIES = frozenset({"apd", "non_apd", "multi"})


@dataclass(frozen=True, slots=True)
class Plan:
    """A project to be co-financed, in cents. ``own`` is what French authorities bring, ``in_kind`` included;
    ``partners`` what other local partners bring; ``years`` its duration."""

    total: int
    asked: int
    own: int
    in_kind: int = 0
    partners: int = 0
    years: float | None = None
    zone: Zone = "apd"


@dataclass(frozen=True, slots=True)
class RuleCheck:
    """A rule, what the plan makes of it (per cent, cents or years) and whether it is met."""

    rule: CofinancingRule
    value: float | None
    verdict: Verdict


def check_plan(plan: Plan, rules: Iterable[CofinancingRule]) -> tuple[RuleCheck, ...]:
    """Check a plan against the rules of one scheme and year; a share of another zone is left out.

    Rules that a plan cannot tell (last instalment, share for evaluation) are returned as not checkable.
    """
    return tuple(_check(plan, rule) for rule in rules if _concerns(plan.zone, rule))


def _topic(rule: CofinancingRule) -> str:
    return rule.id.removeprefix(f"{rule.scheme}_{rule.year}_")


def _concerns(zone: Zone, rule: CofinancingRule) -> bool:
    topic = _topic(rule)
    if topic == "other":
        return zone in _OTHER_COUNTRIES
    return topic not in {"pma", "apd", "non_apd", "multi"} or topic == zone


def _check(plan: Plan, rule: CofinancingRule) -> RuleCheck:
    value = _value(plan, rule)
    if value is None:
        return RuleCheck(rule, None, "not_checkable")
    limit = rule.value * 100 if rule.unit == EURO else rule.value
    met = value <= limit if rule.bound == "max" else value >= limit if rule.bound == "min" else value == limit
    return RuleCheck(rule, value, "met" if met else "not_met")


def _value(plan: Plan, rule: CofinancingRule) -> float | None:
    topic = _topic(rule)
    if topic in {"pma", "apd", "non_apd", "multi", "other"}:
        return _share(plan.asked, plan.total).value
    if topic == "own":
        brought = plan.own + (plan.partners if rule.scheme == "ficol" else 0)
        return _share(brought, plan.total).value
    if topic == "in_kind":
        return _share(plan.in_kind, plan.own).value
    if rule.unit == EURO:
        return float(plan.asked)
    return plan.years if rule.unit == YEAR else None


def _share(part: int, whole: int) -> Ratio:
    return ratio(part, whole, "percent", basis="plan")
