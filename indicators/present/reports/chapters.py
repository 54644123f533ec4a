"""The contents of the annual report, as the manual asks for them (document 002, section 2.3.3): all the actions by
objective with their results, resources, partners, conclusions, lessons and perspectives, then profile, budget,
evaluation, externalities, partnerships, method and sources.

What the application cannot know, officers write; a section without their text says so and invents nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from indicators.present.figure import unique_sources
from indicators.present.reports import figures
from indicators.present.reports.actions import actions_section
from indicators.present.reports.budget_lines import budget_lines
from indicators.present.reports.directory import directory_blocks
from indicators.present.reports.method import method_blocks
from indicators.present.reports.model import Block, KeyNumber, Numbers, Paragraph, Section, Table
from indicators.present.reports.source import ReportSource
from indicators.present.reports.wording import plain, source_words, spans
from indicators.present.texts import Translator
from indicators.present.texts import reports as words
from indicators.present.texts.evaluation.levels import level_name, level_question
from indicators.present.texts.evaluation.status import explain, status_word
from indicators.present.texts.evaluation.values import quantity
from indicators.present.texts.translator import MISSING
from indicators.records import LEVELS

FOREWORD, ACTIONS, PROFILE, BUDGET, EVALUATION = "avant-propos", "actions", "profil", "budget", "evaluation"
EXTERNALITIES, PARTNERSHIPS, CHANGES, LESSONS, OUTLOOK = "externalites", "partenariats", "changements", "lecons", "perspectives"  # fmt: skip
METHOD, SOURCES, LINES = "methode", "sources", "lignes"


#: What the application alone writes.
ANNEXES = (METHOD, SOURCES, LINES)


def section_names(t: Translator) -> dict[str, str]:
    """The sections in their order, by key."""
    return {
        FOREWORD: t("Synthèse"),
        ACTIONS: t("Les actions par objectif"),
        PROFILE: t("L'ouverture du territoire"),
        BUDGET: t("Le budget"),
        EVALUATION: t("L'évaluation"),
        EXTERNALITIES: t("Les effets indésirables"),
        PARTNERSHIPS: t("Les partenariats et les réseaux"),
        CHANGES: t("Ce qui a changé"),
        LESSONS: t("Les leçons tirées"),
        OUTLOOK: t("Les perspectives"),
        METHOD: t("Méthode"),
        SOURCES: t("Sources"),
        LINES: t("Annexe : les lignes du budget"),
    }


def written_sections(t: Translator) -> dict[str, str]:
    """The sections in which officers may write: all but the annexes."""
    return {key: name for key, name in section_names(t).items() if key not in ANNEXES}


def report(source: ReportSource) -> tuple[Section, ...]:
    """The sections of the report, each with what officers wrote before what the application knows.

    The annexes are those that ``[report]`` asks for.
    """
    asked = source.settings.report
    left = {METHOD: not asked.method_annex, SOURCES: not asked.method_annex, LINES: not asked.budget_annex}
    return tuple(
        Section(key, name, [*_told(key, source), *_BUILDERS[key](source)])
        for key, name in section_names(source.t).items()
        if not left.get(key)
    )


def _told(key: str, source: ReportSource) -> list[Block]:
    t = source.t
    if key in ANNEXES:
        return []
    told = source.narrative(key)
    if told is None:
        needed = key in (LESSONS, OUTLOOK)
        return [Paragraph(t("Le service n'a pas encore écrit cette partie."), "missing")] if needed else []
    by = words.authored(told, t)
    parts = [part.strip() for part in told.text.split("\n\n") if part.strip()]
    return [Paragraph(t.typeset(part), "signed", by if part is parts[-1] else "", told.lang) for part in parts]


def _foreword(source: ReportSource) -> list[Block]:
    numbers = tuple(KeyNumber(item.question, item.value, f"{item.label} · {item.detail}".strip(" ·")) for item in source.answers)  # fmt: skip
    said: list[Block] = [Paragraph(plain(f"{item.question} {item.told}")) for item in source.answers]
    return [Numbers(numbers), *said]


def _actions(source: ReportSource) -> list[Block]:
    return [*figures.chain_figures(source), *actions_section(source)]


def _profile(source: ReportSource) -> list[Block]:
    return [*figures.profile_figures(source)]


def _budget(source: ReportSource) -> list[Block]:
    found = figures.budget_figures(source)
    return [*found] if found else [Paragraph(source.t("Aucune ligne de budget n'est chargée : ce n'est pas la preuve qu'il n'y a pas de dépense."), "missing")]  # fmt: skip


def _evaluation(source: ReportSource) -> list[Block]:
    t = source.t
    strip = figures.evaluation_figures(source)[0]
    blocks: list[Block] = [strip]
    for level in LEVELS:
        blocks += [
            Paragraph(f"{level_name(level, t)}{t(' : ')}{level_question(level, t)}", "lead"),
            _statuses(source, level),
        ]
    return blocks


def _statuses(source: ReportSource, level: str) -> Table:
    t, found = source.t, source.evaluation
    rows = [
        (
            item.definition.label.get(t.lang),
            f"{item.assessment.symbol} {status_word(item.assessment.status, t)}",
            quantity(item.value, item.definition, t) if item.value is not None else MISSING,
            explain(item, found.year, t) + (t(" (exemple)") if item.example else ""),
        )
        for item in found.levels[level].readings  # type: ignore[index]  # one of LEVELS
    ]
    headers = (t("Indicateur"), t("Statut"), t("Valeur"), t("Explication"))
    return Table(level_name(level, t), headers, tuple(rows), (2.4, 1.4, 1.4, 4.2))  # type: ignore[arg-type]  # one of LEVELS


def _externalities(source: ReportSource) -> list[Block]:
    return [*figures.externality_figures(source)]


def _partnerships(source: ReportSource) -> list[Block]:
    return [*figures.map_figures(source), *directory_blocks(source)]


def _changes(source: ReportSource) -> list[Block]:
    found = figures.change_figures(source)
    return [*found] if found else [Paragraph(words.first_edition(source, source.t))]


def _nothing(source: ReportSource) -> list[Block]:
    return []


def _outlook(source: ReportSource) -> list[Block]:
    lines = source.choices
    lead = Paragraph(source.t("Ce que les données signalent pour l'année qui vient ; le conseil décide."), "lead")
    return [lead, *(Paragraph(line) for line in lines)] if lines else []


def _sources(source: ReportSource) -> list[Block]:
    t = source.t
    found = unique_sources(item for figure in figures.all_figures(source) for item in figure.sources)
    merged: dict[tuple[str, str], set[str]] = {}
    for item in found:
        merged.setdefault((plain(item.publisher) or source_words(item), item.url), set()).add(item.year)
    rows = [(name, spans(filter(None, years)), url) for (name, url), years in sorted(merged.items())]
    return [Table(t("Sources des chiffres du rapport"), (t("Source"), t("Années"), t("Adresse")), tuple(rows))]  # fmt: skip


_BUILDERS: dict[str, Callable[[ReportSource], list[Block]]] = {
    FOREWORD: _foreword,
    ACTIONS: _actions,
    PROFILE: _profile,
    BUDGET: _budget,
    EVALUATION: _evaluation,
    EXTERNALITIES: _externalities,
    PARTNERSHIPS: _partnerships,
    CHANGES: _changes,
    LESSONS: _nothing,
    OUTLOOK: _outlook,
    METHOD: method_blocks,
    SOURCES: _sources,
    LINES: budget_lines,
}
