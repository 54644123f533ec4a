"""The same charts as numbers for PowerPoint, which draws them itself so that an officer can edit them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from indicators.budget.splits import split_by_year
from indicators.catalogue import Grid
from indicators.evaluation import LevelView
from indicators.grids.maturity import GridYear
from indicators.present.charts.evaluation_beside import threshold_share
from indicators.present.palette import BLUE, GREY, ORANGE, PALETTE, STATUS_COLOURS
from indicators.present.reports.model import NativeChart
from indicators.present.reports.number_formats import euros
from indicators.present.reports.source import ReportSource
from indicators.present.texts.evaluation.grids import place_of
from indicators.present.texts.evaluation.levels import level_name
from indicators.progress import BEHIND, KEPT, NOT_ASSESSED, WAITING
from indicators.records import LEVELS
from indicators.rounding import whole

_PALE = "#b9d3e8"
_MOST, _TARGETS = 8, 4  # rows whose names are read from ten metres


def profile(source: ReportSource) -> NativeChart | None:
    """The index of each dimension that has one, else of each indicator that has one; None when none has."""
    t = source.t
    rows = _profile_rows(source)
    if not rows:
        return None
    name = t("Indice ({origin} = 100)", origin=t.join(source.profile.reference_names[:1]) or t("référence"))
    values = tuple(None if index is None else whole(index) for _, index in rows)
    return NativeChart("bar", tuple(label for label, _ in rows), ((name, values),), "0", (BLUE,), origin=100.0)


def _profile_rows(source: ReportSource) -> list[tuple[str, float | None]]:
    lang, found = source.t.lang, source.profile
    if found.scored:
        return [(item.dimension.short_label.get(lang), item.index) for item in found.dimensions]
    known = [item for item in found.readings if item.benchmark is not None]
    return [(item.indicator.label.get(lang), item.benchmark) for item in known[:_MOST]]


def rubrics(source: ReportSource) -> NativeChart | None:
    """Euros by rubric, what is confirmed apart from what is only suggested; None without a line."""
    t, view = source.t, source.budget
    parts = [part for part in view.rubrics.parts if part.gross]
    if not parts:
        return None
    # On one line each: LibreOffice leaves out every other name of those that it would break in two.
    names = tuple(f"{_rubric(part.key, source)} · {t.money(part.net)}".replace(" ", "\u00a0") for part in parts)
    confirmed = tuple(part.confirmed / 100 or None for part in parts)
    waiting = tuple((part.gross - part.confirmed) / 100 or None for part in parts)
    series = ((t("confirmée"), confirmed), (t("à confirmer"), waiting))
    return NativeChart("stacked_bar", names, series, euros((*confirmed, *waiting), t), (BLUE, _PALE), labels=False)


def years(source: ReportSource) -> NativeChart | None:
    """Euros by rubric, year after year, in the order of the catalogue, what has no rubric last.

    A year without amount keeps its place, empty; a rubric that refunds left below zero is drawn below zero.
    """
    view = source.budget
    wide = split_by_year(view.book, view.stage, "rubric")
    if wide.empty:
        return None
    labels = tuple(str(row.year) for row in view.history)
    series, colours = [], []
    known = view.catalogue.rubrics
    for key in [
        *(name for name in known if name in wide.columns),
        *(name for name in wide.columns if name not in known),
    ]:
        values = [wide[key].get(row.year) for row in view.history]
        shown = tuple(None if value is None or pd.isna(value) else float(value) / 100 for value in values)
        series.append((_rubric(str(key), source), shown))
        rubric = known.get(str(key))
        colours.append(PALETTE[rubric.color_rank % len(PALETTE)] if rubric else GREY)
    written = euros((value for _, values in series for value in values), source.t)
    return NativeChart("stacked_column", labels, tuple(series), written, tuple(colours), labels=False)


def _rubric(key: str, source: ReportSource) -> str:
    """The short name of a rubric: a long one would leave no room for the bars."""
    found = source.catalogue.rubrics.get(key)
    return found.short_label.get(source.t.lang) if found else source.t("Non affecté")


def statuses(source: ReportSource) -> NativeChart | None:
    """How many indicators are kept, behind, waiting or not to be told, one bar a level; None when nothing is followed."""
    t, views = source.t, source.evaluation.levels
    if not source.evaluation.readings:
        return None
    groups = (
        (t("Tenu ou en bonne voie"), KEPT, STATUS_COLOURS["achieved"]),
        (t("En retard"), BEHIND, STATUS_COLOURS["limited"]),
        (t("En attente"), WAITING, STATUS_COLOURS["too_early"]),
        (t("Non évaluable"), NOT_ASSESSED, STATUS_COLOURS["no_target"]),
    )
    found = [
        (name, tuple(float(sum(views[level].counts[status] for status in group)) or None for level in LEVELS), colour)
        for name, group, colour in groups
    ]
    met = [item for item in found if any(item[1])]
    series = tuple((name, values) for name, values, _ in met)
    colours = tuple(colour for _, _, colour in met)
    return NativeChart("stacked_bar", tuple(level_name(level, t) for level in LEVELS), series, "0", colours)


def externalities(source: ReportSource) -> NativeChart | None:
    """Each unwanted effect as a share of its own alert threshold, in per cent; None when none is measured."""
    t = source.t
    known = [(item, share) for item in source.externalities.items if (share := threshold_share(item)) is not None]
    rows = sorted(known, key=lambda pair: -pair[1])[:_MOST]
    if not rows:
        return None
    names = tuple(item.definition.label.get(t.lang) for item, _ in rows)
    values = tuple(float(whole(100 * share)) for _, share in rows)
    written = f'0"{t("{share} du seuil", share=t.percent(0.0, 0)[1:])}"'
    return NativeChart("bar", names, ((t("Part du seuil d'alerte (%)"), values),), written, (ORANGE,))


def grids(source: ReportSource, filled: Sequence[tuple[Grid, Sequence[GridYear]]]) -> NativeChart | None:
    """The lowest self-assessments, each as a share of its own scale in per cent; None when none has an answer."""
    t = source.t
    known = [(grid, place) for grid, years in filled if (place := place_of(years[-1])) is not None]
    rows = sorted(known, key=lambda pair: pair[1])[:_TARGETS]
    if not rows:
        return None
    values = tuple(whole(place) for _, place in rows)
    name = t("Part de l'échelle (%)")
    return NativeChart("bar", tuple(grid.label.get(t.lang) for grid, _ in rows), ((name, values),), "0", (BLUE,))


def progress(view: LevelView, source: ReportSource, most: int | None = _TARGETS) -> NativeChart | None:
    """The way done and the way due towards the targets that lag most, in per cent; None without any to be measured.

    ``most`` targets, all of them when it is None.
    """
    t = source.t
    known = [item for item in view.readings if item.assessment.measure.progress is not None]
    if most is not None:  # a target that is not due yet says nothing of what lags
        known = [item for item in known if item.assessment.measure.expected]
    rows = sorted(known, key=lambda item: item.assessment.measure.progress or 0.0)[:most]
    if not rows:
        return None
    done = tuple(whole(100 * min(max(item.assessment.measure.progress or 0.0, 0.0), 1.0)) for item in rows)
    due = tuple(None if (found := item.assessment.measure.expected) is None else whole(100 * found) for item in rows)
    names = tuple(f"{item.assessment.symbol} {item.definition.label.get(t.lang)}" for item in rows)
    # PowerPoint draws the first series of a bar chart at the bottom of each group.
    series = ((t("Attendu à ce jour (%)"), due), (t("Parcouru (%)"), done))
    return NativeChart("bar", names, series, "0", (GREY, BLUE))
