"""The worked numbers of the trend rules, and the words that short series do not allow."""

import pytest

from indicators.progress.trend import (
    Point,
    TrendRules,
    cagr,
    constant_prices,
    mann_kendall,
    poisson_interval,
    since_break,
    theil_sen,
    trend,
)


def series(*values: float, start: int = 2020, break_at: int | None = None) -> tuple[Point, ...]:
    return tuple(
        Point(start + index, value, series_break=start + index == break_at) for index, value in enumerate(values)
    )


@pytest.mark.parametrize(("n", "p"), [(3, 0.333), (4, 0.083), (5, 0.017), (6, 0.003)])
def test_exact_p_of_a_monotone_series(n: int, p: float) -> None:
    assert mann_kendall(range(n)).p == pytest.approx(p, abs=5e-4)
    assert mann_kendall(range(n, 0, -1)).p == pytest.approx(p, abs=5e-4)


def test_forty_percent_more_is_no_trend() -> None:
    points = series(10, 11, 5, 13, 14)
    assert mann_kendall([10, 11, 5, 13, 14]).p == pytest.approx(0.233, abs=5e-4)
    assert theil_sen(points) == pytest.approx(1.0)
    found = trend(points, direction="up")
    assert found is not None and found.basis == "series" and found.significant is False


def test_ties_keep_the_exact_distribution_of_their_own_ranks() -> None:
    # 1, 1, 2: S = 2; the three distinct orders give S = 2, 0 and -2, so |S| >= 2 in two orders of three.
    assert mann_kendall([1, 1, 2]) == mann_kendall([5, 5, 9])
    assert mann_kendall([1, 1, 2]).p == pytest.approx(2 / 3)
    assert mann_kendall([4, 4, 4]).p == 1.0


def test_normal_approximation_only_above_eight() -> None:
    assert mann_kendall(range(8)).exact
    beyond = mann_kendall(range(9))
    # S = 36, variance = 9·8·23/18 = 92, z = 35/√92 = 3.649
    assert not beyond.exact and beyond.s == 36
    assert beyond.p == pytest.approx(0.000263, abs=5e-6)


def test_one_value_has_no_trend() -> None:
    assert mann_kendall([3]).p == 1.0
    assert trend(series(3)) is None
    assert theil_sen(series(3)) is None


def test_compound_growth() -> None:
    assert cagr(100, 121, 2) == pytest.approx(0.10)
    assert cagr(300_000, 255_000, 3) == pytest.approx(-0.0527, abs=5e-5)
    assert cagr(0, 5, 3) is None
    assert cagr(-1, 5, 3) is None


def test_growth_needs_two_years_apart_else_mean_change() -> None:
    found = trend(series(100, 110), direction="up")
    assert found is not None and found.growth is None and found.mean_change == 10 and found.pace is None
    from_zero = trend(series(0, 2, 5), direction="up")
    assert from_zero is not None and from_zero.growth is None and from_zero.mean_change == 2.5


@pytest.mark.parametrize(
    ("last", "direction", "pace"),
    [(102, "up", "slight"), (104, "up", "rising"), (100, "up", "flat"), (99, "up", "falling"), (99, "down", "slight")],
)
def test_verdict_without_target(last: float, direction: str, pace: str) -> None:
    found = trend(series(100, 100, last), direction=direction)
    assert found is not None and found.pace == pace


def test_thresholds_are_a_setting_and_context_has_no_verdict() -> None:
    points = series(100, 101, 103.5)
    assert getattr(trend(points, direction="up"), "pace", None) == "rising"
    assert getattr(trend(points, direction="up", rules=TrendRules(rising=0.02)), "pace", None) == "slight"
    assert getattr(trend(points, direction="context"), "pace", "") is None
    assert getattr(trend(points, direction="up", scale="ordinal"), "pace", "") is None


@pytest.mark.parametrize("n", [2, 3, 4])
def test_nothing_is_said_of_chance_below_five_points(n: int) -> None:
    found = trend(series(*range(1, n + 1)), direction="up")
    assert found is not None and found.basis == "gap" and found.significant is None and found.test is None


def test_five_monotone_points_may_say_it() -> None:
    found = trend(series(1, 2, 3, 4, 5), direction="up")
    assert found is not None and found.significant is True and found.test is not None and found.test.exact


def test_a_break_cuts_the_series() -> None:
    points = series(900, 950, 100, 110, 121, break_at=2022)
    assert [point.year for point in since_break(points)] == [2022, 2023, 2024]
    found = trend(points, direction="up")
    assert found is not None and found.growth == pytest.approx(0.10) and found.cut_at == 2022
    assert trend(series(900, 950, 100, break_at=2022)) is None


def test_surveys_compare_their_intervals() -> None:
    apart = (Point(2022, 50, 45, 55), Point(2024, 62, 57, 67))
    over = (Point(2022, 50, 45, 55), Point(2024, 58, 53, 63))
    assert getattr(trend(apart), "significant", None) is True
    assert getattr(trend(over), "significant", None) is False
    assert getattr(trend(over), "basis", None) == "survey"


def test_small_counts_use_poisson() -> None:
    assert poisson_interval(0) == (0.0, pytest.approx(3.689, abs=5e-4))
    assert poisson_interval(10) == (pytest.approx(4.795, abs=5e-4), pytest.approx(18.390, abs=5e-4))
    close = trend(series(8, 9, 12), scale="count")
    apart = trend(series(3, 9, 30), scale="count")
    assert close is not None and close.basis == "small_count" and close.significant is False
    assert apart is not None and apart.significant is True
    assert getattr(trend(series(200, 210, 230), scale="count"), "basis", None) == "gap"


def test_constant_prices_keep_gaps() -> None:
    result = constant_prices({2020: 100.0, 2021: 100.0, 2022: 100.0}, {2020: 100.0, 2022: 110.0}, base=2022)
    assert result == {2020: pytest.approx(110.0), 2021: None, 2022: 100.0}
    assert constant_prices({2020: 1.0}, {}, base=2020) == {2020: None}
