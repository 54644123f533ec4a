"""The API on the demonstration, one application a test; and a count of the questions that the database is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import anyio
import httpx
import pytest
from sqlalchemy import Engine, event
from starlette.applications import Starlette

from indicators.operations.startup import publish_demonstration
from indicators.records import Observation, Territory
from indicators.settings import Settings
from indicators.store import drafts, editions
from indicators.store.engine import open_engine
from server.api.routes import Api
from tests.conftest import SYSTEMS, made_database


@pytest.fixture(scope="module", params=SYSTEMS)
def published(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The demonstration, published once a file."""
    with made_database(request.param, tmp_path_factory.mktemp("api")) as url:
        engine = open_engine(url)
        publish_demonstration(engine, Settings())
        yield engine
        engine.dispose()


@pytest.fixture
def filled(engine: Engine) -> Engine:
    """Two cities and a value in a database of the test's own, which it may change."""
    batch = drafts.open_batch(engine, "Ada")
    cities = [Territory(code="38185", name="Grenoble"), Territory(code="93048", name="Montreuil")]
    drafts.stage(engine, batch.id, "territory", cities)
    drafts.stage(engine, batch.id, "observation", [
        Observation(territory="38185", indicator="d1_export_intensity", year=year, value=10.0 + year % 10, source="Essai")
        for year in range(2012, 2024)
    ])  # fmt: skip
    editions.publish(engine, [batch.id], "Une", "Ada")
    return engine


class Client:
    """A program that asks, in this process."""

    def __init__(self, api: Api) -> None:
        self.api = api
        self._transport = httpx.ASGITransport(Starlette(routes=api.routes()))

    def get(self, address: str, headers: dict[str, str] | None = None) -> httpx.Response:
        """Read an address."""
        return self.request("GET", address, headers)

    def request(self, method: str, address: str, headers: dict[str, str] | None = None) -> httpx.Response:
        """Ask with any method."""

        async def asked() -> httpx.Response:
            async with httpx.AsyncClient(transport=self._transport, base_url="http://ouverture.test") as program:
                return await program.request(method, address, headers=headers)

        return anyio.run(asked)


def client(engine: Engine, mode: str = "public", **api: int) -> Client:
    """A program that asks, in an installation of a mode."""
    return Client(Api(engine, Settings.model_validate({"access": {"mode": mode}, "api": api})))


@pytest.fixture
def anybody(published: Engine) -> Client:
    """Anybody, where reading is free."""
    return client(published)


@dataclass
class Questions:
    """What the database was asked meanwhile."""

    asked: list[str] = field(default_factory=list)


@contextmanager
def questions(engine: Engine) -> Iterator[Questions]:
    """Count what the database is asked."""
    found = Questions()

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        found.asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)
