"""The value written beside a point of a line never crosses that line, on a tablet as on a wide screen."""

from __future__ import annotations

from itertools import pairwise

import pytest

from indicators.catalogue import load_catalogue
from indicators.demo import demo_snapshot
from indicators.present.charts.budget_years import per_inhabitant_over_years, share_over_years
from indicators.present.charts.labels import SIDES, free_sides, rule_side
from indicators.present.texts import translator
from tests.defaults import budget_view

HEIGHT, WIDE, HIGH = 200, 42, 10


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([2.0, 2.0, 2.0], ["above", "above", "above"]),
        ([4.0, 1.5, 4.0], ["above", "below", "above"]),
        ([1.0, 4.0, 1.0], ["below", "above", "below"]),
        ([4.4, 2.4, 0.3], ["above", "right", "right"]),
        ([0.3, 2.4, 4.4], ["left", "left", "above"]),
        ([4.0, None, 4.0], ["above", "above", "above"]),
        ([4.0, 0.2, 4.0], ["above", "right", "above"]),
        ([2.5], ["above"]),
    ],
)
def test_the_side_that_the_line_leaves_free(values: list[float | None], expected: list[str]) -> None:
    assert free_sides(values, 4.8) == expected


def test_a_label_keeps_clear_of_a_level_rule() -> None:
    assert free_sides([4.0, 1.3, 1.2], 4.8)[1] == "below"
    assert free_sides([4.0, 1.3, 1.2], 4.8, [1.0])[1] == "right"
    assert rule_side(1.0, [1.1, 1.2, 3.0, 3.0, 3.0, 3.0], 4.0) == "below"
    assert rule_side(1.0, [2.87, 2.59, 2.04], 4.0) == rule_side(1.0, [1.1, 0.9, 1.0], 4.0) == "above"


@pytest.mark.parametrize("width", [570, 1000])
@pytest.mark.parametrize(("territory", "year"), [("93048", 2023), ("EX001", 2025)])
def test_no_label_of_the_demonstration_crosses_its_line(territory: str, year: int, width: int) -> None:
    view = budget_view(demo_snapshot(territory), load_catalogue(), year)
    for draw in (share_over_years, per_inhabitant_over_years):
        spec = draw(view, translator("fr")).spec
        assert spec is not None
        rows = next(rows for rows in spec["datasets"].values() if "side" in rows[0])
        top = spec["layer"][0]["encoding"]["y"]["scale"]["domain"][1]
        step = width / len(rows)
        line = [(step * place, -HEIGHT * (row["value"] or 0) / top) for place, row in enumerate(rows)]
        known = [row["value"] is not None for row in rows]
        for place, row in enumerate(rows):
            for end, ((x1, y1), (x2, y2)) in enumerate(pairwise(line)):
                if known[end] and known[end + 1] and known[place]:
                    assert not crosses(box(line[place], row["side"]), x1, y1, x2, y2), (row, width)


def box(point: tuple[float, float], side: str) -> tuple[float, float, float, float]:
    """The rectangle of a label, in pixels, y downwards."""
    options = SIDES[side]
    x = point[0] + options.get("dx", 0) - {"left": 0, "right": WIDE}.get(options.get("align", ""), WIDE / 2)
    y = point[1] + options["dy"] - HIGH / 2
    return x, y, x + WIDE, y + HIGH


def crosses(label: tuple[float, float, float, float], x1: float, y1: float, x2: float, y2: float) -> bool:
    left, over, right, under = label
    for part in range(201):
        x, y = x1 + (x2 - x1) * part / 200, y1 + (y2 - y1) * part / 200
        if left < x < right and over < y < under:
            return True
    return False
