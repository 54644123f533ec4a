"""The domain's entry points with the documented defaults of the settings, for tests that are about something else.

The entry points themselves have none: a surface that forgets the collectivity's settings is an error of type.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from indicators import budget, evaluation, geii, partnerships
from indicators.budget import Bases, Book, BudgetRules, BudgetView, Scope
from indicators.budget.governance import magnitude_jump as _magnitude_jump
from indicators.budget.relations import overview as _overview
from indicators.catalogue import Catalogue, Network
from indicators.evaluation import Evaluation, EvaluationRules, externalities
from indicators.evaluation.chain import Chain
from indicators.evaluation.chain import evaluation_chain as _evaluation_chain
from indicators.evaluation.facts import Accounts
from indicators.geii import ProfileOptions
from indicators.partnerships import MembershipReading, Relation, Rules
from indicators.progress.goal import Method
from indicators.readout import Readout
from indicators.records import LEVELS, Activity, Membership, Mission, Partnership, Snapshot, Stage
from indicators.settings import Settings

ceilings = partial(budget.ceilings, rules=BudgetRules(), level="commune")
compare = partial(budget.compare, rules=BudgetRules())
dispersion = partial(budget.dispersion, rules=BudgetRules())
execution = partial(budget.execution, rules=BudgetRules())
executions = partial(budget.executions, rules=BudgetRules())
history = partial(budget.history, bases=Bases(), rules=BudgetRules())
magnitude_jump = partial(_magnitude_jump, rules=BudgetRules())
one_ceiling = partial(budget.one_ceiling, rules=BudgetRules())
overview = partial(_overview, rules=BudgetRules())
rubric_concentration = partial(budget.rubric_concentration, rules=BudgetRules())


def readout(snapshot: Snapshot, catalogue: Catalogue, year: int, settings: Settings | None = None) -> Readout:
    """The readout of a snapshot whose plans hold what they have today, against the territory's own references."""
    return Readout(snapshot, catalogue, settings or Settings(), year, {}, snapshot.territory.references)


def dispersion_facts(year: int, amount: int | None, projects: budget.Split, **more: Any) -> budget.DispersionFacts:
    """The facts of a year as of its end."""
    return budget.dispersion_facts(year, amount, projects, rules=BudgetRules(), **more)


def book_of(snapshot: Snapshot, catalogue: Catalogue) -> Book:
    """The budget lines of a snapshot, laid out."""
    return Book.of(snapshot.budget_lines, catalogue.rubrics, catalogue.funding_sources)


def budget_view(
    snapshot: Snapshot,
    catalogue: Catalogue,
    year: int,
    stage: Stage = "paid",
    *,
    scope: Scope | None = None,
    bases: Bases | None = None,
    rules: BudgetRules | None = None,
    book: Book | None = None,
) -> BudgetView:
    """A budget as of the end of the year."""
    return budget.budget_view(
        snapshot,
        catalogue,
        year,
        stage,
        scope=scope or Scope(),
        bases=bases or Bases(),
        rules=rules or BudgetRules(),
        book=book or book_of(snapshot, catalogue),
    )


def evaluate(
    snapshot: Snapshot,
    catalogue: Catalogue,
    year: int,
    *,
    chosen: Collection[str] | None = None,
    frozen: Collection[str] = (),
    rules: EvaluationRules | None = None,
    method: Method | None = None,
) -> Evaluation:
    """An evaluation as of the end of the year, of every indicator of the three levels."""
    every = [item.id for level in LEVELS for item in catalogue.family(level)]
    return evaluation.evaluate(
        snapshot,
        catalogue,
        year,
        chosen=every if chosen is None else chosen,
        frozen=frozen,
        rules=rules or EvaluationRules(),
        method=method,
        accounts=Accounts(book_of(snapshot, catalogue), catalogue.funding_sources),
    )


def evaluation_chain(snapshot: Snapshot, year: int, book: Book | None = None) -> Chain:
    """The chain of a year, on all the lines."""
    return _evaluation_chain(snapshot, year, book or Book.of(snapshot.budget_lines))


def read_externalities(
    snapshot: Snapshot,
    catalogue: Catalogue,
    year: int,
    *,
    chosen: Collection[str] | None = None,
    references: Sequence[str] | None = None,
    thresholds: Mapping[str, float] | None = None,
    bands: Mapping[str, tuple[float, float]] | None = None,
) -> externalities.ExternalityPanel:
    """Every externality, against the territory's own references."""
    return externalities.read_externalities(
        snapshot,
        catalogue,
        year,
        chosen=catalogue.indicators if chosen is None else chosen,
        references=snapshot.territory.references if references is None else references,
        thresholds=thresholds or {},
        bands=bands or {},
    )


def profile_options(**options: Any) -> ProfileOptions:
    """The options of a profile, of the whole catalogue."""
    usual: dict[str, Any] = {
        "references": (),
        "base_year": None,
        "chosen": None,
        "weights": {},
        "mean": "geometric",
        "minimum_indicators": 2,
        "minimum_coverage": 0.60,
        "bounds": (25.0, 400.0),
    }
    return ProfileOptions(**usual | options)


def build_profile(
    snapshot: Snapshot, catalogue: Catalogue, year: int, options: ProfileOptions | None = None
) -> geii.Profile:
    """The profile against the territory's own references."""
    return geii.build_profile(snapshot, catalogue, year, options or profile_options())


def relations(
    items: Iterable[Partnership],
    activities: Iterable[Activity],
    as_of: date,
    rules: Rules | None = None,
    missions: Iterable[Mission] = (),
) -> tuple[Relation, ...]:
    """The relations on a day."""
    return partnerships.relations(items, activities, missions, as_of, rules or Rules())


def memberships(
    rows: Iterable[Membership], directory: Mapping[str, Network], as_of: date, rules: Rules | None = None
) -> tuple[MembershipReading, ...]:
    """The memberships on a day."""
    return partnerships.memberships(rows, directory, as_of, rules or Rules())
