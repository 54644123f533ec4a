from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from indicators.composite import (
    Dataset,
    Framework,
    MethodError,
    Pipeline,
    Recipe,
    RecipeError,
    Result,
    Span,
    WeightNoise,
    build,
    choice,
    default_factors,
    remove_elements,
    uncertainty,
)
from indicators.composite.factors import changes, multipliers, noisy_nodes
from indicators.composite.statistics import ranks
from tests.composite.conftest import ASEM_RECIPE, dataset, flat, tree

FACTORS = (
    WeightNoise(0.25, (2, 3)),
    choice("winmax", 1, 3, 5),
    choice("normalise", "minmax", {"normalise": "zscore", "mean_sd": [100, 10]}),
    choice("aggregate", "arithmetic", "geometric"),
    choice("impute", "none", "group_mean"),
)
POSITIVE = ASEM_RECIPE.with_(range=(1, 100))


def test_each_replicate_is_the_recipe_it_says(asem_framework: Framework, asem_data: Dataset) -> None:
    found = uncertainty(POSITIVE, asem_framework, asem_data, FACTORS, 40, seed=3)
    assert found.failures == {}
    for replicate in (0, 7, 19, 33):
        again = build(found.recipe(replicate), asem_framework, asem_data)
        np.testing.assert_allclose(again.aggregates[:, -1], found.replicates.scores[replicate], rtol=1e-12)
        kept = found.nominal.prepared.screening.kept
        expected = ranks(np.where(kept, again.matrix[:, -1], np.nan))
        np.testing.assert_array_equal(expected, found.replicates.ranks[replicate])
        draw = found.draws.loc[replicate]
        assert draw["winmax"] == str(found.recipe(replicate).winmax)
        assert draw["impute"] == found.recipe(replicate).impute
        assert 0.75 <= draw["weight:Conn"] <= 1.25


def test_the_same_state_gives_the_same_intervals(asem_framework: Framework, asem_data: Dataset) -> None:
    first = uncertainty(POSITIVE, asem_framework, asem_data, FACTORS, 60)
    second = uncertainty(POSITIVE, asem_framework, asem_data, FACTORS, 60)
    other = uncertainty(POSITIVE, asem_framework, asem_data, FACTORS, 60, seed=1)
    pd.testing.assert_frame_equal(first.intervals, second.intervals, check_exact=True)
    assert not first.intervals.equals(other.intervals)


def test_intervals_and_probabilities_are_those_of_the_replicates(asem_framework: Framework, asem_data: Dataset) -> None:
    found = uncertainty(POSITIVE, asem_framework, asem_data, FACTORS, 80)
    table, places = found.intervals, found.replicates.ranks
    place = asem_data.place("FRA")
    assert (
        table.loc["FRA", ["q05", "median", "q95"]].tolist() == np.quantile(places[:, place], [0.05, 0.5, 0.95]).tolist()
    )
    assert table.loc["FRA", "rank"] == found.nominal.ranks.loc["FRA", "Index"]
    assert found.top(10)["FRA"] == (places[:, place] <= 10).mean()
    wins = (found.replicates.scores[:, place] > found.replicates.scores[:, asem_data.place("DEU")]).mean()
    assert found.above("FRA", "DEU") == pytest.approx(wins)
    assert found.pairwise.loc["FRA", "DEU"] == pytest.approx(wins)
    assert found.pairwise.loc["DEU", "FRA"] == pytest.approx(1 - wins)
    assert found.pairwise.loc["FRA", "FRA"] == 0.5
    assert table["score_q05"].isna().all(), "z-scores and min-max scores are not comparable"


def test_score_intervals_exist_when_the_scale_is_the_same(asem_framework: Framework, asem_data: Dataset) -> None:
    found = uncertainty(ASEM_RECIPE, asem_framework, asem_data, [WeightNoise()], 50)
    assert (found.intervals["score_q05"] <= found.intervals["score_q95"]).all()


def test_weight_noise_is_bounded_and_leaves_the_rest() -> None:
    framework = tree({"a": "D", "b": "D", "c": "E", "D": "Index", "E": "Index"})
    noise = WeightNoise(0.25, (1,))
    assert [framework.codes[p] for p in noisy_nodes(noise, framework)] == ["a", "b"]
    found = multipliers(noise, framework, np.array([[0.0, 1.0]]))
    assert found.tolist() == [[0.75, 1.25, 1, 1, 1, 1]]


