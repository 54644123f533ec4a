"""The keys of a recipe: the words each accepts, how each is checked, and what it stands for where it is left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from indicators.composite import recipe_checks as checks
from indicators.composite.formulas import NAMED
from indicators.composite.recipe_effects import ACROSS, TREAT_WITH

IMPUTATIONS = ("none", "mean", "median", "group_mean", "group_median", "last", "linear", "regression", "em")
TREATMENTS = ("winsorise", "log_ct", "log", "boxcox")
NORMALISERS = (
    *("minmax", "zscore", "rank", "percentile", "borda", "goalposts", "distance_to_max"),
    *("distance_to_reference", "distance_to_target", "fraction_of_max", "base100", "none"),
)
WEIGHTINGS = ("framework", "equal", "pca", "factor", "balanced", "ahp", "bod")
AGGREGATORS = (
    *("arithmetic", "geometric", "harmonic", "power", "owa", "mean_min", "product", "ratio", "complement"),
    *("reciprocal", "wroclaw", "mpi", "ampi", "copeland", "kemeny", "bod"),
)

TOUCHES_LOW = ("minmax", "percentile", "distance_to_max", "distance_to_reference", "distance_to_target")
"""Normalisers that give the lowest value of their range to some unit, whatever the data."""

NATURAL_RANGES: Mapping[str, tuple[float, float]] = {"minmax": (1.0, 100.0)}

DEFAULTS: Mapping[str, Any] = {
    "treat_with": TREAT_WITH,
    "skew": 2.0,
    "kurt": 3.5,
    "winmax": 5,
    "treat_by": "year",
    "mean_sd": (0.0, 1.0),
    "rotation": "varimax",
    "power": 0.5,
    "owa": 1.0,
    "mean_min": (0.5, 0.0),
    "mpi_penalty": "negative",
}
"""What an entry left out stands for, where it has an effect; elsewhere it is not written."""


def _rule(key: str, value: Any) -> str:
    """An aggregation rule, or the name of a function that ``register`` knows."""
    if isinstance(value, str) and value in NAMED:
        return value
    word: str = checks.one_of(*AGGREGATORS, *([ACROSS] if key == "aggregate" else []))(key, value)
    return word


_share = checks.number(0.0, 1.0)
CHECKS: Mapping[str, checks.Check] = {
    "denominate": checks.flag,
    "impute": checks.one_of(*IMPUTATIONS),
    "impute_group": checks.optional(checks.text),
    "screen": _share,
    "screen_dimension": checks.optional(_share),
    "screen_on": checks.one_of("available", "observed"),
    "treat": checks.flag,
    "limits": checks.table(checks.interval),
    "treat_by": checks.optional(checks.one_of("year", "panel")),
    "treat_with": checks.optional(checks.words(checks.one_of(*TREATMENTS))),
    "skew": checks.optional(checks.number(0.0)),
    "kurt": checks.optional(checks.number()),
    "winmax": checks.optional(checks.integer(0, 1_000_000)),
    "boxcox_lambda": checks.optional(checks.number(-5.0, 5.0)),
    "transform": checks.table(checks.one_of("linear", "log")),
    "normalise": checks.one_of(*NORMALISERS),
    "range": checks.optional(checks.interval),
    "mean_sd": checks.optional(checks.center_and_spread),
    "cap": checks.optional(checks.flag),
    "reference": checks.optional(checks.text),
    "reference_year": checks.optional(checks.integer(1, 9999)),
    "goalposts": checks.table(checks.interval),
    "targets": checks.table(checks.number()),
    "weights": checks.one_of(*WEIGHTINGS),
    "rotation": checks.optional(checks.one_of("varimax", "none")),
    "comparisons": checks.table(checks.comparison_matrix),
    "node_weights": checks.table(checks.number(0.0, above=True)),
    "aggregate": checks.optional(checks.word_or_words(_rule)),
    "aggregate_nodes": checks.table(_rule),
    "power": checks.optional(checks.number(-50.0, 50.0)),
    "owa": checks.optional(checks.quantifier),
    "mean_min": checks.optional(checks.slope_and_bend),
    "mpi_penalty": checks.optional(checks.one_of("negative", "positive")),
    "bod_shares": checks.table(checks.shares),
    "bod_direction": checks.table(checks.number(0.0)),
    "zero": checks.optional(checks.one_of("zero", "floor", "missing")),
    "floor": checks.optional(checks.number(0.0, above=True)),
    "min_share": _share,
    "years": checks.one_of("single", "mixed", "panel"),
    "panel_base": checks.optional(checks.integer(1, 9999)),
    "random_state": checks.integer(0, 2**32 - 1),
}
