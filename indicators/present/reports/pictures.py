"""Charts as pictures for paper and projection, drawn here without a browser and without the network."""

from __future__ import annotations

import copy
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import vl_convert

TEMPLATES = Path(__file__).parent / "templates"
FONTS = TEMPLATES / "fonts"
FONT = "Open Sans"
MAP_WIDTH = 900


@lru_cache(maxsize=1)
def _register() -> None:
    vl_convert.register_font_directory(str(FONTS))


def prepared(spec: dict[str, Any], width: int, ink: str = "#1b2733") -> dict[str, Any]:
    """The specification at a width in pixels, in the report's font, its words in ``ink``; the original is left alone."""
    found = copy.deepcopy(spec)
    if found.get("width", "container") == "container":
        # The names of a map are placed for its own width.
        found["width"] = MAP_WIDTH if "projection" in found else width
    config = found.setdefault("config", {})
    config["font"] = f"{FONT}, DejaVu Sans, sans-serif"
    config["background"] = "transparent"
    for part, names in (("axis", ("labelColor", "titleColor")), ("legend", ("labelColor", "titleColor")), ("text", ("color",))):  # fmt: skip
        config[part] = {**dict.fromkeys(names, ink), **config.get(part, {})}
    config["axis"] = {"gridColor": "#9aa6b1", "gridOpacity": 0.4, **config["axis"]}
    config["legend"] = {"columns": max(2, width // 260), "columnPadding": 26, **config["legend"]}
    return found


# Vega gives each mark a role without words, in English; the words of a chart are those of the whole drawing.
_ROLES = re.compile(r' (?:role="graphics-[^"]*"|aria-roledescription="[^"]*"|aria-label="[^"]*"|aria-hidden="[^"]*")')


def svg(spec: dict[str, Any], width: int, ink: str = "#1b2733") -> str:
    """A chart as SVG, its text kept as text; whoever shows it gives it its alternative text."""
    _register()
    return _ROLES.sub("", str(vl_convert.vegalite_to_svg(prepared(spec, width, ink))))


def png(spec: dict[str, Any], width: int, scale: float = 2.0) -> bytes:
    """A chart as PNG on a transparent ground."""
    _register()
    return bytes(vl_convert.vegalite_to_png(prepared(spec, width), scale=scale))
