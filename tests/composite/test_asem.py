"""The whole ASEM chain against COINr 1.1.14, stage by stage."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from indicators.composite import Dataset, Framework, Result, build, cronbach_alpha, diagnose, recipe_to_json
from indicators.composite.recipe import Recipe
from tests.composite.conftest import ASEM_RECIPE, stage_of

STAGES = ["denominated", "imputed", "treated", "normalised", "aggregated"]


@pytest.mark.parametrize("stage", STAGES)
def test_each_stage_is_that_of_coinr(asem: Result, published: pd.DataFrame, stage: str) -> None:
    expected = stage_of(published, stage)
    table = asem.stage(stage)
    for (unit, node), value in expected.items():
        found = table.at[unit, node]
        assert (found is pd.NA) == np.isnan(value), (unit, node)
        if found is not pd.NA:
            assert found == pytest.approx(value, rel=1e-9, abs=1e-12), (unit, node)


@pytest.mark.parametrize(
    ("before", "after"), [("raw", "denominated"), ("denominated", "imputed"), ("imputed", "treated")]
)
def test_no_other_cell_changes(asem: Result, published: pd.DataFrame, before: str, after: str) -> None:
    first, second = asem.stage(before), asem.stage(after)
    changed = (first != second).fillna(True) & ~(first.isna() & second.isna())
    found = {(unit, node) for node in changed for unit in changed.index[changed[node]]}
    assert found == set(stage_of(published, after))


def test_ranks_are_exact_up_to_the_noise_of_coinr(asem: Result, published: pd.DataFrame) -> None:
    expected = stage_of(published, "rank")
    wrong = {(u, n): (int(asem.ranks.at[u, n]), r) for (u, n), r in expected.items() if asem.ranks.at[u, n] != r}
    scores = asem.scores
    assert len(wrong) <= 1
    for (unit, node), (ours, theirs) in wrong.items():
        tied = scores[node].round(9) == round(scores.at[unit, node], 9)
        assert tied.sum() > 1 and ours < theirs


def test_effective_weights_and_statistics(asem: Result, published: pd.DataFrame) -> None:
    for (_, node), value in stage_of(published, "effective_weight").items():
        assert asem.weights.at[node, "effective"] == pytest.approx(value, abs=1e-15)
    for name, column in (("skew", "skew_before"), ("kurt", "kurt_before")):
        for (_, node), value in stage_of(published, name).items():
            assert asem.treatments.at[node, column] == pytest.approx(value, rel=1e-9)
    points = {node: value for (_, node), value in stage_of(published, "points").items()}
    assert {c: p for c, p in asem.treatments["points"].items() if p} == points


def test_facts_of_the_dimensions(asem: Result) -> None:
    alphas = {"Social": 0.886, "P2P": 0.850, "Conn": 0.783, "SusEcFin": -0.377, "Sust": -0.290}
    assert {node: round(cronbach_alpha(asem, node) or 0, 3) for node in alphas} == alphas
    assert {node for node, finding, _ in diagnose(asem) if finding == "opposed"} == {"SusEcFin", "Sust"}


def test_nothing_is_missing_and_nothing_is_unexplained(asem: Result) -> None:
    assert asem.unavailable.empty
    assert asem.scores.notna().all(axis=None)
    assert asem.scores.index.tolist()[:2] == ["AUT", "BEL"]
    assert asem.scores.columns[-1] == "Index"


def test_audit_replays_raw_into_treated(asem: Result) -> None:
    replayed = asem.stage("raw")
    for row in asem.audit.itertuples(index=False):
        before = replayed.at[row.uCode, row.indicator]
        assert (before is pd.NA and row.before is pd.NA) or before == row.before
        replayed.at[row.uCode, row.indicator] = row.after
    pd.testing.assert_frame_equal(replayed, asem.stage("treated"), check_exact=True)
    assert set(asem.audit["rule"]) >= {"value / Population", "winsorise", "group_mean (EurAsia_group = Asia)"}


def test_a_recipe_rebuilds_its_result_byte_for_byte(
    asem: Result, asem_framework: Framework, asem_data: Dataset
) -> None:
    import json

    again = build(Recipe.from_dict(json.loads(recipe_to_json(ASEM_RECIPE))), asem_framework, asem_data)
    assert again.matrix.tobytes() == asem.matrix.tobytes()
    assert again.digest == asem.digest


def test_screened_units_are_scored_and_not_ranked(asem_framework: Framework, asem_data: Dataset) -> None:
    recipe = ASEM_RECIPE.with_(screen_on="observed")
    found = build(recipe, asem_framework, asem_data)
    out = ["BGD", "BRN", "KHM", "LAO", "MMR"]
    assert found.ranks["Index"].isna().sum() == 5
    assert sorted(found.ranks.index[found.ranks["Index"].isna()]) == out
    assert found.scores.loc[out, "Index"].notna().all()
    assert found.scores.loc[out].to_numpy().min() >= 0 and found.scores.loc[out].to_numpy().max() <= 100
    assert found.ranks["Index"].max() == 46
    reasons = found.unavailable.set_index("uCode")
    assert reasons.loc["BRN", "code"] == "screened"
    assert reasons.loc["BRN", "reason"] == ("non classé : 80 % des données, 56 % dans la dimension la moins couverte")
