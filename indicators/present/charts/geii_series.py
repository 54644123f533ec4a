"""One indicator of the profile over the years, beside its reference: points where there are values, gaps elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from indicators.geii import Reading
from indicators.geii.series import Point
from indicators.present.charts import time
from indicators.present.charts.theme import LINE_LEGEND, finish
from indicators.present.figure import Figure, unique_sources
from indicators.present.palette import BLUE, GREY
from indicators.present.texts import Translator
from indicators.present.texts import geii as words

_HEIGHT = 220


def series_figure(reading: Reading, reference: Sequence[Point], names: tuple[str, str], t: Translator) -> Figure:
    """Both series under the names of their territories, ours then the reference's, which is drawn dashed."""
    ours, theirs = names
    frame = pd.DataFrame(
        [
            (p.year, p.value, who, words.point_value(p, reading, t))
            for who, series in ((ours, reading.series), (theirs, reference))
            for p in series
        ],
        columns=["year", "value", "who", "told"],
    )
    label = reading.indicator.label.get(t.lang)
    first, last = reading.series[0], reading.series[-1]
    sentence = t(
        "{label} : {first} en {start}, {last} en {end}.",
        label=label,
        first=words.point_value(first, reading, t),
        start=first.year,
        last=words.point_value(last, reading, t),
        end=last.year,
    )
    table = (
        frame.pivot_table(index="year", columns="who", values="value")
        .reset_index()
        .rename(columns={"year": t("Année")})
    )
    return Figure(
        key=f"series_{reading.indicator.id}",
        title=label,
        sentence=sentence,
        table=table,
        spec=_spec(frame, reading, list(names) if reference else [ours], t),
        sources=unique_sources(words.source(p, t) for p in (*reading.series, *reference)),
        note=_gaps(reading, t),
        example=any(item.example for item in (*reading.series, *reference)),
    )


def _spec(frame: pd.DataFrame, reading: Reading, who: list[str], t: Translator) -> dict[str, Any]:
    legend = LINE_LEGEND if len(who) > 1 else None
    color = alt.Scale(domain=who, range=[BLUE, GREY][: len(who)])
    dash = alt.Scale(domain=who, range=[[1, 0], [6, 4]][: len(who)])
    base = alt.Chart(time.every_year(frame, "who")).encode(
        x=time.years_axis(frame["year"]),
        y=alt.Y("value:Q", title=reading.indicator.unit_label.get(t.lang), scale=time.heights(frame["value"])),
        color=alt.Color("who:N", title=None, legend=legend, scale=color),
    )
    line = base.mark_line(strokeWidth=2.5, invalid=time.BROKEN).encode(
        strokeDash=alt.StrokeDash("who:N", title=None, legend=legend, scale=dash)
    )
    points = base.mark_point(filled=True, size=60, opacity=1, invalid=time.UNDRAWN).encode(
        tooltip=[
            alt.Tooltip("year:Q", title=t("Année"), format="d"),
            alt.Tooltip("told:N", title=reading.indicator.label.get(t.lang)),
            alt.Tooltip("who:N", title=" "),
        ]
    )
    return finish(alt.layer(line, points), t, height=_HEIGHT)


def _gaps(reading: Reading, t: Translator) -> str:
    """The years that were not measured, over which no line goes."""
    found = time.missing_years(point.year for point in reading.series)
    if not found:
        return ""
    told = [
        str(first) if first == last else t("{first} à {last}", first=str(first), last=str(last))
        for first, last in found
    ]
    return t("Années sans mesure, sans trait : {years}.", years=t.join(told))
