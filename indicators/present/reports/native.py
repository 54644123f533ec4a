"""The same charts as numbers for PowerPoint, which draws them itself so that an officer can edit them."""

from __future__ import annotations

import pandas as pd

from indicators.budget.splits import split_by_year
from indicators.evaluation import LevelView
from indicators.present.palette import BLUE, GREY, PALETTE, STATUS_COLOURS
from indicators.present.reports.model import NativeChart
from indicators.present.reports.number_formats import euros
from indicators.present.reports.source import ReportSource
from indicators.present.texts.evaluation.levels import level_name
from indicators.present.texts.evaluation.status import status_label
from indicators.progress import READING_ORDER
from indicators.records import LEVELS

_PALE = "#b9d3e8"
_MOST = 12


def profile(source: ReportSource) -> NativeChart | None:
    """The index of each dimension that has one, else of each indicator that has one; None when none has."""
    t = source.t
    rows = _profile_rows(source)
    if not rows:
        return None
    name = t("Indice ({origin} = 100)", origin=t.join(source.profile.reference_names[:1]) or t("référence"))
    values = tuple(None if index is None else round(index, 1) for _, index in rows)
    return NativeChart("bar", tuple(label for label, _ in rows), ((name, values),), "0", (BLUE,))


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
    names = tuple(f"{_rubric(part.key, source)} · {t.money(part.net)}" for part in parts)
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
    """How many indicators have each status, one bar a level; None when nothing is followed."""
    t, views = source.t, source.evaluation.levels
    if not source.evaluation.readings:
        return None
    counts = {level: views[level].counts for level in LEVELS}
    met = [status for status in READING_ORDER if any(counts[level][status] for level in LEVELS)]
    series = tuple(
        (status_label(status, t), tuple(float(counts[level][status]) or None for level in LEVELS)) for status in met
    )
    colours = tuple(STATUS_COLOURS[status] for status in met)
    return NativeChart("stacked_bar", tuple(level_name(level, t) for level in LEVELS), series, "0", colours)


def progress(view: LevelView, source: ReportSource) -> NativeChart | None:
    """The way done and the way due towards each target, in per cent; None without a target that can be measured."""
    t = source.t
    rows = [item for item in view.readings if item.assessment.measure.progress is not None][:_MOST]
    if not rows:
        return None
    done = tuple(round(100 * min(max(item.assessment.measure.progress or 0.0, 0.0), 1.0)) for item in rows)
    due = tuple(None if (found := item.assessment.measure.expected) is None else round(100 * found) for item in rows)
    names = tuple(f"{item.assessment.symbol} {item.definition.label.get(t.lang)}" for item in rows)
    # PowerPoint draws the first series of a bar chart at the bottom of each group.
    series = ((t("Chemin attendu à cette date (%)"), due), (t("Chemin parcouru (%)"), done))
    return NativeChart("bar", names, series, "0", (GREY, BLUE))
