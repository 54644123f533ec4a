"""What is imported once the server listens: whoever asks sooner waits for it, and nobody else does."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from indicators.operations.database import nothing_published, open_migrated
from indicators.settings import Settings
from indicators.store.engine import FOLDER_VARIABLE, URL_VARIABLE
from server.later import Later


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The settings of an installation of its own, where nothing is yet."""
    return Settings.model_validate({"database": {"folder": str(tmp_path_factory.mktemp("later"))}})


@pytest.fixture
def later(written: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Later]:
    for name in (URL_VARIABLE, FOLDER_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    engine = open_migrated(written)
    yield Later(engine, written)
    assert not nothing_published(engine), "the demonstration is published before anything is answered"
    engine.dispose()


async def _theirs(request: Request) -> Response:
    return PlainTextResponse(f"theirs {request.url.path}")


def _application(later: Later) -> Starlette:
    return Starlette(routes=[later, Route("/_stcore/health", _theirs), Route("/{other:path}", _theirs)])


def _asked(application: Starlette, *paths: str) -> list[httpx.Response]:
    async def all_of_them() -> list[httpx.Response]:
        transport = httpx.ASGITransport(application)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return [await client.get(path) for path in paths]

    return asyncio.run(all_of_them())


def test_an_address_waits_for_what_answers_it_and_the_others_are_handed_over(later: Later) -> None:
    application = _application(later)
    assert _asked(application, "/_stcore/health")[0].text == "theirs /_stcore/health"
    assert later in application.router.routes, "what Streamlit answers waits for nothing"
    health, elsewhere = _asked(application, "/api/sante", "/elsewhere")
    assert health.json()["well"] is True and elsewhere.text == "theirs /elsewhere"
    assert later not in application.router.routes, "the routes stand where it stood"


def test_an_address_of_nobody_is_handed_over_the_first_time_too(later: Later) -> None:
    assert _asked(_application(later), "/elsewhere")[0].text == "theirs /elsewhere"


def test_a_document_does_not_wait_for_its_first_words(later: Later) -> None:
    scope = {"type": "http", "path": "/", "query_string": b"", "headers": []}
    assert later.words(scope) is None
    later.made()
    assert later.made() is later.made()
    found = later.words(scope)
    assert found is not None and found.title.startswith("Synthèse ")
