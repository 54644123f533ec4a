"""The practitioners' rules of budget governance that data can check, each with what it read (manual 2.2)."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import mean, pstdev
from typing import Literal

import pandas as pd

from indicators.budget.amounts import Ratio, ratio
from indicators.budget.book import Book
from indicators.budget.context import FUNCTION_04, BudgetContext
from indicators.budget.leverage import Funding, emergency_reserve
from indicators.budget.rules import BudgetRules
from indicators.records import Stage

CheckKey = Literal["own_resources", "linked_to_objective", "own_budget_line", "emergency_reserve"]


@dataclass(frozen=True, slots=True)
class GovernanceCheck:
    """One rule: whether it is followed (None: data do not say) and the figure read, in cents or per cent."""

    key: CheckKey
    followed: bool | None
    amount: float | None = None
    share: Ratio | None = None


def governance(
    book: Book, context: BudgetContext, year: int, stage: Stage, paid: Funding | None
) -> tuple[GovernanceCheck, ...]:
    """Own money, spending tied to an objective, a budget line of its own, an emergency reserve."""
    own = None if paid is None else paid.own
    linked = _linked(book, year, stage)
    line = context.amount(FUNCTION_04, year)
    reserve = emergency_reserve(book, year)
    return (
        GovernanceCheck("own_resources", None if own is None else own > 0, own),
        GovernanceCheck("linked_to_objective", None if linked.value is None else linked.value > 0, share=linked),
        GovernanceCheck("own_budget_line", None if line is None else line > 0),
        GovernanceCheck("emergency_reserve", None if reserve is None else reserve > 0, reserve),
    )


def _linked(book: Book, year: int, stage: Stage) -> Ratio:
    rows = book.lines(year, "expenditure")
    amounts = rows[stage].clip(lower=0)
    tied = amounts[(rows["objective"] != "").to_numpy()].sum()
    return ratio(tied, amounts.sum(min_count=1), "percent", basis="gross", denominator_missing="stage_missing")


def predictability(table: pd.DataFrame) -> dict[str, float]:
    """σ ÷ mean of each rubric over the years told (at least three), from a split by year: lower is steadier."""
    found = {}
    for key in table.columns:
        values = [float(value) for value in table[key].dropna()]
        if len(values) >= 3 and mean(values) > 0:
            found[str(key)] = pstdev(values) / mean(values)
    return found


def magnitude_jump(book: Book, year: int, stage: Stage, rules: BudgetRules) -> float | None:
    """How many times the year before, when that is beyond belief (× 20 by default): euros typed as thousands."""
    before, after = book.total(year - 1, stage).gross, book.total(year, stage).gross
    if not before or not after:
        return None
    times = max(after / before, before / after)
    return times if times > rules.magnitude else None
