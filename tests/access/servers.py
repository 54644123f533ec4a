"""A dashboard started as it is in production, for the tests of sign-in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.browser.conftest import serving


@dataclass(frozen=True)
class Server:
    """A running dashboard: its address, the file of its logs, and the database that it works on."""

    url: str
    log: Path
    database: str


@contextmanager
def running(folder: Path, mode: str, *, database: str = "", **environment: str) -> Iterator[Server]:
    """A dashboard in a process of its own, stopped at the end; ``environment`` is added to this one's."""
    folder.mkdir(parents=True, exist_ok=True)
    database = database or f"sqlite:///{folder / 'ouverture.sqlite'}"
    own = {"OUVERTURE_DATABASE_URL": database, "OUVERTURE_ACCESS_MODE": mode, **environment}
    with serving(folder, **own) as address:
        yield Server(address.replace("127.0.0.1", "localhost"), folder / "server.log", database)
