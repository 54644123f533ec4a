"""Fixtures shared by the suite: one database a test, on SQLite and on PostgreSQL where a server is given.

``OUVERTURE_TEST_POSTGRES_URL`` names a PostgreSQL where schemas may be made. ``OUVERTURE_TEST_REQUIRE`` (set by the
continuous integration) turns a test that would be passed over into a failure.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Engine

from indicators.store.engine import open_engine
from tests.databases import POSTGRES, Databases

if TYPE_CHECKING:
    from playwright.sync_api import Browser

REQUIRE = bool(os.environ.get("OUVERTURE_TEST_REQUIRE"))

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Bytes are named by their argument: what a compressor writes in them differs from one worker to another."""
    return argname if isinstance(val, bytes) else None


#: The rooms whose files are long one by one: begun first, so that the workers end together.
LONG = ("browser", "faults", "deploy", "crossings", "surfaces", "access", "reports", "intake")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long rooms first; the order within a file is its own."""
    ranks = {Path(__file__).parent / room: rank for rank, room in enumerate(LONG)}
    items.sort(key=lambda item: ranks.get(item.path.parent, len(LONG)))


def pass_over(reason: str) -> None:
    """Pass over the test aloud, or fail where nothing may be passed over."""
    if REQUIRE:
        pytest.fail(f"nothing may be passed over here: {reason}")
    pytest.skip(reason)


_DATABASES = Databases()


@contextmanager
def made_database(system: str, folder: Path, *, empty: bool = False) -> Iterator[str]:
    """The URL of a database on ``sqlite`` or ``postgresql``, gone at the end: its tables are there, without a row, as
    the migrations make them, or are not when it is to be ``empty``."""
    if system == "postgresql" and not POSTGRES:
        pass_over("no PostgreSQL: set OUVERTURE_TEST_POSTGRES_URL to test on it")
    with _DATABASES.lent(system, folder, empty=empty) as url:
        yield url


@pytest.fixture(autouse=True, scope="session")
def databases_given_back() -> Iterator[None]:
    """Nothing of the tests stays on the server of databases."""
    yield
    _DATABASES.close()


SYSTEMS = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgres))


@contextmanager
def configured_database(system: str, folder: Path) -> Iterator[str]:
    """The same, named by the environment as an installation names it; what pages keep in memory is forgotten around."""
    import streamlit as st

    with made_database(system, folder) as url, pytest.MonkeyPatch.context() as patch:
        patch.setenv("OUVERTURE_DATABASE_URL", url)
        patch.setenv("OUVERTURE_DATA_DIR", str(folder))
        st.cache_resource.clear()
        yield url
        st.cache_resource.clear()


@pytest.fixture(autouse=True, scope="session")
def components_looked_for_once() -> Iterator[None]:
    """Streamlit's AppTest reads every installed package at each new page, to find components: once a session is enough."""
    from streamlit.components.v2 import manifest_scanner

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(autouse=True)
def own_main() -> Iterator[None]:
    """Give the main module back after a test: AppTest replaces it, and processes started later would run its script."""
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before


@pytest.fixture
def everything_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are drawn as for a reader who has opened all that is folded in them, and closed it again."""
    monkeypatch.setattr("pages.shared.folding._drawn", lambda key, is_open: True)


@pytest.fixture(params=SYSTEMS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without a row, on each of the two supported systems."""
    with made_database(request.param, tmp_path) as url:
        yield url


@pytest.fixture(params=SYSTEMS)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without a table, as a first installation finds it."""
    with made_database(request.param, tmp_path, empty=True) as url:
        yield url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on a database without a row."""
    made = open_engine(database_url)
    yield made
    made.dispose()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, closed after each file: while it is open its event loop runs in the thread of the tests."""
    if CHROMIUM is None:
        pass_over("no Chromium on this machine")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)  # a slow machine is no fault of the dashboard

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
