"""The path by growth rates and the extrapolated one, worked by hand; the sides and the years where a status turns."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indicators.progress import Goal, assess, measure

GROWTH = Goal(
    indicator="t_x", direction="up", baseline_year=2020, baseline_value=100, target_year=2024, target_value=146.41
)


def test_growth_expects_the_value_of_a_constant_rate() -> None:
    """146.41 is 100 grown by 10 % a year for four years; 110.25 is 5 % a year for two."""
    found = measure(replace(GROWTH, method="cagr"), 110.25, 2022)
    assert (found.method, found.pace) == ("cagr", pytest.approx(0.5))
    assert found.expected_value == pytest.approx(121.0)
    late = measure(replace(GROWTH, method="cagr"), 110.25, 2026)
    assert late.expected_value == pytest.approx(146.41)


def test_extrapolation_carries_the_rate_on_to_the_deadline_and_no_further() -> None:
    found = measure(replace(GROWTH, method="extrapolated"), 110.25, 2022)
    assert found.method == "extrapolated"
    assert found.projected_value == pytest.approx(110.25 * 1.05**2)
    assert found.pace == pytest.approx((110.25 * 1.05**2 - 100) / 46.41)
    assert measure(replace(GROWTH, method="extrapolated"), 121.55, 2024).projected_value == pytest.approx(121.55)


def test_the_extrapolated_pace_has_thresholds_of_its_own() -> None:
    """0.46 of the way is limited by the linear thresholds (0.60) and to be accelerated by the extrapolated ones (0.10)."""
    read = {
        method: assess(replace(GROWTH, method=method), 110.25, 2022, reference_year=2022).status
        for method in ("cagr", "extrapolated")
    }
    assert read == {"cagr": "limited", "extrapolated": "acceleration"}


@pytest.mark.parametrize(
    ("direction", "value", "status"),
    [("down", 4, "achieved"), ("down", 6, "no_baseline"), ("up", 6, "achieved"), ("up", 4, "no_baseline")],
)
def test_without_baseline_the_declared_direction_says_which_side_is_good(
    direction: str, value: float, status: str
) -> None:
    goal = Goal(indicator="t_x", direction=direction, target_year=2030, target_value=5)
    assert assess(goal, value, 2022, reference_year=2022).status == status


@pytest.mark.parametrize(
    ("value", "year", "status"),
    [(90, 2020, "too_early"), (90, 2021, "regression"), (100, 2021, "limited"), (112, 2021, "on_track"), (108, 2021, "acceleration")],
)  # fmt: skip
def test_a_status_of_pace_needs_no_further_reason(value: float, year: int, status: str) -> None:
    found = assess(GROWTH, value, year, reference_year=2022)
    assert (found.status, found.reason) == (status, "")


def test_milestones_bend_the_path_from_the_first_year_to_the_last() -> None:
    """Half of the way in the first year, the rest over nine: 2021 expects 50 %, 2020 nothing, 2030 all."""
    goal = Goal(
        indicator="t_x", direction="up", baseline_year=2020, baseline_value=0, target_year=2030, target_value=10,
        milestones=((2021, 5.0),),
    )  # fmt: skip
    shares = [measure(goal, 5, year).expected for year in (2020, 2021, 2025, 2030)]
    assert shares == [0.0, 0.5, pytest.approx(0.5 + 0.5 * 4 / 9), 1.0]
