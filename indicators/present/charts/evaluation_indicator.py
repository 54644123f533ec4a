"""One indicator against its promise: observed values, baseline, expected path and target, each with its own line."""

from __future__ import annotations

from typing import Any

import altair as alt
import numpy as np
import pandas as pd

from indicators.evaluation import IndicatorReading
from indicators.present.charts import time
from indicators.present.charts.theme import KEY_ROW, LINE_LEGEND, finish
from indicators.present.figure import Figure, with_room
from indicators.present.palette import BLUE, GREEN, NEUTRAL, ORANGE
from indicators.present.texts import Translator
from indicators.present.texts.evaluation.status import explain
from indicators.present.texts.evaluation.trends import trend_sentence
from indicators.present.texts.evaluation.values import quantity, reading_source
from indicators.progress import measure

_HEIGHT = 260


def indicator_target(reading: IndicatorReading, today: int, t: Translator) -> Figure:
    """The series with its target: solid observed line, dotted expected path, dashed target, square baseline.

    Years without a value are gaps in the line, dashes in the table. A series of one year without target still shows
    its point.
    """
    rows = _observed(reading)
    source = reading_source(reading, t)
    return Figure(
        key=f"indicator_{reading.definition.id}",
        title=reading.definition.label.get(t.lang),
        sentence=" ".join(part for part in (explain(reading, today, t), trend_sentence(reading, t)) if part),
        table=_table(reading, rows, t),
        spec=_spec(reading, rows, t) if reading.points else None,
        sources=(source,) if source else (),
        note=reading.definition.caveat.get(t.lang),
        example=reading.example,
    )


def expected_path(reading: IndicatorReading) -> pd.DataFrame:
    """The value expected each year from the baseline to the deadline; empty without baseline, target or deadline."""
    goal = reading.assessment.goal
    if goal.baseline_year is None or goal.target_year is None or goal.kind in ("binary", "maintain"):
        return pd.DataFrame(columns=["year", "expected"])
    years = range(goal.baseline_year, goal.target_year + 1)
    start = goal.baseline_value if goal.baseline_value is not None else np.nan
    rows = [(year, measure(goal, start, year).expected_value) for year in years]
    return pd.DataFrame([row for row in rows if row[1] is not None], columns=["year", "expected"])


def _observed(reading: IndicatorReading) -> pd.DataFrame:
    """One row a year from the first to the last, empty value where there is none; ``part`` changes at each break."""
    if not reading.points:
        return pd.DataFrame(columns=["year", "value", "low", "high", "part"])
    by_year = {point.year: point for point in reading.points}
    rows, part = [], 0
    for year in range(min(by_year), max(by_year) + 1):
        point = by_year.get(year)
        part += bool(point and point.series_break)
        rows.append(
            {
                "year": year,
                "value": point.value if point else None,
                "low": point.low if point else None,
                "high": point.high if point else None,
                "part": part,
            }
        )
    return pd.DataFrame(rows)


def _table(reading: IndicatorReading, rows: pd.DataFrame, t: Translator) -> pd.DataFrame:
    path = {int(year): float(value) for year, value in expected_path(reading).itertuples(index=False, name=None)}
    goal = reading.assessment.goal
    values = {int(row["year"]): row["value"] for row in rows.to_dict("records")}
    years = sorted(set(values) | set(path))
    return pd.DataFrame(
        [
            {
                t("Année"): year,
                t("Observé"): None if pd.isna(values.get(year)) else values[year],
                t("Attendu"): path.get(year),
                t("Cible"): goal.target_value if year == goal.target_year else None,
            }
            for year in years
        ]
    )


def _spec(reading: IndicatorReading, rows: pd.DataFrame, t: Translator) -> dict[str, Any]:
    goal, path = reading.assessment.goal, expected_path(reading)
    years = [*rows["year"], *path["year"], *([goal.target_year] if goal.target_year else [])]
    names = {"observed": t("Observé"), "expected": t("Attendu"), "target": t("Cible"), "baseline": t("Départ")}
    x = time.years_axis(years)
    lines = _lines(reading, rows, path, names)
    drawn = [*lines["value"], *rows["low"], *rows["high"], goal.band_low, goal.band_high]
    y = alt.Y("value:Q", title=reading.definition.unit_label.get(t.lang), scale=time.heights(drawn, padding=14))
    layers: list[Any] = []
    if goal.kind == "band":
        layers.append(_band(reading, rows, years))
    if rows["low"].notna().any():
        layers.append(
            alt.Chart(rows.dropna(subset=["low"])).mark_rule(color=BLUE, strokeWidth=6, opacity=0.25).encode(x=x, y=alt.Y("low:Q", title=None), y2="high:Q")
        )  # fmt: skip
    tooltip = [alt.Tooltip("what:N", title=t("Série")), alt.Tooltip("year:Q", title=t("Année"), format="d"), alt.Tooltip("words:N", title=t("Valeur"))]  # fmt: skip
    lines = lines.assign(
        words=[quantity(None if pd.isna(v) else float(v), reading.definition, t) for v in lines["value"]]
    )
    layers.append(_paths(lines, names).encode(x=x, y=y))
    layers.append(_points(lines, names).encode(x=x, y=y, tooltip=tooltip))
    # Lines and points keep their own keys: one symbol cannot be both dashed and filled.
    drawn = alt.layer(*layers).resolve_scale(color="independent", strokeDash="independent")
    return with_room(finish(drawn, t, height=_HEIGHT), KEY_ROW * lines["what"].nunique())


