"""The profile on small hand-made data: every index is worked out by hand beside its assertion."""

from __future__ import annotations

import pandas as pd
import pytest

from indicators.catalogue import load_catalogue
from indicators.demo import demo_snapshot
from indicators.geii import Profile
from indicators.records import Edition, Observation, Snapshot, Territory, frame_of
from tests.defaults import build_profile, profile_options

CATALOGUE = load_catalogue()
HOME = Territory(code="H", name="Ville", type="commune", references=("R", "F"))
REGION = Territory(code="R", name="Région", type="region", role="reference")
FRANCE = Territory(code="F", name="France", type="country", role="reference")


def observed(territory: str, indicator: str, year: int, value: float | None, **more: object) -> Observation:
    level = {"H": "commune", "R": "region", "F": "country"}[territory]
    return Observation(territory=territory, indicator=indicator, year=year, value=value, **{"geo_level": level, **more})  # type: ignore[arg-type]  # passed through


def profile(*rows: Observation, year: int = 2021, **options: object) -> Profile:
    snapshot = Snapshot(
        edition=Edition(number=1, name="e", published_at="2026-01-01", author="a"),
        territory=HOME,
        territories={item.code: item for item in (HOME, REGION, FRANCE)},
        observations=frame_of(Observation, rows),
        budget_lines=pd.DataFrame(),
    )
    return build_profile(snapshot, CATALOGUE, year, profile_options(**options))  # type: ignore[arg-type]  # passed through


def reading(found: Profile, indicator: str):  # type: ignore[no-untyped-def]  # a point or its absence, as each test expects
    return next(item for item in found.readings if item.indicator.id == indicator)


def test_benchmark_is_the_ratio_to_the_reference_times_100() -> None:
    found = profile(observed("H", "d4_immigrant_share", 2021, 18.9), observed("F", "d4_immigrant_share", 2021, 10.7))
    assert reading(found, "d4_immigrant_share").benchmark == pytest.approx(100 * 18.9 / 10.7)


def test_lower_is_better_turns_the_ratio_over() -> None:
    found = profile(observed("H", "d4_employment_gap", 2021, 5.0), observed("F", "d4_employment_gap", 2021, 10.0))
    assert reading(found, "d4_employment_gap").benchmark == pytest.approx(200)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([], "no_value"),
        ([observed("H", "d4_immigrant_share", 2021, 1.0)], "no_reference"),
        ([observed("H", "d4_immigrant_share", 2021, 1.0), observed("F", "d4_immigrant_share", 2018, 1.0)], "reference_too_far"),
        ([observed("H", "d4_immigrant_share", 2021, 1.0), observed("F", "d4_immigrant_share", 2021, 0.0)], "not_positive"),
        ([observed("H", "d4_immigrant_share", 2021, None, quality="secret")], "secret"),
    ],
)  # fmt: skip
def test_an_index_that_cannot_be_said_gives_its_reason(rows: list[Observation], reason: str) -> None:
    item = reading(profile(*rows), "d4_immigrant_share")
    assert item.benchmark is None
    assert item.benchmark_reason == reason


def test_a_value_borrowed_from_the_region_is_not_compared_with_that_region() -> None:
    rows = [
        observed("H", "d3_foreign_nights_share", 2021, 26.0, geo_level="region", quality="proxy"),
        observed("R", "d3_foreign_nights_share", 2021, 26.0),
    ]
    item = reading(profile(*rows), "d3_foreign_nights_share")
    assert (item.proxy, item.benchmark, item.benchmark_reason) == (True, None, "borrowed")
    with_france = reading(
        profile(*rows, observed("F", "d3_foreign_nights_share", 2021, 32.5)), "d3_foreign_nights_share"
    )
    assert with_france.benchmark == pytest.approx(80)


def test_the_reference_may_be_a_year_apart() -> None:
    found = profile(observed("H", "d4_immigrant_share", 2021, 20.0), observed("F", "d4_immigrant_share", 2022, 10.0))
    assert reading(found, "d4_immigrant_share").benchmark == pytest.approx(200)


def test_dimension_needs_two_indicators_and_sixty_per_cent() -> None:
    rows = [observed(code, item, 2021, value) for item in ("d4_immigrant_share", "d4_foreign_nationals_share", "d4_origin_diversity") for code, value in (("H", 2.0), ("F", 1.0))]  # fmt: skip
    two_of_five, three_of_five = profile(*rows[:4]), profile(*rows)
    assert (two_of_five.dimensions[3].status, two_of_five.dimensions[3].index) == ("partial", None)
    assert three_of_five.dimensions[3].status == "scored"
    assert three_of_five.dimensions[3].index == pytest.approx(200)
    chosen = profile(*rows[:4], chosen=frozenset({"d4_immigrant_share", "d4_foreign_nationals_share"}))
    assert chosen.dimensions[3].index == pytest.approx(200)


