"""Every rule and every rule for missing data against a plain computation on random trees and weights."""

from __future__ import annotations

import math
import random

import numpy as np
import pandas as pd
import pytest

from indicators.composite import Framework, FrameworkError, MethodError, Node, Recipe, RecipeError, build
from indicators.composite.aggregate import BATCHED, FORMULAS, RULES, Setting
from indicators.composite.hierarchy import node_score, roll_up
from indicators.composite.weigh import weights_bod
from tests.composite.conftest import dataset, flat, tree

NAN = float("nan")


def _mean(name: str, x: list[float], w: list[float], p: float = 0.5) -> float:
    total = sum(w)
    if name == "arithmetic":
        return sum(a * b for a, b in zip(x, w, strict=True)) / total
    if name == "geometric":
        return math.prod(a ** (b / total) for a, b in zip(x, w, strict=True))
    if name == "harmonic":
        return total / sum(b / a for a, b in zip(x, w, strict=True))
    return (sum(b * a**p for a, b in zip(x, w, strict=True)) / total) ** (1 / p)


def _node(name: str, x: list[float], w: list[float], min_share: float) -> float:
    kept = [(a, b) for a, b in zip(x, w, strict=True) if not math.isnan(a)]
    if not kept or sum(b for _, b in kept) / sum(w) < min_share:
        return NAN
    return _mean(name, [a for a, _ in kept], [b for _, b in kept])


@pytest.mark.parametrize("seed", range(12))
def test_random_trees_weights_and_holes(seed: int) -> None:
    draw = random.Random(seed)
    depth, parents, level = draw.randint(1, 3), {}, ["Index"]
    for step in range(depth):
        children = [f"n{step}{parent}{k}" for parent in level for k in range(draw.randint(1, 4))]
        parents |= {child: next(p for p in level if child.startswith(f"n{step}{p}")) for child in children}
        level = children
    weights = {code: draw.uniform(0.1, 5) for code in parents}
    framework = tree(parents, **{code: {"weight": w} for code, w in weights.items()})
    names = {code: draw.choice(["arithmetic", "geometric", "harmonic", "power"]) for code in framework.aggregates}
    min_share = draw.choice([0.0, 0.4, 0.75])
    rows = [[draw.uniform(1, 9) if draw.random() > 0.25 else NAN for _ in framework.indicators] for _ in range(15)]
    rows.append([1.0] * len(framework.indicators))
    rows.append([9.0] * len(framework.indicators))
    recipe = Recipe(
        normalise="goalposts",
        goalposts=dict.fromkeys(framework.indicators, (0, 10)),
        range=(0, 10),
        aggregate_nodes=names,
        min_share=min_share,
        treat=False,
        screen=0,
    )
    found = build(recipe, framework, dataset(framework, rows))
    for row, values in enumerate(rows):
        known = dict(zip(framework.indicators, values, strict=True))
        for code in framework.aggregates:
            children = framework.children(code)
            known[code] = _node(names[code], [known[c] for c in children], [weights[c] for c in children], min_share)
            score = found.scores[code].iloc[row]
            assert (score is pd.NA) == math.isnan(known[code])
            if score is not pd.NA:
                assert score == pytest.approx(known[code], rel=1e-9)


X = np.array([[1.0, 5.0, 3.0], [2.0, 2.0, NAN], [4.0, 1.0, 6.0], [4.0, 1.0, 2.0]])
W = np.array([2.0, 1.0, 1.0])
ALL = Setting(population=np.ones(4, dtype=bool), bounds=(0, 100))


def test_owa_by_hand() -> None:
    expected = []
    for row in X:
        pairs = sorted(((v, w) for v, w in zip(row, W, strict=True) if not math.isnan(v)), reverse=True)
        total, done, score = sum(w for _, w in pairs), 0.0, 0.0
        for value, weight in pairs:
            score += value * (((done + weight) / total) ** 2 - (done / total) ** 2)
            done += weight
        expected.append(score)
    setting = Setting(population=ALL.population, owa=2.0)
    assert RULES["owa"](X, W, setting) == pytest.approx(expected)
    assert RULES["owa"](X, W, Setting(population=ALL.population, owa=1.0)) == pytest.approx(
        RULES["arithmetic"](X, W, ALL)
    )
    assert RULES["owa"](X, W, Setting(population=ALL.population, owa=50.0)) == pytest.approx(
        np.nanmin(X, axis=1), rel=0.01
    )


