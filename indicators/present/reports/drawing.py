"""A chart as a drawing that a browser shows as it shows a photograph: an SVG of its own, with its size, by day and by night.

What a page shows of a map is looked at, not worked with: its outlines need no program that draws them anew on each screen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from indicators.present.maps.colours import by_night
from indicators.present.maps.paper import SCREEN
from indicators.present.reports import pictures

_HEAD = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)" viewBox="[^"]*"><rect [^>]*fill="([^"]*)"[^>]*>')
_FACE = re.compile(r' font-family="[^"]*"')
_OUTLINE = re.compile(r' d="[^"]*"')
_FINE = re.compile(r"-?\d+\.\d+")
#: An image has no letters but those of the reader's machine: on most systems they are no wider than the ones that names
#: were placed for, and where they are, the last name of a side has a margin to go into.
_FACES = "Open Sans, Noto Sans, Segoe UI, Roboto, Helvetica Neue, Arial, Liberation Sans, sans-serif"
_MARGIN = 12


@dataclass(frozen=True)
class Drawing:
    """An SVG and its size in pixels, which a page keeps free before it has it."""

    svg: str
    width: int
    height: int

    def at_night(self) -> Drawing:
        """The same for a dark page."""
        return replace(self, svg=by_night(self.svg))


def drawing(spec: dict[str, Any]) -> Drawing:
    """The chart at the width that it was laid out for, its outlines to the tenth of one: a fifth less to send, and nothing that is seen."""
    made = _OUTLINE.sub(lambda path: _FINE.sub(_tenth, path[0]), _FACE.sub("", pictures.svg(spec, SCREEN[0])))
    head = _HEAD.match(made)
    if head is None:
        raise ValueError("the drawing has no size or no ground; accepted: an SVG of Vega on a background")
    wide, high = round(float(head[1])) + 2 * _MARGIN, round(float(head[2]))
    begun = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{wide}" height="{high}"'
        f' viewBox="{-_MARGIN} 0 {wide} {high}" font-family="{_FACES}">'
        f'<rect x="{-_MARGIN}" width="{wide}" height="{high}" fill="{head[3]}"/>'
    )
    return Drawing(begun + made[head.end() :], wide, high)


def _tenth(number: re.Match[str]) -> str:
    return f"{float(number[0]):.1f}".removesuffix(".0")
