"""The report that the council reads and a mayor signs: chapters in words, cards and few figures (document 002, 2.3.3).

A chapter without content is not printed. Today's tables are in the annexes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from indicators.evaluation.counts import outcome
from indicators.present.aims import aim_lines
from indicators.present.charts.budget import budget_by_rubric
from indicators.present.charts.budget_aims import aims_figure, aims_over_years, aims_read
from indicators.present.charts.budget_series import budget_over_years
from indicators.present.decisions import good_news
from indicators.present.everybody import known_answers
from indicators.present.figure import unique_sources
from indicators.present.maps.paper import PRINT, Frame
from indicators.present.reports import deck, parts
from indicators.present.reports.cards import cards
from indicators.present.reports.figures import change_figures
from indicators.present.reports.model import Block, Cards, KeyNumber, Listed, Numbers, Paragraph, Section
from indicators.present.reports.public import money_lines, partner_lines
from indicators.present.reports.source import ReportSource
from indicators.present.reports.still_map import map_figure
from indicators.present.reports.strategy import strategy_blocks
from indicators.present.reports.wording import plain, publishers
from indicators.present.synthesis import Answer
from indicators.present.texts import Translator
from indicators.present.texts import reports as words
from indicators.present.texts.evaluation.externalities import panel_sentence
from indicators.present.texts.evaluation.levels import summary_sentence
from indicators.present.texts.evaluation.status import against_target
from indicators.present.texts.geii import headline
from indicators.records import LEVELS

_MOST = 8


def volume(source: ReportSource) -> tuple[Section, ...]:
    """The chapters that have something to say: what an officer wrote, then what the edition knows."""
    found = []
    for key, name in parts.volume_names(source.t).items():
        blocks = [*_told(key, source), *_BUILDERS[key](source)]
        if blocks:
            found.append(Section(key, name, blocks, wide=key == parts.PARTNERSHIPS))
    return tuple(found)


def _told(key: str, source: ReportSource) -> list[Block]:
    """An officer's text; the foreword is signed by who signs the report, the others by their author."""
    t, told = source.t, source.narrative(key)
    if told is None:
        return []
    own = source.settings.report.signatory if key == parts.FOREWORD else ""
    by = own or words.authored(told, t)
    pieces = [part.strip() for part in told.text.split("\n\n") if part.strip()]
    return [Paragraph(t.typeset(part), "signed", by if part is pieces[-1] else "", told.lang) for part in pieces]


def _nothing(source: ReportSource) -> list[Block]:
    return []


def _figures(source: ReportSource) -> list[Block]:
    """The answers that have a figure; the others wait for their data, and the officer's list says so."""
    items = tuple(_number(item, source.t) for item in known_answers(source.answers))
    return [Numbers(items, tall=True)] if items else []


def _number(item: Answer, t: Translator) -> KeyNumber:
    detail = t.typeset(f"{item.label} · {item.detail}".strip(" ·"))
    return KeyNumber(item.question, item.value, detail, item.change, item.trail, plain(item.sentence), item.example)


def _partnerships(source: ReportSource) -> list[Block]:
    """The world, then what is near when the near ones are crowded, then the names, which a map cannot all carry."""
    t = source.t
    living = source.readout.living
    if not living:
        return []
    world = map_figure(source)
    frames: tuple[Frame, ...] = ("near",) if len(living) > len(source.scene.placed) // 2 > 2 else ()
    title = t("Les partenariats les plus proches")
    near = [replace(map_figure(source, frame, PRINT), title=title) for frame in frames]
    names: dict[str, list[str]] = {}
    for item in living:
        names.setdefault(t.country(item.partnership.country), []).append(item.partnership.partner)
    listed = tuple(f"{country}{t(' : ')}{', '.join(sorted(found))}" for country, found in sorted(names.items()))
    lines = [Paragraph(plain(text)) for text in partner_lines(source)[1:]]  # the names say the first line
    return [world, *near, *lines, Listed(t("Nos partenaires, pays par pays"), listed)]


def _actions(source: ReportSource) -> list[Block]:
    found = cards(source)
    return [Cards(found)] if found else []


def _budget(source: ReportSource) -> list[Block]:
    t, view = source.t, source.budget
    if view.book.total(view.year, "paid").net is None:
        return []
    years = [source.figure(deck.YEARS, lambda: budget_over_years(view, t))] if deck.has_years(source) else []
    return [
        *(Paragraph(plain(text), "lead" if rank == 0 else "body") for rank, text in enumerate(money_lines(source))),
        source.figure(deck.BUDGET, lambda: budget_by_rubric(view, t)),
        *years,
    ]


