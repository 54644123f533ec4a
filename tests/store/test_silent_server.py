"""A database machine that takes the connection and says nothing more is given up, not waited for."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from indicators.store import engine as engines


@pytest.fixture
def silent() -> Iterator[int]:
    """The port of a server that accepts and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield int(server.getsockname()[1])


def outcome(engine: Engine, seconds: float) -> str:
    """How a query ends, or that it has not within the time given."""
    told: list[str] = []

    def ask() -> None:
        try:
            with engine.connect() as connection:
                connection.execute(text("SELECT 1"))
        except OperationalError as error:
            told.append(str(error.orig))

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(seconds)
    return told[0] if told else "still waiting"


def test_a_silent_server_is_given_up(silent: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(engines.PATIENCE, "connect_timeout", 2)
    found = engines.open_engine(f"postgresql+psycopg://ouverture@127.0.0.1:{silent}/ouverture")
    assert "timeout" in outcome(found, 20)


def test_the_address_has_the_last_word(silent: int) -> None:
    found = engines.open_engine(f"postgresql+psycopg://ouverture@127.0.0.1:{silent}/ouverture?connect_timeout=2")
    assert "timeout" in outcome(found, 8), "the patience of the address is shorter than the usual one"