def test_the_mean_is_geometric_and_indices_are_bounded() -> None:
    rows = [
        observed("H", "d4_immigrant_share", 2021, 9.0), observed("F", "d4_immigrant_share", 2021, 1.0),
        observed("H", "d4_foreign_nationals_share", 2021, 1.0), observed("F", "d4_foreign_nationals_share", 2021, 1.0),
    ]  # fmt: skip
    chosen = frozenset({"d4_immigrant_share", "d4_foreign_nationals_share"})
    found = profile(*rows, chosen=chosen)
    assert reading(found, "d4_immigrant_share").capped
    assert found.dimensions[3].index == pytest.approx(200)  # √(400 × 100), the 900 being brought to 400
    assert profile(*rows, chosen=chosen, mean="arithmetic").dimensions[3].index == pytest.approx(250)


def test_a_zero_makes_the_mean_arithmetic_and_says_so() -> None:
    rows = [
        observed("H", "d4_immigrant_share", 2021, 0.0), observed("F", "d4_immigrant_share", 2021, 1.0),
        observed("H", "d4_foreign_nationals_share", 2021, 1.0), observed("F", "d4_foreign_nationals_share", 2021, 1.0),
    ]  # fmt: skip
    found = profile(*rows, chosen=frozenset({"d4_immigrant_share", "d4_foreign_nationals_share"}), bounds=(0.0, 400.0))
    assert (found.dimensions[3].index, found.dimensions[3].mean) == (pytest.approx(50), "arithmetic")


def test_bounds_of_the_gap() -> None:
    rows = [observed("H", "d4_immigrant_share", 2021, 1.0), observed("F", "d4_immigrant_share", 2021, 1.0)]
    found = profile(*rows, chosen=frozenset({"d4_immigrant_share", "d4_foreign_nationals_share"}))
    low, high = found.dimensions[3].gap_bounds or (0, 0)
    assert (low, high) == (pytest.approx(50), pytest.approx(200))  # √(100 × 25), √(100 × 400)


def test_time_index_starts_after_the_last_break() -> None:
    rows = [
        observed("H", "d4_immigrant_share", year, value) for year, value in ((2006, 10.0), (2013, 16.0), (2021, 20.0))
    ]
    assert reading(profile(*rows), "d4_immigrant_share").time_index == pytest.approx(200)
    assert reading(profile(*rows, base_year=2013), "d4_immigrant_share").time_index == pytest.approx(125)
    broken = [rows[0], observed("H", "d4_immigrant_share", 2013, 16.0, series_break=True), rows[2]]
    assert reading(profile(*broken), "d4_immigrant_share").time_index == pytest.approx(125)
    last = [rows[0], rows[1], observed("H", "d4_immigrant_share", 2021, 20.0, series_break=True)]
    assert reading(profile(*last), "d4_immigrant_share").time_reason == "series_break"


def test_the_piedmont_is_shown_as_it_was_published() -> None:
    found = build_profile(demo_snapshot("ITC1"), CATALOGUE, 2023, profile_options())
    assert [item.index for item in found.dimensions] == [117.6, 119, 95.1, 113.3, 105.6, 165]
    assert {item.status for item in found.dimensions} == {"published"}
    assert found.published_total is not None
    assert found.published_total.value == 116


def test_grenoble_keeps_its_gaps() -> None:
    found = build_profile(demo_snapshot("38185"), CATALOGUE, 2023, profile_options())
    assert found.dimensions[4].status == "empty"
    share = reading(found, "d4_immigrant_share")
    assert (share.point.value, share.point.year) == (18.9, 2021)
    assert share.benchmark == pytest.approx(100 * 18.9 / 10.3, abs=0.05)
    students = reading(found, "d6_intl_students_share")
    assert students.proxy
    assert len(students.series) == 17


def test_a_fall_of_what_is_better_low_is_a_rise_of_its_dimension() -> None:
    """From 10 to 8 points the gap has an index of 80, and 125 once turned over; the two others stand at 100."""
    rows = [
        observed("H", name, year, value)
        for name, values in (
            ("d4_employment_gap", (10.0, 8.0)),
            ("d4_immigrant_share", (12.0, 12.0)),
            ("d4_foreign_nationals_share", (9.0, 9.0)),
        )
        for year, value in zip((2016, 2021), values, strict=True)
    ]
    found = profile(*rows, minimum_coverage=0.5)
    assert reading(found, "d4_employment_gap").time_index == pytest.approx(80)
    index = next(item.time_index for item in found.dimensions if item.dimension.id == "d4")
    assert index == pytest.approx((125 * 100 * 100) ** (1 / 3))
