"""The colours of the map of paper, and those that stand for them on a dark page.

The exchange is written once and made twice: in a style sheet, for a document that follows the reader's system without
a script, and in the drawing itself, for a page that knows its theme.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from indicators.present.maps.symbols import INK
from indicators.present.palette import PALETTE

LAND, BORDER, PAPER, LINK = "#f3f2ee", "#9aa6b1", "#ffffff", "#35618c"
#: Countries by class, from the smallest to the largest.
LIGHT = ("#c9ddef", "#a3c8e4", "#6fa9d4", "#3d82b8", "#1a5590")
DARK = ("#1d3448", "#24506f", "#2f6e9b", "#4a93c6", "#86bfe8")
SEA = "#0d1620"
_WHITE_SHARE = 0.4  # enough for 3 to 1 on land, whatever the kind of relation
_PAINTED = re.compile(r'(fill|stroke)="(#[0-9a-f]{6})"')


def _lighter(colour: str) -> str:
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(part + (255 - part) * _WHITE_SHARE):02x}" for part in parts)


#: By the colour on white.
NIGHT: Mapping[str, str] = MappingProxyType(
    {PAPER: SEA, LAND: "#222d37", BORDER: "#51606e", LINK: "#8fbde6", INK: "#e7edf3"}
    | {colour: _lighter(colour) for colour in PALETTE}
    | dict(zip(LIGHT, DARK, strict=True))
)


def night_style(drawing: str) -> str:
    """The rules that exchange the colours of an SVG; ``drawing`` is the selector of the drawing."""
    return "".join(
        f'{drawing} [{name}="{day}"]{{{name}:{night}}}' for day, night in NIGHT.items() for name in ("fill", "stroke")
    )


def by_night(drawing: str) -> str:
    """An SVG with its colours exchanged."""
    return _PAINTED.sub(lambda found: f'{found[1]}="{NIGHT.get(found[2], found[2])}"', drawing)
