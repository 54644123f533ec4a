"""Every figure of a report, each built once with the officer's own words when there are some."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from indicators.present.changes import changes_figure
from indicators.present.charts.budget import budget_by_rubric, budget_split
from indicators.present.charts.budget_aims import aims_figure, aims_read
from indicators.present.charts.budget_leverage import leverage_over_years
from indicators.present.charts.budget_options import ceilings_figure, envelopes_figure
from indicators.present.charts.budget_payers import budget_payers
from indicators.present.charts.budget_series import budget_over_years
from indicators.present.charts.budget_years import (
    per_inhabitant_over_years,
    share_over_years,
)
from indicators.present.charts.evaluation import level_progress, status_strip
from indicators.present.charts.evaluation_beside import externality_figure
from indicators.present.charts.evaluation_chain import chain_euros
from indicators.present.charts.evaluation_grids import grid_history, grid_totals
from indicators.present.figure import Figure
from indicators.present.reports import deck
from indicators.present.reports.source import ReportSource
from indicators.present.reports.still_map import map_figure
from indicators.present.reports.strategy_slides import GRIDS, filled_grids
from indicators.records import LEVELS, Level


def profile_figures(source: ReportSource) -> tuple[Figure, ...]:
    """The GEII-type profile."""
    return (deck.profile_drawn(source),)


def budget_figures(source: ReportSource) -> tuple[Figure, ...]:
    """The budget: rubrics, years, weight, payers, levers. Without any line there is nothing to draw."""
    view, t = source.budget, source.t
    if view.snapshot.budget_lines.empty:
        return ()
    builders: dict[str, Callable[[], Figure]] = {
        deck.BUDGET: lambda: budget_by_rubric(view, t),
        deck.YEARS: lambda: budget_over_years(view, t),
        "poids": lambda: share_over_years(view, t),
        "habitant": lambda: per_inhabitant_over_years(view, t),
        "financeurs": lambda: budget_payers(view, t),
        "levier": lambda: leverage_over_years(view, t),
    }
    if view.ceilings:
        builders["plafonds"] = lambda: ceilings_figure(view, t)
    if (view.book.lines(view.year)["partnership"] != "").any():
        builders["par-partenariat"] = lambda: budget_split(view, "partnership", t)
    if aims_read(view, "purpose", view.year).told:
        builders[deck.AIMS] = lambda: aims_figure(view, "purpose", t)
    if view.envelopes:
        builders["enveloppes"] = lambda: envelopes_figure(view, t)
    return tuple(source.figure(name, build) for name, build in builders.items())


def evaluation_figures(source: ReportSource) -> tuple[Figure, ...]:
    """All the statuses, then the way done level by level."""
    found, t = source.evaluation, source.t

    def progress(level: Level) -> Figure:
        return source.figure(f"{deck.LEVEL}{level}", lambda: level_progress(found.levels[level], found, t))

    return (source.figure(deck.STATUSES, lambda: status_strip(found, t)), *(progress(level) for level in LEVELS))


def grid_figures(source: ReportSource) -> tuple[Figure, ...]:
    """Where each self-assessment stands, then each one that was filled, over the years; none before any."""
    t, filled = source.t, filled_grids(source)
    if not filled:
        return ()
    overview = source.figure(GRIDS, lambda: grid_totals(filled, t))
    return (
        overview,
        *(source.figure(f"grille-{grid.id}", partial(grid_history, grid, years, t)) for grid, years in filled),
    )


def chain_figures(source: ReportSource) -> tuple[Figure, ...]:
    """The euros along the chain of objectives; none without objectives."""
    chain = source.chain
    if not chain.roots and not chain.loose:
        return ()
    return (source.figure("chaine", lambda: chain_euros(chain, source.evaluation, "paid", source.t)),)


def externality_figures(source: ReportSource) -> tuple[Figure, ...]:
    """The panel of externalities."""
    return (source.figure(deck.EXTERNALITIES, lambda: externality_figure(source.externalities, source.t)),)


def map_figures(source: ReportSource) -> tuple[Figure, ...]:
    """The map; none without a partnership."""
    return (map_figure(source),) if source.relations else ()


def change_figures(source: ReportSource) -> tuple[Figure, ...]:
    """What changed since the edition before; none for a first edition."""
    found = source.changes
    if found is None:
        return ()
    return (source.figure(deck.CHANGES, lambda: changes_figure(found, source.catalogue, source.t)),)


def all_figures(source: ReportSource) -> tuple[Figure, ...]:
    """Every figure, in the order of the report."""
    groups = (
        chain_figures, profile_figures, budget_figures, evaluation_figures, grid_figures, externality_figures, map_figures,
        change_figures,
    )  # fmt: skip
    return tuple(figure for group in groups for figure in group(source))
