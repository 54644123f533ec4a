"""The one object that a page asks for: everything the budget says of a year, at one stage and in one scope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from indicators.budget.advice import DispersionAdvice, bracket_of, dispersion, dispersion_facts
from indicators.budget.book import Book, Scope
from indicators.budget.ceilings import Ceiling, ceilings
from indicators.budget.concentration import Concentration, rubric_concentration
from indicators.budget.context import BudgetContext
from indicators.budget.envelopes import EnvelopeState, envelope_states
from indicators.budget.execution import Execution, execution, executions
from indicators.budget.governance import GovernanceCheck, governance
from indicators.budget.history import Bases, BudgetYear, euros_year, history
from indicators.budget.leverage import Funding, funding_by_year, receipts
from indicators.budget.prudence import FunderUse, Leftovers, MaximumUse, funder_uses, leftovers, maximum_uses
from indicators.budget.rules import BudgetRules
from indicators.budget.scenario import Start
from indicators.budget.splits import By, Split, split
from indicators.budget.units import Measured, MoneyUnit, measured
from indicators.catalogue import Catalogue, SizeBracket
from indicators.partnerships import memberships, reading_day, relations
from indicators.records import Direction, Snapshot, Stage

STAFF_INDICATOR = "o_bri_fte"


@dataclass(frozen=True)
class BudgetView:
    """A year read at a stage. Parts are computed when they are asked for and kept."""

    snapshot: Snapshot
    catalogue: Catalogue
    book: Book
    context: BudgetContext
    year: int
    stage: Stage
    bases: Bases
    rules: BudgetRules

    @cached_property
    def history(self) -> tuple[BudgetYear, ...]:
        """Every year at this stage."""
        return history(
            self.book,
            self.context,
            stage=self.stage,
            bases=self.bases,
            sources=self.catalogue.funding_sources,
            rules=self.rules,
        )

    @property
    def euros_of(self) -> int | None:
        """The year whose euros constant amounts are in; None when no deflator is known."""
        return euros_year(self.bases, self.context)

    def measured(self, unit: MoneyUnit) -> Measured:
        """The lines that a unit counts, with what turns the cents of each year into it."""
        return measured(self.book, self.context, self.stage, self.bases, self.euros_of, unit)

    def invented(self, year: int | None = None, *facts: str) -> bool:
        """Whether a line, or one of the ``facts`` that amounts are related to, was invented for the example.

        Those of one year, of every year when it is None.
        """
        lines = self.book.cash if year is None else self.book.lines(year)
        known = (fact for (name, when), fact in self.context.facts.items() if name in facts and year in (None, when))
        return bool(lines["example"].any()) or any(fact.example for fact in known)

    @property
    def row(self) -> BudgetYear | None:
        """The year that is read, or None when nothing is known of it."""
        return next((row for row in self.history if row.year == self.year), None)

    def split(self, by: By, direction: Direction = "expenditure") -> Split:
        """The year cut by ``by``."""
        return split(self.book, self.year, self.stage, by, direction=direction)

    @cached_property
    def rubrics(self) -> Split:
        """The year cut by rubric."""
        return self.split("rubric")

    @cached_property
    def execution(self) -> Execution:
        """How far the year's credits were used."""
        return execution(self.book, self.year, rules=self.rules)

    @cached_property
    def executed(self) -> tuple[Execution, ...]:
        """The same year by year."""
        return executions(self.book, rules=self.rules)

    @cached_property
    def funding(self) -> dict[int, Funding]:
        """Who paid, year by year."""
        return dict(funding_by_year(self.book, self.catalogue.funding_sources, stage=self.stage))

    @cached_property
    def concentration(self) -> Concentration:
        """Concentration over the defined rubrics."""
        return rubric_concentration(self.rubrics, list(self.catalogue.rubrics), self.rules)

    @cached_property
    def ceilings(self) -> tuple[Ceiling, ...]:
        """The 1 % schemes, service by service; none where the collectivity runs no such service and has no figure of any."""
        return ceilings(
            self.book, self.context, self.year, self.catalogue.one_percent, self.rules, self.snapshot.territory.type
        )

    @cached_property
    def envelopes(self) -> tuple[EnvelopeState, ...]:
        """Multi-year authorisations, beside the budget."""
        return envelope_states(self.snapshot.envelopes)

    @cached_property
    def bracket(self) -> SizeBracket | None:
        """The size bracket of the manual for the year's expenditure."""
        return bracket_of(self.book.total(self.year, self.stage).net, self.catalogue.size_brackets)

    @property
    def as_of(self) -> date:
        """The day on which agreements and memberships are read."""
        return reading_day(self.year, self.snapshot.edition, self.rules.relations)

    @cached_property
    def dispersion(self) -> DispersionAdvice:
        """The five signs of dispersion."""
        limits, day = self.rules.relations, self.as_of
        facts = dispersion_facts(
            self.year,
            self.book.total(self.year, self.stage).net,
            self.split("project"),
            relations=relations(
                self.snapshot.partnerships, self.snapshot.activities, self.snapshot.missions, day, limits
            ),
            memberships=memberships(self.snapshot.memberships, self.catalogue.networks, day, limits),
            activities=self.snapshot.activities,
            staff_by_year=self.staff,
            rules=self.rules,
        )
        return dispersion(facts, self.catalogue.size_brackets, self.rules)

    @cached_property
    def governance(self) -> tuple[GovernanceCheck, ...]:
        """The manual's rules of budget governance."""
        return governance(self.book, self.context, self.year, self.stage, self.funding.get(self.year))

    @cached_property
    def maximums(self) -> tuple[MaximumUse, ...]:
        """The multi-year maximums that hold in the year."""
        return maximum_uses(self.book, self.year, self.stage, self.rules.maximums)

    @cached_property
    def leftovers(self) -> Leftovers:
        """Credits voted late, and what accounts left unspent."""
        return leftovers(self.book, self.year, self.execution)

    @cached_property
    def funders(self) -> tuple[FunderUse, ...]:
        """Who paid from outside, and what each asks."""
        return funder_uses(self.book, self.year, self.stage, self.catalogue)

    def scenario_start(self) -> Start:
        """Where a what-if of this year starts from."""
        schemes = {item.scheme: 0 for item in self.ceilings}
        for item in self.ceilings:
            schemes[item.scheme] += item.used
        spent = self.book.total(self.year, self.stage).net or 0
        share = self.row.share if self.row else None
        paid = self.funding.get(self.year)
        return Start(
            rubrics=dict.fromkeys(self.catalogue.rubrics, 0) | {part.key: part.net for part in self.rubrics.parts},
            sources={**schemes, **receipts(self.book, self.year, self.stage)},
            refunds=paid.refunds if paid else 0,
            budget_total=share.denominator if share else None,
            population=self.row.per_inhabitant.denominator if self.row else None,
            outside_share=round(spent - (share.numerator or 0)) if share else 0,
            ceilings=self.ceilings,
        )

    @cached_property
    def staff(self) -> dict[int, float]:
        """The staff of the office in full-time equivalents, for the years told."""
        rows = self.snapshot.observations
        mine = (rows["territory"] == self.snapshot.territory.code) & (rows["indicator"] == STAFF_INDICATOR)
        told = rows[mine & rows["value"].notna()]
        return {int(year): float(value) for year, value in zip(told["year"], told["value"], strict=True)}


def account_years(book: Book, context: BudgetContext) -> tuple[int, ...]:
    """The years whose accounts are loaded, oldest first: a year that has a line, or that tells that it has none."""
    return tuple(sorted({*book.years, *context.years("b_function04")}))


def budget_view(
    snapshot: Snapshot,
    catalogue: Catalogue,
    year: int,
    stage: Stage,
    *,
    scope: Scope,
    bases: Bases,
    rules: BudgetRules,
    book: Book,
) -> BudgetView:
    """Read the latest year at or before ``year`` that has a line or tells that its accounts have none.

    ``scope`` narrows ``book``, which holds every line.
    """
    narrowed = book.within(scope) if scope != book.scope else book
    context = BudgetContext.of(snapshot.observations, snapshot.territory.code)
    known = account_years(book, context)
    shown = max((item for item in known if item <= year), default=known[0] if known else year)
    return BudgetView(snapshot, catalogue, narrowed, context, shown, stage, bases, rules)
