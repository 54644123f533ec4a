"""Every figure of a report, each built once with the officer's own words when there are some."""

from __future__ import annotations

from indicators.present.changes import changes_figure
from indicators.present.charts.budget import budget_by_rubric, budget_payers, budget_split
from indicators.present.charts.budget_options import ceilings_figure, envelopes_figure
from indicators.present.charts.budget_years import (
    budget_over_years,
    leverage_over_years,
    per_inhabitant_over_years,
    share_over_years,
)
from indicators.present.charts.evaluation import level_progress, status_strip
from indicators.present.charts.evaluation_beside import externality_figure
from indicators.present.charts.evaluation_chain import chain_euros
from indicators.present.charts.geii import profile_figure
from indicators.present.figure import Figure
from indicators.present.reports.deck import map_figure
from indicators.present.reports.source import ReportSource
from indicators.records import LEVELS


def profile_figures(source: ReportSource) -> tuple[Figure, ...]:
    """The GEII-type profile."""
    return _own(source, profile_figure(source.profile, source.t))


def budget_figures(source: ReportSource) -> tuple[Figure, ...]:
    """The budget: rubrics, years, weight, payers, levers. Without any line there is nothing to draw."""
    view, t = source.budget, source.t
    if view.snapshot.budget_lines.empty:
        return ()
    found = [budget_by_rubric(view, t), budget_over_years(view, t), share_over_years(view, t)]
    found += [per_inhabitant_over_years(view, t), budget_payers(view, t), leverage_over_years(view, t)]
    if (view.book.lines(view.year)["partnership"] != "").any():
        found.append(budget_split(view, "partnership", t))
    found.append(ceilings_figure(view, t))
    if view.envelopes:
        found.append(envelopes_figure(view, t))
    return _own(source, *found)


def evaluation_figures(source: ReportSource) -> tuple[Figure, ...]:
    """All the statuses, then the way done level by level."""
    found = source.evaluation
    levels = [level_progress(found.levels[level], found, source.t) for level in LEVELS]
    return _own(source, status_strip(found, source.t), *levels)


def chain_figures(source: ReportSource) -> tuple[Figure, ...]:
    """The euros along the chain of objectives; none without objectives."""
    chain = source.chain
    return _own(source, chain_euros(chain, source.evaluation, "paid", source.t)) if chain.roots or chain.loose else ()


def externality_figures(source: ReportSource) -> tuple[Figure, ...]:
    """The panel of externalities."""
    return _own(source, externality_figure(source.externalities, source.t, fictional=source.fictional))


def map_figures(source: ReportSource) -> tuple[Figure, ...]:
    """The map; none without a partnership."""
    return _own(source, map_figure(source)) if source.relations else ()


def change_figures(source: ReportSource) -> tuple[Figure, ...]:
    """What changed since the edition before; none for a first edition."""
    return _own(source, changes_figure(source.changes, source.catalogue, source.t)) if source.changes else ()


def all_figures(source: ReportSource) -> tuple[Figure, ...]:
    """Every figure, in the order of the report."""
    groups = (
        chain_figures, profile_figures, budget_figures, evaluation_figures, externality_figures, map_figures, change_figures,
    )  # fmt: skip
    return tuple(figure for group in groups for figure in group(source))


def _own(source: ReportSource, *figures: Figure) -> tuple[Figure, ...]:
    return tuple(source.own_words(figure) for figure in figures)
