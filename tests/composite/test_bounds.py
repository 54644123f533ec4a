"""Bounds move the holes of their own unit and nothing else, under every rule, or say why they cannot."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import scipy.optimize
from hypothesis import event, given, settings
from hypothesis.extra import numpy as hnp

from indicators.composite import CompositeError, Framework, Recipe, bounds, build, register, run, scorecard
from indicators.composite.aggregate import Setting
from indicators.composite.bod import bod
from indicators.composite.formulas import NAMED
from indicators.composite.mazziotta import OPEN_PARTS, ampi, ampi_ends
from indicators.composite.recipe import AGGREGATORS
from tests.composite.conftest import dataset, effective, flat, tree
from tests.composite.test_properties import CHOICES, GROUPED, TABLES

NAN = float("nan")
FIVE = [[1, 5, 3], [4, 2, 6], [2, 7, NAN], [6, NAN, 1], [3, 4, 5]]
"""Five units; the third and the fourth miss one part each."""


def _bounds(rule: str, **entries: object) -> pd.DataFrame:
    recipe = Recipe(**effective(aggregate=rule, screen=0, min_share=0, treat=False, range=(0, 1), **entries))  # type: ignore[arg-type]  # entries of a recipe
    return bounds(build(recipe, flat(3), dataset(flat(3), FIVE)))


def test_copeland_duels_of_one_unit_alone() -> None:
    table = _bounds("copeland")
    assert table["low"].tolist() == [-3, 2, -2, -2, 0]
    assert table["score"].tolist() == [-3, 2, 0, 1, 0]
    assert table["high"].tolist() == [-3, 2, 2, 4, 0]


def test_benefit_of_the_doubt_of_one_unit_alone() -> None:
    table = _bounds("bod")
    whole = table.iloc[[0, 1, 4]]
    assert (whole["low"] == whole["score"]).all() and (whole["score"] == whole["high"]).all()
    assert whole["score"].tolist() == pytest.approx([0.9, 1, 1])


def test_a_rule_without_ends_says_so() -> None:
    table = _bounds("kemeny", normalise="goalposts", goalposts=dict.fromkeys(("x0", "x1", "x2"), (0, 9)))
    assert table["low"].isna().tolist() == [False, False, True, True, False]
    assert ["« Index » est réuni par « kemeny »" in said for said in table["bounds_reason"]] == [
        *[False, False, True, True, False]
    ]
    assert (table["low"].dropna() == table["score"].iloc[[0, 1, 4]]).all()


@pytest.mark.parametrize("penalty", ["negative", "positive"])
@pytest.mark.parametrize("rule", ["mpi", "ampi"])
def test_a_mazziotta_pareto_index_reaches_both_of_its_ends_and_no_further(rule: str, penalty: str) -> None:
    """Every value of one hole tried on the scale that the population makes: an index may fall when a part rises."""
    posts: dict[str, object] = {"normalise": "goalposts", "goalposts": dict.fromkeys(("x0", "x1", "x2"), (0, 9))}
    recipe = Recipe(aggregate=rule, mpi_penalty=penalty, range=(70, 130), treat=False, screen=0, min_share=0, **posts)  # type: ignore[arg-type]  # entries of a recipe
    result = build(recipe, flat(3), dataset(flat(3), FIVE))
    table, leaves = bounds(result), result.prepared.normalised
    scale = leaves if rule == "ampi" else 100 + 10 * (leaves - np.nanmean(leaves, 0)) / np.nanstd(leaves, 0)
    ends = np.array([[70.0] * 3, [130.0] * 3])
    ends = ends if rule == "ampi" else 100 + 10 * (ends - np.nanmean(leaves, 0)) / np.nanstd(leaves, 0)
    for unit, hole in ((2, 2), (3, 1)):
        parts = np.repeat(scale[[unit]], 5001, axis=0)
        parts[:, hole] = np.linspace(*ends[:, hole], 5001)
        tried = parts.mean(1) - (1 if penalty == "negative" else -1) * parts.var(1) / parts.mean(1)
        reached = min(tried.min(), table["score"].iloc[unit]), max(tried.max(), table["score"].iloc[unit])
        assert table[["low", "high"]].iloc[unit].tolist() == pytest.approx(reached, abs=1e-5)
    assert (table["bounds_reason"] == "").all()


def test_several_holes_are_searched_together_or_the_ends_are_not_available() -> None:
    rng = np.random.default_rng(3)
    setting = Setting(population=np.ones(4, dtype=bool))
    low = rng.uniform(70, 90, (4, 5))
    high = low + rng.uniform(0, 60, (4, 5)) * (rng.random((4, 5)) < 0.7)
    weights = rng.uniform(0.5, 2, 5)
    lowest, highest, established = ampi_ends(low, high, weights, setting)
    assert established.all()
    for row in range(4):
        inside = low[row] + (high[row] - low[row]) * rng.random((3000, 5))
        corners = np.array(list(itertools.product(*zip(low[row], high[row], strict=True))))
        drawn = np.clip(np.linspace(60, 160, 3001)[:, None], low[row], high[row])
        scores = ampi(np.vstack([inside, corners, drawn]), weights, setting)
        assert lowest[row] == pytest.approx(scores.min(), abs=1e-3) and lowest[row] <= scores.min() + 1e-9
        assert highest[row] == pytest.approx(scores.max(), abs=1e-3) and highest[row] >= scores.max() - 1e-9
    wide = np.full((1, OPEN_PARTS + 1), 70.0)
    assert not ampi_ends(wide, wide + 60, np.ones(OPEN_PARTS + 1), setting)[2][0]
    assert not ampi_ends(np.array([[-10.0, 5.0]]), np.array([[30.0, 5.0]]), np.ones(2), setting)[2][0]


def test_the_scorecard_and_the_file_say_the_same(tmp_path: Path) -> None:
    for name, text in {
        "d.csv": "unit,a,b,c\nA,1,5,3\nB,4,2,6\nC,2,7,\nD,6,,1\nE,3,4,5\n",
        "f.csv": "code,parent\na,I\nb,I\nc,I\nI,\n",
        "r.toml": 'aggregate = "kemeny"\nscreen = 0\ntreat = false\n',
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    run(tmp_path / "d.csv", tmp_path / "f.csv", tmp_path / "r.toml", tmp_path / "out")
    table = pd.read_csv(tmp_path / "out" / "coverage.csv", index_col="unit")
    assert table["low"].isna().tolist() == [False, False, True, True, False]
    result = build(Recipe(aggregate="kemeny", screen=0, treat=False), flat(3), dataset(flat(3), FIVE))
    card = scorecard(result, "u2")
    assert card.low is None and card.reasons[-1] == table.loc["C", "bounds_reason"].replace("« I »", "« Index »")
    assert scorecard(result, "u0").low == scorecard(result, "u0").score == scorecard(result, "u0").high


def test_ends_turn_where_a_node_falls_when_its_part_rises() -> None:
    framework = tree({"a": "Kept", "b": "Index", "Kept": "Index"})
    recipe = Recipe(
        normalise="goalposts",
        goalposts={"a": (0, 10), "b": (0, 10)},
        aggregate_nodes={"Kept": "complement", "Index": "product"},
        treat=False,
        screen=0,
        min_share=0,
    )
    table = bounds(build(recipe, framework, dataset(framework, [[2, 5], [NAN, 5], [2, NAN]])))
    assert table["score"].iloc[0] == pytest.approx(0.4)
    assert table["low"].tolist() == pytest.approx([0.4, 0, 0]) and table["high"].tolist() == pytest.approx(
        [0.4, 0.5, 0.8]
    )


def test_a_ratio_is_lowest_with_its_second_part_at_best() -> None:
    framework = flat(2)
    recipe = Recipe(aggregate="ratio", treat=False, screen=0, min_share=0)
    table = bounds(build(recipe, framework, dataset(framework, [[1, 1], [3, NAN], [3, 3], [2, 2]])))
    assert table.loc["u1", ["low", "high"]].tolist() == [1, 100]
    assert (table.loc[["u0", "u2", "u3"], "low"] == table.loc[["u0", "u2", "u3"], "high"]).all()


def test_a_function_of_the_user_has_bounds_when_it_says_how_it_moves() -> None:
    register("half", lambda values, weights: values.sum(axis=1) / 2, moves="up")
    register("odd", lambda values, weights: values.sum(axis=1) / 2)
    try:
        known, unknown = _bounds("half"), _bounds("odd")
    finally:
        NAMED.clear()
    assert known["low"].notna().all() and (known["low"] <= known["high"]).all()
    assert unknown["low"].isna().sum() == 2 and "« odd »" in unknown["bounds_reason"].iloc[2]


PARTS = {"complement": 1, "reciprocal": 1, "ratio": 2}
"""How many parts a formula takes, where it does not take any number of them."""


def _drawn(rule: str, entries: dict[str, object]) -> tuple[Framework, dict[str, object]]:
    """A framework where the rule has its place, and the recipe that puts it there."""
    if rule not in PARTS:
        return GROUPED, effective(**{**entries, "aggregate": rule})
    codes = ["a", "b", "c", "d", "e"]
    parents = {code: "D" if place < PARTS[rule] else "Index" for place, code in enumerate(codes)}
    nodes = tree({**parents, "D": "Index"}, b={"direction": -1}).nodes
    unsaid = {key: value for key, value in entries.items() if key not in ("comparisons", "bod_shares", "bod_direction")}
    weights = {"weights": "equal"} if entries["weights"] == "ahp" else {}
    node = {"aggregate": "arithmetic", "aggregate_nodes": {"D": rule}}
    return Framework(nodes, groups=("region",)), effective(**{**unsaid, **weights, **node})


FEWER = {"kemeny": 7, "bod": 5}
"""Units at most where each takes a search or a linear programme of its own at each of its ends."""


@pytest.mark.parametrize("rule", AGGREGATORS)
@settings(max_examples=25, deadline=None)
@given(TABLES, CHOICES, hnp.arrays(np.bool_, (12, 5)), hnp.arrays(np.bool_, (12,)))
def test_low_score_high_whatever_the_recipe_and_the_data(
    rule: str, table: np.ndarray, entries: dict[str, object], holes: np.ndarray, spared: np.ndarray
) -> None:
    table = table[: FEWER.get(rule)]
    count = len(table)
    values = np.where(holes[:count] & ~spared[:count, None], np.nan, table)
    framework, chosen = _drawn(rule, entries)
    data = dataset(framework, values, groups={"region": tuple("ns"[i % 2] for i in range(count))})
    try:
        result = build(Recipe(**chosen), framework, data)  # type: ignore[arg-type]  # entries of a recipe
    except CompositeError as error:
        event(type(error).__name__)
        return
    event("built")
    found = bounds(result)
    complete = ~np.isnan(values).any(axis=1)
    low, score, high = (
        found[name].astype("Float64").to_numpy(dtype=float, na_value=np.nan) for name in ("low", "score", "high")
    )
    whole = complete & ~np.isnan(score)
    assert (low[whole] == score[whole]).all() and (high[whole] == score[whole]).all()
    known = ~(np.isnan(low) | np.isnan(score))
    assert (low[known] <= score[known]).all() and (score[known] <= high[known]).all()
    said = found["bounds_reason"].to_numpy() != ""
    assert (np.isnan(low[said]) & np.isnan(high[said])).all() and not said[complete].any()


@pytest.mark.parametrize("rule", AGGREGATORS)
def test_every_rule_has_a_recipe_that_builds(rule: str) -> None:
    framework, chosen = _drawn(rule, {"weights": "framework", "range": (1, 100), "screen": 0.0, "min_share": 0.0})
    rng = np.random.default_rng(1)
    values = rng.uniform(1, 9, (7, 5))
    values[2, 0] = values[4, 3] = np.nan
    data = dataset(framework, values, groups={"region": ("n",) * 7})
    found = bounds(build(Recipe(**chosen), framework, data))  # type: ignore[arg-type]  # entries of a recipe
    assert found["score"].notna().sum() >= 5


def test_programmes_shared_by_units_of_one_profile_have_the_optimum_of_each() -> None:
    """Ties at the top, zeros and missing parts: many programmes are degenerate there."""
    rng = np.random.default_rng(8)
    values = np.clip(np.round(rng.uniform(0, 1.3, (60, 4)), 1), 0, 1)
    values[rng.random(values.shape) < 0.1] = NAN
    values[:, 0] = np.where(np.isnan(values[:, 0]), 0.0, values[:, 0])
    found = bod(values, np.ones(4), Setting(population=np.ones(60, dtype=bool)))
    peers = np.nan_to_num(values)
    for own, score in zip(values, found, strict=True):
        used = ~np.isnan(own)
        alone = scipy.optimize.linprog(-own[used], A_ub=peers[:, used], b_ub=np.ones(60), method="highs")
        assert score == pytest.approx(-alone.fun, abs=1e-9)
