"""The small line beside a value."""

from __future__ import annotations

import re
from base64 import b64decode

from indicators.present.sparkline import sparkline


def picture(html: str) -> str:
    return b64decode(html.partition("base64,")[2].partition('"')[0]).decode()


def drawn(html: str) -> list[list[tuple[float, float]]]:
    """The lines, each by its points."""
    lines = re.findall(r'polyline points="([^"]+)"', picture(html))
    return [[(float(x), float(y)) for x, y in (pair.split(",") for pair in line.split())] for line in lines]


def dots(html: str) -> list[float]:
    """The points that stand alone and the last one, from left to right."""
    return sorted(float(x) for x in set(re.findall(r'circle cx="([^"]+)"', picture(html))))


def test_a_gap_between_years_is_as_wide_as_it_lasted_and_no_line_crosses_it() -> None:
    html = sparkline([(2020, 1.0), (2021, 2.0), (2024, 5.0)], "Évolution")
    [[(first, low), (second, high)]] = drawn(html)
    [third] = dots(html)
    assert third - second > 2.9 * (second - first)
    assert low > high  # more is higher on the screen


def test_a_series_measured_every_seven_years_is_points() -> None:
    html = sparkline([(2006, 1.0), (2013, 2.0), (2020, 5.0)], "Évolution")
    assert drawn(html) == [] and len(dots(html)) == 3


def test_two_points_show_no_evolution_and_a_flat_series_is_a_flat_line() -> None:
    assert sparkline([(2020, 1.0), (2021, 2.0)], "Évolution") == ""
    [flat] = drawn(sparkline([(2020, 3.0), (2021, 3.0), (2022, 3.0)], "Évolution"))
    assert len({y for _, y in flat}) == 1


def test_its_words_are_read_and_never_run() -> None:
    assert 'alt="&lt;b&gt; &quot;"' in sparkline([(1, 1.0), (2, 2.0), (3, 3.0)], '<b> "')
