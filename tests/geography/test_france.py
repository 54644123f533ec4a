"""The outlines of France: every territory once, small, clockwise, overseas beside the mainland."""

from __future__ import annotations

from shapely.geometry import LinearRing

from indicators.geography.france import DATA, outlines
from indicators.geography.territories import territories


def test_every_departement_and_region_has_its_outline() -> None:
    for level, count in (("DEP", 101), ("REG", 18)):
        known = {item.key.code for item in territories().of_level(level)}
        assert outlines(level).keys() == known and len(known) == count
    assert outlines("COM") == {}


def test_they_are_small_clockwise_and_near_the_mainland() -> None:
    assert DATA.stat().st_size < 250_000
    for level in ("DEP", "REG"):
        for code, area in outlines(level).items():
            outer = [polygon[0] for polygon in area["coordinates"]]
            assert outer and all(not LinearRing(ring).is_ccw for ring in outer), code
            assert all(-9 < x < 10 and 40 < y < 52 for ring in outer for x, y in ring), code
