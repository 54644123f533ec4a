"""The methods of the literature against independent computations: orders, quantifiers, weights, estimates."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import scipy.optimize
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.composite import MethodError, Recipe, RecipeError, ahp, build
from indicators.composite.aggregate import RULES, Setting
from indicators.composite.factor_analysis import varimax, weights_factor
from indicators.composite.hierarchy import at_node
from indicators.composite.impute_model import by_model
from tests.composite.conftest import dataset, flat, tree

NAN = float("nan")
EVERYONE = np.ones(6, dtype=bool)
W = np.array([2.0, 1.0, 1.0])


def _best_orders(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Mean place from the last over every order that agrees most, all of them tried."""
    units = range(len(values))
    gaps = {
        (i, j): sum(
            w * (int(values[i, c] > values[j, c]) - int(values[i, c] < values[j, c])) for c, w in enumerate(weights)
        )
        for i, j in itertools.permutations(units, 2)
    }
    totals = {
        order: sum(gaps[pair] for pair in itertools.combinations(order, 2)) for order in itertools.permutations(units)
    }
    best = [order for order, total in totals.items() if total >= max(totals.values()) - 1e-9]
    return np.array([np.mean([len(values) - 1 - order.index(unit) for order in best]) for unit in units])


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_kemeny_is_the_best_of_all_orders(seed: int) -> None:
    rng = np.random.default_rng(seed)
    values = rng.integers(0, 4, (6, 3)).astype(float)
    values[rng.random(values.shape) < 0.15] = NAN
    values[np.isnan(values).all(axis=1), 0] = 1.0
    found = RULES["kemeny"](values, W, Setting(population=EVERYONE))
    assert found == pytest.approx(_best_orders(values, W))


def test_kemeny_says_when_there_are_too_many_units() -> None:
    rows = np.random.default_rng(0).normal(size=(15, 2)).tolist()
    with pytest.raises(MethodError, match='s’arrête à 14 unités ; il y en a 15 : écrivez aggregate = "copeland"'):
        build(Recipe(aggregate="kemeny", treat=False), flat(2), dataset(flat(2), rows))


def test_ordered_means_with_explicit_weights_and_at_least() -> None:
    x = np.array([[1.0, 5.0, 3.0], [2.0, NAN, 4.0], [7.0, 7.0, 7.0]])
    ones = np.ones(3)

    def owa(said: object) -> list[float]:
        return RULES["owa"](x, ones, Setting(population=np.ones(3, dtype=bool), owa=said)).tolist()  # type: ignore[arg-type]  # any quantifier

    assert owa((0.5, 0.3, 0.2)) == pytest.approx([0.5 * 5 + 0.3 * 3 + 0.2 * 1, 0.65 * 4 + 0.35 * 2, 7])
    assert owa("at_least_2") == pytest.approx([4, 0.75 * 4 + 0.25 * 2, 7])
    assert owa("more_than_2") == pytest.approx([2, 0.25 * 4 + 0.75 * 2, 7])
    assert owa("at_least_1")[0] == 5 and owa("more_than_1")[0] == pytest.approx(1)
    assert owa("at_least_3") == pytest.approx([3, 3, 7])


def test_mean_min_goes_from_the_mean_to_the_worst() -> None:
    x = np.array([[1.0, 5.0, 3.0], [2.0, NAN, 4.0]])

    def score(alpha: float, beta: float) -> list[float]:
        setting = Setting(population=np.ones(2, dtype=bool), mean_min=(alpha, beta))
        return RULES["mean_min"](x, np.ones(3), setting).tolist()

    assert score(0, 0) == [3, 3] and score(1, 0) == [1, 2]
    assert score(0.5, 2) == pytest.approx([3 - 0.5 * (8**0.5 - 2), 3 - 0.5 * (5**0.5 - 2)])


def _programme(x: np.ndarray, row: int, shares: tuple[float, float] | None, direction: list[float] | None) -> float:
    """The whole programme of one unit, every constraint at once, as the literature writes it."""
    size = x.shape[1]
    if direction is not None:
        cost = [*(-x[row]), 1.0]
        rows = np.column_stack([x, -np.ones(len(x))])
        found = scipy.optimize.linprog(cost, A_ub=rows, b_ub=np.zeros(len(x)), A_eq=[[*direction, 0.0]], b_eq=[1.0])
        return float(1 / (1 + found.fun))
    rows, limit = x, np.ones(len(x))
    if shares is not None:
        own = np.diag(x[row])
        rows = np.vstack([x, own - shares[1] * x[row], shares[0] * x[row] - own])
        limit = np.concatenate([limit, np.zeros(2 * size)])
    return float(-scipy.optimize.linprog(-x[row], A_ub=rows, b_ub=limit).fun)


