"""The paper of the strategy for the vote: a project in Word and in PDF, its summary on one page, its slides."""

from __future__ import annotations

from typing import Any

from indicators.present.reports.annual import bound, compiled, head
from indicators.present.reports.slides import presentation
from indicators.present.reports.source import ReportSource
from indicators.present.reports.strategy import level_lines, strategy_sections
from indicators.present.reports.strategy_slides import STRATEGY_SLIDES, strategy_empty
from indicators.present.reports.word import written
from indicators.present.texts.strategy import sentences as words
from indicators.present.texts.strategy.words import standing_word

_MOST = 6


def strategy_pdf(source: ReportSource) -> bytes:
    """The paper as a tagged PDF."""
    return bound(source, _title(source), strategy_sections(source), "volume.typ")


def strategy_docx(source: ReportSource) -> bytes:
    """The paper as DOCX, for whoever finishes it in words."""
    return written(source, _title(source), strategy_sections(source))


def strategy_slides(source: ReportSource) -> bytes:
    """The slides of the strategy that have something to show."""
    empty = strategy_empty(source)
    keys = tuple(key for key in STRATEGY_SLIDES if not empty[key])
    return presentation(source, keys)


def strategy_page(source: ReportSource) -> bytes:
    """The summary on one page, as a tagged PDF."""
    t, found = source.t, source.strategy
    title = t("La stratégie internationale de {name} en une page", name=source.name)
    vision = [words.statement_words(item, t) for item in found.vision]
    strategies = [item.finding.text for item in found.matrix.all_strategies]
    promised = [
        f"{item.objective.label}{t(' : ')}{standing_word(item.standing, t)}"
        for item in found.promises
        if item.objective.level == "territorial"
    ]
    parts = (
        (t("Ce que nous voulons devenir"), vision),
        (t("Nos priorités"), _priorities(source)),
        (t("Nos stratégies"), strategies),
        (t("Nos grands objectifs, et où ils en sont"), promised),
        (t("Où nous en sommes"), level_lines(source)),
    )
    data: dict[str, Any] = head(source, title) | {
        "heading": title,
        "lead": words.promises_sentence(found, t) if found.promises else words.headline(found, t),
        "numbers": [],
        "image": None,
        "alt": "",
        "parts": [{"title": name, "lines": lines[:_MOST]} for name, lines in parts if lines],
        "small": [],
    }
    return compiled("fiche.typ", data, {}, source)


def _priorities(source: ReportSource) -> list[str]:
    """The lines of the public page that tell the priorities and their shares."""
    found, t = source.strategy.priorities, source.t
    named = [
        f"{title}{t(' : ')}{words.priority_words(rows, source.catalogue, t, found.coming)}"
        for title, rows in ((t("Thèmes"), found.themes), (t("Pays"), found.countries))
        if rows
    ]
    return [*named, *words.share_lines(found, source.year, t)]


def _title(source: ReportSource) -> str:
    return source.t("Stratégie internationale : projet soumis au vote")
