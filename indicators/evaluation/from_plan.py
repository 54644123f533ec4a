"""Indicators computed from the plan itself: its objectives, its budget, the state of the dashboard's data."""

from __future__ import annotations

from collections.abc import Collection

from indicators.budget.concentration import concentration
from indicators.budget.execution import execution
from indicators.budget.leverage import cofinancing_rate as rate_of
from indicators.evaluation.facts import Computed, Facts, share
from indicators.records import Objective, Observation

COFINANCING_YEARS = 3


def measurable_objectives(facts: Facts) -> Computed:
    """Objectives with an indicator, a baseline, a target and a deadline, per cent of objectives."""
    objectives = facts.snapshot.objectives
    return share(
        sum(is_measurable(objective, facts) for objective in objectives),
        len(objectives),
        facts.year,
        "no_objectives",
    )


def is_measurable(objective: Objective, facts: Facts) -> bool:
    """Whether one of the objective's indicators has baseline and target, and a deadline stands somewhere."""
    for name in objective.indicators:
        target = facts.targets.get(name)
        if target is None or target.baseline_value is None:
            continue
        reachable = target.target_value is not None or target.band_low is not None or target.band_high is not None
        if reachable and (objective.deadline or target.target_year is not None):
            return True
    return False


def objectives_on_track(facts: Facts) -> Computed:
    """Objectives whose assessed indicators are all achieved or on track, per cent of *all* objectives.

    An objective that cannot be assessed stays in the denominator and is counted apart.
    """
    objectives = facts.snapshot.objectives
    assessed = [objective for objective in objectives if _verdicts(objective, facts)]
    return share(
        sum(all(_verdicts(objective, facts)) for objective in assessed),
        len(objectives),
        facts.year,
        "no_objectives",
        not_assessed=len(objectives) - len(assessed),
    )


def _verdicts(objective: Objective, facts: Facts) -> list[bool]:
    return [facts.kept[name] for name in objective.indicators if name in facts.kept]


def objective_mix(facts: Facts) -> Computed:
    """Normalised entropy of the year's expenditure over the five purposes; what has no purpose is counted apart."""
    lines = facts.accounts.book.lines(facts.year, "expenditure")
    if lines.empty:
        return Computed(value=None, year=facts.year, reason="no_budget")
    amounts = (lines["paid"] if lines["paid"].notna().any() else lines["voted"]).fillna(0).clip(lower=0)
    by_purpose = amounts.groupby(lines["purpose"]).sum()
    named = {name: float(by_purpose.get(name, 0.0)) for name in facts.catalogue.objective_purposes}
    found = concentration(named)
    if found.entropy is None:
        return Computed(value=None, year=facts.year, reason="no_purpose")
    unassigned = 100 * (1 - sum(named.values()) / float(amounts.sum()))
    return Computed(value=round(found.entropy, 6), year=facts.year, details={"unassigned": unassigned})


def budget_execution(facts: Facts) -> Computed:
    """Paid over voted expenditure, as the budget page gives it: not available when voted at another level."""
    found = execution(facts.accounts.book, facts.year, rules=facts.rules.budget)
    rate = found.rate
    if rate.value is None:
        known = facts.year in facts.accounts.book.years
        reason = ("voted_elsewhere" if rate.reason == "voted_elsewhere" else "no_voted") if known else "no_budget"
        return Computed(value=None, year=facts.year, reason=reason, details={"lines": float(found.unvoted_keys)})
    return Computed(value=round(rate.value, 6), year=facts.year, numerator=rate.numerator, denominator=rate.denominator)


def cofinancing_rate(facts: Facts) -> Computed:
    """External cash over external and own money on three whole years, per cent, as the budget page gives it."""
    years = range(facts.year - COFINANCING_YEARS + 1, facts.year + 1)
    found = [facts.accounts.funding[year] for year in years if year in facts.accounts.funding]
    own = [item.own for item in found if item.own is not None]
    if len(own) < COFINANCING_YEARS:
        reason = "short_window" if own else "no_budget"
        return Computed(value=None, year=facts.year, reason=reason, details={"years": float(len(own))})
    rate = rate_of(found)
    if sum(own) <= 0 or rate.value is None:
        return Computed(value=None, year=facts.year, reason="no_own_money")
    return Computed(
        value=round(rate.value, 6),
        year=facts.year,
        numerator=rate.numerator,
        denominator=rate.denominator,
        details={"years": float(COFINANCING_YEARS)},
    )


def data_quality(facts: Facts, chosen: Collection[str]) -> Computed:
    """Indicators with a fresh value (24 months), a source and an owner, per cent of the chosen indicators."""
    complete = stale = 0
    for name in chosen:
        row = facts.observed.latest(name)
        target = facts.targets.get(name)
        owner = (row.owner if row else "") or (target.owner if target else "")
        fresh = row is not None and row.value is not None and 12 * (facts.year - row.year) <= facts.rules.fresh_months
        stale += row is not None and row.value is not None and not fresh
        complete += bool(fresh and row is not None and has_source(row) and owner)
    return share(complete, len(chosen), facts.year, "no_indicators", stale=stale)


def has_source(row: Observation) -> bool:
    """Whether an observation says where it comes from."""
    return bool(row.source or row.publisher or row.url or row.evidence)
