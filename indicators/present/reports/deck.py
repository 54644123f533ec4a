"""The slides of a session and of the presentation: which there can be, what each says, in the order chosen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from indicators.evaluation.counts import outcome
from indicators.present import conclusions
from indicators.present.aims import aim_lines, aimed, aims
from indicators.present.changes import changes_figure
from indicators.present.charts.budget import budget_by_rubric
from indicators.present.charts.budget_series import budget_over_years
from indicators.present.charts.evaluation import level_progress, status_strip
from indicators.present.charts.evaluation_beside import externality_figure
from indicators.present.charts.geii import profile_figure
from indicators.present.figure import Figure
from indicators.present.maps.paper import SLIDE
from indicators.present.reports import native
from indicators.present.reports.glance import leading
from indicators.present.reports.model import PARTNERSHIP, NativeChart, Slide
from indicators.present.reports.opening_slides import SUMMARY, cover, summary
from indicators.present.reports.relation_slide import relation_slide
from indicators.present.reports.source import ReportSource
from indicators.present.reports.still_map import MAP, map_figure
from indicators.present.reports.strategy_slides import (
    CROSSED,
    GRIDS,
    MATRIX,
    PRIORITIES,
    PROMISES,
    STRATEGY,
    STRATEGY_SLIDES,
    strategy_empty,
    strategy_names,
)
from indicators.present.reports.wording import plain
from indicators.present.texts import Translator
from indicators.present.texts import geii as geii_words
from indicators.present.texts import reports as words
from indicators.present.texts.evaluation.levels import summary_sentence
from indicators.progress import NOT_ASSESSED
from indicators.records import LEVELS, Level

PROFILE, BUDGET, YEARS = "profil", "budget", "annees"
STATUSES, EXTERNALITIES, CHANGES, CHOICES = "statuts", "externalites", "changements", "choix"
NEAR = "carte-proche"
LEVEL = "niveau-"
AIMS = "finalites"
USUAL = (SUMMARY, STRATEGY, PRIORITIES, MATRIX, CROSSED, PROMISES, PROFILE, BUDGET, YEARS, STATUSES, *(f"{LEVEL}{level}" for level in LEVELS), GRIDS, MAP, NEAR, EXTERNALITIES, CHANGES, CHOICES)  # fmt: skip


def slide_names(t: Translator) -> dict[str, str]:
    """The slides that every territory may choose, by key, in the usual order."""
    return {
        SUMMARY: t("Synthèse : quatre questions"),
        **strategy_names(t),
        PROFILE: t("Ouverture du territoire (profil inspiré du GEII)"),
        BUDGET: t("Budget par rubrique"),
        YEARS: t("Budget, année après année"),
        STATUSES: t("Évaluation : tous les statuts"),
        **{f"{LEVEL}{level}": words.level_slide(level, t) for level in LEVELS},
        MAP: t("Carte des partenariats"),
        NEAR: t("Carte des partenariats les plus proches"),
        EXTERNALITIES: t("Effets indésirables"),
        CHANGES: t("Ce qui a changé"),
        CHOICES: t("Les choix de l'année qui vient"),
    }


def deck(source: ReportSource, keys: tuple[str, ...] = ()) -> tuple[Slide, ...]:
    """The cover, then the slides asked for in their order (the usual ones without any); unknown keys are passed over.

    A partnership is asked for by ``partenariat:`` and its identifier.
    """
    return (cover(source), *(slide_of(key, source) for key in slide_keys(source, keys)))


def slide_keys(source: ReportSource, keys: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The keys of the slides after the cover, in their order, without those that nothing answers to."""
    chosen = keys or (source.session.slides if source.session else ()) or _usual(source)
    known = _BUILDERS.keys() | {f"{PARTNERSHIP}{item.id}" for item in source.relations}
    return tuple(key for key in chosen if key in known)


def _usual(source: ReportSource) -> tuple[str, ...]:
    """The usual slides: what is absent is said once, by the slide that would show it, and not on a second empty one."""
    empty = {
        **strategy_empty(source),
        CHANGES: source.changes is None or not source.changes.items,
        YEARS: not has_years(source),
        NEAR: not source.relations,
        EXTERNALITIES: native.externalities(source) is None,
        **{f"{LEVEL}{level}": not _assessed(source, level) for level in LEVELS},
    }
    return tuple(key for key in USUAL if not empty.get(key))


def _assessed(source: ReportSource, level: Level) -> bool:
    """Whether something of a level can be told: its slide would be a list of what is missing."""
    return any(item.assessment.status not in NOT_ASSESSED for item in source.evaluation.levels[level].readings)


def slide_of(key: str, source: ReportSource) -> Slide:
    """One of the slides of :func:`slide_keys`."""
    if key.startswith(PARTNERSHIP):
        return relation_slide(source, key.removeprefix(PARTNERSHIP))
    return _BUILDERS[key](source)


def has_years(source: ReportSource) -> bool:
    """Whether amounts of several years are known: one column alone is no course of years."""
    return sum(row.expenditure.net is not None for row in source.budget.history) > 1


def profile_drawn(source: ReportSource) -> Figure:
    """The profile, with the targets that were set on its indicators in its table."""
    drawn = partial(profile_figure, source.profile, source.t, aims=aims(source.readout, source.t))
    return source.figure(PROFILE, drawn)


