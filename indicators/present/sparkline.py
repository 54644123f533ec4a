"""A line the size of a word beside a value: its evolution without axes, drawn without a chart library."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from html import escape

from indicators.present.palette import NEUTRAL

_WIDTH, _HEIGHT, _MARGIN = 240, 44, 4


def sparkline(points: Sequence[tuple[int, float]], words: str, *, against: Sequence[tuple[int, float]] = ()) -> str:
    """The line of :func:`drawn_line` as an image for a page, ``words`` read aloud; empty with fewer than three points."""
    svg = drawn_line(points, against=against)
    if not svg:
        return ""
    image = b64encode(svg.encode()).decode()
    return (
        f'<img alt="{escape(words)}" style="width:100%;max-width:{_WIDTH}px" src="data:image/svg+xml;base64,{image}"/>'
    )


def drawn_line(
    points: Sequence[tuple[int, float]], *, against: Sequence[tuple[int, float]] = (), colour: str = NEUTRAL
) -> str:
    """The line through ``(year, value)`` points in the order of the years as SVG, its last point marked.

    A line stops where a year is missing. ``against`` is a second one, dashed, on the same scale. Empty with fewer than
    three points: two do not show an evolution.
    """
    if len(points) < 3:
        return ""
    everything = [*points, *against]
    first, low = min(year for year, _ in everything), min(value for _, value in everything)
    wide = max(year for year, _ in everything) - first or 1
    high = max(value for _, value in everything) - low or 1

    def placed(pairs: Sequence[tuple[int, float]]) -> list[tuple[float, float]]:
        return [
            (
                _MARGIN + (year - first) / wide * (_WIDTH - 2 * _MARGIN),
                _HEIGHT - _MARGIN - (value - low) / high * (_HEIGHT - 2 * _MARGIN),
            )
            for year, value in pairs
        ]

    stroke = f'stroke="{colour}" stroke-width="2" stroke-linejoin="round"'
    line = _drawn(map(placed, _stretches(points)), stroke, colour)
    x, y = placed(points)[-1]
    look = f'stroke="{NEUTRAL}" stroke-width="1.5" stroke-dasharray="5 4"'
    dashed = _drawn(map(placed, _stretches(against)), look, NEUTRAL)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}">{dashed}'
        f"{line}"
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/></svg>'
    )


def _stretches(points: Sequence[tuple[int, float]]) -> list[list[tuple[int, float]]]:
    """The same points, in order, cut wherever a year is missing."""
    parts: list[list[tuple[int, float]]] = []
    for point in points:
        if parts and point[0] <= parts[-1][-1][0] + 1:
            parts[-1].append(point)
        else:
            parts.append([point])
    return parts


def _drawn(parts: Iterable[list[tuple[float, float]]], look: str, colour: str) -> str:
    """A line for each stretch of years, a dot for a year that stands alone."""
    return "".join(_polyline(places, look) if len(places) > 1 else _dot(*places[0], colour) for places in parts)


def _polyline(places: list[tuple[float, float]], look: str) -> str:
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    return f'<polyline points="{line}" fill="none" {look}/>'


def _dot(x: float, y: float, colour: str) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2" fill="{colour}"/>'
