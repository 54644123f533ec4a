"""The bare product of a build, before anything is read from it: what the audit and the readings share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from indicators.composite.arrays import Array
from indicators.composite.data import Dataset
from indicators.composite.framework import Framework
from indicators.composite.pipeline import Prepared
from indicators.composite.recipe import Recipe


@dataclass(frozen=True, eq=False, repr=False)
class Built:
    """The recipe, the framework, the data, the stages (``prepared``) and the scores of the nodes (n × aggregates)."""

    recipe: Recipe
    framework: Framework
    data: Dataset
    prepared: Prepared
    aggregates: Array

    def __repr__(self) -> str:
        ranked = int(self.prepared.screening.kept.sum())
        scored = int((~np.isnan(self.aggregates[:, -1])).sum())
        size = f"{len(self.data.units)} units, {scored} scored, {ranked} ranked"
        return f"{type(self).__name__}({self.framework.root!r}: {size}; {self.recipe!r})"

    @cached_property
    def matrix(self) -> Array:
        """Scores of indicators and aggregates (n × nodes), NaN where not available."""
        return np.column_stack([self.prepared.normalised, self.aggregates])
