"""One look for every chart, on the screen, on a slide and on paper.

The colours are told apart by colour-blind readers and keep a contrast of 3 to 1 on both the light and the dark page;
they never carry a meaning alone: a word, a symbol or a pattern stands beside.
"""

from __future__ import annotations

import copy
from functools import lru_cache
from typing import Any

import altair as alt
import vl_convert

from indicators.present.texts import Translator

BLUE, ORANGE, GREEN, PURPLE, RED, TEAL, OLIVE, GREY = (
    "#2a78b8",
    "#c8710a",
    "#1a8f6b",
    "#8a63b5",
    "#c4504f",
    "#3f8fa8",
    "#8f7a1a",
    "#7a828c",
)
PALETTE = (BLUE, ORANGE, GREEN, PURPLE, RED, TEAL, OLIVE, GREY)
# Text and rules drawn inside a chart must read on white and on the dark page alike: 4.5 to 1 on neither extreme
# is possible with one grey, so labels that matter stand on the axis, whose colour follows the page.
NEUTRAL = "#7a828c"
# A line is told by its dashes: its key is a stroke, for the round symbol of a point would be cut up by them.
LINE_LEGEND = alt.Legend(symbolType="stroke", symbolSize=600, symbolStrokeWidth=2.5)
_LOCALES: dict[str, Any] = {"fr": "fr-FR", "en": "en-GB", "es": "es-ES"}


@lru_cache(maxsize=8)
def locale(lang: str) -> dict[str, Any]:
    """The Vega locale of a language: decimal comma, non-breaking thousands, French months."""
    name = _LOCALES[lang]
    number = dict(vl_convert.get_format_locale(name))
    if lang == "fr":
        number |= {"thousands": "\u202f", "percent": "\u00a0%", "currency": ["", "\u00a0€"], "minus": "\u2212"}
    return {"number": number, "time": dict(vl_convert.get_time_format_locale(name))}


def finish(chart: alt.TopLevelMixin, t: Translator, *, height: int | None = None) -> dict[str, Any]:
    """The chart as a Vega-Lite dict with the house's settings.

    Labels are never dropped or cut silently: overlap is off and 240 pixels are granted; ``height`` in pixels.
    """
    spec: dict[str, Any] = copy.deepcopy(chart.to_dict())
    spec.pop("width", None)
    if height is not None:
        spec["height"] = height
    config = spec.setdefault("config", {})
    config["locale"] = locale(t.lang)
    axis = {"labelLimit": 240, "titleFontWeight": "normal", "labelFontSize": 12, "titleFontSize": 12}
    config["axis"] = {**axis, **config.get("axis", {})}
    legend = {"labelLimit": 260, "orient": "bottom", "labelFontSize": 12, "titleFontWeight": "normal"}
    config["legend"] = {**legend, **config.get("legend", {})}
    config["view"] = {"stroke": None, **config.get("view", {})}
    return spec
