"""How accidents are caused: processes that can be killed at a given instant, a PostgreSQL of one's own, outcomes."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

import pytest

from benchmarks.cluster import OwnPostgres, postgres_binaries, server_folder
from tests.conftest import pass_over
from tests.faults.scenes import nothing

LONG = os.environ.get("OUVERTURE_FAULTS", "") == "long"
INSTANTS = 50
DRIVERS = ("sqlalchemy.dialects.sqlite", "sqlalchemy.dialects.postgresql", "psycopg")
Scene = Callable[..., None]


@pytest.fixture(scope="session")
def processes() -> ForkServerContext:
    """Processes that start in a few hundredths of a second: the modules are imported once, in a server that forks.

    So are pytest, the main module that each child imports again, and the drivers: an instant falls in the operation.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.scenes", "pytest", *DRIVERS])
    first = context.Process(target=nothing)
    first.start()
    first.join()
    return context


def killed_at(context: ForkServerContext, scene: Scene, *arguments: Any, after: float | None) -> int | None:
    """Run a scene in a process and kill it ``after`` seconds (None: let it end); returns its exit code."""
    process = context.Process(target=scene, args=arguments)
    process.start()
    process.join(after)
    if process.is_alive():
        process.kill()
    process.join()
    return process.exitcode


class Kills:
    """A scene killed at random instants, from before its first row to a little after its end, ``count`` times for good.

    A turn that the scene ended before its instant says that the machine is quicker than when ``longest`` was measured:
    the next instants are drawn within it.
    """

    def __init__(self, context: ForkServerContext, longest: float, count: int, seed: int) -> None:
        self.context, self.longest, self.count = context, longest, count
        self.killed = self.turns = 0
        self._drawn = random.Random(seed)

    def __iter__(self) -> Iterator[int]:
        """The turns, until ``count`` scenes were killed; the test fails when most end before they can be."""
        while self.killed < self.count:
            self.turns += 1
            assert self.turns <= 5 * self.count, f"{self.killed} kills in {self.turns} turns"
            yield self.turns

    def fall(self, scene: Scene, *arguments: Any) -> None:
        """Run the scene, and kill it at the instant of this turn."""
        instant = self._drawn.uniform(0.0, self.longest * 1.15)
        code = killed_at(self.context, scene, *arguments, after=instant)
        assert code in (0, -signal.SIGKILL), f"the scene ended by itself with {code}"
        if code:
            self.killed += 1
        else:
            self.longest = min(self.longest, instant)

    @property
    def told(self) -> str:
        """How many, for the outcome."""
        return f"{self.killed} kills of {self.count} in {self.turns} turns"


def timed(act: Callable[[], object]) -> float:
    """How long something takes, in seconds."""
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


@pytest.fixture
def outcome(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Print an outcome whatever pytest captures."""

    def tell(text: str) -> None:
        with capsys.disabled():
            print(f"\n  [faults] {text}", flush=True)

    return tell


@contextmanager
def postgres_place() -> Iterator[tuple[Path, Path]]:
    """A folder where another user may go, unlike pytest's own, and PostgreSQL's programs."""
    binaries = postgres_binaries()
    if binaries is None:
        pass_over("no PostgreSQL programs (initdb) on this machine")
        raise AssertionError
    with server_folder() as place:
        yield place, binaries


@pytest.fixture
def own_postgres() -> Iterator[OwnPostgres]:
    """A started PostgreSQL for one test, gone at the end."""
    with postgres_place() as (place, binaries):
        server = OwnPostgres(place, binaries)
        try:
            server.start()
            yield server
        finally:
            server.kill()
