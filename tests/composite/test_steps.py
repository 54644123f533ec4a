"""Coverage, denominators, imputation and treatment, counted by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from indicators.composite import (
    Dataset,
    Framework,
    MethodError,
    Node,
    Recipe,
    build,
    coverage,
    impute,
    screen,
    size_correlation,
    treat,
    winsorise,
)
from indicators.composite.arrays import frozen
from indicators.composite.errors import DataError
from indicators.composite.statistics import correlate, kurtosis, ranks, skewness
from tests.composite.conftest import dataset, flat, tree

NAN = float("nan")
DENOMINATED = tree({"x": "Index"}, x={"denominator": "Pop"})


def _panel(values: list[float], years: list[int] | None = None, units: list[str] | None = None) -> Dataset:
    years = years or [2020 + i for i in range(len(values))]
    units = units or ["a"] * len(values)
    return Dataset(units=tuple(units), years=tuple(years), indicators=("x",), values=frozen([[v] for v in values]))


def test_statistics_are_those_of_scipy() -> None:
    x = np.random.default_rng(1).lognormal(size=(30, 3))
    x[3, 1] = NAN
    known = x[~np.isnan(x[:, 1]), 1]
    assert skewness(x)[1] == pytest.approx(stats.skew(known, bias=False))
    assert kurtosis(x)[1] == pytest.approx(stats.kurtosis(known, bias=False))
    assert np.isnan(skewness(np.array([[1.0], [2.0]]))[0]) and np.isnan(kurtosis(np.array([[1.0], [2], [4]]))[0])
    assert np.isnan(skewness(np.full((9, 1), 0.1))[0])


def test_correlations_are_those_of_scipy() -> None:
    x, y = np.random.default_rng(2).normal(size=(2, 25))
    for kind, expected in (("pearson", stats.pearsonr), ("spearman", stats.spearmanr), ("kendall", stats.kendalltau)):
        r, p, n = correlate(x, y, kind)  # type: ignore[arg-type]  # one name a turn of the loop
        assert (r, p, n) == (pytest.approx(expected(x, y)[0]), pytest.approx(expected(x, y)[1]), 25)
    assert np.isnan(correlate(x, np.ones(25))[0])


def test_ranks_share_the_smallest_and_ignore_noise() -> None:
    found = ranks(np.array([3.0, 1.0, 3.0 + 1e-13, NAN, 2.0]))
    assert found[:3].tolist() == [1, 4, 1] and np.isnan(found[3]) and found[4] == 3


def test_coverage_by_unit_indicator_and_dimension() -> None:
    framework = tree({"a": "D", "b": "D", "c": "E", "D": "Index", "E": "Index"})
    data = dataset(framework, [[1, NAN, 3], [1, 2, NAN]])
    assert coverage(data, framework)["share"].tolist() == [2 / 3, 2 / 3]
    assert coverage(data, framework, "indicator")["observed"].tolist() == [2, 1, 1]
    assert coverage(data, framework, "dimension").to_numpy().tolist() == [[0.5, 1.0], [1.0, 0.0]]
    found = screen(data.values, framework, 0.6, 0.5)
    assert found.kept.tolist() == [True, False] and found.lowest.tolist() == [0.5, 0.0]


def test_nobody_left_is_refused() -> None:
    with pytest.raises(MethodError, match="Aucune unité n’atteint la couverture"):
        build(Recipe(), flat(2), dataset(flat(2), [[1, NAN], [NAN, NAN]]))


def test_denominators_divide_and_a_missing_one_says_so() -> None:
    data = dataset(DENOMINATED, [[10], [9], [8], [6]], denominators={"Pop": frozen([5, NAN, 2, 1])})
    result = build(Recipe(screen=0), DENOMINATED, data)
    assert result.stage("denominated")["x"].tolist()[:1] == [2.0]
    row = result.unavailable.iloc[0]
    assert (row["unit"], row["node"], row["code"]) == ("u1", "x", "no_denominator")
    assert row["reason"] == "« x » n’a pas de dénominateur (« Pop »)"
    assert build(Recipe(denominate=False), DENOMINATED, data).stage("denominated")["x"].tolist() == [10, 9, 8, 6]


def test_a_zero_or_vanishing_denominator_is_refused() -> None:
    data = dataset(DENOMINATED, [[10], [9]], denominators={"Pop": frozen([5, 0])})
    with pytest.raises(MethodError, match="« Pop » de « x » vaut 0 pour « u1 »"):
        build(Recipe(), DENOMINATED, data)
    data = dataset(DENOMINATED, [[1e90], [9]], denominators={"Pop": frozen([1e-90, 1])})
    with pytest.raises(MethodError, match="dépasse 1e100 pour « u0 »"):
        build(Recipe(), DENOMINATED, data)


def test_size_correlation_flags_what_measures_size() -> None:
    size = [1.0, 10, 100, 1000]
    data = dataset(DENOMINATED, [[2], [19], [230], [1700]], denominators={"Pop": frozen(size)})
    table = size_correlation(data, DENOMINATED, data.values)
    assert table.loc[0, "flagged"] and table.loc[0, "n"] == 4
    assert table.loc[0, "r_log"] == pytest.approx(np.corrcoef(np.log(size), np.log([2, 19, 230, 1700]))[0, 1])
    data = dataset(DENOMINATED, [[0], [19], [230], [1700]], denominators={"Pop": frozen(size)})
    assert size_correlation(data, DENOMINATED, data.values).loc[0, "r_log"] is pd.NA


@pytest.mark.parametrize(
    ("how", "expected"),
    [("mean", [1, 2, 6, 3, 3]), ("median", [1, 2, 6, 2, 2]), ("group_mean", [1, 2, 6, 6, NAN])],
)
def test_imputation_by_centres(how: str, expected: list[float]) -> None:
    groups = {"g": ("n", "n", "s", "s", "")}
    data = dataset(flat(1), [[1], [2], [6], [NAN], [NAN]], groups=groups)
    found = impute(data, data.values, how, "g")
    assert found[:, 0].tolist() == pytest.approx(expected, nan_ok=True)


def test_group_without_data_stays_missing_and_unknown_group_is_refused() -> None:
    data = dataset(flat(1), [[1], [NAN]], groups={"region": ("n", "s")})
    assert np.isnan(impute(data, data.values, "group_median", "region")[1, 0])
    with pytest.raises(DataError, match="« regio » n’est pas dans les données ; le plus proche est « region »"):
        impute(data, data.values, "group_mean", "regio")
    whole = dataset(flat(1), [[1], [2]], groups={"region": ("n", "s")})
    with pytest.raises(DataError, match="« regio »"):
        build(Recipe(impute="group_mean", impute_group="regio"), flat(1), whole)


def test_an_indicator_without_data_is_not_imputed() -> None:
    data = dataset(flat(2), [[1, NAN], [NAN, NAN]])
    with pytest.raises(MethodError, match="« x1 » n’a aucune donnée"):
        impute(data, data.values, "mean")


@pytest.mark.parametrize(
    ("values", "last", "linear"),
    [
        ([NAN, 1, NAN, NAN, 4, NAN], [NAN, 1, 1, 1, 4, 4], [NAN, 1, 2, 3, 4, NAN]),
        ([NAN, 5, NAN], [NAN, 5, 5], [NAN, 5, NAN]),
        ([NAN, NAN, 7], [NAN, NAN, 7], [NAN, NAN, 7]),
    ],
)
def test_imputation_along_years(values: list[float], last: list[float], linear: list[float]) -> None:
    data = _panel(values)
    assert impute(data, data.values, "last")[:, 0].tolist() == pytest.approx(last, nan_ok=True)
    assert impute(data, data.values, "linear")[:, 0].tolist() == pytest.approx(linear, nan_ok=True)


def test_years_are_spaced_and_units_never_mix() -> None:
    data = _panel([10, 1, NAN, NAN, 4, NAN], [2020, 2020, 2021, 2021, 2026, 2026], ["b", "a", "a", "b", "a", "b"])
    assert impute(data, data.values, "linear")[:, 0].tolist() == pytest.approx([10, 1, 1.5, NAN, 4, NAN], nan_ok=True)
    assert impute(data, data.values, "last")[:, 0].tolist() == [10, 1, 1, 10, 4, 10]


def _column(*values: float) -> np.ndarray:
    return np.array([[v] for v in values])


def test_winsorisation_moves_ties_together_and_stops_when_it_passes() -> None:
    values = _column(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 30)
    found, points = winsorise(values, winmax=5, skew=0.5, kurt=-3)
    assert points[0] == 2 and sorted(found[:, 0])[-3:] == [10, 10, 10]
    low, points = winsorise(-values, winmax=5, skew=0.5, kurt=-3)
    assert points[0] == 2 and low[:, 0].tolist() == (-found)[:, 0].tolist()


def test_winsorisation_stops_at_winmax_and_never_makes_a_constant() -> None:
    values = _column(*range(20), 100, 1000, 10000)
    found, points = winsorise(values, winmax=1)
    assert points[0] == 1 and found.max() == 1000
    assert winsorise(values, winmax=0)[0].tolist() == values.tolist()
    rare = _column(*[0] * 30, 1)
    assert winsorise(rare)[0].tolist() == rare.tolist()


def test_log_is_taken_on_the_original_when_winsorising_fails() -> None:
    values = _column(*np.exp(np.linspace(0, 10, 40)))
    found = treat(values, ("x",), np.ones(40, dtype=bool), winmax=1)
    low, high = values.min(), values.max()
    assert found.treatments[0].rule == "log_ct" and found.treatments[0].passed
    assert found.values[:, 0] == pytest.approx(np.log(values[:, 0] - low + 0.01 * (high - low)))


def test_box_cox_power_is_that_of_maximum_likelihood_or_the_one_given() -> None:
    values = _column(*np.random.default_rng(0).lognormal(0, 2, 60))
    found = treat(values, ("x",), np.ones(60, dtype=bool), treat_with=("boxcox",))
    rule = found.treatments[0]
    shifted = values[:, 0] - values.min() + 0.01 * np.ptp(values)
    assert rule.power == pytest.approx(stats.boxcox_normmax(shifted, method="mle"), abs=1e-4)
    given = treat(values, ("x",), np.ones(60, dtype=bool), treat_with=("boxcox",), boxcox_lambda=0.5)
    assert given.values[:, 0] == pytest.approx((shifted**0.5 - 1) / 0.5)


def test_a_column_that_no_treatment_mends_says_so() -> None:
    rare = np.hstack([_column(*[0] * 30, 1), _column(*range(31))])
    found = treat(rare, ("rare", "even"), np.ones(31, dtype=bool))
    assert [t.passed for t in found.treatments] == [False, True]
    assert [t.rule for t in found.treatments] == ["log_ct", "none"]


def test_units_outside_the_population_follow_the_rule_of_the_others() -> None:
    values = _column(*range(20), 500, 9000)
    population = np.array([True] * 21 + [False])
    found = treat(values, ("x",), population, winmax=1)
    assert found.treatments[0].high == 19 and found.values[21, 0] == 19


def test_plain_logarithm_refuses_what_is_not_positive() -> None:
    values = _column(0, *np.exp(np.linspace(0, 14, 30)))
    with pytest.raises(MethodError, match="« x » contient 0 : le logarithme demande"):
        treat(values, ("x",), np.ones(31, dtype=bool), treat_with=("log",))
    with pytest.raises(MethodError, match="« x0 » vaut -1 pour « u0 »"):
        build(Recipe(transform={"x0": "log"}), flat(1), dataset(flat(1), [[-1], [2]]))


def test_transform_is_audited() -> None:
    result = build(Recipe(transform={"x0": "log"}), flat(1), dataset(flat(1), [[1], [10], [100]]))
    assert result.audit["stage"].tolist() == ["transform"] * 3
    assert result.scores["x0"].tolist() == pytest.approx([1, 50.5, 100])
    framework = Framework((Node(code="x0", parent="I", scale="log"), Node(code="I", kind="aggregate")))
    again = build(Recipe(), framework, dataset(framework, [[1], [10], [100]]))
    assert again.scores["x0"].tolist() == result.scores["x0"].tolist()
