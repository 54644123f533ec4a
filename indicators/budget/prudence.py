"""The manual's rules of prudence: maximums over years, no money from leftovers, what each funder asks (manual 2.2).

What data do not tell is said so, with its reason; nothing here is a verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indicators.budget.amounts import Ratio, cents, ratio, unavailable
from indicators.budget.book import Book
from indicators.budget.execution import Execution
from indicators.budget.leverage import UNKNOWN_SOURCE, receipts
from indicators.budget.rules import Maximum
from indicators.catalogue import Catalogue, CofinancingRule, FunderRule
from indicators.records import Stage

# The first vote of the year, and those that come after it with what the year before left or other lines gave up.
FIRST_VOTES = ("BP", "BUDGET PRIMITIF")
LATER_VOTES = ("BS", "DM", "BUDGET SUPP", "DECISION MOD", "DÉCISION MOD", "VIREMENT", "REPORT")
SCHEMES: Mapping[str, str] = {"state_meae": "meae", "afd_ficol": "ficol"}


@dataclass(frozen=True, slots=True)
class MaximumUse:
    """How much of a multi-year maximum was used by the end of ``year``: per cent, parts in cents.

    ``missing`` are the years of the period, up to then, that no line tells: the use is then not available.
    """

    maximum: Maximum
    year: int
    use: Ratio
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Leftovers:
    """``late`` is the share of the year's credits voted after the first budget (per cent), not available when lines
    do not tell by which vote; ``unspent`` is what accounts left of their credits, on the keys that have one."""

    late: Ratio
    unspent: Ratio


@dataclass(frozen=True, slots=True)
class FunderUse:
    """A named external funder that paid in the year (cents), and what it asks at that date."""

    payer: str
    received: int
    rules: tuple[FunderRule, ...]
    parameters: tuple[CofinancingRule, ...]


def maximum_uses(book: Book, year: int, stage: Stage, maximums: Iterable[Maximum]) -> tuple[MaximumUse, ...]:
    """The maximums whose period holds the year, in the order of the settings. Amounts are net."""
    return tuple(_use(book, year, stage, item) for item in maximums if item.first <= year <= item.last)


def _use(book: Book, year: int, stage: Stage, maximum: Maximum) -> MaximumUse:
    years = range(maximum.first, year + 1)
    missing = tuple(item for item in years if book.total(item, stage).net is None)
    if missing:
        return MaximumUse(maximum, year, unavailable("window_incomplete", "percent", basis="maximum"), missing)
    rows = (book.lines(item, "expenditure", assigned=maximum.rubric)[stage].sum() for item in years)
    return MaximumUse(maximum, year, ratio(sum(map(float, rows)), maximum.amount, "percent", basis="maximum"), ())


def leftovers(book: Book, year: int, execution: Execution) -> Leftovers:
    """Whether the year's credits came after the first vote, and what final accounts left unspent."""
    paid, voted = execution.matched.numerator, execution.matched.denominator
    unspent = None if paid is None or voted is None or not book.final(year) else voted - paid
    return Leftovers(_late(book, year), ratio(unspent, voted, "percent", basis="voted"))


def _late(book: Book, year: int) -> Ratio:
    rows = book.lines(year, "expenditure")
    rows = rows[rows["voted"].notna().to_numpy()]
    documents = rows["document"].astype(str).str.strip().str.upper()
    late = documents.str.startswith(LATER_VOTES)
    if rows.empty or not (late | documents.str.startswith(FIRST_VOTES)).all():
        return unavailable("vote_not_told", "percent", basis="voted")
    amounts = rows["voted"].clip(lower=0)
    return ratio(cents(amounts[late.to_numpy()].sum()), cents(amounts.sum()), "percent", basis="voted")


def funder_uses(book: Book, year: int, stage: Stage, catalogue: Catalogue) -> tuple[FunderUse, ...]:
    """The external funders named on the receipts of the year, largest first."""
    sources = catalogue.funding_sources
    paid = {
        payer: amount
        for payer, amount in receipts(book, year, stage).items()
        if amount > 0 and payer != UNKNOWN_SOURCE and payer in sources and sources[payer].external
    }
    return tuple(
        FunderUse(payer, amount, catalogue.rules_of_funder(payer, year), _parameters(payer, year, catalogue))
        for payer, amount in sorted(paid.items(), key=lambda item: -item[1])
    )


def _parameters(payer: str, year: int, catalogue: Catalogue) -> tuple[CofinancingRule, ...]:
    return catalogue.cofinancing(SCHEMES[payer], year) if payer in SCHEMES else ()
