"""The three levels drawn without an overall score: every status as a tile, and the way done against the way due."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from indicators.evaluation import Evaluation, IndicatorReading, LevelView
from indicators.present.charts.narrow import either
from indicators.present.charts.theme import finish
from indicators.present.figure import Figure, Source, unique_sources
from indicators.present.palette import NEUTRAL, STATUS_COLOURS
from indicators.present.texts import Translator
from indicators.present.texts.evaluation.levels import (
    counts_sentence,
    level_name,
    masking_sentence,
    rules_sentence,
    score_sentence,
    summary_sentence,
    unmeasured_sentence,
)
from indicators.present.texts.evaluation.status import explain, status_label, target_words
from indicators.present.texts.evaluation.trends import trend_proof, trend_sentence
from indicators.present.texts.evaluation.values import origin_mark, quantity, reading_source
from indicators.progress import NOT_ASSESSED, READING_ORDER
from indicators.records import LEVELS, Level
from indicators.rounding import rounded

_ROW = 50
_BAR = 34


def status_strip(evaluation: Evaluation, t: Translator) -> Figure:
    """One tile an indicator, one row a level, in the order of the statuses; the symbol stands in the tile.

    When most have no value, those are counted and not drawn.
    """
    rows = [
        _tile(view.level, position, reading, evaluation.year, t)
        for view in evaluation.levels.values()
        for position, reading in enumerate(_by_status(view))
        if reading.value is not None or not evaluation.sparse
    ]
    sentences = [summary_sentence(evaluation.levels[level], t) for level in LEVELS]
    if evaluation.sparse:
        sentences.append(unmeasured_sentence(evaluation, t))
    return Figure(
        key="evaluation_statuses",
        title=t("Statuts des indicateurs aux trois niveaux, {year}", year=evaluation.year),
        sentence=" ".join(sentences),
        table=_status_table(evaluation, t),
        spec=_strip_spec(pd.DataFrame(rows), t) if rows else None,
        sources=_sources(evaluation.readings, t),
        note=rules_sentence(evaluation, t),
        example=any(reading.example for reading in evaluation.readings),
    )


def level_progress(view: LevelView, evaluation: Evaluation, t: Translator) -> Figure:
    """The way done towards each target (bar) against the way due by now (tick), for one level."""
    rows = [row for reading in view.readings if (row := _progress_row(reading, t)) is not None]
    return Figure(
        key=f"evaluation_{view.level}",
        title=t(
            "{level} : chemin parcouru vers les cibles, {year}", level=level_name(view.level, t), year=evaluation.year
        ),
        sentence=" ".join(
            part
            for part in (
                score_sentence(view, t).replace("**", ""),
                counts_sentence(view, t),
                masking_sentence(view, t),
                "" if rows else t("Aucun indicateur de ce niveau n'a à la fois une valeur, un départ et une cible."),
            )
            if part
        ),
        table=readings_table(view.readings, evaluation.year, t),
        spec=_progress_spec(pd.DataFrame(rows), t) if rows else None,
        sources=_sources(view.readings, t),
        note=_without_bar(view, t),
        example=any(reading.example for reading in view.readings),
    )


def readings_table(readings: tuple[IndicatorReading, ...], year: int, t: Translator) -> pd.DataFrame:
    """The readings as a table: status in words, value, target, expected, explanation, evolution, owner."""
    return pd.DataFrame(
        [
            {
                t("Indicateur"): reading.definition.label.get(t.lang),
                t("Statut"): status_label(reading.assessment.status, t),
                t("Valeur"): quantity(reading.value, reading.definition, t),
                t("Année"): reading.assessment.year,
                t("Objectif"): target_words(reading.assessment, reading.definition, t)
                if reading.assessment.goal.exists
                else "–",
                t("Note sur 100"): None
                if reading.score is None or not reading.weight
                else float(rounded(reading.score, 1)),
                t("Explication"): explain(reading, year, t),
                t("Évolution"): trend_sentence(reading, t),
                t("Vérification"): trend_proof(reading, t),
                t("Responsable"): reading.owner or "–",
                t("Origine"): origin_mark(reading, t) or t("saisi"),
                t("Exemple"): t("exemple") if reading.example else "",
            }
            for reading in readings
        ]
    )


def _by_status(view: LevelView) -> list[IndicatorReading]:
    return sorted(view.readings, key=lambda reading: READING_ORDER.index(reading.assessment.status))


def _tile(level: Level, position: int, reading: IndicatorReading, year: int, t: Translator) -> dict[str, Any]:
    return {
        "level": level_name(level, t),
        "position": position,
        "symbol": reading.assessment.symbol,
        "status": status_label(reading.assessment.status, t),
        "indicator": reading.definition.label.get(t.lang),
        "sentence": explain(reading, year, t),
        "assessed": reading.assessment.status not in NOT_ASSESSED,
    }


def _strip_spec(rows: pd.DataFrame, t: Translator) -> dict[str, Any]:
    present = [status for status in READING_ORDER if status_label(status, t) in set(rows["status"])]
    domain, colours = [status_label(status, t) for status in present], [STATUS_COLOURS[status] for status in present]
    levels = [level_name(level, t) for level in LEVELS]
    base = alt.Chart(rows).encode(
        x=alt.X("position:O", axis=None, scale=alt.Scale(paddingInner=0.08)),
        y=alt.Y(
            "level:N", sort=levels, title=None, scale=alt.Scale(paddingInner=alt.ExprRef(**either(0.55, 0.2))),
            axis=alt.Axis(ticks=False, domain=False, labelLimit=240, labelPadding=8),
        ),
        tooltip=[
            alt.Tooltip("indicator:N", title=t("Indicateur")),
            alt.Tooltip("status:N", title=t("Statut")),
            alt.Tooltip("sentence:N", title=t("Explication")),
        ],
    )  # fmt: skip
    legend = alt.Legend(columns=3, symbolType="square")
    tiles = base.mark_rect(cornerRadius=4, strokeWidth=1.5).encode(
        # What is not assessed is an empty frame: nothing fills it.
        fillOpacity=alt.condition("datum.assessed", alt.value(1), alt.value(0)),
        stroke=alt.Stroke("status:N", scale=alt.Scale(domain=domain, range=colours), legend=None),
        fill=alt.Fill("status:N", scale=alt.Scale(domain=domain, range=colours), title=None, legend=legend),
    )
    text: dict[str, Any] = {"fontSize": either(11, 17), "fontWeight": "bold", "yOffset": 0}
    full = base.transform_filter("datum.assessed").mark_text(color="white", **text).encode(text="symbol:N")
    empty = base.transform_filter("!datum.assessed").mark_text(**text).encode(text="symbol:N")
    return finish(alt.layer(tiles, full, empty).properties(height=alt.Step(_ROW)), t)


def _status_table(evaluation: Evaluation, t: Translator) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                t("Statut"): status_label(status, t),
                **{level_name(level, t): evaluation.levels[level].counts[status] for level in LEVELS},
            }
            for status in READING_ORDER
        ]
    )


def _without_bar(view: LevelView, t: Translator) -> str:
    """Why the chart has fewer bars than the score has indicators."""
    missing = sum(reading.assessment.measure.progress is None for reading in view.scored)
    if not missing:
        return ""
    return t.n(
        "{count} indicateur noté n'a pas de barre : sa cible est une plage à respecter ou un maintien, sans chemin à parcourir.",
        "{count} indicateurs notés n'ont pas de barre : leur cible est une plage à respecter ou un maintien, sans chemin à parcourir.",
        missing,
    )


def _progress_row(reading: IndicatorReading, t: Translator) -> dict[str, Any] | None:
    done, due = reading.assessment.measure.progress, reading.assessment.measure.expected
    if done is None:
        return None
    raw = "" if 0 <= done <= 1 else t(" (valeur réelle : {done})", done=t.percent(100 * done, 0))
    return {
        "indicator": reading.definition.label.get(t.lang),
        "done": min(max(100 * done, 0.0), 100.0),
        "due": None if due is None else 100 * due,
        "expected": t.percent(None if due is None else 100 * due, 0),
        "status": status_label(reading.assessment.status, t),
        "symbol": reading.assessment.symbol,
        "raw": t.percent(100 * min(max(done, 0.0), 1.0), 0) + raw,
        "code": reading.assessment.status,
    }


def _progress_spec(rows: pd.DataFrame, t: Translator) -> dict[str, Any]:
    order = rows["indicator"].tolist()
    present = [status for status in READING_ORDER if status in set(rows["code"])]
    y = alt.Y("indicator:N", sort=order, title=None, axis=alt.Axis(labelLimit=320, ticks=False, domain=False))
    scale = alt.Scale(domain=[0, 108], nice=False)
    axis = alt.Axis(
        values=[0, 25, 50, 75, 100],
        title=t("Part du chemin vers la cible (%) ; trait vertical : attendu à cette date"),
        grid=True,
    )
    tooltip = [
        alt.Tooltip("indicator:N", title=t("Indicateur")),
        alt.Tooltip("status:N", title=t("Statut")),
        alt.Tooltip("raw:N", title=t("Chemin parcouru")),
        alt.Tooltip("expected:N", title=t("Chemin attendu à cette date")),
    ]
    bars = alt.Chart(rows).mark_bar(height=16, cornerRadiusEnd=3).encode(
        x=alt.X("done:Q", scale=scale, axis=axis),
        y=y,
        color=alt.Color(
            "status:N",
            scale=alt.Scale(
                domain=[status_label(status, t) for status in present],
                range=[STATUS_COLOURS[status] for status in present],
            ),
            title=None,
            legend=alt.Legend(columns=3),
        ),
        tooltip=tooltip,
    )  # fmt: skip
    due = rows.dropna(subset=["due"])
    ticks = (
        alt.Chart(due)
        .mark_tick(thickness=3, size=alt.ExprRef(**either(18, 26)), color=NEUTRAL)
        .encode(x=alt.X("due:Q", scale=scale), y=y, tooltip=tooltip)
    )
    symbols = alt.Chart(rows).mark_text(align="left", dx=6, fontSize=14, fontWeight="bold").encode(
        x=alt.X("done:Q", scale=scale), y=y, text="symbol:N"
    )  # fmt: skip
    return finish(alt.layer(bars, ticks, symbols).properties(height=alt.Step(_BAR)), t)


def _sources(readings: tuple[IndicatorReading, ...], t: Translator) -> tuple[Source, ...]:
    return unique_sources(source for reading in readings if (source := reading_source(reading, t)) is not None)
