"""Where names go on the map of paper: beside their point, on a side where they cover nothing, or not at all.

A name left out is in the table under the map; two names over each other are nowhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Literal, get_args

Side = Literal["right", "left", "above", "below", "above_left", "above_right", "below_left", "below_right"]
CHARACTER, LINE, GAP = 6.0, 12.0, 9.0  # pixels of a name at 10.5 points
HEAVY = 7.0  # pixels of a letter of the territory's own name, bold at 11.5 points
MARK = 6.0
CORNER = (4.0, 13.0)  # pixels aside and up or down of a name that stands at a corner of its point


@dataclass(frozen=True, slots=True)
class Name:
    """A name to place at a position in pixels."""

    text: str
    x: float
    y: float
    heavy: bool = False  # in the larger bold letters of the territory itself


def equal_earth(latitude: float, longitude: float) -> tuple[float, float]:
    """Equal Earth projection in radians of the unit sphere (Šavrič, Patterson and Jenny, 2018, equations 1 to 3).

    x runs from -2.7066 to 2.7066 and y from -1.3174 to 1.3174.
    """
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    square, sixth = theta**2, theta**6
    slope = 9 * a4 * theta**8 + 7 * a3 * sixth + 3 * a2 * square + a1
    return 2 * sqrt(3) * radians(longitude) * cos(theta) / (3 * slope), theta * (
        a1 + a2 * square + sixth * (a3 + a4 * square)
    )


def sides(names: Sequence[Name], always: int = 0) -> list[Side | None]:
    """The side of each name, in order of priority; None when it would cover another name or another point.

    The first ``always`` are written all the same, on the side where they cover the fewest: the names after them give way.
    """
    points = [(name.x - MARK, name.y - MARK, name.x + MARK, name.y + MARK) for name in names]
    taken: list[tuple[float, float, float, float]] = []
    found: list[Side | None] = []
    for index, name in enumerate(names):
        others = [*taken, *points[:index], *points[index + 1 :]]
        covered = {side: sum(over(box_of(name, side), other) for other in others) for side in _SIDES}
        best = min(_SIDES, key=covered.__getitem__)
        side = best if index < always or not covered[best] else None
        if side:
            taken.append(box_of(name, side))
        found.append(side)
    return found


_SIDES: tuple[Side, ...] = get_args(Side)


def box_of(name: Name, side: Side) -> tuple[float, float, float, float]:
    """The room of a name on a side of its point: left, top, right, bottom in pixels."""
    wide = len(name.text) * (HEAVY if name.heavy else CHARACTER)
    if side in ("right", "left"):
        left = name.x + GAP if side == "right" else name.x - GAP - wide
        return left, name.y - LINE / 2, left + wide, name.y + LINE / 2
    if side not in ("above", "below"):
        (aside, away), (rise, turn) = CORNER, side.split("_")
        left = name.x + aside if turn == "right" else name.x - aside - wide
        middle = name.y - away if rise == "above" else name.y + away
        return left, middle - LINE / 2, left + wide, middle + LINE / 2
    middle = name.y - GAP - LINE / 2 if side == "above" else name.y + GAP + LINE / 2
    return name.x - wide / 2, middle - LINE / 2, name.x + wide / 2, middle + LINE / 2


def over(one: tuple[float, float, float, float], two: tuple[float, float, float, float]) -> bool:
    """Whether two rooms have something in common."""
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]
