"""The composite engine at national scale, in one run: against plain numpy, plain HiGHS, and the engine of another commit.

    python -m benchmarks.composite_scale

Times are those of the processor, so that a busy machine does not decide. Each task runs in a process of its own (see
``composite_tasks``), the engine compared with from a work tree of commit ``BASE`` that is made beside and removed.
``python -m benchmarks.composite`` runs this too. Exits with 1 when an aim is missed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BASE = "67c0a6e"
RUNS = 3
"""Each measure is the best of this many runs, those of a pair taken in turn."""

STARTS = 5
"""The same where Python begins: shorter, so more of them."""


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


@dataclass(frozen=True)
class Run:
    """What is measured: a task (see ``composite_tasks``) with the engine that ``root`` holds."""

    task: str
    root: Path = ROOT

    def measured(self) -> tuple[float, float]:
        """Seconds of processor and peak memory (MiB)."""
        return float((found := self._said())["seconds"]), float(found["memory"])

    def whole(self) -> float:
        """Seconds of processor from the first instruction of Python to the last."""
        before = _children()
        self._said()
        return _children() - before

    def _said(self) -> dict[str, float]:
        command = [sys.executable, str(ROOT / "benchmarks" / "composite_tasks.py"), self.task]
        found: dict[str, float] = json.loads(_output(command, self.root).splitlines()[-1])
        return found


def _output(command: list[str], root: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": str(root)}
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


def _children() -> float:
    times = os.times()
    return times.children_user + times.children_system


def seconds(first: Run, second: Run, runs: int = RUNS) -> tuple[float, float]:
    """Least seconds of processor of two tasks, taken in turn."""
    found = [(first.measured()[0], second.measured()[0]) for _ in range(runs)]
    return min(a for a, _ in found), min(b for _, b in found)


def importing(modules: str) -> float:
    """Seconds of processor that a fresh Python takes to import modules."""
    code = f"import time; begun = time.process_time(); import {modules}; print(time.process_time() - begun)"
    return float(_output([sys.executable, "-c", code], ROOT))


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
    plain = "against a numpy loop"
    units = "20 000 × 36, 200 replicates"
    yield Aim(f"{units}, {plain}", *seconds(Run("units"), Run("units_loop")), 5)
    yield Aim(f"{units}, against {BASE}", *seconds(Run("units"), Run("units", before)), 1 / 4)
    yield Aim(f"the same with holes, against {BASE}", *seconds(Run("holes"), Run("holes", before)), 1 / 4)
    yield Aim(f"300 × 400, 1 000 replicates, {plain}", *seconds(Run("wide"), Run("wide_loop")), 6)
    yield Aim("BoD 2 000 × 12, bounds included, against plain HiGHS", *seconds(Run("bod"), Run("highs"), 1), 1.3)
    yield Aim("Copeland 5 000 × 6, against blocked numpy", *seconds(Run("duels"), Run("blocked")), 1.5)
    memory, old = (Run("panel", root).measured()[1] for root in (ROOT, before))
    yield Aim(f"36 × 5 000 × 10 years, memory against {BASE}", memory, old, 1 / 2, "MiB")
    started = [
        (importing("numpy, pandas"), importing("numpy, pandas, indicators.composite"), own.whole(), old.whole())
        for own, old in [(Run("start"), Run("start", before))] * STARTS
    ]
    floor, engine, here, there = (min(times) for times in zip(*started, strict=True))
    yield Aim(f"start of the command over numpy and pandas, against {BASE}", here - floor, there - floor, 1 / 2)
    yield Aim("import of the engine over numpy and pandas, against 0.3 s", engine - floor, 0.3, 1)


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
