"""Every page runs to its end on every territory of the demonstration, in every language."""

from __future__ import annotations

import pytest

from pages.components.registry import PAGES
from tests.pages.conftest import Runner

PATHS = [entry.path for entry in PAGES]
FAILURE = "Cette page a rencontré une erreur"


@pytest.mark.parametrize("territory", ["38185", "93048", "ITC1", "EX001"])
@pytest.mark.parametrize("path", PATHS)
def test_page_runs(run_page: Runner, path: str, territory: str) -> None:
    app = run_page(path, territory)
    assert len(app.title) == 1
    assert not any(FAILURE in item.value for item in app.error)


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("path", PATHS)
def test_page_runs_in_other_languages(run_page: Runner, path: str, lang: str) -> None:
    run_page(path, lang=lang)


@pytest.mark.parametrize("path", [entry.path for entry in PAGES if entry.role])
def test_without_the_frame_a_page_shows_nothing(path: str) -> None:
    from streamlit.testing.v1 import AppTest

    def alone(path: str) -> None:
        from pages.components import registry

        next(entry for entry in registry.PAGES if entry.path == path).render()

    app = AppTest.from_function(alone, kwargs={"path": path}, default_timeout=60).run()
    assert not app.title
    assert not app.exception
