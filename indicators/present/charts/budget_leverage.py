"""Leverage over the years: what came from elsewhere for one euro of the collectivity's own."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from indicators.budget import BudgetView
from indicators.present.charts import time
from indicators.present.charts.budget_years import year_point
from indicators.present.charts.narrow import landmarks, told_there
from indicators.present.charts.remarks import remarked
from indicators.present.charts.theme import finish
from indicators.present.figure import Figure
from indicators.present.palette import BLUE, NEUTRAL
from indicators.present.texts import Translator
from indicators.present.texts.budget.sentences import leverage_sentence
from indicators.present.texts.budget.share import euros_received
from indicators.present.texts.budget.words import amounts_of, sources_of

_STRETCHED = 1.5


def leverage_over_years(view: BudgetView, t: Translator) -> Figure:
    """Leverage over the rolling window (line) with the yearly figure as hollow points; one value alone is not drawn."""
    window = view.rules.leverage_window
    rolling, yearly = t("sur {window} ans", window=window), t("sur une seule année")
    rows = [
        {"year": row.year, "series": name, **year_point(row.year, found, 1.0, euros_received(found.value, t), t)}
        for row in view.history
        for name, found in ((rolling, row.rolling), (yearly, row.leverage))
    ]
    frame = pd.DataFrame(rows)
    known = bool(rows) and frame["value"].notna().any()
    table = (
        frame.pivot_table(index="year", columns="series", values="why", aggfunc="first").reset_index()
        if rows
        else frame
    )
    drawn = Figure(
        key="budget_leverage",
        title=t("Reçu d'ailleurs pour 1 € de la collectivité ({stage})", stage=amounts_of(view.stage, "income", t).lower()),
        sentence=leverage_sentence(view, t),
        table=table.rename(columns={"year": t("Année")}),
        spec=_leverage_spec(frame, [rolling, yearly], t) if known and frame["value"].notna().sum() > 1 else None,
        sources=sources_of(view),
        note=t("Trésorerie seulement, sans les apports en nature. Les remboursements de personnel et les annulations d'exercices antérieurs ne comptent pas comme financement extérieur."),
        example=view.invented(),
    )  # fmt: skip
    return remarked(drawn, view.snapshot.annotations, "budget", t)


def _leverage_spec(frame: pd.DataFrame, names: list[str], t: Translator) -> dict[str, Any]:
    x = time.years_axis(frame["year"])
    wide = float(frame["value"].max()) > _STRETCHED
    axis = (
        alt.Axis(values=[0, 0.2, 0.5, 1, 2, 4, 8], format="~r", labelOverlap=False) if wide else alt.Axis(tickCount=4)
    )
    y = alt.Y(
        "value:Q",
        title=t("€ extérieur pour 1 € propre"),
        scale=_leverage_scale(float(frame["value"].max())),
        axis=axis,
    )
    scale = alt.Scale(domain=names, range=[BLUE, NEUTRAL])
    base = alt.Chart(frame).encode(x=x, y=y)
    line = base.transform_filter(alt.datum.series == names[0]).mark_line(
        strokeWidth=2.5, color=BLUE, invalid=time.BROKEN
    )
    points = base.mark_point(size=80, strokeWidth=2, opacity=1, invalid=time.UNDRAWN).encode(
        stroke=alt.Stroke("series:N", scale=scale, title=None),
        fill=alt.Fill("series:N", scale=alt.Scale(domain=names, range=[BLUE, "transparent"]), title=None),
        shape=alt.Shape("series:N", scale=alt.Scale(domain=names, range=["circle", "diamond"]), title=None),
        tooltip=[
            alt.Tooltip("year:Q", title=t("Année"), format="d"),
            alt.Tooltip("series:N", title=t("Lecture")),
            alt.Tooltip("why:N", title=t("Reçu pour 1 €")),
        ],
    )  # fmt: skip
    # A label stands on the side where the yearly point of the same year is not.
    rolling = frame["value"].where(frame["series"] == names[0])
    marked = landmarks([None if pd.isna(value) else float(value) for value in rolling])
    above = frame.assign(above=_clear_above(frame, names), landmark=marked)
    labels = [
        alt.Chart(above[(above["series"] == names[0]) & (above["above"] == side)].dropna(subset=["value"]))
        .mark_text(dy=-14 if side else 16, fontSize=12)
        .encode(x=x, y=y, text="label:N", opacity=told_there())
        for side in (True, False)
    ]
    return finish(alt.layer(line, points, *labels), t, height=340)


def _leverage_scale(top: float) -> alt.Scale:
    """A scale that keeps small values apart when one year's grant is many times the others."""
    kind: dict[str, Any] = {"type": "symlog", "constant": 0.5} if top > _STRETCHED else {}
    return alt.Scale(domain=[0, max(top, 0.05) * 1.3], nice=False, **kind)


def _clear_above(frame: pd.DataFrame, names: list[str]) -> list[bool]:
    yearly = frame[frame["series"] == names[1]].set_index("year")["value"].to_dict()
    pairs = zip(frame["value"], frame["year"], strict=True)
    return [not value < yearly.get(year, value) < 3 * value for value, year in pairs]
