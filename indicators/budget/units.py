"""One amount in four units: euros, euros per inhabitant, euros out of 1 000 € of budget, euros of one year.

A unit says which lines it counts (out of 1 000 € of real operating expenditure, only the operating lines of the principal
budget: like with like) and what the cents of a year are multiplied by. A year without population, total or price index
has no factor: it is left empty, never taken at another year's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from indicators.budget.amounts import Ratio
from indicators.budget.book import Book
from indicators.budget.context import DRF, BudgetContext
from indicators.budget.history import Bases
from indicators.budget.splits import By, Split, split, split_by_year
from indicators.records import Direction, Section, Stage

MoneyUnit = Literal["euros", "inhabitant", "thousand", "constant"]
MONEY_UNITS: tuple[MoneyUnit, ...] = ("euros", "inhabitant", "thousand", "constant")
#: Cents of a ratio out of 1 000 €.
_THOUSAND = 100_000.0


@dataclass(frozen=True)
class Measured:
    """The lines that a unit counts, at a stage; ``factors`` turns the cents of a year into cents of the unit."""

    unit: MoneyUnit
    book: Book
    stage: Stage
    section: Section | None
    factors: Mapping[int, Ratio]

    def factor(self, year: int) -> float | None:
        """What the cents of a year are multiplied by; None when the year has nothing to relate them to."""
        found = self.factors.get(year)
        return None if found is None else found.value

    @property
    def counted(self) -> Book:
        """The lines that the unit counts and no other, for who pays them."""
        return self.book if self.section is None else self.book.only(self.section)

    def split(self, year: int, by: By, direction: Direction = "expenditure") -> Split:
        """A year cut by ``by``, in cents of euros."""
        return split(self.book, year, self.stage, by, direction=direction, section=self.section)

    def by_year(self, by: By, direction: Direction = "expenditure") -> pd.DataFrame:
        """Every year (rows) cut by ``by`` (columns), in cents of the unit; NaN where nothing is known."""
        wide = split_by_year(self.book, self.stage, by, direction=direction, section=self.section)
        factors = pd.Series({year: self.factor(int(year)) for year in wide.index}, dtype="float64")
        return wide.mul(factors, axis=0)


def measured(
    book: Book, context: BudgetContext, stage: Stage, bases: Bases, euros_of: int | None, unit: MoneyUnit
) -> Measured:
    """The lines of ``book`` in a unit. ``euros_of`` is the year of constant euros, None when no index is known."""
    whole = unit == "thousand" and bases.denominator == DRF
    factors = {year: _factor(context, year, bases, euros_of, unit) for year in book.years}
    return Measured(unit, book.principal if whole else book, stage, "operating" if whole else None, factors)


def _factor(context: BudgetContext, year: int, bases: Bases, euros_of: int | None, unit: MoneyUnit) -> Ratio:
    if unit == "euros":
        return Ratio(1.0, None, None, "times")
    if unit == "inhabitant":
        return context.share(1.0, bases.population, year, "times")
    if unit == "thousand":
        return context.share(_THOUSAND, bases.denominator, year, "times")
    return context.constant(1.0, year, euros_of or year)
