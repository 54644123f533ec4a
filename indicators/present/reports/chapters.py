"""The contents of the annexes, as the manual asks for them (document 002, section 2.3.3): all the actions by objective
with their results, resources, partners, conclusions, lessons and perspectives, then profile, budget, evaluation,
externalities, partnerships, method and sources.

What officers write is in the report. A chapter without content is not printed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from indicators.evaluation import IndicatorReading
from indicators.present.aims import aimed
from indicators.present.reports import figures
from indicators.present.reports.actions import actions_section
from indicators.present.reports.budget_lines import budget_lines
from indicators.present.reports.directory import directory_blocks
from indicators.present.reports.method import method_blocks
from indicators.present.reports.model import Block, Paragraph, Section, Table
from indicators.present.reports.parts import (
    ACTIONS,
    BUDGET,
    CHANGES,
    EVALUATION,
    EXTERNALITIES,
    LINES,
    METHOD,
    PARTNERSHIPS,
    PROFILE,
    SOURCES,
    STRATEGY,
    annex_names,
)
from indicators.present.reports.source import ReportSource
from indicators.present.reports.strategy import level_lines, matrix_blocks
from indicators.present.reports.strategy_tables import body_tables, promise_table, quality_tables
from indicators.present.reports.wording import plain
from indicators.present.texts.citations import by_origin, citation
from indicators.present.texts.evaluation.levels import level_name, level_question
from indicators.present.texts.evaluation.status import explain, status_word
from indicators.present.texts.evaluation.values import quantity
from indicators.present.texts.translator import MISSING
from indicators.records import LEVELS, Level


def annexes(source: ReportSource) -> tuple[Section, ...]:
    """The chapters of the annexes that have something to show; the last three are those that ``[report]`` asks for."""
    asked = source.settings.report
    left = {METHOD: not asked.method_annex, SOURCES: not asked.method_annex, LINES: not asked.budget_annex}
    found = (
        Section(key, name, _BUILDERS[key](source)) for key, name in annex_names(source.t).items() if not left.get(key)
    )
    return tuple(section for section in found if section.blocks)


def _actions(source: ReportSource) -> list[Block]:
    if not source.snapshot.objectives and not source.snapshot.activities:
        return []
    return [*figures.chain_figures(source), *actions_section(source)]


def _profile(source: ReportSource) -> list[Block]:
    found = source.profile
    known = found.scored or any(reading.point is not None for reading in found.readings)
    targets = _told(source.t("Cibles fixées sur le profil"), aimed(source.readout), source)
    return [*(figures.profile_figures(source) if known else ()), *targets]


def _budget(source: ReportSource) -> list[Block]:
    return [*figures.budget_figures(source)]


def _evaluation(source: ReportSource) -> list[Block]:
    t, found = source.t, source.evaluation
    if all(item.value is None and item.target is None for item in found.readings):
        return []
    blocks: list[Block] = [figures.evaluation_figures(source)[0]]
    for level in LEVELS:
        lead = Paragraph(f"{level_name(level, t)}{t(' : ')}{level_question(level, t)}", "lead")
        blocks += [lead, *_statuses(source, level)]
    return blocks


def _statuses(source: ReportSource, level: Level) -> list[Block]:
    """A row for each indicator that has a value or a target; the others are named once."""
    t, found = source.t, source.evaluation
    readings = found.levels[level].readings
    said = [item for item in readings if item.value is not None or item.target is not None]
    blocks = _told(level_name(level, t), said, source)
    if silent := [item.definition.label.get(t.lang) for item in readings if item not in said]:
        blocks.append(Paragraph(t("Sans valeur ni cible : {names}.", names=t.join(silent)), "missing"))
    return blocks


def _told(title: str, readings: Sequence[IndicatorReading], source: ReportSource) -> list[Block]:
    """A table of indicators against their target, a row each; nothing without any."""
    t = source.t
    rows = [
        (
            item.definition.label.get(t.lang),
            f"{item.assessment.symbol} {status_word(item.assessment.status, t)}",
            quantity(item.value, item.definition, t) if item.value is not None else MISSING,
            explain(item, source.year, t) + (t(" (exemple)") if item.example else ""),
        )
        for item in readings
    ]
    headers = (t("Indicateur"), t("Statut"), t("Valeur"), t("Explication"))
    return [Table(title, headers, tuple(rows), (2.4, 1.4, 1.4, 4.2))] if rows else []


def _strategy(source: ReportSource) -> list[Block]:
    """The levels, the qualities and the bodies, then every grid that was filled, year by year."""
    found = source.strategy
    grids = figures.grid_figures(source)
    if not grids and not found.started:
        return []
    levels: list[Block] = [Paragraph(line) for line in level_lines(source)]
    promised = [promise_table(found, source)] if found.started and found.promises else []
    tables = [*matrix_blocks(source), *promised, *quality_tables(found, source), *body_tables(found, source)]
    return [*levels, *tables, *grids]


def _externalities(source: ReportSource) -> list[Block]:
    panel = source.externalities
    measured = panel.count("alert") + panel.count("clear") + panel.count("no_threshold")
    return [*figures.externality_figures(source)] if measured else []


def _partnerships(source: ReportSource) -> list[Block]:
    return [*figures.map_figures(source), *directory_blocks(source)] if source.relations or source.networks else []


def _changes(source: ReportSource) -> list[Block]:
    return [figure for figure in figures.change_figures(source) if not figure.table.empty]


def _sources(source: ReportSource) -> list[Block]:
    t = source.t
    found = by_origin(item for figure in figures.all_figures(source) for item in figure.sources)
    rows = {(plain(citation(origin, t, address=False)), years, origin.url) for origin, years in found.items()}
    return [Table(t("Sources des chiffres du rapport"), (t("Source"), t("Années"), t("Adresse")), tuple(sorted(rows)))]  # fmt: skip


_BUILDERS: dict[str, Callable[[ReportSource], list[Block]]] = {
    STRATEGY: _strategy,
    ACTIONS: _actions,
    PROFILE: _profile,
    BUDGET: _budget,
    EVALUATION: _evaluation,
    EXTERNALITIES: _externalities,
    PARTNERSHIPS: _partnerships,
    CHANGES: _changes,
    METHOD: method_blocks,
    SOURCES: _sources,
    LINES: budget_lines,
}
