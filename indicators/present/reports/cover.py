"""The cover of a report without a photograph: the outline of the world, the territory and its partners, in white."""

from __future__ import annotations

from indicators.present.glance import land
from indicators.present.maps.scene import Position, position
from indicators.present.reports.source import ReportSource

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


def _x(place: Position) -> str:
    return f"{place[1] + 180:.1f}"


def _y(place: Position) -> str:
    return f"{84 - max(place[0], -58):.1f}"
