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

STRATEGY, PRIORITIES, MATRIX, CROSSED = "strategie", "priorites", "forces-faiblesses", "strategies-croisees"
PROMISES, GRIDS = "promesses", "grilles"


def strategy_names(t: Translator) -> dict[str, str]:
    """The slides by key, in their order."""
    return {
        STRATEGY: t("Stratégie : la vision"),
        PRIORITIES: t("Stratégie : les priorités"),
        MATRIX: t("Stratégie : forces, faiblesses, opportunités, menaces"),
        CROSSED: t("Stratégie : les stratégies qui en découlent"),
        PROMISES: t("Stratégie : ce qui a été promis"),
        GRIDS: t("Auto-évaluations"),
    }


def strategy_empty(source: ReportSource) -> dict[str, bool]:
    """Which of them would show nothing: a city that only wants its dashboard never sees one."""
    found = source.strategy
    return {
        STRATEGY: not found.vision,
        PRIORITIES: not found.priorities.chosen,
        MATRIX: not found.matrix.all_findings,
        CROSSED: not found.matrix.all_strategies,
        PROMISES: not found.started or not found.promises,
        GRIDS: not filled_grids(source),
    }


def _strategy(source: ReportSource) -> Slide:
    """The vision: the title says how much of it is reached, the list what is left; all of it when nothing is left."""
    t, found = source.t, source.strategy
    left = [item for item in found.vision if not item.reached]
    some = 0 < len(left) < len(found.vision)
    reading = t.n("{count} reste à atteindre.", "{count} restent à atteindre.", len(left)) if some else words.headline(found, t)  # fmt: skip
    lines = tuple(words.statement_words(item, t) for item in left or found.vision)
    return Slide(STRATEGY, conclusions.vision(found, t), reading, lines=lines, example=found.example)


def _priorities(source: ReportSource) -> Slide:
    """Themes and countries by name, then what of the policy is in them."""
    t, found = source.t, source.strategy.priorities
    lines = []
    for title, rows in ((t("Thèmes"), found.themes), (t("Pays"), found.countries)):
        if rows:
            names = t.join([subject_word(row.scope, row.subject, source.catalogue, t) for row in rows])
            lines.append(f"{title}{t(' : ')}{names}")
    lines += words.share_lines(found, source.year, t)
    reading = t(
        "{themes} et {countries}.",
        themes=t.n("{count} thème", "{count} thèmes", len(found.themes)),
        countries=t.n("{count} pays", "{count} pays", len(found.countries)),
    )
    title = conclusions.priorities(source.strategy, source.year, t)
    return Slide(PRIORITIES, title, reading, lines=tuple(lines), example=source.strategy.example)


def _matrix(source: ReportSource) -> Slide:
    """The findings, each box in a line."""
    t, found = source.t, source.strategy.matrix
    lines = tuple(
        f"{box_word(box, source.catalogue, t)}{t(' : ')}{t.typeset(' ; '.join(item.finding.text for item in items))}"
        for box, items in found.findings.items()
        if items
    )
    title = conclusions.matrix(len(found.all_findings), len(found.all_strategies), t)
    proven = sum(item.proven for item in found.all_findings)
    reading = t.n(
        "{count} constat a son chiffre ou sa preuve.", "{count} constats ont leur chiffre ou leur preuve.", proven
    )
    return Slide(MATRIX, title, reading, lines=lines, example=source.strategy.example)


def _crossed(source: ReportSource) -> Slide:
    """The strategies that cross the findings, and how many became an objective."""
    t, found = source.t, source.strategy.matrix
    lines = tuple(item.finding.text for item in found.all_strategies)
    linked = sum(item.objective is not None for item in found.all_strategies)
    title = conclusions.crossed(len(found.all_strategies), linked, t)
    return Slide(CROSSED, title, words.headline(source.strategy, t), lines=lines, example=source.strategy.example)


def _promises(source: ReportSource) -> Slide:
    """The great objectives, with where each stands; those of a plan without any are all told."""
    t, found = source.t, source.strategy
    kept = [item for item in found.promises if item.objective.level == "territorial"] or list(found.promises)
    lines = tuple(f"{standing_word(item.standing, t)}{t(' : ')}{item.objective.label}" for item in kept)
    title = words.promises_sentence(found, t).removesuffix(".")
    return Slide(PROMISES, title, lines=lines, example=any(item.example for item in kept))


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
    {
        STRATEGY: _strategy,
        PRIORITIES: _priorities,
        MATRIX: _matrix,
        CROSSED: _crossed,
        PROMISES: _promises,
        GRIDS: _grids,
    }
)