def _profile(source: ReportSource) -> Slide:
    """The indices on both sides of the line of 100, which the page names: an axis alone does not tell whose it is."""
    t, found = source.t, source.profile
    figure = profile_drawn(source)
    title = leading(plain(geii_words.headline(found, t)), 1)[0].removesuffix(".")
    slide = _of(PROFILE, figure, native.profile(source), title)
    if slide.native is None or figure.lang:
        return slide
    line = t("La ligne est à 100 : {origin}.", origin=t.join(found.reference_names[:1]) or t("la référence"))
    note = slide.note
    if told := aim_lines(source.readout, t):
        kept = conclusions.kept_of(outcome(aimed(source.readout)), t)
        line += " " + t("Sur ces indicateurs : {targets}.", targets=kept)
        note = f"{note} " + t("Cibles : {targets}.", targets=" ; ".join(told))
    return replace(slide, reading=f"{line} {slide.reading}", note=plain(note))


def _budget(source: ReportSource) -> Slide:
    figure = source.figure(BUDGET, lambda: budget_by_rubric(source.budget, source.t))
    return _of(BUDGET, figure, native.rubrics(source), conclusions.money(source.readout, source.t))


def _years(source: ReportSource) -> Slide:
    figure = source.figure(YEARS, lambda: budget_over_years(source.budget, source.t))
    return _of(YEARS, figure, native.years(source), conclusions.years(source.readout, source.t))


def _statuses(source: ReportSource) -> Slide:
    """The statuses of the three levels; what is followed, in words, as long as nothing of it can be told."""
    t, found = source.t, source.evaluation
    title = conclusions.targets(source.readout, t)
    if not any(_assessed(source, level) for level in LEVELS):
        told = tuple(summary_sentence(found.levels[level], t) for level in LEVELS if found.levels[level].readings)
        return Slide(
            STATUSES, title, t("Une cible se fixe dans les données de l'année ; le conseil la choisit."), lines=told
        )
    figure = source.figure(STATUSES, lambda: status_strip(found, t))
    return _of(STATUSES, figure, native.statuses(source), title)


def _level(level: Level) -> Callable[[ReportSource], Slide]:
    def build(source: ReportSource) -> Slide:
        view = source.evaluation.levels[level]
        figure = source.figure(f"{LEVEL}{level}", lambda: level_progress(view, source.evaluation, source.t))
        return _of(f"{LEVEL}{level}", figure, native.progress(view, source), conclusions.level(view, source.t))

    return build


def _map(source: ReportSource) -> Slide:
    """The world with the partnerships; without any, the words alone: a map without a point says nothing."""
    if not source.relations:
        t = source.t
        told = t(
            "Aucun partenariat n'est enregistré pour {name} : la carte paraîtra avec le premier.", name=source.name
        )
        return Slide(MAP, conclusions.partners(source.readout, t), told)
    return _of(MAP, map_figure(source, size=SLIDE, beside=True), None, conclusions.partners(source.readout, source.t))


def _near(source: ReportSource) -> Slide:
    return _of(
        NEAR,
        map_figure(source, "near", SLIDE, beside=True),
        None,
        conclusions.near(source.readout, source.scene.centre, source.t),
    )


def _externalities(source: ReportSource) -> Slide:
    panel = source.externalities
    figure = source.figure(EXTERNALITIES, lambda: externality_figure(panel, source.t))
    return _of(EXTERNALITIES, figure, native.externalities(source), conclusions.externalities(panel, source.t))


def _changes(source: ReportSource) -> Slide:
    t = source.t
    found = source.changes
    if found is None:
        return Slide(CHANGES, t("Ce qui a changé depuis l'édition précédente"), words.first_edition(source, t))
    figure = source.figure(CHANGES, lambda: changes_figure(found, source.catalogue, t))
    return _of(CHANGES, figure, None, conclusions.changes(found, t))


def _choices(source: ReportSource) -> Slide:
    """Each point on one line; the notes hold it whole."""
    t, found = source.t, source.decided
    told = source.narrative(CHOICES)
    reading = words.signed(told, t) if told else t("Points que les données signalent ; le conseil décide.")
    return Slide(
        CHOICES, conclusions.choices(len(found), t), reading, lines=tuple(item.brief for item in found),
        note="\n".join(item.text for item in found), lang=told.lang if told else "", example=source.snapshot.example,
    )  # fmt: skip


def _of(key: str, figure: Figure, chart: NativeChart | None, title: str) -> Slide:
    return Slide(
        key,
        title,
        plain(figure.sentence),
        figure=figure,
        native=chart,
        sources=figure.sources,
        note=plain(figure.note),
        example=figure.example,
        lang=figure.lang,
    )


_BUILDERS: dict[str, Callable[[ReportSource], Slide]] = {
    SUMMARY: summary,
    **STRATEGY_SLIDES,
    PROFILE: _profile,
    BUDGET: _budget,
    YEARS: _years,
    STATUSES: _statuses,
    **{f"{LEVEL}{level}": _level(level) for level in LEVELS},
    MAP: _map,
    NEAR: _near,
    EXTERNALITIES: _externalities,
    CHANGES: _changes,
    CHOICES: _choices,
}
