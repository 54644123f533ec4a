"""The money of one year in the unit that the reader chose, for the charts that cut it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

from indicators.budget import BudgetView, By, Measured, MoneyUnit, Split
from indicators.budget.context import DEFLATOR
from indicators.present.figure import Source, unique_sources
from indicators.present.texts import Translator
from indicators.present.texts.budget.sentences import split_sentence
from indicators.present.texts.budget.units import amount, unit_name
from indicators.present.texts.budget.words import amounts_of, fact_source, reason, sources_of
from indicators.records import Direction


@dataclass(frozen=True)
class Scale:
    """A view's year in a unit: its cuts, and how cents of euros are drawn and written."""

    view: BudgetView
    unit: MoneyUnit

    @cached_property
    def measured(self) -> Measured:
        """The lines that the unit counts."""
        return self.view.measured(self.unit)

    @property
    def known(self) -> bool:
        """Whether the year has what the unit divides by."""
        return self.measured.factor(self.view.year) is not None

    def cut(self, by: By, direction: Direction = "expenditure") -> Split:
        """The year cut by ``by``, over the lines that the unit counts, in cents of euros."""
        return self.measured.split(self.view.year, by, direction)

    def of(self, cents: float) -> float:
        """Cents of euros as they are drawn, missing where the year has nothing to divide them by."""
        factor = self.measured.factor(self.view.year)
        return math.nan if factor is None else cents * factor / 100

    def written(self, cents: float | None, t: Translator) -> str:
        """Cents of euros written in the unit."""
        factor = self.measured.factor(self.view.year)
        return amount(None if cents is None or factor is None else cents * factor, self.unit, t)

    def header(self, name: str, t: Translator) -> str:
        """The header of a column of amounts: « Montant net (€ par habitant) »."""
        return t("{name} ({unit})", name=name, unit=unit_name(self.unit, self.view, t))

    def unavailable(self, direction: Direction, t: Translator) -> str:
        """Why the year has no amounts in the unit, nothing when it has."""
        found = self.measured.factors.get(self.view.year)
        if found is None or self.known:
            return ""
        name = amounts_of(self.view.stage, direction, t)
        return t("{name} {year} : non disponible ({reason}).", name=name, year=self.view.year, reason=reason(found, t))

    def sentence(self, cut: Split, t: Translator) -> str:
        """The largest parts in the unit, or why the year has no such amounts."""
        if cut.parts and (told := self.unavailable(cut.direction, t)):
            return told
        return split_sentence(cut, self.view, t, written=lambda cents: self.written(cents, t))

    def sources(self, t: Translator) -> tuple[Source, ...]:
        """The accounts of the year, and what the unit divides by."""
        view = self.view
        bases = {"inhabitant": view.bases.population, "thousand": view.bases.denominator, "constant": DEFLATOR}
        basis = bases.get(self.unit, "")
        fact = fact_source(view.context.get(basis, view.year), view.catalogue, t) if basis else ()
        return unique_sources((*sources_of(view, view.year), *fact))
