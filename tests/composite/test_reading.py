"""Decomposition, strengths, bounds, levers, comparison, links and what a page says of a dimension."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from indicators.composite import (
    MethodError,
    Recipe,
    RecipeError,
    Result,
    bounds,
    build,
    ceteris_paribus,
    compare,
    contributions,
    correlate_results,
    correlate_with,
    correlation_flags,
    correlations,
    cronbach_alpha,
    differences,
    indicator_contributions,
    levers,
    pca,
    rank_under,
    strengths,
)
from indicators.composite.errors import CompositeError, FrameworkError
from tests.composite.conftest import ASEM_RECIPE, dataset, flat, tree

NAN = float("nan")
FRAMEWORK = tree({"a": "D", "b": "D", "c": "E", "d": "E", "D": "Index", "E": "Index"}, a={"weight": 3.0})
ROWS = [[1, 5, 2, 8], [4, 3, NAN, 6], [2, 9, 7, 1], [8, 1, 5, 5], [3, 3, 3, NAN]]


def _built(rule: str, **entries: object) -> Result:
    recipe = Recipe.from_dict({"aggregate": rule, "screen": 0.0, "treat": False, **entries})
    return build(recipe, FRAMEWORK, dataset(FRAMEWORK, ROWS))


@pytest.mark.parametrize(
    ("rule", "scale", "back"),
    [
        ("arithmetic", "score", lambda t: t),
        ("geometric", "log", math.exp),
        ("harmonic", "reciprocal", lambda t: 1 / t),
        ("power", "power", lambda t: t ** (1 / 0.5)),
    ],
)
def test_contributions_add_up(rule: str, scale: str, back: object) -> None:
    result = _built(rule)
    for unit in result.data.units:
        for node in FRAMEWORK.aggregates:
            found = contributions(result, unit, node)
            assert found.scale == scale
            assert found.table["contribution"].sum() == pytest.approx(found.total, abs=1e-12)
            assert back(found.total) == pytest.approx(result.score(unit, node), rel=1e-12)  # type: ignore[operator]  # a function
    holed = contributions(result, "u1", "E").table
    assert holed.loc["c", "contribution"] is pd.NA and holed.loc["d", "share"] == 1


@pytest.mark.parametrize(
    ("rule", "back"),
    [("geometric", math.exp), ("harmonic", lambda t: 1 / t), ("power", lambda t: t ** (1 / -1.5))],
)
def test_a_score_that_a_zero_annuls_has_no_parts_and_a_floor_counts_as_the_floor(rule: str, back: object) -> None:
    entries: dict[str, object] = {"range": (0, 1), **({"power": -1.5} if rule == "power" else {})}
    with pytest.raises(MethodError, match="« D » est nul pour « u0 » parce que « a » l’est"):
        contributions(_built(rule, zero="zero", **entries), "u0", "D")
    found = contributions(floored := _built(rule, zero="floor", floor=0.01, **entries), "u0", "D")
    assert back(found.total) == pytest.approx(floored.score("u0", "D"), rel=1e-12)  # type: ignore[operator]  # a function
    assert found.table.loc["a", "value"] == 0.01


def test_indicator_contributions_add_up_to_the_index(asem: Result) -> None:
    for unit in ("FRA", "LAO"):
        table = indicator_contributions(asem, unit)
        assert table["contribution"].sum() == pytest.approx(asem.score(unit), rel=1e-12)
    result = _built("arithmetic")
    table = indicator_contributions(result, "u1")
    assert table["weight"].tolist() == [0.375, 0.125, 0, 0.5] and table.loc["c", "contribution"] is pd.NA
    with pytest.raises(MethodError, match="« Index » est agrégé par « geometric »"):
        indicator_contributions(_built("geometric"), "u0")


def test_what_has_no_parts_is_not_decomposed() -> None:
    with pytest.raises(MethodError, match="« copeland », qui compare des unités"):
        contributions(_built("copeland"), "u0")
    with pytest.raises(MethodError, match="« a » est un indicateur"):
        contributions(_built("arithmetic"), "u0", "a")
    with pytest.raises(MethodError, match="n’est pas disponible pour « u1 »"):
        contributions(_built("arithmetic", min_share=1.0), "u1", "E")


def test_strengths_leave_out_what_was_imputed() -> None:
    result = _built("arithmetic", impute="mean")
    best, worst = strengths(result, "u1", 2)
    assert "c" not in [*best.index, *worst.index]
    assert best.index[0] == "a" and best.loc["a", "rank"] == 2 and best.loc["a", "ranked"] == 5
    assert worst.index[0] == "b"
    hidden = build(Recipe(screen=0.9, aggregate="arithmetic"), FRAMEWORK, dataset(FRAMEWORK, ROWS))
    with pytest.raises(MethodError, match="« u1 » n’est pas classé"):
        strengths(hidden, "u1")


def test_bounds_open_with_what_is_missing() -> None:
    table = bounds(_built("arithmetic", range=[0, 100]))
    closed = table.loc[["u0", "u2", "u3"]]
    assert (closed["low"] == closed["high"]).all() and (closed["low"] == closed["score"]).all()
    assert table.loc["u1", "high"] - table.loc["u1", "low"] == pytest.approx(25)
    assert (table["low"] <= table["score"]).all() and (table["score"] <= table["high"]).all()
    imputed = bounds(_built("arithmetic", range=[0, 100], impute="mean"))
    assert imputed.loc["u1", "high"] - imputed.loc["u1", "low"] == pytest.approx(25)
    kept = bounds(_built("arithmetic", range=[0, 100], impute="mean"), imputed=False)
    assert kept.loc["u1", "low"] == kept.loc["u1", "high"]


@pytest.mark.parametrize("rule", ["geometric", "harmonic", "power"])
def test_a_worst_value_of_zero_gives_zero(rule: str) -> None:
    posts = dict.fromkeys("abcd", (0, 10))
    table = bounds(_built(rule, normalise="goalposts", goalposts=posts, **({"power": -1.5} if rule == "power" else {})))
    assert table.loc["u1", "low"] == pytest.approx(0, abs=1e-9) and table.loc["u1", "high"] > table.loc["u1", "score"]


def test_bounds_of_a_scale_without_ends_are_those_observed() -> None:
    table = bounds(_built("arithmetic", normalise="zscore"))
    assert (table["low"] <= table["score"]).all() and (table["score"] <= table["high"]).all()


def test_levers_are_what_the_index_would_be() -> None:
    for rule in ("arithmetic", "copeland"):
        result = _built(rule, range=[0, 100], min_share=0.0)
        table = levers(result, "u0")
        assert table["gain"].dropna().is_monotonic_decreasing
    result = _built("arithmetic", range=[0, 100])
    table = levers(result, "u0")
    assert table.loc["a", "at_best"] == pytest.approx(0.375 * 100 + 0.125 * 50 + 0.25 * 0 + 0.25 * 100)
    assert table.loc["d", "gain"] == 0
    assert table.index[0] == "a"


def test_ceteris_paribus_rebuilds_everything() -> None:
    result = _built("arithmetic", range=[0, 100])
    curve = ceteris_paribus(result, "u0", "a", 3)
    assert curve["value"].tolist() == [1, 4.5, 8]
    assert curve["score"].iloc[0] == pytest.approx(result.score("u0"))
    assert curve["score"].is_monotonic_increasing and curve["rank"].iloc[-1] == 1
    with pytest.raises(MethodError, match="« aa » n’est pas un indicateur"):
        ceteris_paribus(result, "u0", "aa")


def test_comparison_says_what_changed_in_the_method_and_in_the_ranks(asem: Result) -> None:
    other = build(ASEM_RECIPE.with_(winmax=0, weights="equal"), asem.framework, asem.data)
    found = compare(asem, other)
    assert [entry[0] for entry in found.entries] == ["winmax", "weights"] and found.n == 51
    assert found.table.loc["FRA", "change"] == asem.ranks.loc["FRA", "Index"] - other.ranks.loc["FRA", "Index"]
    assert found.mean_change == pytest.approx(found.table["change"].abs().mean())
    assert found.rho is not None and 0.9 < found.rho < 1
    assert compare(asem, asem).r == 1.0 and compare(asem, asem).mean_change == 0.0
    assert differences(asem.recipe, asem.recipe) == ()
    table = rank_under({"base": asem, "égal": other})
    assert table["base"].tolist() == asem.ranks["Index"].tolist()


def test_comparison_without_common_unit_is_refused() -> None:
    first = _built("arithmetic")
    data = dataset(FRAMEWORK, ROWS, units=("v", "w", "x", "y", "z"))
    with pytest.raises(CompositeError, match="aucune unité en commun"):
        compare(first, build(first.recipe, FRAMEWORK, data))


def test_links_need_ten_units(asem: Result) -> None:
    population = dict(zip(asem.data.units, asem.data.denominators["Population"].tolist(), strict=True))
    found = correlate_with(asem, population)
    scores = asem.aggregates[:, -1]
    assert found.r == pytest.approx(np.corrcoef(scores, list(population.values()))[0, 1]) and found.n == 51
    assert correlate_results(asem, asem).r == 1.0
    assert correlate_with(asem, dict.fromkeys(asem.data.units, 1.0)).r is None
    few = dict(list(population.items())[:9]) | {"XXX": 1.0, "THA": float("inf")}
    with pytest.raises(MethodError, match="10 unités communes au moins ; 9 ici"):
        correlate_with(asem, few)


def test_correlations_report_constants_and_flags(asem: Result) -> None:
    table = correlations(asem, ("Goods", "Services", "FDI"))
    x, y = (asem.stage("normalised")[c].to_numpy(dtype=float) for c in ("Goods", "Services"))
    assert table.loc[0, "r"] == pytest.approx(np.corrcoef(x, y)[0, 1]) and table.loc[0, "n"] == 51
    flags = correlation_flags(asem)
    assert "TBTs" in flags[flags["flag"] == "against_parent"]["first"].tolist()
    assert set(flags["flag"]) <= {"redundant", "opposed", "against_parent"}
    framework = flat(2)
    posts = {"normalise": "goalposts", "goalposts": {"x0": (0, 9), "x1": (0, 9)}, "treat": False}
    result = build(Recipe(**posts), framework, dataset(framework, [[1, 4], [2, 4], [3, 4]]))
    row = correlations(result, ("x0", "x1")).iloc[0]
    assert row["r"] is pd.NA and row["note"] == "constant"
    with pytest.raises(RecipeError, match="la plus proche est « spearman »"):
        correlations(result, kind="speerman")  # type: ignore[arg-type]  # what a caller may write


def test_multivariate_needs_three_units_and_two_parts() -> None:
    framework = flat(2)
    result = build(Recipe(), framework, dataset(framework, [[1, 4], [2, 5]]))
    with pytest.raises(MethodError, match="3 unités au moins ; 2 ici"):
        correlations(result)
    with pytest.raises(FrameworkError, match="« x0 » est un indicateur"):
        cronbach_alpha(result, "x0")
    single = build(Recipe(), flat(1), dataset(flat(1), [[1], [2], [3]]))
    assert cronbach_alpha(single, "Index") is None
    with pytest.raises(MethodError, match="deux composantes qui varient"):
        pca(single, "Index")


def test_principal_components_are_those_of_numpy(asem: Result) -> None:
    found = pca(asem, "Social")
    x = asem.stage("normalised")[list(asem.framework.children("Social"))].to_numpy(dtype=float)
    values = np.sort(np.linalg.eigvalsh(np.corrcoef(x, rowvar=False)))[::-1]
    assert found.variance.tolist() == pytest.approx((values / 9).tolist())
    assert (found.loadings.sum() >= 0).all() and found.kaiser == int((values > 1).sum()) and found.n == 51
