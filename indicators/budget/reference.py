"""Reference lines that practitioners quote, with the denominator each depends on.

0.7 % is « more a symbol than a norm », quoted of at least five different totals; 1/1000 is one city's deliberation of
1985. They are therefore off by default, and never shown without what they divide by (manual 2.4; method 5.5).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from indicators.budget.amounts import Ratio, Reason, cents
from indicators.budget.book import Book
from indicators.budget.context import DRF, GDP, OWN_REVENUE, TOTAL_EXPENDITURE, BudgetContext
from indicators.budget.leverage import EMERGENCY
from indicators.records import Stage

Denominator = Literal["b_drf", "b_total_expenditure", "b_own_revenue", "b_gdp"]
DENOMINATORS: tuple[Denominator, ...] = (DRF, TOTAL_EXPENDITURE, OWN_REVENUE, GDP)
COOPERATION = ("r2_grants", EMERGENCY)


@dataclass(frozen=True, slots=True)
class ReferenceLine:
    """A landmark and where the territory stands: ``share`` in the unit of ``mark``, with its denominator."""

    key: Literal["solidarity", "thousandth"]
    mark: float
    share: Ratio


def solidarity_share(book: Book, context: BudgetContext, year: int, stage: Stage, of: Denominator) -> ReferenceLine:
    """The 0.7 % gauge: cooperation grants and humanitarian aid over the chosen total, in per cent."""
    rows = book.lines(year, "expenditure")
    amount = cents(rows.loc[rows["assigned"].isin(COOPERATION), stage].clip(lower=0).sum(min_count=1))
    return ReferenceLine("solidarity", 0.7, context.share(amount, of, year, "percent"))


def thousandth_share(book: Book, context: BudgetContext, year: int, stage: Stage, of: Denominator) -> ReferenceLine:
    """The one-thousandth line: international expenditure over the chosen total, per thousand."""
    return ReferenceLine("thousandth", 1.0, budget_share(book, context, year, stage, of))


def budget_share(
    book: Book,
    context: BudgetContext,
    year: int,
    stage: Stage,
    of: Denominator = DRF,
    *,
    missing: Reason = "stage_missing",
) -> Ratio:
    """International expenditure over a total of the territory, per thousand, like compared with like.

    Over the real operating expenditure (DRF) only the operating lines of the principal budget count; over another
    total, all expenditure does. ``missing`` is the reason given when there is no amount.
    """
    compared = book.principal.total(year, stage, section="operating") if of == DRF else book.total(year, stage)
    return context.share(compared.net, of, year, "per_mille", numerator_missing=missing)
