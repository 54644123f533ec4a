"""The GEII-type profile drawn so that what is missing, borrowed or partial cannot be overlooked."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import altair as alt
import pandas as pd

from indicators.geii import DimensionReading, Profile, Reading
from indicators.present.charts.geii_beyond import beyond_layers, beyond_note, beyond_scale
from indicators.present.charts.theme import finish
from indicators.present.figure import Figure
from indicators.present.palette import BLUE, GREY, NEUTRAL, ORANGE
from indicators.present.texts import Translator
from indicators.present.texts import geii as words

SCALE = _LOW, _HIGH = 20.0, 400.0
# A row high enough for its note to stand inside its band, over the marks whatever the width.
_STEP, _NOTE = 58, -17


def profile_figure(
    profile: Profile, t: Translator, *, against: str = "reference", aims: Mapping[str, str] = MappingProxyType({})
) -> Figure:
    """The six dimensions against the reference (= 100) or against the base year (= 100).

    A filled diamond is a dimension's index, a dot an indicator's own index, a ring one that is borrowed from a wider
    level, an empty square one that is estimated; a dimension without an index keeps its row, with the reason in words.
    ``aims`` is what is aimed at, in words, by indicator: a column of the table.
    """
    by_time = against == "base"
    rows = _rows(profile, t, by_time=by_time)
    beyond = beyond_scale(rows, SCALE, t)
    origin = t("année de base") if by_time else t.join(profile.reference_names[:1]) or t("référence")
    title = t("Ouverture du territoire, {origin} = 100", origin=origin)
    sentence = words.time_sentence(profile, t) if by_time else words.profile_sentence(profile, t)
    return Figure(
        key=f"geii_profile_{against}",
        title=title,
        sentence=sentence,
        table=_table(profile, aims, t),
        spec=_spec(rows, beyond, profile, t, origin),
        sources=words.profile_sources(profile, t),
        note=" ".join(filter(None, (_time_note(t) if by_time else _note(profile, t), beyond_note(beyond, SCALE, t)))),
        example=profile.example,
    )


def _note(profile: Profile, t: Translator) -> str:
    return t(
        "Un indice de 120 se lit : 20 % au-dessus de la référence. Plus n'est pas toujours mieux : le profil mesure un degré d'ouverture, pas un mérite. "
        "Indices bornés entre {low} et {high} avant la moyenne. Profil inspiré du GEII, dont la formule d'origine n'est pas publiée.",
        low=t.number(profile.options.bounds[0]),
        high=t.number(profile.options.bounds[1]),
    )


def _time_note(t: Translator) -> str:
    return t(
        "Un indice de 120 se lit : 20 % de plus que l'année de base ; quand moins est mieux, l'indice est retourné dans sa dimension. "
        "Plus n'est pas toujours mieux : le profil mesure un degré d'ouverture, pas un mérite."
    )


def _rows(profile: Profile, t: Translator, *, by_time: bool) -> pd.DataFrame:
    rows: list[dict[str, Any]] = []
    for item in profile.dimensions:
        name = item.dimension.short_label.get(t.lang)
        index = item.time_index if by_time else item.index
        state = words.time_status(item, t) if by_time else words.status(item, t)
        rows.append(
            {
                "dimension": name, "kind": t("dimension"), "index": index, "name": name, "status": state,
                "label": _label(item, index, state, t),
                "gap": "" if index is not None else "partial" if _partly(item, by_time=by_time) else "empty",
            }
        )  # fmt: skip
        rows += [_dot(reading, name, t, by_time=by_time) for reading in item.readings]
    frame = pd.DataFrame(rows)
    told = [t.number(None if pd.isna(index) else index, 0) for index in frame["index"]]
    return frame.assign(drawn=frame["index"].clip(_LOW, _HIGH), told=told)


def _label(item: DimensionReading, index: float | None, state: str, t: Translator) -> str:
    """What stands at the end of a row: the index and what it borrows, or why there is none."""
    if index is None:
        return t("non notée – {status}", status=state)
    number = t.number(index, 0)
    if not item.proxies or item.published:
        return number
    borrowed = t.n("{count} valeur d'une autre échelle", "{count} valeurs d'une autre échelle", item.proxies)
    return t("{index} – dont {borrowed}", index=number, borrowed=borrowed)


def _partly(item: DimensionReading, *, by_time: bool) -> bool:
    """Whether a dimension without an index has at least one indicator to show."""
    return any((reading.time_index if by_time else reading.point) is not None for reading in item.readings)


def _gaps(rows: pd.DataFrame, y: alt.Y, axis: dict[str, Any]) -> alt.LayerChart | alt.FacetChart:
    """A band behind each dimension that has no index: full where nothing is known, dashed where little is."""
    bands = rows[rows["gap"].fillna("") != ""].assign(start=_LOW, end=_HIGH)
    base = alt.Chart(bands).encode(x=alt.X("start:Q", **axis), x2="end:Q", y=y)
    full = base.transform_filter("datum.gap == 'empty'").mark_rect(color=GREY, opacity=0.22)
    dashed = base.transform_filter("datum.gap == 'partial'").mark_rect(
        color=GREY, fillOpacity=0.07, stroke=GREY, strokeDash=[5, 4], strokeWidth=1.2
    )
    return alt.layer(full, dashed)


def _dot(reading: Reading, dimension: str, t: Translator, *, by_time: bool) -> dict[str, Any]:
    estimated = reading.point is not None and reading.point.quality == "estimated"
    plain = t("indicateur, valeur estimée") if estimated else t("indicateur")
    kind = t("indicateur, autre échelle") if reading.proxy else plain
    return {
        "dimension": dimension,
        "kind": kind,
        "index": reading.time_index if by_time else reading.benchmark,
        "name": reading.indicator.label.get(t.lang),
        "status": words.value(reading, t) + (f" ({reading.point.year})" if reading.point else ""),
        "label": "",
    }


def _spec(rows: pd.DataFrame, beyond: pd.DataFrame, profile: Profile, t: Translator, origin: str) -> dict[str, Any]:
    order = [item.dimension.short_label.get(t.lang) for item in profile.dimensions]
    styles = {
        t("dimension"): ("diamond", BLUE, BLUE, 260),
        t("indicateur"): ("circle", ORANGE, ORANGE, 80),
        t("indicateur, valeur estimée"): ("square", "transparent", ORANGE, 80),
        t("indicateur, autre échelle"): ("circle", "transparent", ORANGE, 80),
    }
    known = rows.dropna(subset=["index"])
    kinds = [kind for kind in styles if (known["kind"] == kind).any()]
    shapes, fills, strokes, _ = zip(*(styles[kind] for kind in kinds), strict=True) if kinds else ((), (), (), ())
    known = known.assign(size=[styles[kind][3] for kind in known["kind"]])
    y = alt.Y(
        "dimension:N", sort=order, title=None, scale=alt.Scale(paddingInner=0.12, paddingOuter=0.06),
        axis=alt.Axis(labelLimit=230, ticks=False, domain=False, grid=True, zindex=0),
    )  # fmt: skip
    # Every layer says the axis: without a single point the first layer's would be that of the whole chart.
    axis: dict[str, Any] = {
        "title": t("Indice ({origin} = 100, échelle logarithmique)", origin=origin),
        "scale": alt.Scale(type="log", domain=[_LOW, _HIGH], nice=False),
        "axis": alt.Axis(values=[25, 50, 75, 100, 150, 200, 300, 400], grid=True, zindex=0),
    }
    x = alt.X("drawn:Q", **axis)
    tooltip = [
        alt.Tooltip("name:N", title=t("Lecture")),
        alt.Tooltip("told:N", title=t("Indice")),
        alt.Tooltip("status:N", title=t("Valeur")),
    ]
    # The dimension's diamond is drawn last, over the dots of its indicators.
    marks = (
        alt.Chart(known.sort_values("kind", key=lambda kind: kind == t("dimension"), kind="stable"))
        .mark_point(filled=True, opacity=1, strokeWidth=2)
        .encode(
            x=x,
            y=y,
            shape=alt.Shape("kind:N", scale=alt.Scale(domain=kinds, range=list(shapes)), title=None),
            fill=alt.Fill("kind:N", scale=alt.Scale(domain=kinds, range=list(fills)), title=None),
            stroke=alt.Stroke("kind:N", scale=alt.Scale(domain=kinds, range=list(strokes)), title=None),
            size=alt.Size("size:Q", scale=None, legend=None),
            tooltip=tooltip,
        )
    )
    rule = (
        alt.Chart(pd.DataFrame({"x": [100.0]}))
        .mark_rule(color=NEUTRAL, strokeWidth=2, strokeDash=[6, 4])
        .encode(x=alt.X("x:Q", **axis))
    )
    dimensions = rows[rows["kind"] == t("dimension")]
    text = (
        alt.Chart(dimensions.assign(at=_HIGH))
        .mark_text(align="right", dx=-4, dy=_NOTE, fontSize=12)
        .encode(x=alt.X("at:Q", **axis), y=y, text="label:N")
    )
    layers = (
        _gaps(dimensions, y, axis),
        rule,
        *([marks] if kinds else []),
        text,
        *beyond_layers(beyond, SCALE, y, axis),
    )
    return finish(alt.layer(*layers).properties(height=alt.Step(_STEP)), t)


def _table(profile: Profile, aims: Mapping[str, str], t: Translator) -> pd.DataFrame:
    rows, aimed = [], []
    for item in profile.dimensions:
        dimension = item.dimension.short_label.get(t.lang)
        rows.append(
            [
                dimension,
                t("Indice de la dimension"),
                "",
                "",
                t.number(item.index, 1),
                t.number(item.time_index, 1),
                words.status(item, t),
            ]
        )
        aimed.append("")
        for reading in item.readings:
            aimed.append(aims.get(reading.indicator.id, ""))
            why = words.reason(reading.benchmark_reason, t) if reading.benchmark is None else ""
            notes = [why or (t("mesurée à une autre échelle") if reading.proxy else ""), words.capped(reading, t)]
            rows.append(
                [
                    dimension, reading.indicator.label.get(t.lang), words.value(reading, t),
                    str(reading.point.year) if reading.point else "", t.number(reading.benchmark, 1),
                    t.number(reading.time_index, 1), t.typeset(" ; ".join(filter(None, notes))),
                ]
            )  # fmt: skip
    headers = [
        t("Dimension"),
        t("Indicateur"),
        t("Valeur"),
        t("Année"),
        t("Indice (référence = 100)"),
        t("Indice (base = 100)"),
        t("Remarque"),
    ]
    table = pd.DataFrame(rows, columns=headers)
    if any(aimed):
        table.insert(len(headers) - 1, t("Cible"), aimed)
    return table
