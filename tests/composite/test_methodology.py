"""The recipe in French sentences, and errors that can be carried and translated."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from indicators.composite import (
    MethodError,
    Recipe,
    RecipeError,
    Result,
    Span,
    WeightNoise,
    build,
    choice,
    contributions,
    describe,
    size_correlation,
    uncertainty,
)
from indicators.composite.mapping import FrozenMap
from indicators.composite.recipe import AGGREGATORS, IMPUTATIONS, NORMALISERS, WEIGHTINGS
from tests.composite.conftest import dataset, flat


def _text(**entries: object) -> str:
    return "\n".join(map(str, describe(Recipe.from_dict(entries))))


def test_the_default_recipe_is_told_step_by_step() -> None:
    text = _text()
    assert "moins de 65 % des données, ou moins de 50 % dans une dimension" in text
    assert "5 au plus sont ramenées à la valeur voisine" in text
    assert "ramené de 1 (le territoire le plus bas) à 100 (le plus haut)" in text
    assert "une force ne compense pas entièrement une faiblesse" in text
    assert [sentence.step for sentence in describe(Recipe())] == [
        *("denominate", "impute", "screen", "treat", "normalise", "weights", "aggregate", "min_share"),
    ]


def test_every_choice_has_its_sentence() -> None:
    for how in IMPUTATIONS:
        assert "Une donnée absente" in _text(
            impute=how, impute_group="région" if how.startswith("group_") else None, years="panel"
        )
    for method in NORMALISERS:
        assert "Chaque indicateur" in _text(
            normalise=method,
            reference="FRA" if method in ("base100", "distance_to_reference") else None,
            aggregate="arithmetic",
        )
    for weights in WEIGHTINGS:
        assert "poids" in _text(weights=weights, aggregate="arithmetic")
    for rule in AGGREGATORS:
        assert "Chaque ensemble est réuni par une" in _text(aggregate=rule)
    assert "base 100 = FRA, 2020" in _text(normalise="base100", reference="FRA", reference_year=2020)
    assert "gardées telles quelles" in _text(treat=False)
    assert "un logarithme ou une puissance les rapproche" in _text(treat_with=["log_ct"])
    assert "voisine." in _text(treat_with=["winsorise"])
    both = _text(aggregate=["arithmetic", "power"], power=2, aggregate_nodes={"Social": "owa"}, owa=3)
    assert "Du niveau le plus bas à l’indice : moyenne arithmétique ; moyenne de puissance 2." in both
    assert "Pour Social : moyenne ordonnée (exposant 3)." in both


def test_errors_keep_their_template_and_survive_pickling() -> None:
    with pytest.raises(RecipeError) as caught:
        Recipe(winmax=-1)
    error = pickle.loads(pickle.dumps(caught.value))
    assert type(error) is RecipeError and str(error) == str(caught.value)
    assert error.values["key"] == "winmax" and "{key}" in error.template
    assert str(FrozenMap({"b": [1], "a": 2})) == "FrozenMap({'a': 2, 'b': (1,)})"


def test_spans_are_drawn_within_accepted_bounds() -> None:
    framework = flat(2)
    data = dataset(framework, [[1, 2], [2, 1], [3, 5], [9, 4]])
    found = uncertainty(Recipe(), framework, data, [Span("min_share", 0.2, 0.6), Span("winmax", 1, 4)], 20)
    assert {type(made["winmax"]) for made in found.replicates.changes} == {int}
    assert found.draws["min_share"].astype(float).between(0.2, 0.6).all()
    with pytest.raises(RecipeError, match=r"« factors\.min_share » : « 1\.5 »"):
        uncertainty(Recipe(), framework, data, [Span("min_share", 0.2, 1.5)], 5)


def test_alternatives_that_cannot_be_recipes_fail_one_by_one() -> None:
    framework = flat(2)
    data = dataset(framework, [[1, 2], [2, 1], [3, 5], [9, 4]])
    rules = choice("aggregate", "arithmetic", ["arithmetic", "arithmetic"])
    found = uncertainty(Recipe(), framework, data, [rules, WeightNoise()], 20)
    assert 0 < len(found.failures) < 20
    assert "de longueur 2, or le nombre de niveaux à agréger est 1" in next(iter(found.failures.values()))


def test_power_one_and_zero_decompose_as_the_means_they_are() -> None:
    framework = flat(2)
    data = dataset(framework, [[1, 2], [2, 1], [3, 5]])
    for power, scale in ((1, "score"), (0, "log")):
        result = build(Recipe(aggregate="power", power=power), framework, data)
        assert contributions(result, "u2").scale == scale


def test_scores_out_of_reach_are_refused() -> None:
    framework = flat(1)
    data = dataset(framework, [[1e90], [2e90]])
    posts = {"x0": (0, 1e-20)}
    with pytest.raises(MethodError, match="« x0 » dépasse 1e100"):
        build(Recipe(normalise="goalposts", goalposts=posts, cap=False), framework, data)


def test_an_unknown_stage_names_the_nearest(asem: Result) -> None:
    with pytest.raises(ValueError, match="« traeted » n’existe pas ; la plus proche est « treated »"):
        asem.stage("traeted")  # type: ignore[arg-type]  # what a caller may write
    table = size_correlation(asem.data, asem.framework, asem.prepared.denominated)
    assert len(table) == 49 * 4 and np.isfinite(table["r"].astype(float)).all()


def test_a_recipe_is_told_in_another_language_with_the_names_of_its_rules() -> None:
    heard: list[str] = []

    def translate(template: str, **values: object) -> str:
        heard.append(template)
        return f"<{template.format(**values)}>"

    told = [item.told(translate) for item in describe(Recipe.from_dict({"aggregate": "harmonic"}))]
    assert "<Chaque ensemble est réuni par une <moyenne harmonique>.>" in told
    assert "moyenne harmonique" in heard
