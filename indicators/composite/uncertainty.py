"""How far a rank depends on choices that could have been made otherwise.

Step 7 of the OECD/JRC ten steps: a Monte-Carlo analysis over the factors. Every replicate keeps its parameters; a rank
is published with the interval that nine replicates in ten fall in, and two units are compared by how often one is ahead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from indicators.composite.aggregate import FORMULAS
from indicators.composite.arrays import Array, Places, frame
from indicators.composite.build import build_with
from indicators.composite.data import Dataset
from indicators.composite.errors import CompositeError, MethodError
from indicators.composite.factors import Factor, WeightNoise, check_factors
from indicators.composite.framework import Framework
from indicators.composite.mapping import FrozenMap
from indicators.composite.pipeline import Pipeline
from indicators.composite.recipe import Recipe
from indicators.composite.replicates import Replicates, label, replicate, total_width
from indicators.composite.result import Result
from indicators.composite.spread import Spread, spread
from indicators.composite.statistics import ranks
from indicators.composite.usual_factors import default_factors
from indicators.errors import marked

SCALE_KEYS = frozenset({"normalise", "range", "mean_sd", "goalposts", "targets", "reference", "reference_year", "cap"})
OTHER_SCALES = frozenset({"copeland", "kemeny", "wroclaw", "mpi", "ampi", "bod"}) | FORMULAS


@dataclass(frozen=True, eq=False, repr=False)
class Uncertainty:
    """The nominal result and its replicates; every table has one row a unit, in the order of the data."""

    nominal: Result
    replicates: Replicates
    pipeline: Pipeline

    def __repr__(self) -> str:
        made = self.replicates
        names = ", ".join(factor.name for factor in made.factors)
        return f"Uncertainty({made.scores.shape[0]} replicates of {names}; {len(made.failures)} failed)"

    @cached_property
    def intervals(self) -> pd.DataFrame:
        """Nominal rank, median rank, 5th and 95th percentile, mean; the same of the score; and replicates counted.

        Quantiles are of type 7. Those of the score are ``pandas.NA`` when a factor changes its scale (a normaliser, an
        outranking): replicates are then comparable by their ranks alone. A unit that is not ranked has ``pandas.NA``; ``replicates`` says how many replicates
        ranked it.
        """
        places, scores = self.replicates.ranks, self.replicates.scores
        of_rank = spread(places)
        of_score = spread(scores) if self.same_scale else Spread.unknown(scores.shape[1])
        own = (self.nominal.index_ranks, of_rank.middle, of_rank.low, of_rank.high, of_rank.mean)
        score = (self.nominal.matrix[:, -1], of_score.middle, of_score.low, of_score.high)
        columns = ["rank", "median", "q05", "q95", "mean", "score", "score_median", "score_q05", "score_q95"]
        result = frame(np.column_stack([*own, *score]), self.nominal.data.index, columns)
        return result.assign(replicates=of_rank.count)

    @cached_property
    def same_scale(self) -> bool:
        """Whether the scores of all replicates are on the scale of the nominal ones."""
        entries = set(self.replicates.changes)
        if {key for entry in entries for key in entry} & SCALE_KEYS:
            return False
        return {_other_scales(self.replicates.recipe, entry) for entry in entries} <= {
            _other_scales(self.replicates.recipe, FrozenMap())
        }

    def top(self, k: int) -> pd.Series:
        """Share of the replicates in which each unit is among the first ``k``; of those where it is ranked."""
        ranked = ~np.isnan(self.replicates.ranks)
        inside = (self.replicates.ranks <= k).sum(axis=0)
        count = ranked.sum(axis=0)
        share = np.divide(inside, count, out=np.full(count.shape, np.nan), where=count > 0)
        return frame(share[:, None], self.nominal.data.index, [f"top_{k}"])[f"top_{k}"]

    def among(self, units: Sequence[str]) -> pd.DataFrame:
        """Ranks among these units alone, one row a unit in the order given: rank, median, q05, q95.

        For data of one year. A reference that sets the scale without taking part is left out this way.
        """
        rows = [self.nominal.data.place(unit) for unit in units]
        nominal = ranks(self.nominal.matrix[rows, -1])
        found = spread(ranks(self.replicates.scores[:, rows]))
        index = pd.Index(list(units), name=self.nominal.data.unit_column)
        table = np.column_stack([nominal, found.middle, found.low, found.high])
        return frame(table, index, ["rank", "median", "q05", "q95"])

    def above(self, first: str, second: str, year: int | None = None) -> float | None:
        """Share of the replicates in which the first unit scores above the second, ties counting half.

        ``None`` when no replicate scores both.
        """
        data = self.nominal.data
        value = _above(self._rounded, data.place(first, year), np.array([data.place(second, year)]))[0]
        return None if np.isnan(value) else float(value)

    @cached_property
    def pairwise(self) -> pd.DataFrame:
        """P(row above column) for every pair (n × n); a diagonal of one half. Meant for up to a few hundred units."""
        units = np.arange(len(self.nominal.data.units))
        table = np.stack([_above(self._rounded, row, units) for row in units.tolist()])
        return frame(table, self.nominal.data.index, self.nominal.data.labels)

    @cached_property
    def _rounded(self) -> Array:
        return np.round(self.replicates.scores, 9)

    @cached_property
    def draws(self) -> pd.DataFrame:
        """Every replicate's parameters: its choices, the multiplier of each weight drawn, and why it failed, if it did."""
        made = self.replicates
        table: dict[str, object] = {}
        for factor in made.factors:
            if not isinstance(factor, WeightNoise):
                table[factor.name] = [label(factor, entries) for entries in made.changes]
        if made.weights is not None:
            codes = self.nominal.framework.codes
            moved = np.flatnonzero((made.weights != 1.0).any(axis=0))
            table.update({f"weight:{codes[place]}": made.weights[:, place] for place in moved.tolist()})
        table["failure"] = [made.failures.get(row, "") for row in range(made.scores.shape[0])]
        return pd.DataFrame(table).rename_axis("replicate")

    @property
    def failures(self) -> dict[int, str]:
        """Replicates that could not be built, with the reason."""
        return dict(self.replicates.failures)

    def recipe(self, replicate: int) -> Recipe:
        """The recipe that a replicate really ran."""
        return self.replicates.recipe_of(replicate, self.pipeline)


