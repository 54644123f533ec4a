"""The small line beside a value."""

from __future__ import annotations

import re
from base64 import b64decode

from indicators.present.sparkline import sparkline


def drawn(html: str) -> list[tuple[float, float]]:
    svg = b64decode(html.partition("base64,")[2].partition('"')[0]).decode()
    found = re.search(r'polyline points="([^"]+)"', svg)
    assert found is not None
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in found[1].split())]


def test_a_gap_between_years_is_as_wide_as_it_lasted() -> None:
    (first, low), (second, _), (third, high) = drawn(sparkline([(2020, 1.0), (2021, 2.0), (2024, 5.0)], "Évolution"))
    assert third - second > 2.9 * (second - first)
    assert low > high  # more is higher on the screen


def test_two_points_show_no_evolution_and_a_flat_series_is_a_flat_line() -> None:
    assert sparkline([(2020, 1.0), (2021, 2.0)], "Évolution") == ""
    assert len({y for _, y in drawn(sparkline([(2020, 3.0), (2021, 3.0), (2022, 3.0)], "Évolution"))}) == 1


def test_its_words_are_read_and_never_run() -> None:
    assert 'alt="&lt;b&gt; &quot;"' in sparkline([(1, 1.0), (2, 2.0), (3, 3.0)], '<b> "')
