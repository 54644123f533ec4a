"""One indicator of the profile over the years, beside its reference: points where there are values, gaps elsewhere."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

import altair as alt
import pandas as pd

from indicators.geii import Reading
from indicators.geii.series import Point
from indicators.present.charts import time
from indicators.present.charts.theme import KEY_ROW, LINE_LEGEND, finish
from indicators.present.figure import Figure, unique_sources, with_room
from indicators.present.palette import BLUE, GREY
from indicators.present.texts import Translator
from indicators.present.texts import geii as words

_HEIGHT = 220


def series_figure(reading: Reading, reference: Sequence[Point], names: tuple[str, str], t: Translator) -> Figure:
    """Both series under the names of their territories, ours then the reference's, which is drawn dashed.

    Nothing is compared across a break in a series: the line stops there, the note names it, the sentence starts after it.
    """
    ours, theirs = names
    both = ((ours, reading.series), (theirs, reference))
    frame = pd.DataFrame(
        [
            (p.year, p.value, who, words.point_value(p, reading, t), part)
            for who, series in both
            for p, part in zip(series, itertools.accumulate(int(p.series_break) for p in series), strict=True)
        ],
        columns=["year", "value", "who", "told", "part"],
    )
    label = reading.indicator.label.get(t.lang)
    table = (
        frame.pivot_table(index="year", columns="who", values="value")
        .reset_index()
        .rename(columns={"year": t("Année")})
    )
    return Figure(
        key=f"series_{reading.indicator.id}",
        title=label,
        sentence=_sentence(label, reading, t),
        table=table,
        spec=_spec(frame, reading, list(names) if reference else [ours], t),
        sources=unique_sources(words.source(p, t) for p in (*reading.series, *reference)),
        note=" ".join(filter(None, (_gaps(reading, t), _breaks(both, t)))),
        example=any(item.example for item in (*reading.series, *reference)),
    )


def _spec(frame: pd.DataFrame, reading: Reading, who: list[str], t: Translator) -> dict[str, Any]:
    legend = LINE_LEGEND if len(who) > 1 else None
    color = alt.Scale(domain=who, range=[BLUE, GREY][: len(who)])
    dash = alt.Scale(domain=who, range=[[1, 0], [6, 4]][: len(who)])
    rows = time.every_year(frame, "who")
    rows["part"] = rows.groupby("who", sort=False)["part"].ffill()
    base = alt.Chart(rows).encode(
        x=time.years_axis(frame["year"]),
        y=alt.Y("value:Q", title=reading.indicator.unit_label.get(t.lang), scale=time.heights(frame["value"])),
        color=alt.Color("who:N", title=None, legend=legend, scale=color),
    )
    line = base.mark_line(strokeWidth=2.5, invalid=time.BROKEN).encode(
        strokeDash=alt.StrokeDash("who:N", title=None, legend=legend, scale=dash), detail="part:N"
    )
    points = base.mark_point(filled=True, size=60, opacity=1, invalid=time.UNDRAWN).encode(
        tooltip=[
            alt.Tooltip("year:Q", title=t("Année"), format="d"),
            alt.Tooltip("told:N", title=reading.indicator.label.get(t.lang)),
            alt.Tooltip("who:N", title=" "),
        ]
    )
    return with_room(finish(alt.layer(line, points), t, height=_HEIGHT), KEY_ROW * len(who))


def _sentence(label: str, reading: Reading, t: Translator) -> str:
    """The first and the last value that can be compared: those of our own series since its last break."""
    series = reading.series
    start = max((place for place, point in enumerate(series) if point.series_break), default=0)
    first, last = series[start], series[-1]
    told = {"label": label, "last": words.point_value(last, reading, t), "end": last.year}
    if first is last:
        return t("{label} : {last} en {end}.", **told)
    return t(
        "{label} : {first} en {start}, {last} en {end}.",
        first=words.point_value(first, reading, t), start=first.year, **told,
    )  # fmt: skip


def _breaks(both: Iterable[tuple[str, Sequence[Point]]], t: Translator) -> str:
    """The years from which a series cannot be compared with what it was before."""
    found = [f"{point.year} ({who})" for who, series in both for point in series[1:] if point.series_break]
    if not found:
        return ""
    return t("Rupture de série, sans trait : {years}. Avant et après ne se comparent pas.", years=t.join(found))


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
