"""An index in one line, from two tables."""

from __future__ import annotations

from typing import Any

import pandas as pd

from indicators.composite.build import build
from indicators.composite.coinr import load_framework
from indicators.composite.framework import Framework, require_sound
from indicators.composite.load import load_data
from indicators.composite.recipe import Recipe
from indicators.composite.result import Result


def compose(
    data: pd.DataFrame, framework: pd.DataFrame | Framework, recipe: Recipe | None = None, **entries: Any
) -> Result:
    """Build an index from a table of data and a table of the framework; ``entries`` are those of the recipe.

        compose(data, meta, impute="median", aggregate="geometric").scores["Index"]

    Units are in a column ``unit`` (or ``uCode``) or in the index of the table. With a ``recipe``, ``entries`` change it.
    Raises ``CompositeError``.
    """
    tree = framework if isinstance(framework, Framework) else load_framework(framework)
    require_sound(tree)
    method = Recipe.from_dict(entries) if recipe is None else recipe.with_(**entries)
    return build(method, tree, load_data(data, tree))
