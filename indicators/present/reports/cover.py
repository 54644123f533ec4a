"""What stands where there is no photograph: on the cover the territory and its partners, on a card the place of an action."""

from __future__ import annotations

from indicators.present.glance import land
from indicators.present.maps.scene import Position, position
from indicators.present.reports.source import ReportSource

_RATIO, _LEAST = 3.4, 120.0  # width to height, and the least width in degrees, of the place of an action
PLACE = "couverture"
"""The place of the photograph of the cover."""


def world_drawing(source: ReportSource) -> str:
    """An ornament as SVG: it says nothing that the map of the report does not."""
    scene = source.scene
    home, partners = scene.centre, [place for item in scene.placed if (place := position(item))]
    parts = [f'<path d="{land()}" fill="#fff" fill-opacity=".16"/>']
    if home:
        lines = (f'<line x1="{_x(home)}" y1="{_y(home)}" x2="{_x(place)}" y2="{_y(place)}"/>' for place in partners)
        parts.append(f'<g stroke="#fff" stroke-opacity=".35" stroke-width=".4">{"".join(lines)}</g>')
    parts += [
        f'<circle cx="{_x(place)}" cy="{_y(place)}" r="1.3" fill="#fff" fill-opacity=".8"/>' for place in partners
    ]
    if home:
        parts.append(f'<circle cx="{_x(home)}" cy="{_y(home)}" r="2.4" fill="#fff"/>')
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 142">{"".join(parts)}</svg>'


def place_drawing(source: ReportSource, partnership: str, colour: str) -> str:
    """Where an action without a photograph was done: the territory, its partner and what lies between.

    As wide as both ask for, and never less than a third of the world, for whose whole the outline is drawn. An action
    of no partner in particular has the world; "" when nothing is known of where the territory is.
    """
    scene = source.scene
    home = scene.centre
    if home is None:
        return ""
    place = next((position(item) for item in scene.placed if item.partnership.id == partnership), None)
    west, north, wide = _window(home, place)
    unit, start = wide / _LEAST, f'cx="{_x(home)}" cy="{_y(home)}"'
    drawn = [f'<path d="{land()}" fill="{colour}" fill-opacity=".16"/>']
    if place is not None:
        ends = f'x1="{_x(home)}" y1="{_y(home)}" x2="{_x(place)}" y2="{_y(place)}"'
        drawn += [
            f'<line {ends} stroke="{colour}" stroke-width="{0.5 * unit:.2f}"/>',
            f'<circle cx="{_x(place)}" cy="{_y(place)}" r="{1.9 * unit:.2f}" fill="{colour}"/>',
        ]
    drawn.append(
        f'<circle {start} r="{1.1 * unit:.2f}" fill="#fff" stroke="{colour}" stroke-width="{0.5 * unit:.2f}"/>'
    )
    box = f"{west:.1f} {north:.1f} {wide:.1f} {wide / _RATIO:.1f}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{"".join(drawn)}</svg>'


def _window(home: Position, place: Position | None) -> tuple[float, float, float]:
    """The left and the top of what is drawn, and its width; the whole world without a place."""
    if place is None:
        return 0.0, 15.0, 360.0
    left, right = sorted(float(_x(end)) for end in (home, place))
    top, low = sorted(float(_y(end)) for end in (home, place))
    wide = max(1.5 * (right - left), 1.5 * _RATIO * (low - top), _LEAST)
    return (left + right - wide) / 2, (top + low - wide / _RATIO) / 2, wide


def _x(place: Position) -> str:
    return f"{place[1] + 180:.1f}"


def _y(place: Position) -> str:
    return f"{84 - max(place[0], -58):.1f}"
