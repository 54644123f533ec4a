"""The Wroclaw method, which reads a unit against the best of the population. One table at a time (n × k)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from indicators.composite.arrays import Array, Places, constant, extremes
from indicators.composite.means import mean
from indicators.composite.rule import NOTHING_APART, Refused, Setting


@dataclass(frozen=True, eq=False)
class Ideal:
    """What the Wroclaw method reads in the population: the best of every child, and the distance that scores nothing."""

    best: Array
    far: float


def wroclaw(values: Array, weights: Array, setting: Setting) -> Array:
    """Wroclaw taxonomic method (Hellwig, 1968): low + (high − low)·(1 − d/(d̄ + 2s)), d the distance to the ideal.

    The ideal unit has the best value of every child in the population; d̄ and s (n − 1) are those of the population.
    """
    return _score(values, weights, setting, _ideal(values, weights, setting))


def _ideal(values: Array, weights: Array, setting: Setting) -> Ideal:
    best = extremes(values[setting.population])[1]
    inside = np.sqrt(mean((best - values[setting.population]) ** 2, weights))
    inside = inside[~np.isnan(inside)]
    if inside.size < 2 or constant(inside.min(), inside.max()):
        raise Refused(NOTHING_APART)
    return Ideal(best, float(inside.mean() + 2.0 * inside.std(ddof=1)))


def _score(values: Array, weights: Array, setting: Setting, ideal: Ideal) -> Array:
    bottom, top = setting.bounds
    result: Array = bottom + (top - bottom) * (1.0 - np.sqrt(mean((ideal.best - values) ** 2, weights)) / ideal.far)
    return result


def wroclaw_moved(moved: Array, rows: Places, values: Array, weights: Array, setting: Setting) -> Array:
    """Scores of units whose values move alone: the ideal and the distances of the others stay; see ``bounds``."""
    ideal = _ideal(values, weights, setting)
    return _score(np.minimum(moved, ideal.best), weights, setting, ideal)
