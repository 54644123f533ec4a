"""The composite engine at national scale, in one run: against plain numpy, plain HiGHS, and the engine of another commit.

    python -m benchmarks.composite_scale

Each task runs in a process of its own (see ``composite_tasks``), the engine compared with from a work tree of commit
``BASE`` that is made beside and removed. ``python -m benchmarks.composite`` runs this too. Exits with 1 when an aim is
missed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BASE = "67c0a6e"
RUNS = 3
"""Each time is the best of this many runs."""


@dataclass(frozen=True)
class Aim:
    """One measure, what it is compared with, and the largest ratio of the first to the second that is accepted."""

    name: str
    measured: float
    compared: float
    most: float
    unit: str = "s"

    @property
    def ratio(self) -> float:
        """How many times the compared value the measure is."""
        return self.measured / self.compared

    @property
    def held(self) -> bool:
        """Whether the aim is reached."""
        return self.ratio <= self.most

    def __str__(self) -> str:
        verdict = "held" if self.held else "MISSED"
        values = f"{self.measured:>9.2f} {self.unit:<3} {self.compared:>9.2f} {self.unit:<3}"
        return f"{self.name:<62}{values} {self.ratio:>6.2f}× (aim ≤ {self.most:g}×: {verdict})"


def measure(task: str, root: Path = ROOT, runs: int = RUNS) -> tuple[float, float]:
    """Best seconds and least peak memory (MiB) of a task with the engine that ``root`` holds."""
    command = [sys.executable, str(ROOT / "benchmarks" / "composite_tasks.py"), task]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    found = []
    for _ in range(runs):
        done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
        found.append(json.loads(done.stdout.splitlines()[-1]))
    return min(each["seconds"] for each in found), min(each["memory"] for each in found)


def beginning(root: Path, modules: str) -> float:
    """Best seconds that a fresh Python takes to import modules with the engine that ``root`` holds."""
    code = f"import time; begun = time.perf_counter(); import {modules}; print(time.perf_counter() - begun)"
    command, environment = [sys.executable, "-c", code], {**os.environ, "PYTHONPATH": str(root)}
    runs = [subprocess.run(command, env=environment, check=True, capture_output=True, text=True) for _ in range(5)]
    return min(float(done.stdout) for done in runs)


def whole(root: Path) -> float:
    """Best seconds of the command on ten territories, a fresh Python included."""
    command = [sys.executable, str(ROOT / "benchmarks" / "composite_tasks.py"), "start"]
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        subprocess.run(command, env={**os.environ, "PYTHONPATH": str(root)}, check=True, capture_output=True)
        times.append(time.perf_counter() - begun)
    return min(times)


@contextmanager
def base() -> Iterator[Path]:
    """A work tree of the commit compared with."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "base"
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*git, "add", "--detach", str(place), BASE], check=True, capture_output=True)
        try:
            yield place
        finally:
            subprocess.run([*git, "remove", "--force", str(place)], check=True, capture_output=True)


def aims(before: Path) -> Iterator[Aim]:
    """Every aim, measured."""
    units = measure("units")[0]
    yield Aim("20 000 × 36, 200 replicates, against a numpy loop", units, measure("units_loop")[0], 5)
    yield Aim(f"20 000 × 36, 200 replicates, against {BASE}", units, measure("units", before, 1)[0], 1 / 4)
    yield Aim("300 × 400, 1 000 replicates, against a numpy loop", measure("wide")[0], measure("wide_loop")[0], 6)
    yield Aim(
        "BoD 2 000 × 12, bounds included, against plain HiGHS",
        measure("bod", runs=1)[0],
        measure("highs", runs=1)[0],
        1.3,
    )
    duels = measure("duels")[0]
    yield Aim("Copeland 5 000 × 6, against blocked numpy", duels, measure("blocked")[0], 1.5)
    memory, old = measure("panel")[1], measure("panel", before, 1)[1]
    yield Aim(f"36 × 5 000 × 10 years, memory against {BASE}", memory, old, 1 / 2, "MiB")
    floor = beginning(ROOT, "numpy, pandas")
    here, there = (whole(root) - floor for root in (ROOT, before))
    yield Aim(f"start of the command over numpy and pandas, against {BASE}", here, there, 1 / 2)
    engine = beginning(ROOT, "numpy, pandas, indicators.composite") - floor
    yield Aim("import of the engine over numpy and pandas, against 0.3 s", engine, 0.3, 1)


def main() -> int:
    """Print every measure; returns 1 when an aim is missed."""
    print(f"{'':<62}{'here':>13}{'compared':>14}{'ratio':>8}")
    held = True
    with base() as before:
        for aim in aims(before):
            print(aim, flush=True)
            held &= aim.held
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
