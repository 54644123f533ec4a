"""Every normaliser against an independent computation, column by column, and every refusal."""

from __future__ import annotations

import statistics

import numpy as np
import pandas as pd
import pytest

from indicators.composite import DataError, MethodError, Recipe, build
from indicators.composite.recipe import NORMALISERS
from tests.composite.conftest import dataset, effective, flat

NAN = float("nan")
X = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0]


def _scores(x: list[float], direction: int = 1, **entries: object) -> list[object]:
    framework = flat(1, x0={"direction": direction})
    recipe = Recipe.from_dict({"treat": False, "screen": 0.0, **entries})
    return build(recipe, framework, dataset(framework, [[v] for v in x])).scores["x0"].tolist()


def _expected(method: str, x: list[float], low: float, high: float) -> list[float]:
    small, large = min(x), max(x)
    below = [sum(other < v for other in x) for v in x]
    formulas = {
        "minmax": [low + (high - low) * (v - small) / (large - small) for v in x],
        "zscore": [(v - statistics.mean(x)) / statistics.stdev(x) for v in x],
        "rank": [b + 1 for b in below],
        "borda": below,
        "percentile": [low + (high - low) * b / (len(x) - 1) for b in below],
        "goalposts": [low + (high - low) * min(max((v - 2) / (6 - 2), 0), 1) for v in x],
        "distance_to_max": [low + (high - low) * (1 - (large - v) / (large - small)) for v in x],
        "distance_to_target": [low + (high - low) * (1 - (8 - v) / (8 - small)) for v in x],
        "distance_to_reference": [low + (high - low) * (1 - (4 - v) / (4 - small)) for v in x],
        "fraction_of_max": [low + (high - low) * v / large for v in x],
        "base100": [100 * v / 4 for v in x],
        "none": x,
    }
    return [float(v) for v in formulas[method]]


SETTINGS = {"goalposts": {"x0": (2, 6)}, "targets": {"x0": 8}, "reference": "u2"}


@pytest.mark.parametrize("bounds", [(0, 1), (1, 100), (-3, 7)])
@pytest.mark.parametrize("method", NORMALISERS)
def test_each_normaliser(method: str, bounds: tuple[float, float]) -> None:
    found = _scores(X, **effective(normalise=method, range=bounds, aggregate="arithmetic", **SETTINGS))
    assert found == pytest.approx(_expected(method, X, *bounds), abs=1e-12)


@pytest.mark.parametrize("method", ["minmax", "zscore", "rank", "borda", "percentile", "distance_to_max"])
def test_direction_turns_the_data(method: str) -> None:
    turned = _scores(X, -1, normalise=method, aggregate="arithmetic")
    assert turned == pytest.approx(_expected(method, [-v for v in X], *((1, 100) if method == "minmax" else (0, 1))))


def test_direction_turns_goalposts_target_and_base() -> None:
    assert _scores([2, 3, 7], -1, normalise="goalposts", goalposts={"x0": (2, 6)}) == [1.0, 0.75, 0.0]
    assert _scores([2, 3, 7], -1, normalise="distance_to_target", targets={"x0": 1}) == pytest.approx([5 / 6, 2 / 3, 0])
    assert _scores([2, 3, 8], -1, normalise="base100", reference="u0") == pytest.approx([100, 200 / 3, 25])


def test_missing_stays_missing_and_out_of_the_statistics() -> None:
    for method in ("minmax", "zscore", "rank", "percentile", "fraction_of_max"):
        full = _scores([1, 2, 4], normalise=method, aggregate="arithmetic")
        with_hole = _scores([1, NAN, 2, 4], normalise=method, aggregate="arithmetic")
        assert with_hole[1] is pd.NA
        assert [v for v in with_hole if v is not pd.NA] == pytest.approx(full)


def test_caps_hold_goalposts_by_default_and_others_on_demand() -> None:
    posts = {"normalise": "goalposts", "goalposts": {"x0": (0, 2)}}
    assert _scores([-1, 1, 4], **posts) == [0, 0.5, 1]
    assert _scores([-1, 1, 4], cap=False, **posts) == [-0.5, 0.5, 2]
    target = {"normalise": "distance_to_target", "targets": {"x0": 2}}
    assert _scores([0, 1, 4], **target) == [0, 0.5, 2]
    assert _scores([0, 1, 4], cap=True, **target) == [0, 0.5, 1]


