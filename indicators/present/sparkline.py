"""A line the size of a word beside a value: its evolution without axes, drawn without a chart library."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape

from indicators.present.palette import NEUTRAL

_WIDTH, _HEIGHT, _MARGIN = 240, 44, 4


def sparkline(points: Sequence[tuple[int, float]], words: str) -> str:
    """The line through ``(year, value)`` points in the order of the years, its last point marked; ``words`` is read aloud.

    Empty with fewer than three points: two do not show an evolution.
    """
    if len(points) < 3:
        return ""
    years, values = [year for year, _ in points], [value for _, value in points]
    wide, high = max(years) - min(years) or 1, max(values) - min(values) or 1
    places = [
        (
            _MARGIN + (year - min(years)) / wide * (_WIDTH - 2 * _MARGIN),
            _HEIGHT - _MARGIN - (value - min(values)) / high * (_HEIGHT - 2 * _MARGIN),
        )
        for year, value in points
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    x, y = places[-1]
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}">'
        f'<polyline points="{line}" fill="none" stroke="{NEUTRAL}" stroke-width="2" stroke-linejoin="round"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{NEUTRAL}"/></svg>'
    )
    image = b64encode(svg.encode()).decode()
    return (
        f'<img alt="{escape(words)}" style="width:100%;max-width:{_WIDTH}px" src="data:image/svg+xml;base64,{image}"/>'
    )