def test_changes_of_a_uniform_number() -> None:
    assert changes(choice("winmax", 1, 2), 0.49) == {"winmax": 1} and changes(choice("winmax", 1, 2), 0.5) == {
        "winmax": 2
    }
    assert changes(Span("min_share", 0.2, 0.6), 0.5) == {"min_share": pytest.approx(0.4)}
    assert {changes(Span("winmax", 1, 3), u)["winmax"] for u in np.linspace(0, 0.999, 50)} == {1, 2, 3}


@pytest.mark.parametrize(
    ("recipe", "factor", "words"),
    [
        (Recipe(treat=False), choice("winmax", 1, 5), "« winmax » n’a pas d’effet, car elle demande treat = true"),
        (Recipe(treat_with=("log_ct",)), Span("winmax", 1, 5), "« winmax » n’a pas d’effet"),
        (Recipe(), choice("impute", "none", "mean"), "demande des données manquantes"),
        (Recipe(), choice("power", 0.5, 2), "demande une règle « power »"),
        (Recipe(), choice("denominate", True, False), "demande des dénominateurs"),
        (Recipe(), choice("mean_sd", [0, 1], [10, 2]), "normalise = « zscore »"),
        (Recipe(), WeightNoise(0.25, (7,)), "aucun poids ne change le résultat"),
        (Recipe(weights="bod"), WeightNoise(), "aucun poids ne change le résultat"),
    ],
)
def test_a_factor_without_effect_is_refused(recipe: Recipe, factor: object, words: str) -> None:
    framework = flat(2)
    data = dataset(framework, [[1, 2], [2, 1], [3, 5]])
    with pytest.raises(RecipeError, match=words):
        uncertainty(recipe, framework, data, [factor], 5)  # type: ignore[list-item]  # parametrised


def test_a_step_that_comes_with_another_factor_is_accepted() -> None:
    framework = flat(2)
    data = dataset(framework, [[1, 2], [2, 1], [3, 5], [9, 1]])
    found = uncertainty(Recipe(treat=False), framework, data, [choice("treat", True, False), choice("winmax", 1, 5)], 8)
    assert found.failures == {}


def test_lists_of_factors_are_checked() -> None:
    framework = flat(2)
    data = dataset(framework, [[1, 2], [2, 1], [3, 5]])
    with pytest.raises(RecipeError, match="aucun facteur"):
        uncertainty(Recipe(), framework, data, [], 5)
    with pytest.raises(RecipeError, match="« weights » donné deux fois"):
        uncertainty(Recipe(), framework, data, [WeightNoise(), WeightNoise(0.1)], 5)
    with pytest.raises(RecipeError, match="« winmx » est inconnue ; la plus proche est « winmax »"):
        choice("winmx", 1, 2)
    with pytest.raises(MethodError, match="0 réplique"):
        uncertainty(Recipe(), framework, data, [WeightNoise()], 0)


def test_failed_replicates_are_counted_and_shown() -> None:
    framework = flat(2)
    data = dataset(framework, [[1, 2], [2, 1], [3, 5]])
    factors = [choice("aggregate", "arithmetic", "geometric"), WeightNoise()]
    found = uncertainty(Recipe(range=(0, 100)), framework, data, factors, 30)
    failed = [row for row, made in enumerate(found.replicates.changes) if made["aggregate"] == "geometric"]
    assert sorted(found.failures) == failed and 0 < len(failed) < 30
    assert "range = [1, 100]" in found.failures[failed[0]]
    assert (found.intervals["replicates"] == 30 - len(failed)).all()
    assert found.draws.loc[failed[0], "failure"] == found.failures[failed[0]]
    with pytest.raises(MethodError, match="les 4 répliques ont échoué"):
        uncertainty(Recipe(range=(0, 100)), framework, data, [choice("aggregate", "geometric", "harmonic")], 4)


def test_a_replicate_fails_alone_when_only_its_weights_are_at_fault() -> None:
    framework = tree({"a": "D", "b": "D", "c": "Index", "D": "Index"})
    rows = [[10, -9.5, 3], [4, 2, 2], [1, 5, 4]]
    posts = {"a": (0, 1), "b": (0, 1), "c": (0, 1)}
    recipe = Recipe(
        normalise="goalposts", goalposts=posts, cap=False, treat=False, aggregate=("arithmetic", "geometric")
    )
    found = uncertainty(recipe, framework, dataset(framework, rows), [WeightNoise()], 200)
    assert 0 < len(found.failures) < 200
    assert all("« D » de « u0 », sous « Index »" in message for message in found.failures.values())


