"""The published table of paces (linear and growth rates), then the edges that the rules name."""

from dataclasses import replace

import pytest

from indicators.progress import (
    STATUSES,
    SYMBOLS,
    Assessment,
    Goal,
    GoalError,
    StatusRules,
    assess,
    check_goal,
    goal_of,
    goal_problems,
    measure,
)
from indicators.records import Target

UP = Goal(indicator="t_x", direction="up", baseline_year=2020, baseline_value=20, target_year=2030, target_value=40)
DOWN = replace(UP, direction="down", baseline_value=40, target_value=20)


def read(goal: Goal, value: float | None, year: int | None = 2023, reference: int = 2023) -> Assessment:
    return assess(goal, value, year, reference_year=reference)


@pytest.mark.parametrize(
    ("goal", "value", "year", "share", "elapsed", "pace", "linear", "ratio", "growth"),
    [
        (UP, 26, 2023, 0.30, 0.30, 1.000, "on_track", 1.273, "on_track"),
        (UP, 24, 2023, 0.20, 0.30, 0.667, "acceleration", 0.873, "acceleration"),
        (UP, 21, 2023, 0.05, 0.30, 0.167, "limited", 0.228, "limited"),
        (UP, 18, 2023, -0.10, 0.30, -0.333, "regression", -0.481, "regression"),
        (UP, 41, 2023, 1.05, 0.30, 3.5, "achieved", None, "achieved"),
        (UP, 38, 2030, 0.90, 1.0, 0.9, "missed", 0.924, "missed"),
        (DOWN, 34, 2023, 0.30, 0.30, 1.000, "on_track", 0.787, "acceleration"),
    ],
)
def test_linear_and_growth_paces(
    goal: Goal,
    value: float,
    year: int,
    share: float,
    elapsed: float,
    pace: float,
    linear: str,
    ratio: float | None,
    growth: str,
) -> None:
    straight = read(goal, value, year, reference=year)
    assert straight.status == linear
    assert straight.measure.progress == pytest.approx(share)
    assert straight.measure.expected == pytest.approx(elapsed)
    assert straight.measure.pace == pytest.approx(pace, abs=5e-4)
    rate = read(replace(goal, method="cagr"), value, year, reference=year)
    assert rate.status == growth
    assert rate.measure.progress == pytest.approx(share)
    if ratio is not None:
        assert rate.measure.pace == pytest.approx(ratio, abs=5e-4)


def test_eleven_statuses_each_with_a_symbol() -> None:
    assert len(STATUSES) == 11
    assert [SYMBOLS[status] for status in STATUSES] == list("∅–?✓✗†…↓↑↗→")


def test_order_of_statuses() -> None:
    assert read(UP, None).status == "missing"
    assert read(UP, float("nan")).status == "missing"
    assert read(UP, float("inf")).reason == "invalid_value"
    assert read(Goal(), 3).status == "no_target"
    assert read(replace(UP, baseline_value=None), 30).status == "no_baseline"
    assert read(replace(UP, baseline_value=None), 40).status == "achieved"
    assert read(replace(DOWN, baseline_value=None), 20).status == "achieved"
    assert read(UP, 40, 2031).status == "achieved"
    assert read(UP, 39, 2031).status == "missed"
    assert read(UP, 26, 2023, reference=2026).status == "stale"
    assert read(UP, 26, 2023, reference=2025).status == "on_track"
    assert read(UP, 20, 2020, reference=2020).status == "too_early"


def test_old_value_is_only_a_badge_on_achieved_and_missed() -> None:
    achieved, missed = read(UP, 41, 2023, reference=2030), read(UP, 30, 2030, reference=2036)
    assert (achieved.status, achieved.stale) == ("achieved", True)
    assert (missed.status, missed.stale) == ("missed", True)


def test_stale_comes_before_too_early() -> None:
    assert read(UP, 20, 2020, reference=2025).status == "stale"
    assert assess(UP, 20, 2020, reference_year=2024, max_age=4).status == "too_early"


def test_thresholds_are_inclusive_and_settable() -> None:
    # P = 5.7/20 = 0.285, E = 0.30, r = 0.95 exactly in decimals but not in binary
    assert read(UP, 25.7).status == "on_track"
    assert read(UP, 23.6).status == "acceleration"
    strict = StatusRules(on_track=1.1, acceleration=0.9)
    assert assess(UP, 26, 2023, reference_year=2023, rules=strict).status == "acceleration"


def test_decimals_do_not_miss_a_target() -> None:
    goal = replace(UP, baseline_value=0.0, target_value=0.1 + 0.2)
    assert read(goal, 0.3).status == "achieved"


def test_maintain_needs_a_tolerance_and_divides_nothing() -> None:
    keep = replace(UP, target_value=20, tolerance=1.0)
    assert keep.kind == "maintain"
    assert read(keep, 19.0).status == "achieved"
    assert read(keep, 25.0).status == "achieved"
    below = read(keep, 18.9)
    assert (below.status, below.reason, below.measure.progress) == ("regression", "gap", None)
    assert read(keep, 18.9, 2030, reference=2030).status == "missed"
    assert read(replace(keep, direction="down"), 21.5).status == "regression"
    assert read(replace(keep, direction="context"), 25.0).status == "regression"
    with pytest.raises(GoalError, match="tolerance_missing"):
        check_goal(replace(keep, tolerance=None))


BAND = Goal(direction="band", baseline_year=2020, baseline_value=70, target_year=2030, band_low=90, band_high=105)


