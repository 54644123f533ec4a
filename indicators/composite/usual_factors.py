"""Which choices are tried when nobody names them: those the recipe publishes, else the usual ones that have an effect."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from indicators.composite.errors import CompositeError
from indicators.composite.factors import Choice, Factor, WeightNoise, choice, noisy_nodes
from indicators.composite.mapping import FrozenMap, plain
from indicators.composite.pipeline import Pipeline
from indicators.composite.recipe import ACROSS, TOUCHES_LOW, Recipe


def read_factors(recipe: Recipe) -> list[Factor]:
    """The factors that the recipe publishes in its ``[factors]`` table; empty when it has none."""
    found: list[Factor] = []
    for key, options in recipe.factors.items():
        found.append(WeightNoise(float(options)) if isinstance(options, int | float) else choice(key, *options))
    return found


def default_factors(recipe: Recipe, pipeline: Pipeline) -> list[Factor]:
    """The factors of the recipe, else the usual ones that have an effect on it.

    Weights ± 25 %, another normaliser, another aggregation, imputation on or off, and more or fewer winsorised points;
    an alternative that the data refuses is left out.
    """
    named = read_factors(recipe)
    if named:
        return named
    found: list[Factor] = []
    noise = WeightNoise()
    if noisy_nodes(noise, pipeline.framework) and set(pipeline.prepare(recipe).rules) != {"bod"}:
        found.append(noise)
    usual = {key: _building(recipe, options, pipeline) for key, options in _usual(recipe, pipeline).items()}
    usual["aggregate"] = _other_rules(recipe, usual["aggregate"], pipeline)
    usual["normalise"] = [
        option
        for option in usual["normalise"]
        if len(_building(recipe, [{**option, **rule} for rule in usual["aggregate"]], pipeline))
        == len(usual["aggregate"])
    ]
    return found + [Choice(key, tuple(map(FrozenMap, options))) for key, options in usual.items() if len(options) > 1]


Option: TypeAlias = Mapping[str, Any]


def _usual(recipe: Recipe, pipeline: Pipeline) -> dict[str, list[Option]]:
    usual: dict[str, list[Option]] = {
        "normalise": [{"normalise": recipe.normalise}, *_percentile(recipe), *_zscore(recipe)],
        "aggregate": [{"aggregate": plain(recipe.aggregate)}, {"aggregate": "arithmetic"}, _across(recipe)],
    }
    if not _building(recipe, usual["normalise"][1:], pipeline):
        usual["normalise"] = [{"normalise": recipe.normalise}, {"normalise": "rank"}]
    if np.isnan(pipeline.denominated(recipe)).any():
        usual["impute"] = [{"impute": recipe.impute}, {"impute": "median" if recipe.impute == "none" else "none"}]
    if any(rule.rule == "winsorise" for rule in pipeline.treated(recipe).treatments):
        winmax = recipe.entry("winmax")
        points = (max(1, winmax - 2), winmax, winmax + 2)
        usual["winmax"] = [{"winmax": value} for value in points]
    return {key: _distinct(values) for key, values in usual.items()}


def _percentile(recipe: Recipe) -> list[Option]:
    """Percentile ranks on a scale that a geometric mean takes; none when the recipe already has them."""
    return [] if recipe.normalise == "percentile" else [{"normalise": "percentile", "range": (1.0, 100.0)}]


def _zscore(recipe: Recipe) -> list[Option]:
    """Standard scores around 100, which a geometric mean takes too; none when the recipe already has them."""
    return [] if recipe.normalise == "zscore" else [{"normalise": "zscore", "mean_sd": (100.0, 10.0)}]


def _across(recipe: Recipe) -> Option:
    """A geometric mean across dimensions, on a scale that starts above zero when that of the recipe does not."""
    low, high = recipe.bounds
    if low > 0 or high <= 0 or recipe.normalise not in (*TOUCHES_LOW, "goalposts"):
        return {"aggregate": ACROSS}
    return {"aggregate": ACROSS, "range": (low + (high - low) / 100.0, high)}


def _distinct(options: Sequence[Option]) -> list[Option]:
    return [option for place, option in enumerate(options) if option not in options[:place]]


def _other_rules(recipe: Recipe, options: Sequence[Option], pipeline: Pipeline) -> list[Option]:
    """The first option of each distinct set of rules: two spellings of the same rules are one alternative."""
    found: dict[tuple[str, ...], Option] = {}
    for option in options:
        found.setdefault(pipeline.prepare(recipe.follow(option)).rules, option)
    return list(found.values())


def _building(recipe: Recipe, options: Sequence[Option], pipeline: Pipeline) -> list[Option]:
    """The options under which the index can be built on this data."""
    return [option for option in options if _builds(recipe, option, pipeline)]


def _builds(recipe: Recipe, option: Option, pipeline: Pipeline) -> bool:
    try:
        changed = recipe.follow(option)
        pipeline.scores(changed, pipeline.prepare(changed))
    except CompositeError:
        return False
    return True
