"""What was given to somebody ends with the session and the account: documents beside the pages, files that pages make."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Event

import httpx
import pytest
from sqlalchemy import Engine
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from indicators.access import LOCAL_USER, accounts, sessions
from indicators.store.engine import open_engine
from tests.access.conftest import PASSWORD
from tests.access.servers import Server, running
from tests.conftest import SYSTEMS, made_database
from tests.deploy.test_proxy import run

LOGIN = "ada@ville.fr"
SESSION = "/seance/38185/usuelle"
CALENDAR = ("missions", "vue=calendrier")


@pytest.fixture(scope="module", params=SYSTEMS)
def replicas(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Server]]:
    """Two replicas of one installation."""
    folder = tmp_path_factory.mktemp("ending")
    with made_database(request.param, folder) as url, ExitStack() as stack:
        engine = open_engine(url)
        accounts.create(engine, LOCAL_USER, LOGIN, "Ada", "reader", password=PASSWORD)
        engine.dispose()
        yield [stack.enter_context(running(folder / name, "accounts", database=url)) for name in ("one", "two")]


@pytest.fixture
def engine(replicas: list[Server]) -> Iterator[Engine]:
    made = open_engine(replicas[0].database)
    yield made
    made.dispose()


def enter(server: Server) -> dict[str, str]:
    form = {"login": LOGIN, "password": PASSWORD, "suite": "/"}
    token = httpx.post(f"{server.url}/auth/local", data=form).cookies[sessions.COOKIE]
    return {"cookie": f"{sessions.COOKIE}={token}"}


def statuses(replicas: list[Server], headers: dict[str, str]) -> list[int]:
    return [httpx.get(item.url + SESSION, headers=headers, timeout=60).status_code for item in replicas]


def test_a_document_ends_with_the_session_on_both_replicas(replicas: list[Server], engine: Engine) -> None:
    assert statuses(replicas, {}) == [403, 403]
    mine, other = enter(replicas[0]), enter(replicas[1])
    assert statuses(replicas, mine) == [200, 200]
    mine_id = sessions.find(engine, mine["cookie"].partition("=")[2])
    assert mine_id is not None
    sessions.end(engine, mine_id.id, LOGIN)
    assert statuses(replicas, mine) == [403, 403]
    assert statuses(replicas, other) == [200, 200]
    accounts.create(engine, LOCAL_USER, "fin@ville.fr", "Fin", "reader", password=PASSWORD)
    accounts.change(engine, LOCAL_USER, LOGIN, active=False)
    assert statuses(replicas, other) == [403, 403]
    accounts.change(engine, LOCAL_USER, LOGIN, active=True)
    assert statuses(replicas, other) == [403, 403]  # the account comes back, its sessions do not


def page_of(server: Server, headers: dict[str, str]) -> ClientConnection:
    """A page open in a browser."""
    address = server.url.replace("http://", "ws://") + "/_stcore/stream"
    return connect(
        address, origin=server.url, subprotocols=["streamlit"], additional_headers=headers, max_size=None, proxy=None
    )


def test_a_page_that_is_drawn_again_keeps_the_files_that_it_shows(replicas: list[Server], engine: Engine) -> None:
    """While her page is redrawn, its files are hers as before, although another session shows the same ones."""
    server, mine, other = replicas[0], enter(replicas[0]), enter(replicas[0])
    with page_of(server, mine) as page, page_of(server, other) as theirs:
        (path,) = set(re.findall(r"/media/\w+\.png", run(page))[:1])
        assert path in run(theirs)
        over = Event()

        def redraw() -> int:
            turns = 0
            while not over.is_set():
                assert path in run(page)
                turns += 1
            return turns

        with ThreadPoolExecutor(1) as pool, httpx.Client(base_url=server.url) as client:
            turns = pool.submit(redraw)
            try:
                found = Counter(client.get(path, headers=mine).status_code for _ in range(400))
                strangers = Counter(client.get(path).status_code for _ in range(40))
            finally:
                over.set()
            assert turns.result() > 3
        assert set(found) == {200}, found
        assert set(strangers) == {404}, strangers


def test_a_file_of_a_page_ends_with_the_session_that_made_it(replicas: list[Server], engine: Engine) -> None:
    """The icon does for any file of a page: it goes the same way as exports and charts."""
    server, mine, other = replicas[0], enter(replicas[0]), enter(replicas[0])
    with page_of(server, mine) as page:
        (path,) = set(re.findall(r"/media/\w+\.png", run(page))[:1])

        def asked(headers: dict[str, str]) -> int:
            return httpx.get(server.url + path, headers=headers, timeout=60).status_code

        assert [asked(who) for who in (mine, other, {})] == [200, 404, 404]
        sessions.end_all(engine, LOGIN, LOGIN)
        assert [asked(who) for who in (mine, other, {})] == [404, 404, 404]
    with page_of(server, {}) as page:  # the page that asks to sign in shows its icon to anybody
        (path,) = set(re.findall(r"/media/\w+\.png", run(page))[:1])
        assert httpx.get(server.url + path, timeout=60).status_code == 200


def test_the_map_of_the_public_page_is_a_picture_for_whoever_reads_the_page(
    replicas: list[Server], engine: Engine
) -> None:
    """What the page sends has no outlines; the picture is asked for once, at an address of the reader's own."""
    server, mine, other = replicas[0], enter(replicas[0]), enter(replicas[0])
    with page_of(server, mine) as page:
        shown = run(page, "publique", "territoire=38185")
        paths = re.findall(r"/media/\w+\.svg", shown)
        assert len(set(paths)) == 2, "for a desk, and for a telephone"
        assert "vega" not in shown and "coordinates" not in shown
        for path in paths:
            picture, *refused = (httpx.get(server.url + path, headers=who, timeout=60) for who in (mine, other, {}))
            assert [picture.status_code, *(answer.status_code for answer in refused)] == [200, 404, 404]
            assert picture.headers["content-type"].startswith("image/svg+xml")
            named = set(re.findall(r"<text[^>]*>([^<]+)</text>", picture.text))
            assert {"Grenoble", "Phoenix", "Suzhou", "Tsukuba", "Ouagadougou", "Jumelage"} <= named
            known = {"if-none-match": picture.headers["etag"]}
            again = [httpx.get(server.url + path, headers=known | who, timeout=60) for who in (mine, other)]
            assert [answer.status_code for answer in again] == [304, 404] and not again[0].content