def _aims(source: ReportSource) -> list[Block]:
    """Solidarity, attractiveness and the others: shares of the year's money and actions, then the years of the money."""
    t, view = source.t, source.budget
    if not aims_read(view, "purpose", view.year).told:
        return []
    return [
        source.figure(deck.AIMS, lambda: aims_figure(view, "purpose", t)),
        *([source.figure(f"{deck.AIMS}-annees", lambda: aims_over_years(view, "purpose", "euros", t))] if deck.has_years(source) else []),
    ]  # fmt: skip


def _profile(source: ReportSource) -> list[Block]:
    """The drawing when a dimension is scored; what is known in a sentence when none is; nothing when nothing is known."""
    found, t = source.profile, source.t
    told = aim_lines(source.readout, t)
    targets = [Listed(t("Cibles fixées sur le profil"), told)] if told else []
    if not found.scored:
        known = any(reading.benchmark is not None for reading in found.readings)
        return [*([Paragraph(plain(headline(found, t)))] if known else []), *targets]
    return [deck.profile_drawn(source), *targets]


def _evaluation(source: ReportSource) -> list[Block]:
    """What moves forward and what does not, by name; the twelve statuses are in the annexes."""
    t, found = source.t, source.evaluation
    reached = outcome(found.readings)
    if not reached.kept and not reached.behind:
        return []
    late = tuple(
        f"{item.definition.label.get(t.lang)}{t(' : ')}{against_target(item, found.year, t)}"
        + _example(item.example, t)
        for item in reached.behind[:_MOST]
    )
    if left := len(reached.behind) - len(late):
        late += (t.n("{count} autre, dans les annexes", "{count} autres, dans les annexes", left),)
    good = tuple(item.text for item in good_news(source.readout, t) if item.path == "evaluation")
    return [
        Paragraph(plain(source.answers[2].told), "lead"),
        *(Paragraph(summary_sentence(found.levels[level], t)) for level in LEVELS if found.levels[level].readings),
        *([Listed(t("Ce qui avance"), good)] if good else []),
        *([Listed(t("Ce qui prend du retard"), late)] if late else []),
    ]


def _example(example: bool, t: Translator) -> str:
    return t(" (exemple)") if example else ""


def _externalities(source: ReportSource) -> list[Block]:
    """The alerts, when something is measured."""
    t, panel = source.t, source.externalities
    if not panel.count("alert") and not panel.count("clear"):
        return []
    names = tuple(item.definition.label.get(t.lang) for item in panel.alerted)
    said: list[Block] = [Paragraph(panel_sentence(panel, t))]
    return [*said, Listed(t("En alerte"), names)] if names else said


def _changes(source: ReportSource) -> list[Block]:
    return [Paragraph(plain(figure.sentence)) for figure in change_figures(source) if not figure.table.empty]


def _choices(source: ReportSource) -> list[Block]:
    if not source.choices:
        return []
    return [Listed(source.t("Ce que les données signalent ; le conseil décide."), source.choices)]


def _sources(source: ReportSource) -> list[Block]:
    """Who publishes what the report says, and where the detail stands."""
    t = source.t
    found = unique_sources(item for answer in source.answers for item in answer.sources)
    listed = tuple(publishers(found))
    told = t(
        "Les tableaux, la méthode, les seuils et l'adresse de chaque source sont dans le second volume, les annexes."
    )
    return [Paragraph(told), *([Listed(t("Sources"), listed)] if listed else [])]


_BUILDERS: dict[str, Callable[[ReportSource], list[Block]]] = {
    parts.FOREWORD: _nothing,
    parts.FIGURES: _figures,
    parts.STRATEGY: strategy_blocks,
    parts.PARTNERSHIPS: _partnerships,
    parts.ACTIONS: _actions,
    parts.BUDGET: _budget,
    parts.AIMS: _aims,
    parts.PROFILE: _profile,
    parts.EVALUATION: _evaluation,
    parts.EXTERNALITIES: _externalities,
    parts.CHANGES: _changes,
    parts.LESSONS: _nothing,
    parts.CHOICES: _choices,
    parts.OUTLOOK: _nothing,
    parts.SOURCES: _sources,
}
