"""Which choice moves the ranks most: variance-based sensitivity.

Step 7 of the OECD/JRC ten steps (Saisana, Saltelli and Tarantola, 2005). The first-order index S is the share of the
variance that a factor explains alone, the total index ST what it explains with all its interactions. The output is the
mean absolute change of rank against the nominal index. A group of weights is one factor, drawn as a whole.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from indicators.composite.arrays import Array, nullable
from indicators.composite.build import build_with
from indicators.composite.data import Dataset
from indicators.composite.errors import MethodError
from indicators.composite.factors import Factor, check_factors, width
from indicators.composite.framework import Framework
from indicators.composite.pipeline import Pipeline
from indicators.composite.recipe import Recipe
from indicators.composite.replicates import replicate
from indicators.composite.usual_factors import default_factors
from indicators.errors import marked

LOW, HIGH = 0.05, 0.95


@dataclass(frozen=True, eq=False)
class Sobol:
    """Indices of d factors from n points: ``first`` and ``total`` (d), their bootstrap bounds (d × 2).

    ``runs`` counts the builds, ``failed`` those that could not be made: the points they belong to are left out, and
    ``points`` says how many remain. ``variance`` is that of the output.
    """

    names: tuple[str, ...]
    first: Array
    total: Array
    first_bounds: Array
    total_bounds: Array
    variance: float
    points: int
    runs: int
    failed: int = 0

    @property
    def table(self) -> pd.DataFrame:
        """One row a factor: S and ST with their 5–95 % bootstrap intervals."""
        columns = {
            "first": self.first,
            "first_q05": self.first_bounds[:, 0],
            "first_q95": self.first_bounds[:, 1],
            "total": self.total,
            "total_q05": self.total_bounds[:, 0],
            "total_q95": self.total_bounds[:, 1],
        }
        table = pd.DataFrame({name: nullable(values) for name, values in columns.items()})
        table.insert(0, "factor", list(self.names))
        return table.assign(points=self.points, runs=self.runs, failed=self.failed).set_index("factor")


def design(n: int, widths: Sequence[int], seed: int) -> Array:
    """Points of a Saltelli design ((d + 2) × n × Σwidths): A, B, then A with each factor's columns taken from B.

    Points are a scrambled Sobol sequence: same seed, same points.
    """
    import scipy.stats.qmc

    size = sum(widths)
    sequence = scipy.stats.qmc.Sobol(d=2 * size, rng=np.random.default_rng(seed))
    points = sequence.random_base2(max(0, math.ceil(math.log2(n))))[:n]
    a, b = points[:, :size], points[:, size:]
    blocks, start = [a, b], 0
    for part in widths:
        mixed = a.copy()
        mixed[:, start : start + part] = b[:, start : start + part]
        blocks.append(mixed)
        start += part
    return np.stack(blocks)


def indices(y_a: Array, y_b: Array, y_mixed: Array) -> tuple[Array, Array, float]:
    """First-order and total indices (d) and the variance, from outputs on A (n), B (n) and the mixed points (d × n).

    S = mean(y_B·(y_AB − y_A))/V, ST = Σ(y_A − y_AB)²/(2nV), V = var(y_A, y_B) over n − 1 (Saltelli et al., 2010;
    Jansen, 1999). In S the outputs are taken from their mean: the expectation is the same and the noise far smaller.
    An output that never varies gives zeros.
    """
    variance = float(np.concatenate([y_a, y_b]).var(ddof=1))
    if variance <= 1e-24 * max(1.0, float(np.abs(y_a).max()) ** 2):
        return np.zeros(len(y_mixed)), np.zeros(len(y_mixed)), 0.0
    first = ((y_b - np.concatenate([y_a, y_b]).mean()) * (y_mixed - y_a)).mean(axis=1) / variance
    total = ((y_a - y_mixed) ** 2).mean(axis=1) / (2.0 * variance)
    return first, total, variance


def bootstrap(y_a: Array, y_b: Array, y_mixed: Array, boot: int, seed: int) -> tuple[Array, Array]:
    """5–95 % intervals (d × 2) of the first-order and total indices over ``boot`` resamples of the points."""
    generator = np.random.default_rng(seed)
    first, total = np.empty((boot, len(y_mixed))), np.empty((boot, len(y_mixed)))
    for sample in range(boot):
        rows = generator.integers(0, y_a.size, y_a.size)
        first[sample], total[sample], _ = indices(y_a[rows], y_b[rows], y_mixed[:, rows])
    low_high = (LOW, HIGH)
    return np.quantile(first, low_high, axis=0).T, np.quantile(total, low_high, axis=0).T


def sobol_of(
    function: Callable[[Array], Array],
    names: Sequence[str],
    n: int,
    seed: int = 0,
    boot: int = 500,
    widths: Sequence[int] | None = None,
) -> Sobol:
    """Sobol indices of any function of uniform numbers: (m × Σwidths) in, (m) out, NaN for a failed point."""
    if n < 2:
        raise MethodError(
            marked("Analyse de Sobol : {n} point demandé ; demandez-en deux au moins, 500 en général."), n=n
        )
    parts = tuple(widths or [1] * len(names))
    blocks = design(n, parts, seed)
    outputs = function(blocks.reshape(-1, blocks.shape[-1])).reshape(blocks.shape[0], n)
    kept = ~np.isnan(outputs).any(axis=0)
    if kept.sum() < 2:
        raise MethodError(
            marked(
                "Analyse de Sobol : {count} points sur {n} n’ont donné aucun rang à comparer ; complétez les données, abaissez "
                "screen, ou retirez des facteurs."
            ),
            count=int((~kept).sum()),
            n=n,
        )
    y_a, y_b, y_mixed = outputs[0, kept], outputs[1, kept], outputs[2:, kept]
    first, total, variance = indices(y_a, y_b, y_mixed)
    first_bounds, total_bounds = bootstrap(y_a, y_b, y_mixed, boot, seed)
    failed = int(np.isnan(outputs).sum())
    return Sobol(
        tuple(names), first, total, first_bounds, total_bounds, variance, int(kept.sum()), outputs.size, failed
    )


def sobol(
    recipe: Recipe,
    framework: Framework,
    data: Dataset,
    factors: Sequence[Factor] | None = None,
    n: int = 500,
    seed: int | None = None,
    boot: int = 500,
    unit: str | None = None,
    output: Literal["rank", "score"] = "rank",
    year: int | None = None,
) -> Sobol:
    """Sobol indices of the factors: n·(d + 2) builds.

    The output is the mean absolute rank change against the nominal index; with a ``unit`` (and a ``year`` in a panel), the
    rank of that unit, or its score. Factors are those of ``default_factors`` unless given; one without effect is refused.
    """
    pipeline = Pipeline(framework, data)
    nominal = build_with(pipeline, recipe).index_ranks
    chosen = list(factors) if factors is not None else default_factors(recipe, pipeline)
    check_factors(chosen, recipe, pipeline)
    row = None if unit is None else data.place(unit, year)

    def shift(uniforms: Array) -> Array:
        made = replicate(pipeline, recipe, chosen, uniforms)
        if row is None:
            return mean_shift(made.ranks, nominal)
        own: Array = (made.ranks if output == "rank" else made.scores)[:, row]
        return own

    widths = [width(factor, framework) for factor in chosen]
    state = recipe.random_state if seed is None else seed
    return sobol_of(shift, [factor.name for factor in chosen], n, state, boot, widths)


def mean_shift(places: Array, nominal: Array) -> Array:
    """Mean absolute change of rank (r) over the units ranked both ways; NaN for a replicate without any."""
    gap = np.abs(places - nominal)
    known = ~np.isnan(gap)
    count = known.sum(axis=1)
    total = np.where(known, gap, 0.0).sum(axis=1)
    mean: Array = np.divide(total, count, out=np.full(count.shape, np.nan), where=count > 0)
    return mean
