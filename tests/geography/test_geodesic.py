from itertools import pairwise

import pytest

from indicators.geography import arc, distance_km

GRENOBLE, SFAX, TSUKUBA, PAPEETE = (45.1885, 5.7245), (34.7406, 10.7603), (36.0835, 140.0766), (-17.5374, -149.5659)


def test_a_degree_of_meridian() -> None:
    assert distance_km(0, 0, 1, 0) == pytest.approx(111.195, abs=0.001)


def test_a_quarter_of_the_earth() -> None:
    assert distance_km(0, 0, 0, 90) == pytest.approx(10_007.557, abs=0.01)
    assert distance_km(45, 5, 45, 5) == 0


def test_an_arc_goes_from_end_to_end_by_short_steps() -> None:
    (line,) = arc(GRENOBLE, SFAX)
    assert line[0] == pytest.approx(GRENOBLE) and line[-1] == pytest.approx(SFAX)
    assert all(distance_km(*a, *b) <= 250.001 for a, b in pairwise(line))


def test_the_way_to_japan_bends_north() -> None:
    (line,) = arc(GRENOBLE, TSUKUBA)
    assert max(latitude for latitude, _ in line) > 60


def test_the_middle_of_the_equator() -> None:
    (line,) = arc((0, 0), (0, 90), step_km=6000)
    assert line[1] == pytest.approx((0, 45))


def test_an_arc_over_the_antimeridian_is_cut_there() -> None:
    west, east = arc(TSUKUBA, PAPEETE)
    assert west[-1][1] == 180 and east[0][1] == -180
    assert west[-1][0] == pytest.approx(east[0][0])
    assert all(abs(b[1] - a[1]) < 180 for part in (west, east) for a, b in pairwise(part))


def test_antipodes_have_a_line_all_the_same() -> None:
    parts = arc((0, 0), (0, 180))
    assert parts[0][0] == (0, 0) and parts[-1][-1][1] in (180, -180)


def test_nowhere_to_go() -> None:
    assert arc(SFAX, SFAX) == ((SFAX, SFAX),)