def test_copeland_by_hand() -> None:
    # u0 against u2: u2 ahead on x0 (2) and x2 (1) of 4; u0-u1 share x0, x1: u1 ahead on x0 (2 of 3).
    # u2-u3 tie on x0 and x1, u2 ahead on x2; u3-u0: 2 for u3, 2 for u0, a tie; u1 against u2 and u3: 2 of 3 lost.
    assert RULES["copeland"](X, W, ALL).tolist() == [-2, -1, 3, 0]


def test_a_missing_value_never_wins() -> None:
    pair = np.array([[NAN, 1.0], [5.0, 1.0]])
    setting = Setting(population=np.ones(2, dtype=bool))
    assert RULES["copeland"](pair, np.ones(2), setting).tolist() == [0, 0]
    assert RULES["copeland"](pair[::-1], np.ones(2), setting).tolist() == [0, 0]


def test_mpi_by_hand() -> None:
    x = np.array([[1.0, 10.0], [2.0, 30.0], [6.0, 20.0]])
    z = 100 + 10 * (x - x.mean(axis=0)) / x.std(axis=0)
    mean, spread = z.mean(axis=1), z.std(axis=1)
    setting = Setting(population=np.ones(3, dtype=bool))
    assert RULES["mpi"](x, np.ones(2), setting) == pytest.approx(mean - spread**2 / mean)
    upward = Setting(population=np.ones(3, dtype=bool), mpi_penalty="positive")
    assert RULES["mpi"](x, np.ones(2), upward) == pytest.approx(mean + spread**2 / mean)
    framework = flat(2)
    posts = {"normalise": "goalposts", "goalposts": {"x0": (0, 9), "x1": (0, 9)}, "treat": False}
    with pytest.raises(MethodError, match=r"parties de « Index », et « x1 » y est constant \(0.333333\)"):
        build(Recipe(**posts, aggregate="mpi"), framework, dataset(framework, [[1, 3], [2, 3], [4, 3]]))


def test_wroclaw_by_hand() -> None:
    x = np.array([[1.0, 10.0], [2.0, 30.0], [6.0, 20.0]])
    distance = np.sqrt(((np.array([6.0, 30.0]) - x) ** 2).mean(axis=1))
    expected = 100 * (1 - distance / (distance.mean() + 2 * distance.std(ddof=1)))
    setting = Setting(population=np.ones(3, dtype=bool), bounds=(0, 100))
    assert RULES["wroclaw"](x, np.ones(2), setting) == pytest.approx(expected)
    framework = flat(2)
    posts = {"normalise": "goalposts", "goalposts": {"x0": (0, 9), "x1": (0, 9)}, "treat": False}
    with pytest.raises(MethodError, match="sous « Index », il en faut deux au moins"):
        build(Recipe(**posts, aggregate="wroclaw"), framework, dataset(framework, [[1, 3]]))


def test_benefit_of_the_doubt_by_hand() -> None:
    x = np.array([[4.0, 1.0], [1.0, 4.0], [2.0, 2.0]])
    population = np.ones(3, dtype=bool)
    weights = weights_bod(x, population)
    assert (weights * x).sum(axis=1) == pytest.approx([1, 1, 0.8])
    assert weights[2] == pytest.approx([0.2, 0.2])
    assert (weights >= 0).all()
    assert RULES["bod"](x, np.ones(2), Setting(population=population, bounds=(1, 100))) == pytest.approx([100, 100, 80])
    holes = np.array([[4.0, NAN], [1.0, 4.0], [NAN, NAN]])
    found = RULES["bod"](holes, np.ones(2), Setting(population=population, bounds=(1, 100)))
    assert found[:2] == pytest.approx([100, 100]) and np.isnan(found[2])
    with pytest.raises(MethodError, match="valeurs positives ou nulles : -1"):
        weights_bod(-np.ones((2, 2)), population[:2])


def test_benefit_of_the_doubt_names_what_it_refuses() -> None:
    framework = flat(2)
    recipe = Recipe(normalise="zscore", aggregate="bod", treat=False)
    with pytest.raises(MethodError, match="« bod » ne prend pas -1 : « x0 » de « u0 », sous « Index »"):
        build(recipe, framework, dataset(framework, [[1, 9], [2, 5], [3, 4]]))


