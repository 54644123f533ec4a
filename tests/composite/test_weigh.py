from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from indicators.composite import DataError, FrameworkError, MethodError, Recipe, Result, build, weights_budget
from indicators.composite.weigh import weights_balanced, weights_pca
from tests.composite.conftest import ASEM_RECIPE, dataset, flat, tree

FRAMEWORK = tree({"a": "D", "b": "D", "c": "Index", "D": "Index"})
ROWS = [[1, 2, 3], [4, 6, 5], [7, 1, 2], [3, 3, 9]]


def test_equal_ignores_the_framework_and_node_weights_win() -> None:
    framework = tree({"a": "D", "b": "D", "c": "Index", "D": "Index"}, a={"weight": 9.0})
    data = dataset(framework, ROWS)
    assert build(Recipe(), framework, data).weights["weight"].tolist() == [9, 1, 1, 1, 1]
    assert build(Recipe(weights="equal"), framework, data).weights["weight"].tolist() == [1] * 5
    found = build(Recipe(weights="equal", node_weights={"b": 2}), framework, data)
    assert found.weights["share"].to_dict()["b"] == pytest.approx(2 / 3)
    with pytest.raises(FrameworkError, match="« bb » n’existe pas"):
        build(Recipe(node_weights={"bb": 2}), framework, data)


def test_budget_allocation_averages_shares_of_experts() -> None:
    points = pd.DataFrame({"a": [80, 5], "b": [20, 5]}, index=["e1", "e2"])
    found = weights_budget(FRAMEWORK, points)
    assert (found["a"], found["b"], found["c"]) == (pytest.approx(0.65), pytest.approx(0.35), 1.0)
    assert build(Recipe(node_weights=found), FRAMEWORK, dataset(FRAMEWORK, ROWS)).weights.loc[
        "a", "share"
    ] == pytest.approx(0.65)


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ({"a": [1, -1], "b": [1, 2]}, "« e2 » donne -1.0 à « a »"),
        ({"a": [1, None], "b": [1, 2]}, "« e2 » donne nan à « a »"),
        ({"a": [0, 1], "b": [0, 2]}, "« e1 » ne donne aucun point à a, b"),
        ({"a": [0, 0], "b": [1, 2]}, "personne ne donne de point à « a »"),
        ({"a": [1, 1]}, "« b » manque à côté de « a »"),
    ],
)
def test_budgets_that_say_nothing_are_refused(points: dict[str, list[float]], words: str) -> None:
    with pytest.raises(DataError, match=words):
        weights_budget(FRAMEWORK, pd.DataFrame(points, index=["e1", "e2"]))


def test_pca_has_its_sign_fixed_and_is_never_negative() -> None:
    rng = np.random.default_rng(4)
    common = rng.normal(size=200)
    x = np.column_stack([common + 0.3 * rng.normal(size=200) for _ in range(3)] + [-common + rng.normal(size=200)])
    everyone = np.ones(200, dtype=bool)
    found = weights_pca(x, everyone)
    vectors = np.linalg.eigh(np.corrcoef(x, rowvar=False))[1][:, -1]
    vectors *= np.sign(vectors.sum())
    assert found[:3] == pytest.approx(vectors[:3]) and found[3] == 0
    assert weights_pca(np.column_stack([x[:, 0], np.ones(200)]), everyone).tolist() == [1, 1]


def test_pca_and_balanced_never_give_a_negative_weight_on_asem(asem: Result) -> None:
    for method in ("pca", "balanced"):
        found = build(ASEM_RECIPE.with_(weights=method), asem.framework, asem.data)
        assert (found.weights["weight"] >= 0).all()
        assert found.weights["effective"][:49].sum() == pytest.approx(1)


def test_balanced_weights_equalise_correlations() -> None:
    rng = np.random.default_rng(5)
    x = rng.normal(size=(300, 3)) @ np.array([[1, 0.6, 0], [0, 0.8, 0.1], [0, 0, 1.0]])
    weights = weights_balanced(x, np.ones(300, dtype=bool))
    found = [np.corrcoef(x[:, k], x @ weights)[0, 1] for k in range(3)]
    assert np.ptp(found) < 1e-3 and (weights > 0).all()
    assert weights_balanced(x[:, :1], np.ones(300, dtype=bool)).tolist() == [1]


def test_balanced_weights_refuse_what_cannot_be_balanced() -> None:
    with pytest.raises(MethodError, match=r"2 unités complètes.*weights = \"equal\""):
        weights_balanced(np.array([[1.0, 2], [2, 1]]), np.ones(2, dtype=bool))
    with pytest.raises(MethodError, match="des valeurs qui varient"):
        weights_balanced(np.ones((5, 2)), np.ones(5, dtype=bool))


def test_weights_of_the_data_follow_its_direction() -> None:
    framework = flat(2, x1={"direction": -1})
    rows = [[i, 10 - i + (i % 3)] for i in range(8)]
    found = build(Recipe(weights="pca", aggregate="arithmetic"), framework, dataset(framework, rows))
    assert found.weights.loc[["x0", "x1"], "weight"].tolist() == pytest.approx([0.5**0.5] * 2)
