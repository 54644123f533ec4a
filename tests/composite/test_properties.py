"""What must hold for any data: invariances, inequalities, and no NaN nor infinity in a result, ever."""

from __future__ import annotations

import itertools
import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, event, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from indicators.composite import CompositeError, Framework, Recipe, Result, build, load_data, recipe_to_json
from indicators.composite.arrays import frozen
from indicators.composite.recipe import AGGREGATORS, IMPUTATIONS, NORMALISERS, WEIGHTINGS
from tests.composite.conftest import dataset, effective, tree

TREE = tree(
    {"a": "D", "b": "D", "c": "E", "d": "E", "e": "Index", "D": "Index", "E": "Index"},
    b={"direction": -1},
    c={"weight": 2.5},
)
EASY = settings(max_examples=60, deadline=None)
TABLES = hnp.arrays(np.float64, st.tuples(st.integers(4, 12), st.just(5)), elements=st.integers(1, 1000).map(float))


def _varied(table: np.ndarray) -> None:
    assume((np.ptp(table, axis=0) > 0).all())


def _index(recipe: Recipe, table: np.ndarray, framework: Framework = TREE) -> np.ndarray:
    return build(recipe, framework, dataset(framework, table)).matrix[:, -1]


SMOOTH = ["minmax", "zscore", "percentile", "distance_to_max"]


@EASY
@given(TABLES, st.sampled_from(SMOOTH), st.sampled_from(["arithmetic", "copeland"]), st.randoms())
def test_the_order_of_units_does_not_matter(table: np.ndarray, method: str, rule: str, random: object) -> None:
    _varied(table)
    order = np.random.default_rng(random.randint(0, 9999)).permutation(len(table))  # type: ignore[attr-defined]  # a random.Random
    recipe = Recipe(normalise=method, aggregate=rule)
    assert _index(recipe, table)[order] == pytest.approx(_index(recipe, table[order]), rel=1e-9, abs=1e-9)


@EASY
@given(TABLES, st.sampled_from(SMOOTH), st.permutations(range(len(TREE.nodes))))
def test_the_order_of_indicators_does_not_matter(table: np.ndarray, method: str, order: list[int]) -> None:
    _varied(table)
    shuffled = Framework(tuple(TREE.nodes[place] for place in order))
    columns = [TREE.indicators.index(code) for code in shuffled.indicators]
    recipe = Recipe(normalise=method, aggregate="arithmetic")
    first, second = _index(recipe, table), _index(recipe, table[:, columns], shuffled)
    assert first == pytest.approx(second, rel=1e-9, abs=1e-9)


@EASY
@given(TABLES, st.sampled_from(["minmax", "zscore"]), st.floats(0.01, 100), st.floats(-1000, 1000))
def test_units_of_measure_do_not_matter(table: np.ndarray, method: str, scale: float, shift: float) -> None:
    _varied(table)
    moved = table.copy()
    moved[:, 2] = table[:, 2] * scale + shift
    recipe = Recipe(normalise=method, aggregate="arithmetic", treat=False)
    assert _index(recipe, table) == pytest.approx(_index(recipe, moved), rel=1e-9, abs=1e-9)


@EASY
@given(
    TABLES,
    st.sampled_from(
        [("rank", "arithmetic"), ("percentile", "arithmetic"), ("rank", "copeland"), ("borda", "arithmetic")]
    ),
)
def test_a_monotone_change_does_not_move_ranks(table: np.ndarray, pair: tuple[str, str]) -> None:
    _varied(table)
    moved = table.copy()
    moved[:, 0] = np.log(table[:, 0])
    recipe = Recipe(normalise=pair[0], aggregate=pair[1], treat=False)
    assert _index(recipe, table) == pytest.approx(_index(recipe, moved), abs=1e-9)


@EASY
@given(TABLES, st.floats(0.01, 100))
def test_the_scale_of_weights_does_not_matter(table: np.ndarray, scale: float) -> None:
    _varied(table)
    heavier = {node.code: node.weight * scale for node in TREE.nodes if node.parent == "Index"}
    recipe = Recipe()
    assert _index(recipe, table) == pytest.approx(_index(recipe.with_(node_weights=heavier), table), rel=1e-9)


@EASY
@given(TABLES)
def test_means_are_in_order(table: np.ndarray) -> None:
    _varied(table)
    means = [_index(Recipe(aggregate=rule), table) for rule in ("harmonic", "geometric", "arithmetic")]
    leaves = build(Recipe(), TREE, dataset(TREE, table)).prepared.normalised
    ordered = [leaves.min(axis=1), *means, leaves.max(axis=1)]
    for low, high in itertools.pairwise(ordered):
        assert (low <= high + 1e-9).all()


POSTS = dict.fromkeys(TREE.indicators, (0.0, 1001.0))


@EASY
@given(
    TABLES,
    st.sampled_from(["arithmetic", "geometric", "harmonic", "power", "owa", "mean_min", "product"]),
    st.integers(0, 4),
    st.integers(1, 999),
)
def test_raising_a_good_indicator_never_lowers_the_score(table: np.ndarray, rule: str, column: int, more: int) -> None:
    recipe = Recipe(normalise="goalposts", goalposts=POSTS, range=(1, 100), aggregate=rule, treat=False)
    raised = table.copy()
    step = -more if TREE.by_code[TREE.indicators[column]].direction < 0 else more
    raised[0, column] += step
    assert _index(recipe, raised)[0] >= _index(recipe, table)[0] - 1e-9


