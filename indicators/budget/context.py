"""The figures that the budget is compared with: population, operating expenditure, deflator, service resources.

They are ordinary observations of the territory (family ``context``), so each keeps its source and its quality. Money
observations are in euros and are handed over in cents, like the lines.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from indicators.budget.amounts import Ratio, Reason, Unit, known, ratio

POPULATION: Final = "b_population"
DRF: Final = "b_drf"
DEFLATOR: Final = "b_deflator"
TOTAL_EXPENDITURE: Final = "b_total_expenditure"
OWN_REVENUE: Final = "b_own_revenue"
GDP: Final = "b_gdp"
FUNCTION_04: Final = "b_function04"
_TEXTS = (
    "quality", "publisher", "source", "url", "vintage", "published", "accessed", "licence", "citation", "geo_level",
    "note",
)  # fmt: skip
_NOT_MONEY = frozenset({POPULATION, "b_population_total", DEFLATOR, FUNCTION_04})


@dataclass(frozen=True, slots=True)
class Fact:
    """One context value: ``amount`` in cents when it is money, else in its own unit."""

    indicator: str
    year: int
    amount: float
    quality: str = "final"
    publisher: str = ""
    source: str = ""
    url: str = ""
    vintage: str = ""
    published: str = ""
    accessed: str = ""
    licence: str = ""
    citation: str = ""
    geo_level: str = ""
    note: str = ""
    example: bool = False


@dataclass(frozen=True)
class BudgetContext:
    """The context facts of one territory, by indicator and year."""

    facts: Mapping[tuple[str, int], Fact]

    @classmethod
    def of(cls, observations: pd.DataFrame, territory: str) -> BudgetContext:
        """Keep the ``b_*`` observations of ``territory`` that carry a value (columns of ``Observation``)."""
        mine = observations["territory"] == territory
        told = mine & observations["indicator"].astype(str).str.startswith("b_") & observations["value"].notna()
        return cls({(fact.indicator, fact.year): fact for fact in map(_fact, observations[told].to_dict("records"))})

    def get(self, indicator: str, year: int) -> Fact | None:
        """The fact of a year, or None: no other year is borrowed."""
        return self.facts.get((indicator, year))

    def amount(self, indicator: str, year: int) -> float | None:
        """The amount of a fact (cents for money), or None."""
        fact = self.get(indicator, year)
        return None if fact is None else fact.amount

    def years(self, indicator: str) -> tuple[int, ...]:
        """The years for which an indicator is known, oldest first."""
        return tuple(sorted(year for name, year in self.facts if name == indicator))

    def share(
        self,
        numerator: float | None,
        indicator: str,
        year: int,
        unit: Unit,
        *,
        numerator_missing: Reason = "stage_missing",
    ) -> Ratio:
        """``numerator`` (cents) over a context fact of the year; the fact's id is the basis of the ratio."""
        return ratio(
            numerator,
            self.amount(indicator, year),
            unit,
            basis=indicator,
            numerator_missing=numerator_missing,
        )

    def constant(self, numerator: float | None, year: int, base: int) -> Ratio:
        """Cents of ``year`` in euros of ``base``: amount × index of base ÷ index of year; n/a without deflator."""
        index, reference = self.amount(DEFLATOR, year), self.amount(DEFLATOR, base)
        if index is None or reference is None:
            return Ratio(None, known(numerator), None, "euro", DEFLATOR, "deflator_missing")
        scaled = None if numerator is None else numerator * reference
        return ratio(scaled, index, "euro", basis=DEFLATOR)


def _fact(row: Mapping[Any, Any]) -> Fact:
    indicator = str(row["indicator"])
    scale = 1.0 if indicator in _NOT_MONEY else 100.0
    texts = {name: str(row.get(name) or "") for name in _TEXTS}
    return Fact(indicator, int(row["year"]), float(row["value"]) * scale, **texts, example=bool(row.get("example")))