def made_by_a_click(page: ClientConnection, shown: str) -> str:
    """The address of the file that a page makes when its reader presses the first button of what is ``shown``."""
    asked = BackMsg()
    asked.backend_operation_request.request_id = "1"
    asked.backend_operation_request.session_id = re.findall(r'session_id: "([\w-]+)"', shown)[0]
    asked.backend_operation_request.deferred_file.file_id = re.findall(r'deferred_file_id: "(\w+)"', shown)[0]
    page.send(asked.SerializeToString())
    while True:
        message = ForwardMsg()
        message.ParseFromString(page.recv(timeout=60))
        if message.WhichOneof("type") == "backend_operation_response":
            return message.backend_operation_response.deferred_file.url


def test_a_file_that_a_click_makes_is_for_whoever_clicked(replicas: list[Server], engine: Engine) -> None:
    """A report, an export, a draft of agreement: Streamlit makes them when they are asked for, beside the drawing."""
    server, mine, other = replicas[0], enter(replicas[0]), enter(replicas[0])
    with page_of(server, mine) as page, page_of(server, other) as theirs:
        run(theirs, *CALENDAR)
        path = made_by_a_click(page, run(page, *CALENDAR))
        for _ in range(3):
            run(theirs, *CALENDAR)  # the drawings of others take nothing away from it
        asked = [httpx.get(server.url + path, headers=who, timeout=60) for who in (mine, other, {})]
        assert [answer.status_code for answer in asked] == [200, 404, 404] and asked[0].content
        run(page, *CALENDAR)
        for _ in range(2):
            run(theirs, *CALENDAR)
        assert httpx.get(server.url + path, headers=mine, timeout=60).status_code == 200, "drawn again while it travels"
        sessions.end_all(engine, LOGIN, LOGIN)
        assert httpx.get(server.url + path, headers=mine, timeout=60).status_code == 404


def test_a_document_is_still_open_after_a_restart_and_needs_no_secret_in_its_address(
    replicas: list[Server], tmp_path: Path
) -> None:
    mine = enter(replicas[0])
    with running(tmp_path, "accounts", database=replicas[0].database) as restarted:
        assert statuses([restarted], mine) == [200]
