from __future__ import annotations

import pytest

from indicators.composite import DataError, Recipe, Result, WeightNoise, build, scorecard, uncertainty
from tests.composite.conftest import ASEM_RECIPE, dataset, tree

NAN = float("nan")
FRAMEWORK = tree({"a": "D", "b": "D", "c": "E", "d": "E", "D": "Index", "E": "Index"})
DATA = dataset(FRAMEWORK, [[1, 5, NAN, NAN], [4, 3, 1, 6], [2, 9, 7, 1], [8, 1, 5, NAN]])
RECIPE = Recipe(aggregate="arithmetic", range=(0, 100), screen=0.6, treat=False)


def test_a_scorecard_holds_the_score_its_bounds_its_coverage_and_the_reasons() -> None:
    card = scorecard(build(RECIPE, FRAMEWORK, DATA), "u0")
    assert card.score is not None and card.low is not None and card.high is not None
    assert card.low <= card.score <= card.high and card.high - card.low == pytest.approx(50)
    assert (card.observed, card.imputed, card.rank) == (0.5, 0.0, None)
    assert card.nodes.loc["D"].tolist()[2:] == [1.0, 0.0] and card.nodes.loc["E", "observed"] == 0
    assert "« E » n’a aucune partie disponible" in card.reasons
    assert any(reason.startswith("non classé : 50 % des données") for reason in card.reasons)


def test_a_rank_comes_with_its_interval_or_not_at_all(asem: Result) -> None:
    analysis = uncertainty(ASEM_RECIPE, asem.framework, asem.data, [WeightNoise()], 50)
    card = scorecard(asem, "FRA", analysis)
    assert card.rank is not None and card.rank.low <= card.rank.median <= card.rank.high
    assert card.rank.rank == asem.ranks.loc["FRA", "Index"] and card.rank.replicates == 50
    assert scorecard(asem, "FRA").rank is None
    hidden = uncertainty(RECIPE, FRAMEWORK, DATA, [WeightNoise()], 10)
    assert scorecard(hidden.nominal, "u0", hidden).rank is None
    with pytest.raises(DataError, match="ne porte pas sur ce résultat"):
        scorecard(asem, "FRA", hidden)


def test_a_scorecard_of_one_year_of_a_panel() -> None:
    data = dataset(
        FRAMEWORK, [[1, 5, 2, 2], [4, NAN, 1, 6], [2, 9, 7, 1]], units=("a", "a", "b"), years=(2020, 2021, 2020)
    )
    result = build(RECIPE.with_(years="panel"), FRAMEWORK, data)
    assert scorecard(result, "a", year=2020).reasons == ()
    assert scorecard(result, "a", year=2021).reasons == ("« b » n’a pas de donnée",)
