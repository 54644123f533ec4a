"""An indicator shaded on the map of France or of a région, with its table; what is secret or absent is told apart."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from indicators.catalogue import Indicator
from indicators.geography.france import ATTRIBUTION, outlines
from indicators.geography.keys import TerritoryKey
from indicators.official import flags
from indicators.official.areas import Area, Areas
from indicators.present.charts.theme import finish
from indicators.present.figure import Figure, Source
from indicators.present.maps.paper import Stock
from indicators.present.palette import GREY, ORANGE
from indicators.present.texts import Translator
from indicators.present.texts.evaluation.values import quantity

_HEIGHT = 520
_EMPTY = "#ECEFF1"


def france_figure(
    found: Areas, definition: Indicator, t: Translator, home: TerritoryKey | None, sources: tuple[Source, ...]
) -> Figure:
    """The map and its table; ``home`` is outlined when it is among the territories."""
    known = [item for item in found.areas if item.value is not None]
    label = definition.label.get(t.lang)
    return Figure(
        key="official_map",
        title=t("{indicator}, {year}", indicator=label, year=found.year),
        sentence=_sentence(found, known, definition, t),
        table=_table(found, definition, t),
        spec=_spec(found, definition, t, home) if known else None,
        sources=sources,
        note=t(
            "Les départements et régions d'outre-mer sont dessinés à côté, à une autre échelle. Contours : {source}.",
            source=ATTRIBUTION,
        ),
    )


def _sentence(found: Areas, known: list[Area], definition: Indicator, t: Translator) -> str:
    if not known:
        return t("Aucune valeur publiée cette année à cette échelle.")
    low, high = min(known, key=lambda item: item.value or 0), max(known, key=lambda item: item.value or 0)
    return t(
        "De {low} ({lowest}) à {high} ({highest}) ; {known} territoires sur {total} ont une valeur.",
        low=quantity(low.value, definition, t),
        lowest=low.name,
        high=quantity(high.value, definition, t),
        highest=high.name,
        known=len(known),
        total=len(found.areas),
    )


def _told(item: Area, definition: Indicator, t: Translator) -> str:
    if item.value is not None:
        return quantity(item.value, definition, t)
    return t("secret statistique") if flags.has(item.flag, flags.SECRET) else t("non publié")


def _table(found: Areas, definition: Indicator, t: Translator) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                t("Territoire"): item.name,
                t("Code"): str(item.key),
                definition.label.get(t.lang): _told(item, definition, t),
                t("Année"): found.year,
            }
            for item in found.areas
        ]
    )


def _spec(found: Areas, definition: Indicator, t: Translator, home: TerritoryKey | None) -> dict[str, Any]:
    shapes = outlines(found.level)
    drawn = [
        {
            "type": "Feature",
            "geometry": shapes[item.key.code],
            "name": item.name,
            "told": _told(item, definition, t),
            "value": item.value,
            "home": item.key == home,
        }
        for item in found.areas
        if item.key.code in shapes
    ]
    tip = [alt.Tooltip("name:N", title=t("Territoire")), alt.Tooltip("told:N", title=definition.label.get(t.lang))]
    colour = alt.Color("value:Q", title=definition.short_unit(t.lang)).scale(type="quantize", scheme="blues", nice=True)
    stock = Stock()
    known, home_alone = (
        [item for item in drawn if item["value"] is not None],
        [item for item in drawn if item["home"]],
    )
    chart = (
        alt.layer(
            alt.Chart(stock.data(drawn)).mark_geoshape(fill=_EMPTY, stroke=GREY, strokeWidth=0.5).encode(tooltip=tip),
            alt.Chart(stock.data(known))
            .mark_geoshape(stroke="white", strokeWidth=0.5)
            .encode(color=colour, tooltip=tip),
            alt.Chart(stock.data(home_alone)).mark_geoshape(filled=False, stroke=ORANGE, strokeWidth=2.5),
        )
        .project(type="mercator")
        .properties(title=alt.TitleParams("© IGN", orient="bottom", anchor="end", fontSize=11, fontWeight="normal"))
    )
    spec = finish(chart, t, height=_HEIGHT)
    stock.fill(spec)
    return spec