@pytest.mark.parametrize(
    ("entries", "x", "words"),
    [
        ({"normalise": "minmax"}, [2, 2, NAN], "« x0 » vaut 2 partout où il est connu"),
        ({"normalise": "zscore"}, [0.1 + 0.2, 0.3], "« x0 » vaut 0.3 partout"),
        ({"normalise": "percentile"}, [5], "« x0 » vaut 5 partout"),
        ({"normalise": "distance_to_max"}, [5, 5], "donnez-lui des bornes"),
        ({"normalise": "goalposts"}, [1, 2], "« x0 » : normalise = « goalposts » demande des bornes"),
        ({"normalise": "distance_to_target"}, [1, 2], "demande une cible"),
        (
            {"normalise": "distance_to_target", "targets": {"x0": 1}},
            [1, 2],
            "La cible de « x0 » .1. est du mauvais côté",
        ),
        ({"normalise": "fraction_of_max"}, [-1, -2], "maximum positif.*distance_to_max"),
        ({"normalise": "base100", "reference": "u9"}, [1, 2], "« u9 » n’est pas dans les données"),
        ({"normalise": "goalposts", "goalposts": {"xo": (0, 1)}}, [1, 2], r"\[goalposts\] : « xo ».*« x0 »"),
        ({"normalise": "minmax", "transform": {"y": "log"}}, [1, 2], r"\[transform\] : « y »"),
    ],
)
def test_refusals_name_the_column_the_value_and_the_cure(
    entries: dict[str, object], x: list[float], words: str
) -> None:
    with pytest.raises((MethodError, DataError), match=words):
        _scores(x, **entries)


def test_equal_goalposts_of_the_framework_are_refused() -> None:
    framework = flat(1, x0={"low": 3.0, "high": 3.0})
    with pytest.raises(MethodError, match=r"Les bornes de « x0 » sont égales .3."):
        build(Recipe(normalise="goalposts"), framework, dataset(framework, [[1], [2]]))


def test_a_target_on_the_wrong_side_of_a_turned_indicator() -> None:
    with pytest.raises(MethodError, match=r"La cible de « x0 » .9. .* la moins bonne unité est déjà à 7"):
        _scores([2, 3, 7], -1, normalise="distance_to_target", targets={"x0": 9})


def test_a_reference_without_value_is_not_available_and_says_so() -> None:
    framework = flat(1)
    data = dataset(framework, [[NAN], [2], [3]])
    for method in ("base100", "distance_to_reference"):
        result = build(Recipe(normalise=method, reference="u0", screen=0, treat=False), framework, data)
        assert result.scores["Index"].isna().all()
        assert (
            result.unavailable[result.unavailable["node"] == "x0"]["code"]
            == ["no_data", "no_reference", "no_reference"]
        ).all()


def test_base_100_on_a_year_and_on_a_territory_of_a_year() -> None:
    framework = flat(1)
    data = dataset(framework, [[2], [3], [4], [8]], units=("a", "a", "b", "b"), years=(2020, 2021, 2020, 2021))
    recipe = Recipe(normalise="base100", reference_year=2020, years="panel", aggregate="arithmetic")
    assert build(recipe, framework, data).scores["x0"].tolist() == [100, 150, 100, 200]
    assert build(recipe.with_(reference="a"), framework, data).scores["x0"].tolist() == [100, 150, 200, 400]
    same_year = recipe.with_(reference="a", reference_year=None)
    assert build(same_year, framework, data).scores["x0"].tolist() == pytest.approx([100, 100, 200, 800 / 3])


def test_goalposts_go_through_the_treatment_of_their_column() -> None:
    framework = flat(1)
    values = np.exp(np.linspace(0, 10, 40)).tolist()
    data = dataset(framework, [[v] for v in values])
    recipe = Recipe(normalise="goalposts", goalposts={"x0": (1, float(values[-1]))}, winmax=1)
    found = build(recipe, framework, data)
    assert found.treatments.loc["x0", "rule"] == "log_ct"
    assert found.scores["x0"].iloc[[0, -1]].tolist() == pytest.approx([0, 1])
    with pytest.raises(MethodError, match=r"n’a pas de logarithme.*winsorise"):
        build(recipe.with_(goalposts={"x0": (-1e9, 1e9)}), framework, data)
