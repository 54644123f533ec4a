"""What a visitor reads when the database is away, full, or asked for what cannot be: a sentence, never a bare 500."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.routing import Route
from streamlit.testing.v1 import AppTest

from indicators.access import LOCAL_USER, accounts
from indicators.access.identity import MODE_VARIABLE
from indicators.catalogue import load_catalogue
from indicators.settings import Access, Settings, load_settings
from indicators.store.engine import open_engine
from pages.shared import session
from server.council import CouncilDocuments
from server.document import DocumentMiddleware
from server.failures import FailuresMiddleware
from server.services import Services
from tests.access.conftest import PASSWORD

ACCOUNTS = Access(mode="accounts")
AWAY = "postgresql+psycopg://personne@127.0.0.1:1/rien"
SAID = "La base de données ne répond pas. Réessayez dans une minute."
APP = Path(__file__).parent.parent.parent / "app.py"


async def unforeseen(_request: Request) -> None:
    raise ZeroDivisionError("le nom d'Ada")


def ask(engine: Engine, method: str, path: str, **more: object) -> httpx.Response:
    """The answer of the routes on a database, behind the middlewares that speak to visitors."""
    settings: Settings = load_settings(catalogue=load_catalogue())
    routes = [*Services(engine, ACCOUNTS).routes(), *CouncilDocuments(engine, settings).routes()]
    middleware = [Middleware(FailuresMiddleware), Middleware(DocumentMiddleware)]
    app = Starlette(routes=[*routes, Route("/api/faux", unforeseen)], middleware=middleware)

    async def answer() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://tableau") as client:
            return await client.request(method, path, **more)  # type: ignore[arg-type]  # passed through

    return asyncio.run(answer())


@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/publique/38185"), ("GET", "/seance/38185/usuelle"), ("POST", "/auth/local")]
)
def test_an_absent_database_is_told(monkeypatch: pytest.MonkeyPatch, method: str, path: str) -> None:
    monkeypatch.setenv(MODE_VARIABLE, "public")
    away = open_engine(AWAY)
    form = {"data": {"login": "ada@ville.fr", "password": PASSWORD, "suite": "/"}} if method == "POST" else {}
    answer = ask(away, method, path, **form)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
    assert SAID in answer.text.replace("’", "'") and "<h1>" in answer.text
    assert "The database does not answer." in ask(away, method, f"{path}?langue=en", **form).text
    away.dispose()


def test_what_is_unforeseen_has_a_reference_and_says_nothing_more(engine: Engine) -> None:
    answer = ask(engine, "GET", "/api/faux")
    assert answer.status_code == 500 and "Référence à transmettre" in answer.text
    assert "Ada" not in answer.text and "Traceback" not in answer.text


@pytest.mark.parametrize("login", ["ada\0@ville.fr", "\0", "ada@ville.fr\ud7ff", "x" * 3000, "'; --"])
def test_a_login_that_cannot_be_is_a_wrong_login(engine: Engine, login: str) -> None:
    accounts.create(engine, LOCAL_USER, "ada@ville.fr", "Ada", "reader", password=PASSWORD)
    form = {"login": login, "password": f"{PASSWORD}\0", "suite": "/\0"}
    answer = ask(engine, "POST", "/auth/local", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/connexion?refus=identifiants")
    assert accounts.sign_in(engine, ACCOUNTS, "ada@ville.fr", PASSWORD)


def test_pages_tell_an_absent_database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def away(*_arguments: object) -> None:
        raise OperationalError("SELECT", {}, Exception("gone"))

    monkeypatch.setenv(MODE_VARIABLE, "accounts")
    monkeypatch.setenv("OUVERTURE_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(session.runtime, "engine", away)
    app = AppTest.from_file(str(APP), default_timeout=60).run()
    assert not app.exception
    assert [item.value.replace("’", "'") for item in app.error] == [SAID]
