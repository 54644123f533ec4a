"""Indicators computed from the plan itself: its objectives, its budget, the state of the dashboard's data."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from indicators.evaluation.facts import Computed, Facts, share
from indicators.evaluation.from_actions import entropy
from indicators.records import Objective, Observation

COFINANCING_YEARS = 3
# Prior-year annulments and staff reimbursements come in as income but nobody co-finances anything through them.
NOT_COFINANCING = ("773", "6419", "6459", "6479")


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
    lines = _lines(facts, facts.year)
    lines = lines.loc[lines["direction"] == "expenditure"] if not lines.empty else lines
    if lines.empty:
        return Computed(value=None, year=facts.year, reason="no_budget")
    amounts = _amount(lines)
    known = facts.catalogue.objective_purposes
    named = amounts.loc[lines["purpose"].isin(list(known))]
    total, covered = float(amounts.clip(lower=0).sum()), float(named.clip(lower=0).sum())
    if covered <= 0:
        return Computed(value=None, year=facts.year, reason="no_purpose")
    by_purpose = named.groupby(lines.loc[named.index, "purpose"]).sum()
    return Computed(
        value=round(entropy(by_purpose.tolist(), len(known)), 6),
        year=facts.year,
        details={"unassigned": 100 * (1 - covered / total) if total else 0.0},
    )


def budget_execution(facts: Facts) -> Computed:
    """Paid over voted expenditure, per cent; not available when a paid line has its credits voted at another level."""
    lines = _lines(facts, facts.year)
    lines = lines.loc[lines["direction"] == "expenditure"] if not lines.empty else lines
    paid = pd.to_numeric(lines["paid"]) if not lines.empty else pd.Series(dtype=float)
    if paid.notna().sum() == 0:
        return Computed(value=None, year=facts.year, reason="no_budget")
    voted = pd.to_numeric(lines["voted"])
    elsewhere = int((paid.fillna(0).ne(0) & voted.isna()).sum())
    if elsewhere:
        return Computed(value=None, year=facts.year, reason="voted_elsewhere", details={"lines": elsewhere})
    return share(float(paid.sum()), float(voted.sum()), facts.year, "no_voted")


def cofinancing_rate(facts: Facts) -> Computed:
    """External cash income over total cost on three years, per cent; in kind and transfers between budgets left out.

    Own money is what income does not cover: a cost that is zero or fully covered gives no rate.
    """
    first = facts.year - COFINANCING_YEARS + 1
    frames = [frame for year in range(first, facts.year + 1) if not (frame := _lines(facts, year)).empty]
    if not frames:
        return Computed(value=None, year=facts.year, reason="no_budget")
    lines = pd.concat(frames)
    lines = lines.loc[~lines["in_kind"].astype(bool)]
    income = lines["direction"] == "income"
    external = income & ~lines["nature"].isin(NOT_COFINANCING) & (lines["funding_source"] != "own")
    amounts = _amount(lines)
    received, cost = float(amounts.loc[external].sum()), float(amounts.loc[~income].sum())
    if 0 < cost <= received:
        return Computed(value=None, year=facts.year, reason="no_own_money")
    return share(received, cost, facts.year, "no_budget", years=len(frames))


def data_quality(facts: Facts, chosen: Collection[str]) -> Computed:
    """Indicators with a fresh value (24 months), a source and an owner, per cent of the chosen indicators."""
    complete = stale = 0
    for name in chosen:
        row = facts.observed.latest(name)
        target = facts.targets.get(name)
        owner = (row.owner if row else "") or (target.owner if target else "")
        fresh = row is not None and row.value is not None and 12 * (facts.year - row.year) <= facts.fresh_months
        stale += row is not None and row.value is not None and not fresh
        complete += bool(fresh and row is not None and has_source(row) and owner)
    return share(complete, len(chosen), facts.year, "no_indicators", stale=stale)


def has_source(row: Observation) -> bool:
    """Whether an observation says where it comes from."""
    return bool(row.source or row.publisher or row.url or row.evidence)


def _lines(facts: Facts, year: int) -> pd.DataFrame:
    frame = facts.snapshot.budget_lines
    if frame.empty:
        return frame
    return frame.loc[(frame["year"] == year) & ~frame["intra_group"].astype(bool)]


def _amount(lines: pd.DataFrame) -> pd.Series:
    """Cents of each line at the stage that the accounts close on: paid, else voted for a year not yet closed."""
    paid, voted = pd.to_numeric(lines["paid"]), pd.to_numeric(lines["voted"])
    return (paid if paid.notna().any() else voted).fillna(0).astype(float)
