"""Where the value of a point is written beside its line: on the side that the line leaves free."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

#: How each side is drawn (options of a text mark).
SIDES: Mapping[str, Mapping[str, Any]] = {
    "above": {"dy": -12},
    "below": {"dy": 15},
    "right": {"dy": -9, "dx": 7, "align": "left"},
    "left": {"dy": -9, "dx": -7, "align": "right"},
}
# A label of 12 pixels is some 40 wide and stands 6 over its point: a line that rises by more than 6 in 20 enters it.
_STEEP = 6 / 20
# The drawing at its narrowest, on a tablet.
_WIDTH, _HEIGHT = 570, 200
_ROOM = 24 / _HEIGHT


def free_sides(values: Sequence[float | None], top: float, marks: Sequence[float] = ()) -> list[str]:
    """The side of each point of a line, one of :data:`SIDES`; points stand one step apart, None breaks the line.

    ``top`` is the height of the axis, which starts at zero; ``marks`` are level rules that a label keeps clear of.
    """
    step = _WIDTH / max(len(values), 1)
    return [_side(values, place, top, step, marks) for place in range(len(values))]


def _side(values: Sequence[float | None], place: int, top: float, step: float, marks: Sequence[float]) -> str:
    value = values[place]
    if value is None:
        return "above"
    before, after = (_slope(values, place, to, top, step) for to in (place - 1, place + 1))
    if max(before, after) <= _STEEP:
        return "above"
    low = value / top
    crowded = low < _ROOM or any(0 < low - mark / top < _ROOM for mark in marks)
    if min(before, after) >= -_STEEP and not crowded:
        return "below"
    return "right" if after <= before else "left"


def _slope(values: Sequence[float | None], place: int, to: int, top: float, step: float) -> float:
    """How fast the line rises from a point towards its neighbour, in pixels a pixel; flat where there is none."""
    here, there = values[place], values[to] if 0 <= to < len(values) else None
    return 0.0 if here is None or there is None else (there - here) / top * _HEIGHT / step


def rule_side(mark: float, values: Sequence[float | None], top: float) -> str:
    """Over a level rule, or under it when the first points of the line stand just over it and none just under."""
    first = [value - mark for value in values[: max(len(values) // 3, 2)] if value is not None]
    over, under = (any(0 <= sign * gap < _ROOM * top for gap in first) for sign in (1, -1))
    return "below" if over and not under else "above"
