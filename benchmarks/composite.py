"""Time the composite engine against COINr's published timings and against a naive loop, in one run.

    python -m benchmarks.composite

COINr 1.1.14 (R, 2 cores) is the named baseline; its figure is the best of the range measured for it. The naive loop
rebuilds every stage for every replicate with this very engine, without sharing anything. Each time is the best of
several runs. What is asked at national scale follows: see ``composite_scale``. Exits with 1 when a target is missed.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.composite_scale import main as national
from indicators.composite import (
    Dataset,
    Framework,
    Node,
    Recipe,
    Uncertainty,
    WeightNoise,
    build,
    choice,
    load_data,
    read_framework,
    read_table,
    remove_elements,
    sobol,
    uncertainty,
)
from indicators.composite.arrays import frozen

ROOT = Path(__file__).resolve().parents[1]

DATA = ROOT / "tests" / "composite" / "data"
REPLICATES, NAIVE = 1000, 100
SECONDS, GIBIBYTES = 10.0, 2.0


@dataclass(frozen=True)
class Line:
    """One measure: our seconds, the baseline's, and the least ratio expected (0: none was set)."""

    name: str
    ours: float
    baseline: float
    target: float = 0.0

    @property
    def ratio(self) -> float:
        """How many times faster than the baseline."""
        return self.baseline / self.ours

    @property
    def held(self) -> bool:
        """Whether the target is reached."""
        return self.ratio >= self.target

    def __str__(self) -> str:
        target = f"(target ≥ {self.target:g}×: {'held' if self.held else 'MISSED'})" if self.target else ""
        return f"{self.name:<58}{1e3 * self.ours:>10.1f} ms{1e3 * self.baseline:>12.0f} ms{self.ratio:>9.0f}× {target}"


def best(function: Callable[[], object], runs: int) -> float:
    """Shortest wall time of several runs, in seconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return min(times)


def asem() -> tuple[Recipe, Framework, Dataset]:
    """The ASEM index of COINr: 51 countries, 49 indicators, four levels."""
    framework = read_framework(DATA / "asem_iMeta.csv")
    data = load_data(read_table(DATA / "asem_iData.csv"), framework)
    recipe = Recipe(impute="group_mean", impute_group="EurAsia_group", screen=0.9, aggregate="arithmetic")
    return recipe, framework, data


FACTORS = (
    WeightNoise(0.25, (2, 3)),
    choice("winmax", 1, 2, 3, 4, 5),
    choice("normalise", "minmax", {"normalise": "zscore", "mean_sd": [100, 10]}),
    choice("aggregate", "arithmetic", "geometric"),
)
"""Four factors as in COINr's own vignette: weights, winsorised points, normaliser, mean."""


def tree(indicators: int) -> Framework:
    """A framework of six dimensions."""
    leaves = [Node(code=f"i{k}", parent=f"d{k % 6}") for k in range(indicators)]
    nodes = [Node(code=f"d{k}", parent="Index", kind="aggregate") for k in range(6)]
    return Framework((*leaves, *nodes, Node(code="Index", kind="aggregate")))


def synthetic(units: int, years: int, framework: Framework) -> Dataset:
    """Skewed indicators with 5 % of missing cells, one row a unit and year."""
    generator = np.random.default_rng(0)
    values = np.exp(1.2 * generator.normal(size=(units * years, len(framework.indicators))))
    values[generator.random(values.shape) < 0.05] = np.nan
    names = tuple(f"u{unit}" for unit in range(units) for _ in range(years))
    dates = tuple(2015 + year for _ in range(units) for year in range(years)) if years > 1 else ()
    return Dataset(units=names, years=dates, indicators=framework.indicators, values=frozen(values))


def against_coinr() -> list[Line]:
    """The rows of COINr's timing table."""
    recipe, framework, data = asem()
    wide = tree(36)
    thousand = synthetic(1000, 1, wide)
    factors = len(FACTORS)
    return [
        Line("build, 51 × 49", best(lambda: build(recipe, framework, data), 20), 0.073, 10),
        Line(
            f"Monte Carlo, {REPLICATES} replicates of {factors} factors",
            best(lambda: uncertainty(recipe, framework, data, FACTORS, REPLICATES).intervals, 5),
            82.0,
            100,
        ),
        Line(
            "Sobol, 600 rebuilds", best(lambda: sobol(recipe, framework, data, FACTORS, 600 // (factors + 2)), 5), 52.0
        ),
        Line("remove each of 49 indicators", best(lambda: remove_elements(build(recipe, framework, data)), 5), 4.5),
        Line("Copeland, 51 × 49", best(lambda: build(recipe.with_(aggregate="copeland"), framework, data), 5), 2.1),
        Line("build, 1 000 × 36", best(lambda: build(Recipe(impute="median"), wide, thousand), 5), 0.216),
    ]


def against_naive() -> Line:
    """The same replicates, each rebuilt from the raw table with nothing shared."""
    recipe, framework, data = asem()
    found = uncertainty(recipe, framework, data, FACTORS, REPLICATES)
    recipes = [found.recipe(replicate) for replicate in range(NAIVE)]
    scores = np.stack([build(each, framework, data).aggregates[:, -1] for each in recipes])
    np.testing.assert_allclose(scores, found.replicates.scores[:NAIVE], rtol=1e-9)
    naive = best(lambda: [build(each, framework, data) for each in recipes], 3) * REPLICATES / NAIVE
    ours = best(lambda: uncertainty(recipe, framework, data, FACTORS, REPLICATES), 5)
    return Line(f"Monte Carlo against the naive loop ({REPLICATES} rebuilds)", ours, naive)


def only_weights() -> tuple[float, Uncertainty]:
    """Ten thousand replicates when weights are the only factor."""
    recipe, framework, data = asem()
    start = time.perf_counter()
    found = uncertainty(recipe, framework, data, [WeightNoise()], 10_000)
    return time.perf_counter() - start, found


def panel() -> tuple[float, float]:
    """Seconds and peak memory (GiB) of 36 indicators × 5 000 territories × 10 years, ranks and scores included."""
    framework = tree(36)
    data = synthetic(5000, 10, framework)
    start = time.perf_counter()
    result = build(Recipe(years="panel", impute="linear"), framework, data)
    assert result.scores.shape == result.ranks.shape == (50_000, 43)
    return time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def main() -> int:
    """Print every ratio; returns 1 when a target is missed."""
    print(f"{'':<58}{'here':>13}{'baseline':>15}{'ratio':>10}")
    lines = against_coinr()
    print("against COINr 1.1.14", *lines, "against a naive loop of this engine", naive := against_naive(), sep="\n")
    seconds, _ = only_weights()
    print(f"10 000 replicates of weights alone: {1e3 * seconds:.0f} ms")
    seconds, memory = panel()
    held = seconds <= SECONDS and memory <= GIBIBYTES
    print(
        f"36 indicators × 5 000 territories × 10 years: {seconds:.1f} s, peak memory of the whole run {memory:.2f} GiB "
        f"(targets ≤ {SECONDS:g} s, ≤ {GIBIBYTES:g} GiB: {'held' if held else 'MISSED'})"
    )
    print("at national scale")
    scale = national()
    return 0 if held and not scale and all(line.held for line in (*lines, naive)) else 1


if __name__ == "__main__":
    sys.exit(main())
