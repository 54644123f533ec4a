"""One shape and one colour a kind of relation, the same on the screen's map, on paper and in the legend.

Shapes are SVG paths inside the square from -1 to 1, which both Leaflet (as inline SVG) and Vega draw. A kind that the
catalogue adds takes the next free pair; a shape is never shared as long as there are shapes left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indicators.present.charts.theme import BLUE, GREEN, GREY, OLIVE, ORANGE, PURPLE, RED, TEAL

CIRCLE = "M0,-1A1,1,0,1,1,0,1A1,1,0,1,1,0,-1Z"
SQUARE = "M-0.88,-0.88H0.88V0.88H-0.88Z"
DIAMOND = "M0,-1.15L1.05,0L0,1.15L-1.05,0Z"
TRIANGLE = "M0,-1.1L1.1,0.85H-1.1Z"
CROSS = "M-0.38,-1.05H0.38V-0.38H1.05V0.38H0.38V1.05H-0.38V0.38H-1.05V-0.38H-0.38Z"
HEXAGON = "M0,-1.1L0.95,-0.55V0.55L0,1.1L-0.95,0.55V-0.55Z"
FLAG = "M-1,-1.05H1V0.35H-0.45V1.1H-1Z"
DROP = "M0,1.1L1.1,-0.85H-1.1Z"
SHAPES = (CIRCLE, SQUARE, DIAMOND, TRIANGLE, CROSS, HEXAGON, FLAG, DROP)
COLOURS = (BLUE, ORANGE, GREEN, PURPLE, RED, TEAL, OLIVE, GREY)


@dataclass(frozen=True, slots=True)
class Symbol:
    """How a kind is drawn; ``colour`` never stands alone."""

    shape: str
    colour: str


_KNOWN: Mapping[str, Symbol] = {
    "twinning": Symbol(CIRCLE, BLUE),
    "decentralised_cooperation": Symbol(SQUARE, ORANGE),
    "partnership": Symbol(DIAMOND, GREEN),
    "cross_border": Symbol(TRIANGLE, PURPLE),
    "solidarity": Symbol(CROSS, RED),
    "network_member": Symbol(HEXAGON, TEAL),
    "representation_office": Symbol(FLAG, OLIVE),
}


def symbols(kinds: Iterable[str]) -> dict[str, Symbol]:
    """The symbol of each kind, in the order received; the house's own kinds always look the same."""
    free = [pair for pair in zip(SHAPES, COLOURS, strict=True) if Symbol(*pair) not in _KNOWN.values()]
    found = {}
    for rank, kind in enumerate(kind for kind in kinds if kind not in found):
        found[kind] = _KNOWN.get(kind) or Symbol(*free[rank % len(free)])
    return found
