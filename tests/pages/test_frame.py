"""The frame around the pages: whatever an edition holds, something can be chosen, and a failure is told with a reference."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from indicators.records import Territory
from indicators.store import drafts, editions
from indicators.store.engine import open_engine
from tests.conftest import configured_database


@pytest.fixture
def app(tmp_path: Path) -> AppTest:
    return AppTest.from_file(str(Path(__file__).parents[2] / "app.py"), default_timeout=60)


def test_an_edition_without_the_collectivity_asks_which_it_is(app: AppTest, tmp_path: Path) -> None:
    with configured_database("sqlite", tmp_path) as url:
        engine = open_engine(url)
        batch = drafts.open_batch(engine, "Ada")
        drafts.stage(engine, batch.id, "territory", [Territory(code="FR", name="France", role="reference")])
        editions.publish(engine, [batch.id], "Références", "Ada")
        app.run()
        assert app.title[0].value.replace("\u202f", " ").replace("\u00a0", " ") == "Quelle est votre collectivité ?"
        app.query_params["territoire"] = "FR"
        app.run()
        assert not app.exception
        engine.dispose()


def test_a_failure_of_the_frame_is_told_with_a_reference(
    app: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("base absente")

    with configured_database("sqlite", tmp_path):
        monkeypatch.setattr("pages.shared.selections.choose", broken)
        app.run()
        assert not app.exception
        assert "Référence à transmettre" in app.error[0].value
