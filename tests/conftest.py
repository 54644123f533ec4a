"""Fixtures shared by the suite: one database a test, on SQLite and on PostgreSQL where a server is given.

``OUVERTURE_TEST_POSTGRES_URL`` names a PostgreSQL where schemas may be made. ``OUVERTURE_TEST_REQUIRE`` (set by the
continuous integration) turns a test that would be passed over into a failure.
"""

from __future__ import annotations

import os
import shutil
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Engine, create_engine, text

from indicators.store.engine import migrate, open_engine

if TYPE_CHECKING:
    from playwright.sync_api import Browser

POSTGRES = os.environ.get("OUVERTURE_TEST_POSTGRES_URL", "")
REQUIRE = bool(os.environ.get("OUVERTURE_TEST_REQUIRE"))

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Bytes are named by their argument: what a compressor writes in them differs from one worker to another."""
    return argname if isinstance(val, bytes) else None


def pass_over(reason: str) -> None:
    """Pass over the test aloud, or fail where nothing may be passed over."""
    if REQUIRE:
        pytest.fail(f"nothing may be passed over here: {reason}")
    pytest.skip(reason)


@contextmanager
def made_database(system: str, folder: Path) -> Iterator[str]:
    """The URL of an empty database on ``sqlite`` or ``postgresql``, gone at the end."""
    if system == "sqlite":
        folder.mkdir(parents=True, exist_ok=True)
        yield f"sqlite:///{folder / 'ouverture.sqlite'}"
        return
    if not POSTGRES:
        pass_over("no PostgreSQL: set OUVERTURE_TEST_POSTGRES_URL to test on it")
    schema = f"test_{uuid.uuid4().hex[:12]}"
    admin = create_engine(POSTGRES, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    separator = "&" if "?" in POSTGRES else "?"
    yield f"{POSTGRES}{separator}options=-csearch_path%3D{schema}"
    with admin.connect() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    admin.dispose()


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


@pytest.fixture(params=SYSTEMS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database, on each of the two supported systems."""
    with made_database(request.param, tmp_path) as url:
        yield url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on an empty, migrated database."""
    made = open_engine(database_url)
    migrate(made)
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
