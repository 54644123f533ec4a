"""Charts as pictures for paper and projection, drawn here without a browser and without the network."""

from __future__ import annotations

import base64
import copy
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import vl_convert

from indicators.present.reports import fonts

TEMPLATES = Path(__file__).parent / "templates"
ICON = Path(__file__).parents[3] / "static" / "icon.svg"
# The place of a drawing on a slide, in pixels: so small that its type, enlarged to the room, reads from ten metres.
STAGE = (600, 260)
_TRIED = (400, 200)  # a first size, to learn what stands around the plot
_CLOSEST, _LOWEST = 17.0, 130  # pixels of a row whose name is 12 high, and of a plot
_SQUEEZED = 0.85  # rows closer than this would run into each other


@lru_cache(maxsize=1)
def icon_link() -> str:
    """The icon inside a document: a browser would ask the server for one at each page, and the network may be off."""
    return f'<link rel="icon" href="data:image/svg+xml;base64,{base64.b64encode(ICON.read_bytes()).decode()}">'


@lru_cache(maxsize=1)
def _register() -> None:
    vl_convert.register_font_directory(str(fonts.FOLDER))


def prepared(spec: dict[str, Any], width: int, ink: str = "#1b2733") -> dict[str, Any]:
    """The specification at a width in pixels, in the typeface of its document (the house's without one), its words in ``ink``; the original is left alone.

    A map of paper keeps its own width, for which its names are placed.
    """
    found = {**spec, "config": copy.deepcopy(spec.get("config", {}))}  # the data, long for a map, are not touched
    if found.get("width", "container") == "container":
        found["width"] = width
    config = found["config"]
    config.setdefault("font", fonts.family(fonts.TYPEFACES[0]))
    config["background"] = "transparent"
    for part, names in (("axis", ("labelColor", "titleColor")), ("legend", ("labelColor", "titleColor")), ("text", ("color",))):  # fmt: skip
        config[part] = {**dict.fromkeys(names, ink), **config.get(part, {})}
    config["axis"] = {"gridColor": "#9aa6b1", "gridOpacity": 0.4, **config["axis"]}
    config["legend"] = {"columnPadding": 26, **config["legend"], "columns": max(2, width // 200)}
    return found


# Vega gives each mark a role without words, in English; the words of a chart are those of the whole drawing.
_ROLES = re.compile(r' (?:role="graphics-[^"]*"|aria-roledescription="[^"]*"|aria-label="[^"]*"|aria-hidden="[^"]*")')


def svg(spec: dict[str, Any], width: int, ink: str = "#1b2733") -> str:
    """A chart as SVG, its text kept as text; whoever shows it gives it its alternative text."""
    _register()
    return _ROLES.sub("", str(vl_convert.vegalite_to_svg(prepared(spec, width, ink))))


def lowered(spec: dict[str, Any], ratio: float) -> dict[str, Any]:
    """The specification of one panel with a plot lower by a ratio, down to rows that their names still part."""
    height = spec.get("height")
    if isinstance(height, dict):
        return spec | {"height": {"step": max(height["step"] * ratio, _CLOSEST)}}
    return spec | {"height": max(round(height * ratio), _LOWEST)} if isinstance(height, int) else spec


def staged(spec: dict[str, Any]) -> dict[str, Any]:
    """The specification at the size of :data:`STAGE`, axes, labels and legend within, higher when it has many rows.

    Maps and composed charts are left alone.
    """
    if "projection" in spec or not ({"layer", "mark"} & spec.keys()):
        return spec
    (width, height), rows = STAGE, not isinstance(spec.get("height"), int)
    wide, tall = _drawn(spec | {"width": _TRIED[0]})
    if tall <= height:
        return spec | {"width": max(_TRIED[0] + width - wide, width // 3)}
    room = max(height, round(tall * _SQUEEZED)) if rows else height
    _, around = _drawn(spec | {"width": _TRIED[0], "height": _TRIED[1]})
    return spec | {
        "width": max(_TRIED[0] + width * room // height - wide, width // 3),
        "height": max(_TRIED[1] + room - around, height // 3),
    }


def _drawn(spec: dict[str, Any]) -> tuple[int, int]:
    """The width and the height in pixels of a chart once drawn, with everything around its plot."""
    found = re.search(r'width="([\d.]+)" height="([\d.]+)"', svg(spec, STAGE[0]))
    if found is None:
        raise ValueError("the drawing has no size; accepted: an SVG with a width and a height")
    return round(float(found[1])), round(float(found[2]))


def png(spec: dict[str, Any], width: int, scale: float = 2.0) -> bytes:
    """A chart as PNG on a transparent ground."""
    _register()
    return bytes(vl_convert.vegalite_to_png(prepared(spec, width), scale=scale))