def test_usual_factors_are_those_that_have_an_effect(asem: Result) -> None:
    names = [f.name for f in default_factors(ASEM_RECIPE, Pipeline(asem.framework, asem.data))]
    assert names == ["weights", "normalise", "aggregate", "impute", "winmax"]
    plain = dataset(flat(2), [[1, 2], [2, 1], [3, 5]])
    assert [f.name for f in default_factors(Recipe(), Pipeline(flat(2), plain))] == [
        "weights",
        "normalise",
        "aggregate",
    ]


@pytest.mark.parametrize(
    "recipe",
    [
        ASEM_RECIPE,
        ASEM_RECIPE.with_(normalise="zscore"),
        POSITIVE.with_(aggregate="copeland"),
        Recipe(normalise="rank"),
    ],
    ids=["zero", "zscore", "copeland", "rank"],
)
def test_usual_factors_go_together(recipe: Recipe, asem: Result) -> None:
    """No combination of the alternatives is refused, so that no replicate and no point of a design is lost."""
    found = uncertainty(recipe, asem.framework, asem.data, n=80)
    assert found.failures == {}
    assert {"weights", "normalise", "impute", "winmax"} <= {factor.name for factor in found.replicates.factors} | (
        {"impute"} if recipe.impute == "none" else set()
    )


def test_an_alternative_is_named_with_what_comes_with_it(asem: Result) -> None:
    drawn = uncertainty(ASEM_RECIPE, asem.framework, asem.data, n=60).draws
    assert set(drawn["normalise"]) == {
        "minmax",
        "percentile (range = [1.0, 100.0])",
        "zscore (mean_sd = [100.0, 10.0])",
    }
    assert "arithmetic_then_geometric (range = [1.0, 100.0])" in set(drawn["aggregate"])


def test_factors_may_be_published_in_the_recipe(asem: Result) -> None:
    recipe = ASEM_RECIPE.with_(factors={"weights": 0.1, "winmax": [3, 5]})
    found = default_factors(recipe, Pipeline(asem.framework, asem.data))
    assert {f.name for f in found} == {"weights", "winmax"} and WeightNoise(0.1) in found


def test_a_panel_is_ranked_year_by_year() -> None:
    framework = flat(2)
    rows = [[1, 5], [2, 2], [3, 9], [9, 8], [4, 4], [7, 1]]
    data = dataset(framework, rows, units=("a", "b", "c") * 2, years=(2020,) * 3 + (2021,) * 3)
    found = uncertainty(Recipe(years="panel"), framework, data, [WeightNoise()], 20)
    assert found.intervals.loc[("c", 2020), "rank"] == 1
    assert found.replicates.ranks.max() == 3
    assert found.above("a", "b", 2021) is not None


def test_removing_an_element_is_building_without_it(asem: Result) -> None:
    summary, ranks = remove_elements(asem, 2)
    assert list(ranks.columns) == list(summary.index) and len(summary) == 8
    keep = [node for node in asem.framework.nodes if "Social" not in (node.code, node.parent)]
    framework = Framework(tuple(keep), asem.framework.denominators, asem.framework.groups)
    places = [asem.framework.indicators.index(code) for code in framework.indicators]
    data = Dataset(
        units=asem.data.units,
        indicators=framework.indicators,
        values=asem.data.values[:, places],
        denominators=asem.data.denominators,
        groups=asem.data.groups,
        unit_column="uCode",
    )
    without = build(ASEM_RECIPE, framework, data)
    assert ranks["Social"].tolist() == without.ranks["Index"].tolist()
    change = (without.ranks["Index"] - asem.ranks["Index"]).abs()
    assert summary.loc["Social", "mean_change"] == pytest.approx(change.mean())
    assert summary.loc["Social", "largest_change"] == change.max()
    with pytest.raises(ValueError, match="Aucun nœud à retirer au niveau 9"):
        remove_elements(asem, 9)


def test_removing_an_only_child_takes_its_parent_away() -> None:
    framework = tree({"a": "D", "b": "E", "D": "Index", "E": "Index"})
    result = build(Recipe(screen=0, aggregate="arithmetic"), framework, dataset(framework, [[1, 3], [2, 2], [3, 1]]))
    _, ranks = remove_elements(result)
    assert ranks["a"].tolist() == [1, 2, 3] and ranks["b"].tolist() == [3, 2, 1]
