from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.composite import Recipe, RecipeError, describe, read_recipe, recipe_to_json, recipe_to_toml
from indicators.composite.methodology import Sentence
from indicators.composite.recipe import AGGREGATORS, IMPUTATIONS, KEYS, NORMALISERS, WEIGHTINGS

EXOTIC = Recipe(
    impute="group_median",
    impute_group="région",
    transform={"gni": "log"},
    goalposts={"é à": (1, 2.5)},
    node_weights={"a.b": 2},
    aggregate=("arithmetic", "owa"),
    owa=(0.5, 0.3, 0.2),
    aggregate_nodes={"Index": "arithmetic"},
    factors={"weights": 0.25, "winmax": [3, 5], "normalise": ["minmax", {"normalise": "goalposts", "range": [1, 2]}]},
)


@pytest.mark.parametrize("recipe", [Recipe(), EXOTIC])
def test_a_recipe_survives_toml_json_and_pickle(recipe: Recipe, tmp_path: Path) -> None:
    for name, text in (("r.toml", recipe_to_toml(recipe)), ("r.json", recipe_to_json(recipe))):
        (tmp_path / name).write_text(text, encoding="utf-8")
        read = read_recipe(tmp_path / name)
        assert read == recipe and hash(read) == hash(recipe) and read.digest == recipe.digest
    assert pickle.loads(pickle.dumps(recipe)) == recipe


def test_defaults_are_written_out() -> None:
    recipe = Recipe()
    assert recipe.range == (1.0, 100.0) and recipe.aggregate == "arithmetic_then_geometric"
    assert Recipe(range=(0, 100)).aggregate == "arithmetic"
    assert Recipe(normalise="percentile").range == (0.0, 1.0)
    assert json.loads(recipe_to_json(recipe))["range"] == [1.0, 100.0]


@pytest.mark.parametrize(
    ("entries", "key", "closest"),
    [
        ({"normalize": "minmax"}, "normalize", "« normalise »"),
        ({"normalise": "z-score"}, "normalise", "zscore"),
        ({"normalise": "min-max"}, "normalise", "minmax"),
        ({"impute": "groupmean"}, "impute", "group_mean"),
        ({"aggregate": "geometrik"}, "aggregate", "geometric"),
        ({"aggregate": ["arithmetic", "harmonik"]}, "aggregate", "harmonic"),
        ({"winmax": -1}, "winmax", ": 0."),
        ({"winmax": 2.6}, "winmax", ": 3."),
        ({"screen": 65}, "screen", ": 1."),
        ({"screen": "0.65"}, "screen", ": 0.65."),
        ({"treat": "no"}, "treat", "false"),
        ({"treat": 1}, "treat", "true"),
        ({"range": [100, 0]}, "range", r"\[0.0, 100.0\]"),
        ({"range": [0, 0]}, "range", r"\[0.0, 1.0\]"),
        ({"range": 100}, "range", r"\[1.0, 100.0\]"),
        ({"min_share": float("nan")}, "min_share", ": 1."),
        ({"goalposts": {"x": [3, 1]}}, "goalposts.x", r"\[1.0, 3.0\]"),
        ({"node_weights": {"x": 0}}, "node_weights.x", ": 1."),
        ({"treat_with": ["winsorise", "winsorise"]}, "treat_with", "winsorise"),
        ({"years": "all"}, "years", "panel|single|mixed"),
        ({"random_state": -3}, "random_state", ": 0."),
        ({"factors": {"winmx": [1, 2]}}, "factors.winmx", "factors.winmax"),
        ({"factors": {"winmax": [3]}}, "factors.winmax", "…"),
        ({"factors": {"weights": 2.0}}, "factors.weights", ": 1."),
        ({"owa": "at_last_2"}, "owa", "at_least_2"),
        ({"owa": [0, 0]}, "owa", r"\[0.5, 0.3, 0.2\]"),
        ({"mean_min": [2, 0]}, "mean_min", ": 1."),
        ({"bod_shares": {"x": [0.5, 0.1]}}, "bod_shares.x", r"\[0.1, 0.5\]"),
        ({"comparisons": {"I": [[1, 3], [3, 1]]}}, "comparisons.I", "3 / 0.3333"),
        ({"mean_sd": [0, 0]}, "mean_sd", ": 1."),
        ({"reference": ""}, "reference", "guillemets"),
        ({"transform": ["gni"]}, "transform", "{}"),
    ],
)
def test_unknown_keys_and_values_name_the_nearest(entries: dict[str, object], key: str, closest: str) -> None:
    with pytest.raises(RecipeError, match=closest) as caught:
        Recipe.from_dict(entries)
    assert f"« {key} »" in str(caught.value)


