"""Thousands of recipes built at once.

Replicates that share their discrete choices share every stage up to the normalised table; their weights then go up the
tree together. A replicate that the data refuses is counted and told, never dropped in silence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from indicators.composite.arrays import Array, Places
from indicators.composite.errors import CompositeError
from indicators.composite.factors import Choice, Factor, Span, WeightNoise, changes, multipliers, width
from indicators.composite.mapping import FrozenMap, plain
from indicators.composite.pipeline import Pipeline
from indicators.composite.recipe import Recipe
from indicators.composite.statistics import ranks_among


@dataclass(frozen=True, eq=False)
class Replicates:
    """r builds of one index. ``scores`` and ``ranks`` are (r × n) for the index; a failed replicate is NaN all along.

    ``changes`` holds what each replicate changed in the recipe, ``weights`` (r × nodes) what it multiplied the weights
    by (``None`` without a factor on weights), ``failures`` the message of each replicate that could not be built. Ranks
    are always those among the units that the nominal recipe ranks, so that a rank means the same in every replicate.
    """

    recipe: Recipe
    factors: tuple[Factor, ...]
    changes: tuple[FrozenMap[Any], ...]
    weights: Array | None
    scores: Array
    ranks: Array
    failures: Mapping[int, str]

    def recipe_of(self, replicate: int, pipeline: Pipeline) -> Recipe:
        """The recipe that a replicate really ran, its weights written out: ``build`` gives its scores again."""
        recipe = self.recipe.follow(self.changes[replicate])
        if self.weights is None:
            return recipe
        drawn = pipeline.prepare(recipe).weights * self.weights[replicate]
        return recipe.with_(node_weights=dict(zip(pipeline.framework.codes, drawn.tolist(), strict=True)))


def replicate(pipeline: Pipeline, recipe: Recipe, factors: Sequence[Factor], uniforms: Array) -> Replicates:
    """Build one index for each row of ``uniforms`` (r × total width of the factors, in [0, 1[)."""
    noise, drawn = realise(pipeline, factors, uniforms)
    count, units = uniforms.shape[0], len(pipeline.data.units)
    scores = np.full((count, units), np.nan)
    failures: dict[int, str] = {}
    for entries, rows in _grouped(drawn).items():
        try:
            changed = recipe.follow(entries)
            pipeline.prepare(changed)
        except CompositeError as error:
            failures.update(dict.fromkeys(rows.tolist(), error.part))
            continue
        failures.update(_fill(pipeline, changed, rows, noise, scores))
    places = ranks_among(scores, pipeline.screening(recipe).kept, [own for _, own in pipeline.data.periods])
    return Replicates(recipe, tuple(factors), drawn, noise, scores, places, dict(sorted(failures.items())))


def realise(
    pipeline: Pipeline, factors: Sequence[Factor], uniforms: Array
) -> tuple[Array | None, tuple[FrozenMap[Any], ...]]:
    """What uniform numbers stand for: multipliers of the weights, and the changes of each replicate."""
    noise: Array | None = None
    entries: list[dict[str, Any]] = [{} for _ in range(uniforms.shape[0])]
    start = 0
    for factor in factors:
        part = uniforms[:, start : start + width(factor, pipeline.framework)]
        start += part.shape[1]
        if isinstance(factor, WeightNoise):
            noise = multipliers(factor, pipeline.framework, part)
        else:
            for row, value in enumerate(part[:, 0].tolist()):
                entries[row].update(changes(factor, value))
    return noise, tuple(FrozenMap(entry) for entry in entries)


def _grouped(drawn: Sequence[FrozenMap[Any]]) -> dict[FrozenMap[Any], Places]:
    groups: dict[FrozenMap[Any], list[int]] = {}
    for row, entries in enumerate(drawn):
        groups.setdefault(entries, []).append(row)
    ordered = sorted(groups.items(), key=lambda group: repr(plain(group[0])))
    return {entries: np.array(rows) for entries, rows in ordered}


def _fill(pipeline: Pipeline, recipe: Recipe, rows: Places, noise: Array | None, scores: Array) -> dict[int, str]:
    """Scores of the replicates of one group, written in place; the failures are returned."""
    base = pipeline.prepare(recipe).weights
    if noise is None:
        failures = _roll(pipeline, recipe, rows[:1], base[None, :], scores)
        scores[rows] = scores[rows[0]]
        return dict.fromkeys(rows.tolist(), failures[int(rows[0])]) if failures else {}
    return _roll(pipeline, recipe, rows, base * noise[rows], scores)


def _roll(pipeline: Pipeline, recipe: Recipe, rows: Places, weights: Array, scores: Array) -> dict[int, str]:
    try:
        pipeline.index_scores(recipe, pipeline.prepare(recipe), weights, scores, rows)
    except CompositeError as error:
        scores[rows] = np.nan
        if rows.size == 1:
            return {int(rows[0]): error.part}
        single = [_roll(pipeline, recipe, rows[i : i + 1], weights[i : i + 1], scores) for i in range(rows.size)]
        return {row: message for part in single for row, message in part.items()}
    return {}


def total_width(factors: Sequence[Factor], pipeline: Pipeline) -> int:
    """How many uniform numbers one replicate takes."""
    return sum(width(factor, pipeline.framework) for factor in factors)


def label(factor: Factor, entries: Mapping[str, Any]) -> str:
    """What a replicate drew for a factor, as a table shows it."""
    if isinstance(factor, Choice):
        matches = [p for p, option in enumerate(factor.options) if all(entries.get(k) == v for k, v in option.items())]
        return factor.label(matches[0]) if matches else ""
    return str(entries[factor.name]) if isinstance(factor, Span) else ""
