"""One database of each system with the demonstration for the page tests of a file, and a way to run a page by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import SYSTEMS, configured_database

Runner = Callable[..., AppTest]


@pytest.fixture(scope="module", params=SYSTEMS)
def demonstration(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An installation, on each of the two systems, that the first page run fills with the demonstration."""
    folder = tmp_path_factory.mktemp("pages")
    with configured_database(request.param, folder):
        yield folder


@pytest.fixture
def run_page(demonstration: Path) -> Runner:
    """Run one page of the registry with the frame's selections, as app.py would; the latest year unless told."""

    def run(path: str, territory: str = "38185", lang: str = "fr", year: int | None = None, **query: str) -> AppTest:
        app = AppTest.from_function(
            _script, kwargs={"path": path, "territory": territory, "lang": lang, "year": year}, default_timeout=60
        )
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception, app.exception[0].value
        return app

    return run


# AppTest runs the text of this function alone, hence its own imports.
def _script(path: str, territory: str, lang: str, year: int | None) -> None:
    import streamlit as st

    from indicators.present.texts import translator
    from pages.shared import registry, runtime
    from pages.shared.context import SELECTION, Selection

    edition = runtime.all_editions()[0]
    latest = runtime.latest_readout(edition.number, territory)
    chosen, shown = latest.snapshot.territory, year or latest.year
    st.session_state[SELECTION] = Selection(translator(lang).lang, edition, chosen, shown)
    next(entry for entry in registry.PAGES if entry.path == path).render()