TAME = st.one_of(st.integers(-3, 9).map(float), st.floats(-10, 10), st.sampled_from([float("nan"), 0.0, 7.0, 1e6]))
ROUGH = st.one_of(TAME, st.sampled_from([5e-324, 1e-300, 1e90, -1e90, float("inf")]), st.floats())
SHAPES = st.tuples(st.integers(1, 9), st.just(5))
WILD = hnp.arrays(np.float64, SHAPES, elements=TAME) | hnp.arrays(np.float64, SHAPES, elements=ROUGH)
CHOICES = st.fixed_dictionaries(
    {
        "normalise": st.sampled_from(NORMALISERS),
        "impute": st.sampled_from([how for how in IMPUTATIONS if how not in ("last", "linear")]),
        "impute_group": st.just("region"),
        "treat": st.booleans(),
        "treat_with": st.sampled_from([("winsorise", "log_ct"), ("boxcox",), ("log",), ("log_ct",)]),
        "aggregate": st.sampled_from(AGGREGATORS),
        "weights": st.sampled_from(WEIGHTINGS),
        "comparisons": st.just({"D": ((1.0, 3.0), (1 / 3, 1.0))}),
        "screen": st.sampled_from([0.0, 0.5, 1.0]),
        "min_share": st.sampled_from([0.0, 0.5, 1.0]),
        "reference": st.just("u0"),
        "targets": st.just(dict.fromkeys(TREE.indicators, 3.0)),
        "goalposts": st.just(dict.fromkeys(TREE.indicators, (-5.0, 5.0))),
        "range": st.sampled_from([(0.0, 1.0), (1.0, 100.0)]),
        "power": st.sampled_from([-2.0, 0.0, 0.5, 3.0]),
        "owa": st.sampled_from([0.3, 1.0, 4.0, (0.6, 0.4), "at_least_2", "more_than_2"]),
        "mean_min": st.sampled_from([(1.0, 0.0), (0.5, 2.0)]),
        "bod_shares": st.sampled_from([{}, {"Index": (0.1, 0.6)}]),
        "bod_direction": st.sampled_from([{}, dict.fromkeys([*TREE.indicators, "D", "E"], 1.0)]),
        "zero": st.sampled_from([None, "zero", "missing"]),
    }
)
RECIPES = CHOICES.map(lambda entries: effective(**entries))
"""Any recipe, without the keys that the others leave without effect."""
GROUPED = Framework(TREE.nodes, groups=("region",))


def _honest(result: Result) -> None:
    tables = [result.stage(stage) for stage in ("raw", "denominated", "imputed", "treated", "normalised", "aggregated")]
    tables += [result.ranks, result.weights, result.treatments, result.coverage, result.audit, result.unavailable]
    for table in tables:
        for name in table.select_dtypes("number"):
            values = [value for value in table[name].tolist() if value is not pd.NA]
            assert np.isfinite(np.array(values, dtype=float)).all()
    missing = {(unit, node) for node in result.scores for unit in result.scores.index[result.scores[node].isna()]}
    told = result.unavailable[result.unavailable["code"] != "screened"]
    assert missing == set(zip(told["unit"], told["node"], strict=True))
    assert all(result.unavailable["reason"])
    json.dumps(result.recipe.to_dict(), allow_nan=False)


@settings(max_examples=250, deadline=None)
@given(WILD, RECIPES)
def test_a_clear_error_or_a_stated_absence_and_never_nan(table: np.ndarray, entries: dict[str, object]) -> None:
    frame = pd.DataFrame(table, columns=list(GROUPED.indicators))
    frame.insert(0, "unit", [f"u{i}" for i in range(len(table))])
    frame["region"] = ["n" if i % 2 else "s" for i in range(len(table))]
    try:
        result = build(Recipe.from_dict(entries), GROUPED, load_data(frame, GROUPED))
    except CompositeError as error:
        assert error.template.format(**error.values) == str(error)
        event(type(error).__name__)
        return
    event("built")
    _honest(result)


@EASY
@given(TABLES, st.sampled_from(["mean", "median"]), hnp.arrays(np.bool_, (12, 5)))
def test_the_audit_replays_any_data_and_a_recipe_rebuilds_it(table: np.ndarray, how: str, holes: np.ndarray) -> None:
    _varied(table)
    values = np.where(holes[: len(table)], np.nan, table)
    values = np.where([np.unique(c[~np.isnan(c)]).size > 2 for c in values.T], values, table)
    data = dataset(TREE, values)
    recipe = Recipe(impute=how, skew=0.5, kurt=-3, screen=0, winmax=1, treat_with=("winsorise", "log_ct"))
    result = build(recipe, TREE, data)
    replayed = frozen(values).copy()
    rows = {unit: row for row, unit in enumerate(data.units)}
    for change in result.audit.itertuples(index=False):
        before = replayed[rows[change.unit], TREE.indicators.index(change.indicator)]
        assert np.isnan(before) if change.before is pd.NA else before == change.before
        replayed[rows[change.unit], TREE.indicators.index(change.indicator)] = change.after
    np.testing.assert_array_equal(replayed, result.prepared.treated.values)
    present = ~np.isnan(values)
    np.testing.assert_array_equal(result.prepared.imputed[present], values[present])
    again = build(Recipe.from_dict(json.loads(recipe_to_json(recipe))), TREE, data)
    assert again.matrix.tobytes() == result.matrix.tobytes()