@pytest.mark.parametrize(
    ("entries", "cure"),
    [
        ({"normalise": "minmax", "range": (0, 100), "aggregate": "geometric"}, r"range = \[1, 100\]"),
        ({"range": (0, 1), "aggregate": "harmonic"}, r"range = \[1, 100\]"),
        ({"range": (0, 1), "aggregate": "power", "power": -2}, r"range = \[1, 100\]"),
        ({"range": (0, 1), "aggregate_nodes": {"I": "geometric"}}, r"range = \[1, 100\]"),
        ({"normalise": "zscore", "aggregate": "geometric"}, "négatives"),
        ({"normalise": "borda", "aggregate": "geometric"}, 'aggregate = "arithmetic"'),
        ({"impute": "group_mean"}, "impute_group"),
        ({"impute": "linear"}, 'years = "panel"'),
        ({"normalise": "distance_to_reference"}, "la clé reference"),
        ({"weights": "bod", "aggregate": "geometric"}, 'aggregate = "arithmetic"'),
        ({"aggregate": ["arithmetic", "arithmetic_then_geometric"]}, "un nom par niveau"),
    ],
)
def test_contradictory_choices_are_refused_when_the_recipe_is_made(entries: dict[str, object], cure: str) -> None:
    with pytest.raises(RecipeError, match=cure):
        Recipe.from_dict(entries)


def test_power_above_zero_goes_with_zero() -> None:
    assert Recipe(range=(0, 1), aggregate="power", power=0.5).rules == ("power",)
    assert Recipe(normalise="zscore", mean_sd=(10, 2), aggregate="geometric").rules == ("geometric",)


def test_with_changes_one_entry() -> None:
    recipe = Recipe().with_(winmax=3)
    assert recipe.winmax == 3 and recipe != Recipe() and recipe.digest != Recipe().digest
    with pytest.raises(RecipeError, match="« winmaxx » est inconnue ; la plus proche est « winmax »"):
        Recipe().with_(winmaxx=3)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [("r.toml", "a = ", "ne se lit pas"), ("r.json", "{", "ne se lit pas"), ("r.json", "[]", "table de clés")],
)
def test_unreadable_recipes_are_refused(tmp_path: Path, name: str, content: str, words: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(RecipeError, match=words):
        read_recipe(tmp_path / name)
    with pytest.raises(RecipeError, match="introuvable"):
        read_recipe(tmp_path / "absent.toml")


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "impute": st.sampled_from(IMPUTATIONS),
            "impute_group": st.none() | st.text(min_size=1).filter(str.strip),
            "screen": st.floats(0, 1),
            "winmax": st.integers(0, 50),
            "normalise": st.sampled_from(NORMALISERS),
            "range": st.tuples(st.floats(-5, 5), st.floats(6, 100)),
            "aggregate": st.sampled_from(AGGREGATORS) | st.lists(st.sampled_from(AGGREGATORS), min_size=1, max_size=3),
            "weights": st.sampled_from(WEIGHTINGS),
            "reference": st.none() | st.text(min_size=1).filter(str.strip),
            "years": st.sampled_from(["single", "mixed", "panel"]),
            "targets": st.dictionaries(st.text(min_size=1).filter(str.strip), st.floats(-9, 9), max_size=2),
        },
    )
)
def test_any_accepted_recipe_is_written_and_read_back(entries: dict[str, object]) -> None:
    import tomllib

    try:
        recipe = Recipe.from_dict(entries)
    except RecipeError as error:
        assert str(error)
        return
    assert Recipe.from_dict(json.loads(recipe_to_json(recipe))) == recipe
    assert Recipe.from_dict(tomllib.loads(recipe_to_toml(recipe))) == recipe
    assert all(str(sentence) and isinstance(sentence, Sentence) for sentence in describe(recipe))


def test_every_key_is_described_in_the_guide() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "method" / "composite.md").read_text(encoding="utf-8")
    assert [key for key in KEYS if f"`{key}`" not in guide] == []