@pytest.mark.parametrize("rule", ["arithmetic", "geometric", "harmonic", "power", "owa"])
def test_a_mean_never_leaves_the_range_of_its_children(rule: str) -> None:
    top = np.full((1, 7), 100.0)
    setting = Setting(population=np.ones(1, dtype=bool), power=0.3, owa=0.7)
    weights = np.random.default_rng(5).random((500, 7))
    assert (node_score(top, weights, rule, 0.5, setting) == 100.0).all()
    assert (node_score(np.full((500, 1, 7), 100.0), weights, rule, 0.5, setting) == 100.0).all()


def test_bod_as_weights_needs_sums() -> None:
    framework, rows = flat(2), [[4, 1], [1, 4], [2, 2]]
    found = build(Recipe(weights="bod", treat=False), framework, dataset(framework, rows))
    assert found.prepared.rules == ("bod",)
    assert found.scores["Index"].iloc[:2].tolist() == pytest.approx([100, 100])
    with pytest.raises(RecipeError, match="bod"):
        Recipe(weights="bod", aggregate="harmonic")


@pytest.mark.parametrize("rule", sorted(RULES))
def test_many_replicates_are_the_same_as_one_by_one(rule: str) -> None:
    rng = np.random.default_rng(3)
    framework = tree({"a": "D", "b": "D", "c": "D", "d": "E", "e": "E", "f": "Index", "D": "Index", "E": "Index"})
    leaves = rng.uniform(1, 9, (8, 6))
    leaves[rng.random(leaves.shape) < 0.2] = NAN
    weights = rng.uniform(0.5, 2, (4, len(framework.codes)))
    if rule in ("complement", "reciprocal", "ratio"):
        parts = 2 if rule == "ratio" else 1
        framework = tree({**{f"x{k}": "D" for k in range(parts)}, **dict.fromkeys(("D", "y"), "Index")})
        rules: tuple[str, ...] = (rule, "arithmetic")
        leaves, weights = leaves[:, : parts + 1], weights[:, : parts + 3]
    else:
        rules = (rule, rule, "arithmetic" if rule in ("copeland", "kemeny", "wroclaw") else rule)
    setting = Setting(population=np.ones(8, dtype=bool), bounds=(1, 100), power=-0.7, owa=1.7)
    labels = [f"u{i}" for i in range(8)]
    batch = roll_up(framework, leaves, weights, rules, 0.5, setting, labels)
    single = np.stack([roll_up(framework, leaves, w, rules, 0.5, setting, labels) for w in weights])
    assert batch.shape == (4, 8, len(framework.aggregates))
    np.testing.assert_allclose(batch, single, rtol=1e-12)
    comparing = {"bod", "copeland", "kemeny", "mpi", "ampi", "wroclaw"}
    assert (rule in BATCHED) + (rule in FORMULAS) + (rule in comparing) == 1


def test_rules_by_level_and_by_node() -> None:
    framework = tree({"a": "D", "b": "D", "c": "E", "d": "E", "D": "Index", "E": "Index"})
    data = dataset(framework, [[1, 4, 1, 4], [2, 8, 2, 8], [9, 9, 9, 9]])
    base = {"normalise": "goalposts", "goalposts": dict.fromkeys("abcd", (0, 10)), "range": (0, 10), "treat": False}
    found = build(Recipe(aggregate=("geometric", "arithmetic"), **base), framework, data)
    assert found.scores[["D", "E", "Index"]].iloc[0].tolist() == pytest.approx([2, 2, 2])
    found = build(
        Recipe(aggregate=("geometric", "arithmetic"), aggregate_nodes={"E": "arithmetic"}, **base), framework, data
    )
    assert found.scores[["D", "E", "Index"]].iloc[0].tolist() == pytest.approx([2, 2.5, 2.25])
    with pytest.raises(FrameworkError, match="de longueur 3, or le nombre de niveaux à agréger est 2"):
        build(Recipe(aggregate=("arithmetic",) * 3, **base), framework, data)
    with pytest.raises(FrameworkError, match="« a » est un indicateur"):
        build(Recipe(aggregate="arithmetic", aggregate_nodes={"a": "arithmetic"}, **base), framework, data)
    with pytest.raises(FrameworkError, match="« Indx » n’existe pas"):
        build(Recipe(aggregate="arithmetic", aggregate_nodes={"Indx": "arithmetic"}, **base), framework, data)