def _paths(lines: pd.DataFrame, names: dict[str, str]) -> Any:
    """The observed line, the expected path and the target, told apart by their dashes; a key when there are several."""
    styles = {names["observed"]: (BLUE, [1, 0]), names["expected"]: (ORANGE, [2, 4]), names["target"]: (GREEN, [10, 4])}
    known = [what for what in styles if (lines["what"] == what).any()]
    legend = LINE_LEGEND if len(known) > 1 else None
    color = alt.Scale(domain=known, range=[styles[what][0] for what in known])
    dash = alt.Scale(domain=known, range=[styles[what][1] for what in known])
    return (
        alt.Chart(lines[lines["what"].isin(known)])
        .mark_line(strokeWidth=2.5, invalid=time.BROKEN)
        .encode(
            color=alt.Color("what:N", scale=color, title=None, legend=legend),
            strokeDash=alt.StrokeDash("what:N", scale=dash, title=None, legend=legend),
            detail="part:N",
        )
    )


def _points(lines: pd.DataFrame, names: dict[str, str]) -> Any:
    """Observed values, baseline and the end of the target; only the baseline needs a key, having no line."""
    last = lines["year"] == lines.loc[lines["what"] == names["target"], "year"].max()
    drawn = lines["what"].isin([names["observed"], names["baseline"]]) | ((lines["what"] == names["target"]) & last)
    whats = [names["observed"], names["target"], names["baseline"]]
    color = alt.Scale(domain=whats, range=[BLUE, GREEN, NEUTRAL])
    shape = alt.Scale(domain=whats, range=["circle", "diamond", "square"])
    based = (lines["what"] == names["baseline"]).any()
    legend = (
        alt.Legend(
            values=[names["baseline"]], symbolFillColor=NEUTRAL, symbolStrokeWidth=0, symbolSize=80, symbolType="square"
        )
        if based
        else None
    )
    return (
        alt.Chart(lines.loc[drawn].dropna(subset=["value"]))
        .mark_point(filled=True, size=80, opacity=1)
        .encode(
            color=alt.Color("what:N", scale=color, legend=None),
            shape=alt.Shape("what:N", scale=shape, title=None, legend=legend),
        )
    )


def _lines(reading: IndicatorReading, rows: pd.DataFrame, path: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """Everything that is drawn as a line or a point, in one long table: ``what``, ``part``, ``year``, ``value``."""
    goal = reading.assessment.goal
    parts = [rows[["year", "value", "part"]].assign(what=names["observed"])]
    if len(path):
        parts.append(path.rename(columns={"expected": "value"}).assign(what=names["expected"], part=-1))
    if goal.target_value is not None:
        start = min([*rows["year"], goal.target_year or reading.assessment.year or 0])
        end = goal.target_year or int(rows["year"].max())
        parts.append(
            pd.DataFrame({"year": [start, end], "value": [goal.target_value] * 2, "what": names["target"], "part": -2})
        )
    if goal.baseline_value is not None and goal.baseline_year is not None:
        parts.append(
            pd.DataFrame(
                {"year": [goal.baseline_year], "value": [goal.baseline_value], "what": names["baseline"], "part": -3}
            )
        )
    return pd.concat([part.astype({"value": float}) for part in parts], ignore_index=True)


def _band(reading: IndicatorReading, rows: pd.DataFrame, years: list[int]) -> Any:
    goal = reading.assessment.goal
    values = rows["value"].dropna().tolist() + [bound for bound in (goal.band_low, goal.band_high) if bound is not None]
    low = goal.band_low if goal.band_low is not None else min(values)
    high = goal.band_high if goal.band_high is not None else max(values)
    frame = pd.DataFrame({"start": [min(years) - 0.5], "end": [max(years) + 0.5], "low": [low], "high": [high]})
    return (
        alt.Chart(frame)
        .mark_rect(color=GREEN, opacity=0.15, stroke=GREEN, strokeDash=[10, 4])
        .encode(x="start:Q", x2="end:Q", y=alt.Y("low:Q", title=None), y2="high:Q")
    )