def test_band_measures_the_distance_to_it() -> None:
    # dist_b = 20; at 76 dist = 14, P = 0.30
    assert read(BAND, 76).measure.progress == pytest.approx(0.30)
    assert read(BAND, 76).status == "on_track"
    assert read(BAND, 76).measure.expected_value == pytest.approx(76)
    assert read(BAND, 95).status == "achieved"
    assert read(BAND, 60).status == "regression"
    above = replace(BAND, baseline_value=125)
    assert read(above, 119).measure.expected_value == pytest.approx(119)


def test_leaving_a_band_is_told() -> None:
    inside = replace(BAND, baseline_value=100)
    out = read(inside, 110)
    assert (out.status, out.reason) == ("regression", "left_band")
    assert read(inside, 110, 2030, reference=2030).status == "missed"
    assert read(replace(BAND, baseline_value=None), 110).status == "no_baseline"
    assert read(replace(BAND, baseline_value=None), 100).status == "achieved"


def test_one_sided_band() -> None:
    assert read(replace(BAND, band_high=None), 300).status == "achieved"
    assert read(replace(BAND, band_low=None), 10).status == "achieved"


def test_ordinal_path_climbs_by_steps() -> None:
    goal = Goal(scale="ordinal", direction="up", baseline_year=2024, baseline_value=1, target_year=2028, target_value=3)
    # one level in two years: nothing expected in 2025, one level in 2026 and 2027
    assert read(goal, 1, 2025, reference=2025).status == "too_early"
    assert read(goal, 1, 2026, reference=2026).measure.expected == 0.5
    assert read(goal, 1, 2026, reference=2026).status == "limited"
    assert read(goal, 2, 2027, reference=2027).status == "on_track"
    assert read(goal, 0, 2025, reference=2025).status == "regression"
    assert measure(replace(goal, method="cagr"), 2, 2026).method == "linear"


def test_binary_is_done_or_not() -> None:
    goal = Goal(scale="binary", baseline_year=2024, baseline_value=0, target_year=2026, target_value=1)
    assert read(goal, 1, 2025, reference=2025).status == "achieved"
    assert read(goal, 0, 2025, reference=2025).status == "too_early"
    assert read(goal, 0, 2026, reference=2026).status == "missed"
    assert read(goal, 0.5, 2025, reference=2025).reason == "invalid_goal"
    assert read(replace(goal, baseline_value=1), 0, 2025, reference=2025).status == "regression"
    with pytest.raises(GoalError, match="binary_partial"):
        check_goal(replace(goal, target_value=0.4))


def test_milestones_bend_the_path() -> None:
    goal = replace(UP, milestones=((2025, 22.0),))
    assert measure(goal, 21, 2025).expected_value == pytest.approx(22)
    # 2023: 20 + 3/5 of 2 = 21.2
    assert measure(goal, 21, 2023).expected_value == pytest.approx(21.2)
    assert measure(goal, 21, 2027).expected_value == pytest.approx(22 + 18 * 2 / 5)


def test_growth_falls_back_to_linear_where_it_means_nothing() -> None:
    from_zero = replace(UP, baseline_value=0, method="cagr")
    assert measure(from_zero, 5, 2023).method == "linear"
    assert measure(replace(UP, method="cagr"), -5, 2023).method == "linear"


def test_extrapolated_method_of_eustat() -> None:
    goal = replace(UP, method="extrapolated")
    # 24 after three years: 24·(24/20)^(7/3) = 36.73, share (36.73 − 20)/20 = 0.836
    found = read(goal, 24)
    assert found.measure.projected_value == pytest.approx(36.73, abs=0.005)
    assert found.measure.pace == pytest.approx(0.836, abs=5e-4)
    assert found.status == "acceleration"
    assert read(goal, 26).status == "on_track"
    assert read(goal, 20.1).status == "limited"
    assert read(goal, 19).status == "regression"


def test_a_wrong_direction_is_refused_and_never_measured() -> None:
    wrong = replace(UP, direction="down")
    assert [item.fault for item in goal_problems(wrong)] == ["wrong_direction"]
    with pytest.raises(GoalError, match="40 → 20"):
        check_goal(wrong)
    assert (read(wrong, 26).status, read(wrong, 26).reason) == ("no_baseline", "invalid_goal")
    check_goal(UP)


def test_years_and_bands_in_order() -> None:
    assert [item.fault for item in goal_problems(replace(UP, target_year=2020))] == ["deadline_before_baseline"]
    assert [item.fault for item in goal_problems(replace(UP, milestones=((2031, 30.0),)))] == ["milestone_outside"]
    assert [item.fault for item in goal_problems(replace(BAND, band_low=110))] == ["band_reversed"]


def test_without_deadline_only_reaching_counts() -> None:
    open_ended = replace(UP, target_year=None)
    assert read(open_ended, 41).status == "achieved"
    assert (read(open_ended, 30).status, read(open_ended, 30).reason) == ("no_baseline", "no_deadline")


def test_value_older_than_its_baseline_is_too_early() -> None:
    assert read(UP, 15, 2019, reference=2020).status == "too_early"


def test_goal_of_reads_a_target_and_the_catalogue_band() -> None:
    row = Target(
        territory="38185", indicator="t_x", plan="P", baseline_year=2020, baseline_value=1, target_year=2024,
        target_value=3, milestones={"2022": 2.0},
    )  # fmt: skip
    goal = goal_of(row, indicator="t_x", scale="ordinal", direction="up")
    assert (goal.kind, goal.milestones) == ("ordinal", ((2022, 2.0),))
    assert goal_of(None, indicator="o_x", scale="ratio", direction="band", band=(90, 105)).kind == "band"
    assert not goal_of(None, indicator="o_x", scale="ratio", direction="up").exists
