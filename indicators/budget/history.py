"""The budget over the years: one row a year, gaps kept as gaps, each figure with its stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from indicators.budget.amounts import Ratio, Reason, ratio
from indicators.budget.book import Book, Total
from indicators.budget.context import DEFLATOR, DRF, FUNCTION_04, POPULATION, BudgetContext
from indicators.budget.leverage import Funding, funding_by_year, rolling_leverage
from indicators.budget.reference import Denominator, budget_share
from indicators.budget.rules import BudgetRules
from indicators.catalogue import FundingSource
from indicators.records import Stage


@dataclass(frozen=True, slots=True)
class Bases:
    """What amounts are related to: the total of the share, the population, and the year of constant euros."""

    denominator: Denominator = DRF
    population: str = POPULATION
    euros_of: int | None = None


@dataclass(frozen=True, slots=True)
class BudgetYear:
    """A year at one stage. Amounts and ``per_inhabitant`` in cents; ``share`` (of the budget) per thousand, ``change``
    in per cent of the year before, ``constant`` in cents of the base year. ``reason``: why a year has no amount.

    ``provisional``: paid amounts that do not come from final accounts. ``series_break``: the accounting instruction
    changed, so functions and natures do not read across.
    """

    year: int
    expenditure: Total
    operating: Total
    investment: Total
    income: Total
    change: Ratio
    per_inhabitant: Ratio
    share: Ratio
    constant: Ratio
    leverage: Ratio
    rolling: Ratio
    provisional: bool
    series_break: bool
    reason: Reason | None = None


def history(
    book: Book,
    context: BudgetContext,
    *,
    stage: Stage = "paid",
    bases: Bases,
    sources: Mapping[str, FundingSource] | None = None,
    rules: BudgetRules,
) -> tuple[BudgetYear, ...]:
    """Every year from the first to the last that is known, including those without a line (with their reason).

    ``bases`` names what amounts are related to; without a year of its own, constant euros are those of the last year of
    the deflator.
    """
    known_years = sorted({*book.years, *context.years(FUNCTION_04)})
    if not known_years:
        return ()
    span = range(known_years[0], known_years[-1] + 1)
    paid = funding_by_year(book, sources, stage=stage)
    related = replace(bases, euros_of=euros_year(bases, context) or known_years[-1])
    breaks = _instruction_changes(book)
    window = rules.leverage_window
    return tuple(_row(book, context, stage, year, paid, related, window, breaks) for year in span)


def euros_year(bases: Bases, context: BudgetContext) -> int | None:
    """The year of constant euros: the one chosen, else the last year of the deflator; None without deflator."""
    return bases.euros_of or max(context.years(DEFLATOR), default=None)


def _row(
    book: Book,
    context: BudgetContext,
    stage: Stage,
    year: int,
    paid: Mapping[int, Funding],
    bases: Bases,
    window: int,
    breaks: frozenset[int],
) -> BudgetYear:
    spent = book.total(year, stage)
    reason = absence(book, context, year, stage)
    missing: Reason = reason or "stage_missing"
    return BudgetYear(
        year=year,
        expenditure=spent,
        operating=book.total(year, stage, section="operating"),
        investment=book.total(year, stage, section="investment"),
        income=book.total(year, stage, "income"),
        change=change(book.total(year - 1, stage).net, spent.net),
        per_inhabitant=context.share(spent.net, bases.population, year, "euro", numerator_missing=missing),
        share=budget_share(book, context, year, stage, bases.denominator, missing=missing),
        constant=context.constant(spent.net, year, bases.euros_of or year),
        leverage=rolling_leverage(paid, year, 1),
        rolling=rolling_leverage(paid, year, window),
        provisional=stage == "paid" and spent.net is not None and not book.final(year),
        series_break=year in breaks,
        reason=reason,
    )


def absence(book: Book, context: BudgetContext, year: int, stage: Stage) -> Reason | None:
    """Why a year has no expenditure at a stage: accounts without function 04, no line at all, or no such stage.

    Accounts that hold no function 04 say nothing of the action itself: absence is not zero action.
    """
    total = book.total(year, stage)
    if total.net is not None:
        return None
    if total.lines:
        return "stage_missing"
    return "function_absent" if context.amount(FUNCTION_04, year) == 0 else "no_lines"


def change(before: float | None, after: float | None) -> Ratio:
    """The change from one year to the next, in per cent of the former; n/a when the former is missing or ≤ 0."""
    difference = None if before is None or after is None else after - before
    return ratio(
        difference,
        before,
        "percent",
        basis="previous_year",
        denominator_missing="previous_missing",
        denominator_not_positive="previous_not_positive",
    )


def _instruction_changes(book: Book) -> frozenset[int]:
    pairs = book.cash[["year", "instruction"]].drop_duplicates()
    by_year: dict[int, set[str]] = {}
    for year, name in zip(pairs["year"], pairs["instruction"].astype(str), strict=True):
        by_year.setdefault(int(year), set()).add(name)
    told = [(year, names - {""}) for year, names in sorted(by_year.items()) if names - {""}]
    return frozenset(year for (_, before), (year, after) in pairwise(told) if not before & after)
