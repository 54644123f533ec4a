"""What officers prepare is kept with its edition, and the served documents ask who reads."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Event, Thread

import httpx
import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette

from indicators.access import LOCAL_USER, User, accounts, sessions
from indicators.access.identity import MODE_VARIABLE
from indicators.access.sessions import COOKIE
from indicators.catalogue import load_catalogue
from indicators.documents import gather
from indicators.operations.startup import prepare
from indicators.present.texts import translator
from indicators.settings import Settings, load_settings
from indicators.store import workspace
from indicators.store.reading import UnknownEditionError
from pages.shared.registry import IMPORTING
from server.council import CouncilDocuments
from server.making import Making
from server.security import content_policy, headers_for
from tests.conftest import SYSTEMS, configured_database
from tests.reports.conftest import session

MARTIN = User(name="A. Martin", role="officer", mode="account", login="a.martin")
DURAND = User(name="B. Durand", role="officer", mode="account", login="b.durand")


@pytest.fixture(scope="module")
def settings() -> Settings:
    return load_settings(catalogue=load_catalogue())


@pytest.fixture(scope="module", params=SYSTEMS)
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, settings: Settings
) -> Iterator[Engine]:
    """The demonstration on each of the two systems."""
    with configured_database(request.param, tmp_path_factory.mktemp("council")):
        made = prepare(settings)
        yield made
        made.dispose()


@pytest.fixture(scope="module")
def reader(engine: Engine, settings: Settings) -> gather.Reader:
    return gather.Reader(engine, settings.extend(load_catalogue()), settings)


def test_a_session_comes_back_as_it_was_kept(engine: Engine) -> None:
    kept = replace(session("budget", "carte"), key="s1")
    gather.save_session(engine, "38185", kept, MARTIN, seen=0)
    assert gather.session_of(engine, "38185", "s1") == kept
    workspace.put(engine, "session", "38185", "broken", {"title": "sans édition"}, "A. Martin")
    assert [item.key for item in gather.sessions(engine, "38185")] == ["s1"]
    gather.remove_session(engine, "38185", "s1", MARTIN, seen=1)
    assert gather.sessions(engine, "38185") == ()


def test_drafts_stay_with_officers_and_texts_with_their_edition(engine: Engine) -> None:
    gather.save_narrative(engine, "38185", 1, "lecons", "Un brouillon", MARTIN, seen=0, draft=True)
    assert gather.narratives(engine, "38185", 1) == {}
    assert gather.narratives(engine, "38185", 1, drafts=True)["lecons"].draft
    gather.save_narrative(engine, "38185", 1, "lecons", "Prête", DURAND, seen=1, draft=False)
    assert gather.narratives(engine, "38185", 1)["lecons"].author == "B. Durand"
    assert gather.narratives(engine, "38185", 2) == {}
    gather.save_narrative(engine, "38185", 1, "lecons", " ", DURAND, seen=2, draft=False)
    assert gather.narratives(engine, "38185", 1, drafts=True) == {}


def test_overrides_are_kept_and_given_back(engine: Engine) -> None:
    gather.save_override(engine, "38185", 1, "budget_by_rubric", "Nos mots.", MARTIN, seen=0)
    assert gather.overrides(engine, "38185", 1)["budget_by_rubric"].text == "Nos mots."
    gather.save_override(engine, "38185", 1, "budget_by_rubric", "", MARTIN, seen=1)
    assert gather.overrides(engine, "38185", 1) == {}


def test_source_reads_the_latest_year_and_has_nothing_before(reader: gather.Reader) -> None:
    source = gather.source_of(reader, "93048", translator("fr"))
    assert source.previous is None and source.changes is None
    assert source.year == max(source.snapshot.budget_lines["year"].max(), source.snapshot.observations.loc[source.snapshot.observations["territory"] == "93048", "year"].max())  # fmt: skip
    with pytest.raises(UnknownEditionError, match="93048"):
        gather.source_of(reader, "00000", translator("fr"))


def test_the_package_holds_every_kind_that_has_rows(reader: gather.Reader) -> None:
    source = gather.source_of(reader, "EX001", translator("fr"))
    assert {item.name for item in gather.package_tables(reader, source.snapshot)} >= {"territory", "observation", "budget_line", "partnership", "activity", "objective"}  # fmt: skip


Get = Callable[..., httpx.Response]


@pytest.fixture
def get(engine: Engine, settings: Settings) -> Get:
    """Ask the routes for a path, without a server."""
    transport = httpx.ASGITransport(Starlette(routes=CouncilDocuments(engine, settings).routes()))

    async def ask(path: str, headers: dict[str, str], params: dict[str, str]) -> httpx.Response:
        async with httpx.AsyncClient(transport=transport, base_url="http://tableau") as client:
            return await client.get(path, params=params, headers=headers)

    return lambda path, headers={}, **params: asyncio.run(ask(path, headers, params))


def test_documents_ask_who_reads(get: Get, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MODE_VARIABLE, "accounts")
    assert get("/seance/ITC1/usuelle").status_code == 403
    assert get("/publique/ITC1").status_code == 403
    user = accounts.create(engine, LOCAL_USER, "elue@ville.fr", "Élue", "reader", password="correct cheval pile")
    cookie = {"cookie": f"{COOKIE}={sessions.start(engine, user.login, 1)}"}
    assert get("/seance/ITC1/usuelle", headers=cookie).status_code == 200
    assert get("/publique/ITC1", headers=cookie).status_code == 200
    monkeypatch.setenv(MODE_VARIABLE, "public")
    assert get("/publique/ITC1", langue="es").text.startswith('<!DOCTYPE html>\n<html lang="es">')


def test_what_does_not_exist_is_not_found(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MODE_VARIABLE, "single_user")
    assert get("/seance/38185/rien").status_code == 404
    assert get("/seance/00000/usuelle").status_code == 404
    assert get("/publique/38185", edition="99").status_code == 404
    for path in ("/publique/38%00185", "/seance/38185/%00", "/seance/%00/usuelle", "/publique/%00"):
        assert get(path).status_code == 404


def test_a_session_comes_from_its_first_slide_on(engine: Engine, settings: Settings) -> None:
    """The cover is answered before any chart is drawn; once whole, the document is kept."""
    making = Making(engine, settings)
    ask = (translator("fr"), "ITC1", "usuelle", None, None)
    parts = making.session(*ask)
    first = next(parts)
    assert first.count("<section") == 1 and "<svg" not in first
    whole = [first, *parts]
    assert whole[-1].endswith("</html>") and list(making.session(*ask)) == whole


def test_only_the_public_page_may_stand_in_a_frame_elsewhere() -> None:
    assert "frame-ancestors *" in content_policy("/publique/38185")
    assert "frame-ancestors 'self'" in content_policy("/seance/38185/x")
    scope = {"path": "/publique/38185", "scheme": "http"}
    assert "X-Frame-Options" not in headers_for(scope)
    assert headers_for({"path": "/", "scheme": "http"})["X-Frame-Options"] == "SAMEORIGIN"


def test_documents_wait_for_the_page_that_is_being_imported(engine: Engine, settings: Settings) -> None:
    """Both bring modules that depend on each other: a page opened while the server warms met one half made, and failed."""
    documents, made = CouncilDocuments(engine, settings), Event()

    def warm() -> None:
        documents.warm()
        made.set()

    thread = Thread(target=warm, daemon=True)
    with IMPORTING:
        thread.start()
        assert not made.wait(0.5)
    thread.join(60)
    assert made.is_set()
