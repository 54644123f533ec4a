"""The slides of the strategy: vision and priorities, the matrix, what was promised, the self-assessments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from indicators.catalogue import Grid
from indicators.grids.maturity import GridYear, history
from indicators.present import conclusions
from indicators.present.charts.evaluation_grids import grid_totals
from indicators.present.reports import native
from indicators.present.reports.model import Slide
from indicators.present.reports.source import ReportSource
from indicators.present.reports.wording import plain
from indicators.present.texts import Translator
from indicators.present.texts.strategy import sentences as words
from indicators.present.texts.strategy.words import box_word, standing_word, subject_word

STRATEGY, MATRIX, PROMISES, GRIDS = "strategie", "forces-faiblesses", "promesses", "grilles"


def strategy_names(t: Translator) -> dict[str, str]:
    """The slides by key, in their order."""
    return {
        STRATEGY: t("Stratégie : vision et priorités"),
        MATRIX: t("Stratégie : forces, faiblesses, opportunités, menaces"),
        PROMISES: t("Stratégie : ce qui a été promis"),
        GRIDS: t("Auto-évaluations"),
    }


def strategy_empty(source: ReportSource) -> dict[str, bool]:
    """Which of them would show nothing: a city that only wants its dashboard never sees one."""
    found = source.strategy
    return {
        STRATEGY: not found.vision and not found.priorities.chosen,
        MATRIX: found.matrix.empty,
        PROMISES: not found.started or not found.promises,
        GRIDS: not filled_grids(source),
    }


def _strategy(source: ReportSource) -> Slide:
    """The vision and the priorities, with what of the policy is in them."""
    t, found = source.t, source.strategy
    lines = [words.statement_words(item, t) for item in found.vision]
    named = (*found.priorities.themes, *found.priorities.countries)
    if named:
        names = t.join([subject_word(row.scope, row.subject, source.catalogue, t) for row in named])
        lines.append(t("Priorités : {names}.", names=names))
    lines += words.share_lines(found.priorities, source.year, t)
    return Slide(
        STRATEGY,
        conclusions.strategy(found, source.year, t),
        words.headline(found, t),
        lines=tuple(lines),
        example=found.example,
    )


def _matrix(source: ReportSource) -> Slide:
    """The findings by box and the strategies, each box in a line."""
    t, found = source.t, source.strategy.matrix
    boxes = [(box, [item.finding.text for item in items]) for box, items in found.findings.items()]
    boxes += [(box, [item.finding.text for item in items]) for box, items in found.strategies.items()]
    lines = tuple(
        f"{box_word(box, source.catalogue, t)}{t(' : ')}{t.typeset(' ; '.join(texts))}" for box, texts in boxes if texts
    )
    title = conclusions.matrix(len(found.all_findings), len(found.all_strategies), t)
    proven = sum(item.proven for item in found.all_findings)
    reading = t.n(
        "{count} constat a son chiffre ou sa preuve.", "{count} constats ont leur chiffre ou leur preuve.", proven
    )
    return Slide(MATRIX, title, reading, lines=lines, example=source.strategy.example)


def _promises(source: ReportSource) -> Slide:
    """The objectives above the operational ones, with where each stands."""
    t, found = source.t, source.strategy
    kept = [item for item in found.promises if item.objective.level != "operational"] or list(found.promises)
    lines = tuple(f"{item.objective.label}{t(' : ')}{standing_word(item.standing, t)}" for item in kept)
    return Slide(
        PROMISES,
        words.promises_sentence(found, t).removesuffix("."),
        lines=lines,
        example=any(item.example for item in kept),
    )


def filled_grids(source: ReportSource) -> list[tuple[Grid, tuple[GridYear, ...]]]:
    """The grids of the territory that were filled up to the year, those of texts left out."""
    rows = source.snapshot.self_assessments
    return [
        (grid, years)
        for grid in source.catalogue.grids.values()
        if grid.scope == "territory" and grid.scale.kind != "text" and (years := history(grid, rows, until=source.year))
    ]


def _grids(source: ReportSource) -> Slide:
    """The self-assessments that are lowest on their own scale; the figure behind has them all."""
    t, filled = source.t, filled_grids(source)
    figure = source.figure(GRIDS, lambda: grid_totals(filled, t))
    return Slide(
        GRIDS, conclusions.grids(filled, t), plain(figure.sentence), figure=figure, native=native.grids(source, filled),
        sources=figure.sources, note=plain(figure.note), example=figure.example,
    )  # fmt: skip


STRATEGY_SLIDES: Mapping[str, Callable[[ReportSource], Slide]] = MappingProxyType(
    {STRATEGY: _strategy, MATRIX: _matrix, PROMISES: _promises, GRIDS: _grids}
)
