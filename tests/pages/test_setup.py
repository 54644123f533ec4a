"""The set-up seen on pages: what stands where the collectivity is not there yet, and the path until all is done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from indicators.catalogue import load_catalogue
from indicators.present.texts import translator
from indicators.setup.choosing import change_settings
from indicators.setup.demonstration import withdraw
from indicators.setup.finding import find_collectivity
from indicators.setup.installing import Wish, install
from tests.conftest import SYSTEMS, configured_database
from tests.pages.conftest import _script
from tests.setup.conftest import ADMIN, now

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=SYSTEMS)
def empty(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installation of its own, whose settings' file says nothing."""
    path = tmp_path / "config.toml"
    path.write_text("", encoding="utf-8")
    monkeypatch.setenv("OUVERTURE_CONFIG", str(path))
    with configured_database(request.param, tmp_path):
        yield path


def opened() -> AppTest:
    """The dashboard as it opens at its root."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=90)
    app.run()
    assert not app.exception, app.exception[0].value
    return app


def words(app: AppTest) -> str:
    """All that is written, its no-break spaces as plain ones."""
    parts = (*app.title, *app.markdown, *app.caption, *app.warning, *app.success, *app.info)
    return "\n".join(plain(str(item.value)) for item in parts)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("\\", "")


def titles(app: AppTest) -> list[str]:
    return [plain(str(item.value)) for item in app.title]


def buttons(app: AppTest) -> list[str]:
    return [plain(item.label) for item in app.button]


def test_a_first_start_invites_and_withdrawing_falls_back_to_the_question(empty: Path) -> None:
    from pages.shared import files, runtime

    app = opened()
    assert "Ceci est une démonstration" in words(app)
    assert "Installer ma collectivité (3 min)" in buttons(app)
    catalogue, written = files.written()
    withdraw(now(runtime.engine(), written, catalogue), "Sans", ADMIN)
    app.run()
    assert not app.exception
    assert titles(app) == ["Quelle est votre collectivité ?"]
    assert "Grenoble" not in words(app)


def test_a_territory_that_is_not_there_is_never_another_city(empty: Path) -> None:
    empty.write_text('[collectivity]\nterritory = "44109"\n', encoding="utf-8")
    app = opened()
    assert titles(app) == ["Nantes : à installer"]
    assert "Grenoble" not in words(app)
    app.selectbox(key="territoire").select("38185").run()
    assert titles(app) == ["Grenoble et le monde"], "what is asked for is shown"


def test_what_another_replica_chose_is_seen_at_the_next_click(empty: Path) -> None:
    from pages.shared import files, runtime

    app = opened()
    assert app.selectbox(key="territoire").value == "38185"
    catalogue, written = files.written()
    change_settings(runtime.engine(), written, catalogue, {"languages.default": "es"}, ADMIN)
    change_settings(runtime.engine(), written, catalogue, {"collectivity.territory": "93048"}, ADMIN)
    fresh = opened()
    assert fresh.selectbox(key="territoire").value == "93048"
    assert "Montreuil y el mundo" in words(fresh)


def test_the_path_of_a_new_city_and_the_edition_that_is_its_own(empty: Path, tmp_path: Path) -> None:
    from pages.shared import files, runtime

    opened()
    catalogue, written = files.written()
    found = find_collectivity("Nantes")[0]
    wish = Wish(found, (47.2172, -1.5534), found.references)
    work = now(runtime.engine(), written, catalogue)
    install(work, written, load_catalogue(), runtime.library(), wish, ADMIN, translator("fr"))
    app = opened()
    assert "Nantes et le monde" in words(app)
    assert "**Vos premiers pas** : 2 sur 6" in words(app)
    assert "Le faire (5 min)" in buttons(app)
    assert "Édition : Statistiques officielles de Nantes" in words(app)
    app.selectbox(key="territoire").select("93048").run()
    assert "Édition : Démonstration" in words(app), "the edition of Nantes is not Montreuil's"
    assert "Vos premiers pas" not in words(app)
    app.selectbox(key="territoire").select("44109").run()
    app.button(key="path_away").click().run()
    assert "Vos premiers pas" not in words(app)
    assert runtime.configuration()[1].collectivity.checklist is False


def test_a_city_where_nothing_is_measured_is_asked_its_questions(empty: Path) -> None:
    """No wall of absences: an office of one person sees the essential questions, each with what answers it."""
    from pages.shared import files, runtime

    opened()
    catalogue, written = files.written()
    found = find_collectivity("Nantes")[0]
    wish = Wish(found, (47.2172, -1.5534), found.references)
    work = now(runtime.engine(), written, catalogue)
    install(work, written, load_catalogue(), runtime.library(), wish, ADMIN, translator("fr"))
    kwargs = {"path": "evaluation", "territory": "44109", "lang": "fr", "year": None}
    app = AppTest.from_function(_script, kwargs=kwargs, default_timeout=90).run()
    assert not app.exception, app.exception[0].value
    said = words(app)
    assert "∅" not in said and "Donnée manquante" not in said
    (title,) = [str(item.value) for item in app.header]
    asked = int(title.split()[0])
    assert title.endswith("questions pour commencer") and 1 < asked <= 15
    listed = [line for item in app.markdown for line in str(item.value).splitlines() if line.startswith("- ")]
    assert len(listed) == asked and all(line.rstrip().endswith("?") for line in listed)
    assert buttons(app).count("Le faire") > 3
    app.button(key=next(item.key for item in app.button if str(item.key).startswith("demande_grid"))).click().run()
    assert not app.exception, app.exception[0].value
    assert app.session_state["vue"] == "grilles", "the grids are filled on the same page"


def test_the_figures_chosen_in_the_browser_open_the_summary(empty: Path) -> None:
    """Chosen by name in « Ma collectivité », they lead every reader's summary at the next click; context is not offered."""
    from pages.shared import runtime

    opened()
    kwargs = {"path": "administration", "territory": "EX001", "lang": "fr", "year": None}
    app = AppTest.from_function(_script, kwargs=kwargs, default_timeout=90).run()
    assert not app.exception, app.exception[0].value
    (field,) = [item for item in app.multiselect if plain(item.label).startswith("Chiffres de tête")]
    assert "Part des immigrés" not in " ".join(field.options)
    field.select(next(label for label in field.options if label.startswith("Étudiants en mobilité")))
    next(item for item in app.button if item.label == "Enregistrer").click().run()
    assert not app.exception, app.exception[0].value
    (chosen,) = runtime.configuration()[1].collectivity.lead_figures
    label = load_catalogue().indicators[chosen].label.get("fr")
    kwargs["path"] = "synthese"
    summary = AppTest.from_function(_script, kwargs=kwargs, default_timeout=90).run()
    assert any(plain(item.label).startswith(plain(label)) for item in summary.metric)
