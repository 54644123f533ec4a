"""How accidents are caused: processes that can be killed at a given instant, a PostgreSQL of one's own, outcomes."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any

import psycopg
import pytest

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


def instants(longest: float, count: int, seed: int) -> list[float]:
    """Random instants, from before the first row to a little after the end."""
    drawn = random.Random(seed)
    return [drawn.uniform(0.0, longest * 1.15) for _ in range(count)]


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


def free_port() -> int:
    """A port that nobody listens to."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class OwnPostgres:
    """A PostgreSQL that may be killed. As root it runs as another user, because it refuses to run as root."""

    def __init__(self, place: Path, binaries: Path, *options: str) -> None:
        self.place, self.binaries, self.port = place, binaries, free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self._as_server = ["setpriv", "--reuid=nobody", "--clear-groups"] if os.getuid() == 0 else []
        if self._as_server:
            shutil.chown(place, "nobody")
        self._run(
            "initdb", "-D", str(place / "data"), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", *options
        )

    def _run(self, program: str, *arguments: str) -> None:
        command = [*self._as_server, str(self.binaries / program), *arguments]
        subprocess.run(command, check=True, capture_output=True, cwd=self.place)

    @property
    def url(self) -> str:
        """The address of its only database."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/postgres?connect_timeout=5"

    def start(self) -> None:
        """Start, in a group of processes of its own, and wait until it answers."""
        options = ["-D", str(self.place / "data"), "-p", str(self.port), "-k", str(self.place), "-h", "127.0.0.1"]
        command = [*self._as_server, str(self.binaries / "postgres"), *options]
        log = (self.place / "log").open("ab")
        self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.place, start_new_session=True)
        log.close()
        for _ in range(300):
            try:
                psycopg.connect(self.url.replace("+psycopg", "")).close()
                return
            except psycopg.OperationalError:
                time.sleep(0.1)
        raise TimeoutError((self.place / "log").read_text(encoding="utf-8", errors="replace")[-2000:])

    def kill(self) -> None:
        """SIGKILL to the server and all its children, as a power cut would stop them."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        (self.place / "data" / "postmaster.pid").unlink(missing_ok=True)


def postgres_binaries() -> Path | None:
    """Where PostgreSQL's programs are, None when they are not installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return places[-1] if places else None


@contextmanager
def postgres_place() -> Iterator[tuple[Path, Path]]:
    """A folder where another user may go, unlike pytest's own, and PostgreSQL's programs."""
    binaries = postgres_binaries()
    if binaries is None:
        pass_over("no PostgreSQL programs (initdb) on this machine")
        raise AssertionError
    place = Path(tempfile.mkdtemp(prefix="ouverture-postgres-"))
    try:
        yield place, binaries
    finally:
        shutil.rmtree(place)


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