@pytest.mark.parametrize("shares", [None, (0.1, 0.6), (0.2, 0.5)])
@pytest.mark.parametrize("direction", [None, [1.0, 2.0, 0.5]])
def test_benefit_of_the_doubt_against_the_whole_programme(
    shares: tuple[float, float] | None, direction: list[float] | None
) -> None:
    if shares and direction:
        shares = None
    x = np.random.default_rng(8).lognormal(size=(25, 3))
    framework = flat(3)
    entries = {"bod_shares": {"Index": shares}} if shares else {}
    entries |= {"bod_direction": dict(zip(framework.indicators, direction, strict=True))} if direction else {}
    setting = Setting(
        population=np.ones(25, dtype=bool),
        shares=entries.get("bod_shares", {}),
        direction=entries.get("bod_direction", {}),
    )
    found = RULES["bod"](x, np.ones(3), at_node(setting, framework, 0))
    assert found == pytest.approx([_programme(x, row, shares, direction) for row in range(25)], rel=1e-7)
    built = build(
        Recipe(normalise="none", aggregate="bod", treat=False, **entries), framework, dataset(framework, x.tolist())
    )
    assert built.scores["Index"].tolist() == pytest.approx(found.tolist())


def test_shares_that_nothing_can_hold_are_refused() -> None:
    recipe = Recipe(aggregate="bod", bod_shares={"Index": (0.6, 0.9)}, treat=False)
    with pytest.raises(MethodError, match="bod_shares sous « Index » : élargissez"):
        build(recipe, flat(3), dataset(flat(3), [[1, 2, 3], [3, 1, 2], [2, 3, 1]]))


def test_saaty_comparisons_give_weights_and_their_consistency() -> None:
    weights, ratio = ahp([[1, 3, 5], [1 / 3, 1, 3], [1 / 5, 1 / 3, 1]])
    assert weights == pytest.approx([0.6370, 0.2583, 0.1047], abs=1e-4) and ratio == pytest.approx(0.0332, abs=1e-3)
    assert ahp([[1, 2], [0.5, 1]])[0].tolist() == pytest.approx([2 / 3, 1 / 3]) and ahp([[1]])[1] == 0
    framework = tree({"a": "D", "b": "D", "c": "D", "d": "Index", "D": "Index"})
    matrix = [[1, 3, 5], [0.3333, 1, 3], [0.2, 0.3333, 1]]
    recipe = Recipe(weights="ahp", comparisons={"D": matrix}, aggregate="arithmetic", treat=False)
    data = dataset(framework, [[1, 4, 2, 3], [2, 1, 9, 5], [5, 5, 1, 1]])
    found = build(recipe, framework, data)
    assert found.weights.loc[["a", "b", "c"], "share"].tolist() == pytest.approx([0.6370, 0.2583, 0.1047], abs=1e-3)
    assert found.consistency.to_dict() == {"D": pytest.approx(0.0332, abs=2e-3)}
    with pytest.raises(RecipeError, match="« Index » réunit 2 parties et sa matrice en compare 3"):
        build(recipe.with_(comparisons={"Index": matrix}), framework, data)


def test_factor_weights_follow_the_handbook() -> None:
    rng = np.random.default_rng(2)
    factors = rng.normal(size=(400, 2))
    load = np.array([[0.9, 0], [0.8, 0], [0.7, 0.1], [0, 0.9], [0.1, 0.8]])
    x = factors @ load.T + 0.3 * rng.normal(size=(400, 5))
    weights = weights_factor(x, np.ones(400, dtype=bool))
    assert weights.sum() == pytest.approx(1) and (weights > 0).all()
    values, vectors = np.linalg.eigh(np.corrcoef(x, rowvar=False))
    kept = vectors[:, values > 1] * np.sqrt(values[values > 1])
    turned = varimax(kept)
    assert (turned**2).sum(axis=1) == pytest.approx((kept**2).sum(axis=1)), "a rotation keeps communalities"
    angles = [np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]]) for a in np.linspace(0, np.pi, 721)]
    assert ((turned**2).var(axis=0)).sum() >= max(((kept @ r) ** 2).var(axis=0).sum() for r in angles) - 1e-6
    squared = turned**2
    home = squared.argmax(axis=1)
    expected = squared[np.arange(5), home] / squared.sum()
    assert weights == pytest.approx(expected / expected.sum())
    plain = weights_factor(x, np.ones(400, dtype=bool), rotate=False)
    assert plain != pytest.approx(weights)


