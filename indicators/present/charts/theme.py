"""One look for every chart, on the screen, on a slide and on paper; its colours are in ``present/palette.py``."""

from __future__ import annotations

import copy
from functools import lru_cache
from typing import Any

import altair as alt
import vl_convert

from indicators.languages import LANGUAGES
from indicators.present.charts import narrow
from indicators.present.charts.voices import voiced
from indicators.present.texts import Translator

# A line is told by its dashes: its key is a stroke, for the round symbol of a point would be cut up by them.
KEY_ROW = 18  # pixels of a row of keys
LINE_LEGEND = alt.Legend(symbolType="stroke", symbolSize=600, symbolStrokeWidth=2.5)


@lru_cache(maxsize=8)
def locale(lang: str) -> dict[str, Any]:
    """The Vega locale of a language: decimal comma, non-breaking thousands, French months."""
    name: Any = LANGUAGES[lang].tag
    number = dict(vl_convert.get_format_locale(name))
    if LANGUAGES[lang].typography == "french":
        number |= {"thousands": "\u202f", "percent": "\u00a0%", "currency": ["", "\u00a0€"], "minus": "\u2212"}
    return {"number": number, "time": dict(vl_convert.get_time_format_locale(name))}


def finish(
    chart: alt.TopLevelMixin, t: Translator, *, height: int | None = None, beside: bool = False
) -> dict[str, Any]:
    """The chart as a Vega-Lite dict with the house's settings.

    A tooltip holds words only: numbers come written by the translator, which rounds and spaces them as the texts do.
    Labels are never dropped or cut silently: overlap is off and 240 pixels are granted; ``height`` in pixels. On a
    telephone the names of rows stand over their bars, unless ``beside``.
    """
    spec: dict[str, Any] = copy.deepcopy(chart.to_dict())
    spec.pop("width", None)
    if height is not None:
        spec["height"] = height
    config = spec.setdefault("config", {})
    config["locale"] = locale(t.lang)
    axis = {"labelLimit": 240, "titleFontWeight": "normal", "labelFontSize": 12, "titleFontSize": 12}
    config["axis"] = {**axis, **config.get("axis", {})}
    legend = {"orient": "bottom", "labelFontSize": 12, "titleFontWeight": "normal", **narrow.KEYS}
    config["legend"] = {**legend, **config.get("legend", {})}
    config["view"] = {"stroke": None, **config.get("view", {})}
    voiced(spec, t)
    narrow.fold(spec, beside=beside)
    return spec
