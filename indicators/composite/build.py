"""The one entry: a recipe, a framework and data in, every stage and the scores out.

    result = build(Recipe(normalise="minmax"), read_framework(Path("iMeta.csv")), data)
    result.scores["Index"]

``build`` is pure: the same recipe, framework and data give the same bytes.
"""

from __future__ import annotations

from indicators.composite.data import Dataset
from indicators.composite.framework import Framework
from indicators.composite.pipeline import Pipeline
from indicators.composite.recipe import Recipe
from indicators.composite.result import Result


def build(recipe: Recipe, framework: Framework, data: Dataset) -> Result:
    """Build the index: denominate, impute, screen, treat, normalise, weigh, aggregate.

    Raises ``FrameworkError``, ``DataError`` or ``MethodError``, each naming the column, the value and the cure.
    """
    return build_with(Pipeline(framework, data), recipe)


def build_with(pipeline: Pipeline, recipe: Recipe) -> Result:
    """Build the index from a pipeline that may already know some of its stages; the result is the same."""
    prepared = pipeline.prepare(recipe)
    scores = pipeline.scores(recipe, prepared)
    scores.flags.writeable = False
    return Result(recipe, pipeline.framework, pipeline.data, prepared, scores)
