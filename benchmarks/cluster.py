"""A PostgreSQL of one's own: started for a measure or an accident, gone at the end, whatever else runs on the machine."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from benchmarks.load import free_port


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
def server_folder() -> Iterator[Path]:
    """A folder where another user may go; the files of the server go with it."""
    place = Path(tempfile.mkdtemp(prefix="ouverture-postgres-"))
    try:
        yield place
    finally:
        shutil.rmtree(place)


@contextmanager
def own_postgres() -> Iterator[str]:
    """The address of a PostgreSQL that lives as long as the block. Raises FileNotFoundError without its programs."""
    binaries = postgres_binaries()
    if binaries is None:
        raise FileNotFoundError("initdb: PostgreSQL's programs are not installed; give the address of a server instead")
    with server_folder() as place:
        server = OwnPostgres(place, binaries)
        server.start()
        try:
            yield server.url
        finally:
            server.kill()
