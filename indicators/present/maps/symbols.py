"""One shape and one colour a kind of relation, the same on the screen's map, on paper and in the legend.

The catalogue names the shape; here it becomes an SVG path inside the square from -1 to 1, which both Leaflet (as inline
SVG) and Vega draw. Secondary layers have shapes of their own, so that a shape never means two things.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indicators.catalogue import PartnershipKind
from indicators.partnerships import Relation
from indicators.present.palette import PALETTE
from indicators.present.texts import Translator

SHAPES: Mapping[str, str] = {
    "circle": "M0,-1A1,1,0,1,1,0,1A1,1,0,1,1,0,-1Z",
    "square": "M-0.88,-0.88H0.88V0.88H-0.88Z",
    "triangle-up": "M0,-1.1L1.1,0.85H-1.1Z",
    "diamond": "M0,-1.15L1.05,0L0,1.15L-1.05,0Z",
    "cross": "M-0.38,-1.05H0.38V-0.38H1.05V0.38H0.38V1.05H-0.38V0.38H-1.05V-0.38H-0.38Z",
    "triangle-down": "M0,1.1L1.1,-0.85H-1.1Z",
    "star": "M0,-1.25L0.34,-0.42L1.22,-0.38L0.53,0.18L0.76,1.04L0,0.55L-0.76,1.04L-0.53,0.18L-1.22,-0.38L-0.34,-0.42Z",
    "hexagon": "M0,-1.1L0.95,-0.55V0.55L0,1.1L-0.95,0.55V-0.55Z",
    "wye": "M-0.3,1.05V0.15L-1.1,-0.6L-0.6,-1.1L0,-0.5L0.6,-1.1L1.1,-0.6L0.3,0.15V1.05Z",
    "half-disc": "M-1.15,0.5A1.15,1.15,0,0,1,1.15,0.5Z",
    "bar": "M-1.2,-0.45H1.2V0.45H-1.2Z",
    "bowtie": "M-1.15,-0.85L0,-0.25L1.15,-0.85V0.85L0,0.25L-1.15,0.85Z",
}
HOUSE = "M0,-1.2L1.2,-0.15H0.8V1.05H-0.8V-0.15H-1.2Z"
PENTAGON = "M0,-1.15L1.1,-0.34L0.68,0.95H-0.68L-1.1,-0.34Z"
PIN = "M0,1.25C-0.5,0.5,-1,0.2,-1,-0.3A1,1,0,1,1,1,-0.3C1,0.2,0.5,0.5,0,1.25Z"
SALTIRE = "M-1,-0.5L-0.5,-1L0,-0.5L0.5,-1L1,-0.5L0.5,0L1,0.5L0.5,1L0,0.5L-0.5,1L-1,0.5L-0.5,0Z"
INK = "#1b2733"


@dataclass(frozen=True, slots=True)
class Symbol:
    """How something is drawn and named; ``colour`` never stands alone."""

    label: str
    shape: str
    colour: str


def kind_symbols(
    relations: Iterable[Relation], known: Mapping[str, PartnershipKind], t: Translator
) -> dict[str, Symbol]:
    """The symbols of the kinds that are met, in the catalogue's order and always with the same colour.

    A kind that the catalogue ignores is shown as it is written, with a shape that no other kind has as long as there
    are any.
    """
    met = {relation.partnership.type for relation in relations}
    found = {
        name: Symbol(kind.label.get(t.lang), _shape(kind.symbol, rank), PALETTE[rank % len(PALETTE)])
        for rank, (name, kind) in enumerate(known.items())
        if name in met
    }
    free = [shape for shape in SHAPES.values() if shape not in {item.shape for item in found.values()}]
    for rank, name in enumerate(sorted(met - set(found))):
        shapes = free or list(SHAPES.values())
        found[name] = Symbol(name, shapes[rank % len(shapes)], PALETTE[-1 - rank % len(PALETTE)])
    return found


def _shape(name: str, rank: int) -> str:
    return SHAPES.get(name) or list(SHAPES.values())[rank % len(SHAPES)]
