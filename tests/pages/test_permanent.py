"""A figure's permanent address: it is given with the citation, and says when a later edition superseded what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from indicators.records import Observation
from indicators.store import drafts, editions
from indicators.store.engine import open_engine
from tests.conftest import SYSTEMS, configured_database

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module", params=SYSTEMS)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The demonstration, then an edition that changed Grenoble and nobody else."""
    folder = tmp_path_factory.mktemp("permanent")
    with configured_database(request.param, folder) as url:
        opened("synthese")
        made = open_engine(url)
        batch = drafts.open_batch(made, "Ada")
        row = Observation(territory="38185", indicator="d1_export_intensity", year=2025, value=12.5, source="Essai")
        drafts.stage(made, batch.id, "observation", [row])
        editions.publish(made, [batch.id], "Comptes corrigés", "Ada")
        yield made
        made.dispose()


def opened(path: str, **query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=90)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception[0].value
    return app


def notices(app: AppTest) -> list[str]:
    found = [item.value.replace("\u202f", " ").replace("\u00a0", " ") for item in app.markdown]
    return [text for text in found if ":material/history:" in text]


def test_an_old_edition_says_which_one_came_after(engine: Engine) -> None:
    app = opened("synthese", edition="1", territoire="38185")
    (told,) = notices(app)
    assert "édition 1" in told and "édition 2" in told and "Comptes corrigés" in told
    app.button(key="read_latest").click().run()
    assert notices(app) == [] and "edition" not in app.query_params


@pytest.mark.parametrize("query", [{}, {"edition": "2"}, {"edition": "1", "territoire": "93048"}])
def test_nothing_is_said_where_nothing_came_after(engine: Engine, query: dict[str, str]) -> None:
    """Neither in the latest edition, nor where the later one changed another city's figures."""
    assert notices(opened("synthese", **{"territoire": "38185", **query})) == []


@pytest.mark.parametrize("lang", ["en", "es"])
def test_in_the_language_of_the_reader(engine: Engine, lang: str) -> None:
    (told,) = notices(opened("synthese", edition="1", territoire="38185", langue=lang))
    assert "Vous lisez" not in told


def test_the_citation_gives_the_address(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import streamlit as st

    (tmp_path / "config.toml").write_text('[collectivity]\naddress = "https://ouverture.ville.fr"\n', encoding="utf-8")
    monkeypatch.setenv("OUVERTURE_CONFIG", str(tmp_path / "config.toml"))
    st.cache_resource.clear()
    try:
        app = opened("synthese", edition="1", territoire="38185", annee="2023")
    finally:
        monkeypatch.undo()
        st.cache_resource.clear()
    said = "\n".join(item.value for item in app.code)
    assert "https://ouverture.ville.fr/?territoire=38185&annee=2023&edition=1&langue=fr" in said
