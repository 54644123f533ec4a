"""Sources that differ by their year alone are one line: twelve lines alike are not read."""

from __future__ import annotations

from indicators.present.figure import Source, together


def test_years_of_one_source_are_said_together_and_others_stay_apart() -> None:
    told = [Source("Insee", "https://x.fr", str(year), "commune", "définitif") for year in (2016, 2014, 2015)]
    other = Source("Insee", "https://x.fr", "2017", "département", "définitif")
    found = together([*told, other])
    assert [(item.year, item.geo_level) for item in found] == [("2014–2016", "commune"), ("2017", "département")]
    assert together([Source("Comptes")]) == (Source("Comptes"),)