def test_regression_and_em_agree_where_the_likelihood_factors() -> None:
    rng = np.random.default_rng(5)
    x = rng.normal(size=60)
    y = 2 + 0.7 * x + 0.2 * rng.normal(size=60)
    table = np.column_stack([x, np.where(np.arange(60) < 45, y, NAN)])
    slope, start = np.polyfit(x[:45], y[:45], 1)
    expected = start + slope * x[45:]
    assert by_model(table, "regression")[45:, 1] == pytest.approx(expected)
    assert by_model(table, "em")[45:, 1] == pytest.approx(expected, abs=1e-6)
    np.testing.assert_array_equal(by_model(table, "em")[:45], table[:45])


def test_em_reaches_the_maximum_of_likelihood() -> None:
    rng = np.random.default_rng(9)
    whole = rng.multivariate_normal([1, 2, 3], [[1, 0.8, 0.3], [0.8, 1, 0.4], [0.3, 0.4, 1]], 80)
    table = np.where(rng.random(whole.shape) < 0.15, NAN, whole)
    table[0] = NAN
    filled = by_model(table, "em")
    assert np.isnan(filled[0]).all() and not np.isnan(filled[1:]).any()
    again = by_model(np.where(np.isnan(table), NAN, table) * 1000, "em")
    assert again[1:] == pytest.approx(1000 * filled[1:], rel=1e-6)
    known = np.isnan(table[1:]).any(axis=1) & ~np.isnan(table[1:]).all(axis=1)
    error = np.abs(filled[1:] - whole[1:])[known].mean()
    assert error < np.abs(np.where(np.isnan(table), np.nanmean(table, axis=0), table)[1:] - whole[1:])[known].mean()


@pytest.mark.parametrize("how", ["regression", "em"])
def test_estimates_from_the_others_need_complete_units(how: str) -> None:
    framework = flat(3)
    rows = [[1, 2, 3], [2, NAN, 1], [NAN, 1, 2], [3, 1, 5]]
    with pytest.raises(MethodError, match=f"impute = « {how} » demande 4 unités complètes, .* ; 2 ici"):
        build(Recipe(impute=how), framework, dataset(framework, rows))


@pytest.mark.parametrize(
    ("key", "asked", "offered"),
    [
        *[("aggregate", "topsis", "wroclaw"), ("aggregate", "electre", "copeland"), ("aggregate", "dea", "bod")],
        *[("aggregate", "condorcet", "copeland"), ("aggregate", "min", "mean_min"), ("aggregate", "choquet", "owa")],
        *[("weights", "entropy", "pca"), ("weights", "saaty", "ahp"), ("weights", "budget", "framework")],
        *[("impute", "knn", "regression"), ("impute", "locf", "last"), ("impute", "mle", "em")],
        *[
            ("normalise", "quantile", "percentile"),
            ("normalise", "identity", "none"),
            ("normalise", "robust", "zscore"),
            ("normalise", "min-max scaling", "minmax"),
            ("aggregate", "weighted geometric mean", "geometric"),
            ("aggregate", "weighted_mean", "arithmetic"),
            ("aggregate", "lehmer", "power"),
            ("aggregate", "borda", "copeland"),
            ("weights", "merec", "pca"),
            ("impute", "predictive mean matching", "regression"),
        ],
    ],
)
def test_an_absent_method_is_answered_by_the_nearest_meaning(key: str, asked: str, offered: str) -> None:
    with pytest.raises(RecipeError, match=f"le plus proche : {offered}."):
        Recipe.from_dict({key: asked})


def test_the_direction_of_an_ampi_penalty() -> None:
    x = np.array([[80.0, 120.0], [100.0, 100.0]])
    down = RULES["ampi"](x, np.ones(2), Setting(population=np.ones(2, dtype=bool)))
    up = RULES["ampi"](x, np.ones(2), Setting(population=np.ones(2, dtype=bool), mpi_penalty="positive"))
    assert down.tolist() == [96, 100] and up.tolist() == [104, 100]
