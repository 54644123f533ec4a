"""One task of the composite engine at national scale, timed in a process of its own.

    python composite_tasks.py TASK

Prints seconds of processor and peak memory (MiB) as JSON: what others do on the machine does not count. It only uses what every version of the engine has, so that the same file
times the code of another commit: the engine that is measured is the one that Python finds first.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from indicators.composite import Dataset, Framework, Node, Recipe, WeightNoise, build, choice, uncertainty
from indicators.composite.arrays import frozen


def tree(indicators: int, dimensions: int = 6) -> Framework:
    """A framework of ``dimensions`` dimensions, or of none."""
    leaves = [Node(code=f"i{k}", parent=f"d{k % dimensions}" if dimensions else "Index") for k in range(indicators)]
    nodes = [Node(code=f"d{k}", parent="Index", kind="aggregate") for k in range(dimensions)]
    return Framework((*leaves, *nodes, Node(code="Index", kind="aggregate")))


def synthetic(units: int, framework: Framework, years: int = 1) -> Dataset:
    """Skewed indicators with 5 % of missing cells, one row a unit and year."""
    generator = np.random.default_rng(0)
    values = np.exp(1.2 * generator.normal(size=(units * years, len(framework.indicators))))
    values[generator.random(values.shape) < 0.05] = np.nan
    names = tuple(f"u{unit}" for unit in range(units) for _ in range(years))
    dates = tuple(2015 + year for _ in range(units) for year in range(years)) if years > 1 else ()
    return Dataset(units=names, years=dates, indicators=framework.indicators, values=frozen(values))


FACTORS = (WeightNoise(0.25), choice("aggregate", "arithmetic", "geometric"))
"""Weights drawn around those of the framework, and two means."""

WITH_HOLES = {"aggregate": "arithmetic"}
IMPUTED = {"impute": "median", **WITH_HOLES}


def replicates(units: int, indicators: int, count: int, entries: dict[str, str] = IMPUTED) -> None:
    """An uncertainty analysis with its intervals."""
    framework = tree(indicators)
    recipe = Recipe(**entries)  # type: ignore[arg-type]  # entries of a recipe
    assert len(uncertainty(recipe, framework, synthetic(units, framework), FACTORS, count).intervals) == units


def loop(units: int, indicators: int, count: int) -> None:
    """The same factors in a plain loop of vectorised numpy, from the normalised table on, ranks and quantiles included."""
    framework = tree(indicators)
    recipe = Recipe(**IMPUTED)  # type: ignore[arg-type]  # entries of a recipe
    leaves = build(recipe, framework, synthetic(units, framework)).prepared.normalised
    groups = [np.arange(k, indicators, 6) for k in range(6)]
    generator = np.random.default_rng(0)
    ranks, scores = np.empty((count, units)), np.empty((count, units))
    for row in range(count):
        weights = [1 + 0.25 * generator.uniform(-1, 1, group.size) for group in groups]
        top = 1 + 0.25 * generator.uniform(-1, 1, 6)
        parts = [leaves[:, group] for group in groups]
        if generator.random() < 0.5:
            nodes = np.column_stack([part @ w / w.sum() for part, w in zip(parts, weights, strict=True)])
            scores[row] = nodes @ top / top.sum()
        else:
            nodes = np.column_stack([np.log(part) @ w / w.sum() for part, w in zip(parts, weights, strict=True)])
            scores[row] = np.exp(nodes @ top / top.sum())
        ranks[row, np.argsort(-scores[row])] = np.arange(1, units + 1)
    np.quantile(ranks, (0.05, 0.5, 0.95), axis=0)
    np.quantile(scores, (0.05, 0.5, 0.95), axis=0)


BOD_UNITS = 2000
DUELISTS = 5000


def bod_values() -> np.ndarray:
    """What benefit of the doubt is given: 12 indicators from 0 to 1."""
    framework = tree(12, 0)
    recipe = Recipe(range=(0, 1), aggregate="arithmetic", min_share=0, screen=0)
    return np.nan_to_num(build(recipe, framework, synthetic(BOD_UNITS, framework)).prepared.normalised)


def bod() -> None:
    """Scores and bounds of every unit."""
    from indicators.composite import bounds

    framework = tree(12, 0)
    recipe = Recipe(range=(0, 1), aggregate="bod", min_share=0, screen=0)
    assert bounds(build(recipe, framework, synthetic(BOD_UNITS, framework)))["score"].notna().all()


def highs() -> None:
    """The same scores, one call of HiGHS a unit with every constraint."""
    import scipy.optimize

    values = bod_values()
    for own in values:
        assert scipy.optimize.linprog(-own, A_ub=values, b_ub=np.ones(len(values)), method="highs").fun is not None


def duels() -> None:
    """Copeland scores."""
    framework = tree(6, 0)
    recipe = Recipe(aggregate="copeland", screen=0, min_share=0, treat=False)
    assert build(recipe, framework, synthetic(DUELISTS, framework)).aggregates.shape == (DUELISTS, 1)


def blocked() -> None:
    """The same duels in blocked numpy."""
    values = synthetic(DUELISTS, tree(6, 0)).values
    score = np.zeros(DUELISTS)
    for start in range(0, DUELISTS, 200):
        block = values[start : start + 200, None, :]
        ahead = (block > values).sum(axis=2) - (block < values).sum(axis=2)
        score[start : start + 200] = np.sign(ahead).sum(axis=1)
    assert score.sum() == 0


def _command(units: int, indicators: int, years: int, recipe: str) -> None:
    """The command on plain files that are made first, and removed."""
    from indicators.composite import run

    framework = tree(indicators)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [f"{node.code},{node.parent}" for node in framework.nodes]
        (folder / "f.csv").write_text("code,parent\n" + "\n".join(rows) + "\n", encoding="utf-8")
        (folder / "r.toml").write_text(recipe, encoding="utf-8")
        generator = np.random.default_rng(0)
        with (folder / "d.csv").open("w", encoding="utf-8") as stream:
            stream.write(",".join(["unit", "year", *framework.indicators]) + "\n")
            for row in range(units * years):
                cells = np.exp(1.2 * generator.normal(size=indicators)).tolist()
                shown = ["" if generator.random() < 0.05 else repr(cell) for cell in cells]
                stream.write(f"u{row // years},{2015 + row % years}," + ",".join(shown) + "\n")
        assert run(folder / "d.csv", folder / "f.csv", folder / "r.toml", folder / "out")


def panel() -> None:
    """36 indicators × 5 000 territories × 10 years through the command, every file written."""
    _command(5000, 36, 10, 'years = "panel"\nimpute = "linear"\n')


def start() -> None:
    """The command on ten territories: what it takes before it has anything to compute."""
    _command(10, 6, 1, "screen = 0\n")


TASKS: dict[str, Callable[[], None]] = {
    "units": lambda: replicates(20_000, 36, 200),
    "holes": lambda: replicates(20_000, 36, 200, WITH_HOLES),
    "units_loop": lambda: loop(20_000, 36, 200),
    "wide": lambda: replicates(300, 400, 1000),
    "wide_loop": lambda: loop(300, 400, 1000),
    "bod": bod,
    "highs": highs,
    "duels": duels,
    "blocked": blocked,
    "panel": panel,
    "start": start,
}

if __name__ == "__main__":
    begun = time.process_time()
    TASKS[sys.argv[1]]()
    seconds = time.process_time() - begun
    print(json.dumps({"seconds": seconds, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