POSTS = {"normalise": "goalposts", "goalposts": {"x0": (0, 1), "x1": (0, 1)}, "treat": False}
ZERO = [[0.5, 1], [1, 0], [0.25, 0.25]]


@pytest.mark.parametrize("rule", ["geometric", "harmonic", "power"])
def test_a_zero_concerns_its_own_unit_and_becomes_what_the_recipe_says(rule: str) -> None:
    entries = {**POSTS, "aggregate": rule, **({"power": -1.5} if rule == "power" else {})}
    data = dataset(flat(2), ZERO)
    default, zero, floor, missing = (
        build(Recipe(**entries, **more), flat(2), data)
        for more in ({}, {"zero": "zero"}, {"zero": "floor", "floor": 0.01}, {"zero": "missing"})
    )
    assert default.scores["Index"].tolist() == zero.scores["Index"].tolist()
    assert zero.scores["Index"].iloc[1] == 0, "the limit itself, not the number that stood for it"
    expected = {"geometric": 0.1, "harmonic": 2 / 101, "power": (500.5) ** (-1 / 1.5)}[rule]
    assert floor.scores["Index"].iloc[1] == pytest.approx(expected)
    assert missing.scores["Index"].isna().tolist() == [False, True, False]
    assert missing.unavailable["code"].tolist() == ["zero"]
    for other in (floor, missing):
        assert other.scores["Index"].iloc[[0, 2]].tolist() == pytest.approx(zero.scores["Index"].iloc[[0, 2]].tolist())


@pytest.mark.parametrize("rule", ["geometric", "harmonic", "product"])
def test_a_mean_refuses_a_negative_value_naming_node_unit_and_cure(rule: str) -> None:
    with pytest.raises(
        MethodError, match=rf"« {rule} » ne prend pas -1 : « x1 » de « u1 », sous « Index ».*range = \[1, 100\]"
    ):
        build(Recipe(**POSTS, aggregate=rule, cap=False), flat(2), dataset(flat(2), [[0.5, 1], [1, -1]]))


def test_power_refuses_what_its_exponent_cannot_take() -> None:
    values = np.array([[1.0, -1.0]])
    setting = Setting(population=np.ones(1, dtype=bool), power=0.5)
    with pytest.raises(Exception, match="-1"):
        node_score(values, np.ones(2), "power", 0.0, setting)
    same = Setting(population=np.ones(1, dtype=bool), power=1.0)
    assert node_score(values, np.ones(2), "power", 0.0, same).tolist() == [0.0]
    zero = Setting(population=np.ones(1, dtype=bool), power=0.0)
    assert node_score(np.array([[1.0, 4.0]]), np.ones(2), "power", 0.0, zero) == pytest.approx([2])


def test_a_node_without_enough_weight_says_so() -> None:
    framework = tree({"a": "D", "b": "D", "c": "Index", "D": "Index"}, a={"weight": 3.0})
    data = dataset(framework, [[1, 1, 1], [2, NAN, 2], [NAN, 3, 3], [NAN, NAN, 4], [5, 5, 5]])
    recipe = Recipe(aggregate="arithmetic", treat=False, screen=0, min_share=0.5, normalise="rank")
    found = build(recipe, framework, data)
    assert found.scores["D"].isna().tolist() == [False, False, True, True, False]
    reasons = found.unavailable[found.unavailable["node"] == "D"].set_index("unit")
    assert reasons["code"].to_dict() == {"u2": "below_min_share", "u3": "nothing_below"}
    assert reasons.loc["u2", "reason"] == "« D » ne réunit que 25 % du poids de ses parties, moins que 50 %"
    assert found.scores["Index"].notna().all()


def test_weights_are_relative_and_effective_weights_multiply() -> None:
    nodes = [Node(code=c, parent=p, weight=w) for c, p, w in (("a", "D", 1), ("b", "D", 3), ("c", "Index", 4))]
    framework = Framework(
        (*nodes, Node(code="D", parent="Index", kind="aggregate", weight=6.0), Node(code="Index", kind="aggregate"))
    )
    found = build(Recipe(aggregate="arithmetic"), framework, dataset(framework, [[1, 2, 3], [4, 6, 5], [7, 1, 2]]))
    assert found.weights["effective"].to_dict() == pytest.approx(
        {"a": 0.15, "b": 0.45, "c": 0.4, "D": 0.6, "Index": 1.0}
    )