def uncertainty(
    recipe: Recipe,
    framework: Framework,
    data: Dataset,
    factors: Sequence[Factor] | None = None,
    n: int = 1000,
    seed: int | None = None,
) -> Uncertainty:
    """Build the index ``n`` times with the factors drawn at random (those of ``default_factors`` unless given).

    The same ``seed`` (``recipe.random_state`` unless given) gives the same replicates. Raises ``RecipeError`` for a
    factor without effect and ``MethodError`` when every replicate fails.
    """
    pipeline = Pipeline(framework, data)
    nominal = build_with(pipeline, recipe)
    chosen = list(factors) if factors is not None else default_factors(recipe, pipeline)
    check_factors(chosen, recipe, pipeline)
    if n < 1:
        raise MethodError(
            marked("Analyse d’incertitude : {n} réplique demandée ; demandez-en une au moins, 1000 en général."), n=n
        )
    generator = np.random.default_rng(recipe.random_state if seed is None else seed)
    made = replicate(pipeline, recipe, chosen, generator.random((n, total_width(chosen, pipeline))))
    if len(made.failures) == n:
        raise MethodError(
            marked("Analyse d’incertitude : les {n} répliques ont échoué ; la première dit : {reason}"),
            n=n,
            reason=next(iter(made.failures.values())),
        )
    return Uncertainty(nominal, made, pipeline)


def _other_scales(recipe: Recipe, entries: Mapping[str, Any]) -> frozenset[str]:
    """The rules of a replicate whose scores are not on the scale of their children."""
    try:
        return frozenset(recipe.follow(entries).rules) & OTHER_SCALES
    except CompositeError:
        return frozenset()


def _above(scores: Array, row: int, columns: Places) -> Array:
    own, others = scores[:, [row]], scores[:, columns]
    both = ~(np.isnan(own) | np.isnan(others))
    wins = ((own > others) + 0.5 * (own == others)).sum(axis=0)
    count = both.sum(axis=0)
    share: Array = np.divide(wins, count, out=np.full(count.shape, np.nan), where=count > 0)
    return share
