"""The page of the strategy: every view for every city, and the thread from a finding to an objective, typed by an officer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from indicators.store import drafts, staged
from indicators.store.engine import database_url, open_engine
from pages.shared import runtime
from tests.opening import fields_never_folded, unfold
from tests.pages.conftest import Runner
from tests.pages.test_evaluation_page import texts as written

VIEWS = (
    "chapitres", "diagnostic", "matrice", "priorites", "vision", "plan", "participation", "qualites", "document",
)  # fmt: skip
BATCH = "Stratégie"


def texts(app: AppTest) -> str:
    """All that is written on the page as a person reads it: plain spaces, no escape of Markdown."""
    return written(app).replace("\u202f", " ").replace("\u00a0", " ").replace("\\", "")


@pytest.fixture
def store(demonstration: Path) -> Iterator[Engine]:
    engine = open_engine(database_url())
    yield engine
    for batch in drafts.batches(engine, states=(drafts.OPEN,)):
        drafts.discard(engine, batch.id, "test")
    engine.dispose()


def press(app: AppTest, label: str, key: str = "") -> None:
    """Press the button of a form: the first of that label, or the one whose key begins so."""
    found = next(item for item in app.button if item.label == label and str(item.key or "").find(key) >= 0)
    found.click()
    app.run()
    assert not app.exception, app.exception[0].value


@pytest.mark.usefixtures("everything_opened")
@pytest.mark.parametrize("territory", ["38185", "EX001", "93048"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_runs(run_page: Runner, territory: str, view: str) -> None:
    app = run_page("strategie", territory, vue=view)
    assert not app.error
    assert texts(app)
    assert not fields_never_folded(app)


def test_the_fictional_city_carries_a_whole_strategy(run_page: Runner) -> None:
    app = run_page("strategie", "EX001")
    said = texts(app)
    assert "10 chapitres complets sur 10" in said
    assert said.count("complet]") == 10


def test_a_city_that_wrote_nothing_sees_its_rules_and_no_paper(run_page: Runner) -> None:
    assert "Aucune stratégie n’est encore écrite ici." in texts(run_page("strategie", "38185"))
    assert "Rien n’est encore publié de la stratégie." in texts(run_page("strategie", "38185", vue="document"))


def test_a_finding_crossed_becomes_an_objective_in_one_click(run_page: Runner, store: Engine) -> None:
    app = unfold(run_page("strategie", "38185", vue="matrice"), "Ajouter ou corriger un constat")
    for box, text in (("strengths", "Une régie qui sait faire"), ("opportunities", "Des villes prêtes")):
        app.selectbox(key="constat_case").set_value(box)
        app.text_input(key="constat_texte").set_value(text)
        app.text_input(key="constat_preuve").set_value("Rapport 2024")
        press(app, "Garder en brouillon", "constat")
    assert "Une régie qui sait faire" in texts(app)
    crossed = unfold(app, "Ajouter une stratégie").multiselect(key="strategie_croise_active")
    assert len(crossed.options) == 2 and crossed.options[0].startswith("Forces")
    app.selectbox(key="strategie_famille").set_value("defence")
    app.run()
    assert "écrivez d’abord un constat dans « Faiblesses » et « Menaces »" in app.info[-1].value.replace("\u00a0", " ")
    app.selectbox(key="strategie_famille").set_value("active")
    app.run()
    crossed = app.multiselect(key="strategie_croise_active")
    crossed.set_value(["strengths-une-regie-qui-sait-faire", "opportunities-des-villes-pretes"])
    app.text_input(key="strategie_texte_active").set_value("Partager le savoir-faire")
    press(app, "Garder en brouillon", "strategie_active")
    assert "Croise « Une régie qui sait faire »" in texts(app)
    press(app, "En faire un objectif")
    assert "Objectif : « Partager le savoir-faire »." in texts(app)
    assert "En faire un objectif" not in [item.label for item in app.button]
    app.selectbox(key="constat_choisi").set_value("opportunities-des-villes-pretes")
    app.run()
    app.text_input(key="constat_texte_opportunities-des-villes-pretes").set_value("Des villes volontaires")
    press(app, "Garder en brouillon", "constat")
    assert "Des villes prêtes" not in texts(app) and "et « Des villes volontaires »" in texts(app)
    batch = next(item for item in drafts.batches(store, states=(drafts.OPEN,)) if item.file_name == BATCH)
    assert set(staged.kinds_of(store, batch.id)) == {"finding", "objective"}
    assert staged.rows_of(store, batch.id, "objective").iloc[0]["label"] == "Partager le savoir-faire"


def test_what_the_state_does_is_written_with_where_it_was_read(run_page: Runner, store: Engine) -> None:
    app = run_page("strategie", "38185", vue="diagnostic")
    assert "La volonté politique et le soutien" in texts(app)
    unfold(app, "ecrire_grille_outside")
    app.text_area(key="outside_bilateral").set_value("Un programme sur l’eau")
    app.text_input(key="outside_bilateral_lu").set_value("Note de l’ambassade, 2025")
    press(app, "Garder en brouillon", "outside")
    assert "Un programme sur l’eau (Note de l’ambassade, 2025)" in texts(app)


def test_a_prize_is_entered_in_two_fields_and_a_planned_action_raises_no_doubt(run_page: Runner, store: Engine) -> None:
    app = run_page("strategie", "38185", vue="participation")
    assert "Aucun prix n’est enregistré" in texts(app)
    unfold(app, "Ajouter un prix ou une reconnaissance")
    key = next(str(item.key) for item in app.text_input if str(item.key).endswith("_title") and "prix" in str(item.key))
    app.number_input(key=key.replace("_title", "_year")).set_value(2023)
    app.text_input(key=key).set_value("Capitale verte européenne")
    press(app, "Vérifier et préparer le brouillon", "prix")
    assert "Capitale verte européenne (2023)." in texts(app)
    app = run_page("strategie", "38185", vue="plan")
    app.session_state["plan_sorte"] = "activity"
    app.run()
    key = next(str(item.key) for item in app.text_input if str(item.key).endswith("_title"))
    app.number_input(key=key.replace("_title", "_year")).set_value(date.today().year + 1)
    app.text_input(key=key).set_value("Un séjour de jeunes")
    press(app, "Vérifier et préparer le brouillon")
    batch = next(item for item in drafts.batches(store, states=(drafts.OPEN,)) if item.file_name == BATCH)
    kept = staged.rows_of(store, batch.id, "activity").set_index("title")[["type", "status"]].to_dict("index")
    assert kept == {
        "Capitale verte européenne": {"type": "Prix", "status": "done"},
        "Un séjour de jeunes": {"type": "", "status": "planned"},
    }


def test_a_strategy_that_crosses_nothing_is_refused(run_page: Runner, store: Engine) -> None:
    app = unfold(run_page("strategie", "EX001", vue="matrice"), "Ajouter une stratégie")
    app.text_input(key="strategie_texte_active").set_value("Tout faire")
    press(app, "Garder en brouillon", "strategie_active")
    assert "croise au moins un constat de chaque case" in app.error[0].value
    assert app.text_input(key="strategie_texte_active").value == "Tout faire"


def test_a_chapter_is_written_with_its_document_its_date_and_its_function(run_page: Runner, store: Engine) -> None:
    app = unfold(run_page("strategie", "38185"), "ecrire_chapitre_legality")
    for field, said in (("document", "Note de service"), ("date", "2026-03"), ("fonction", "Direction générale")):
        app.text_input(key=f"chapitre_legality_{field}").set_value(said)
    app.text_area(key="chapitre_legality_texte").set_value("Chaque convention est relue.")
    press(app, "Garder en brouillon", "chapitre_legality")
    batch = next(item for item in drafts.batches(store, states=(drafts.OPEN,)) if item.file_name == BATCH)
    row = staged.rows_of(store, batch.id, "self_assessment").iloc[0]
    assert (row["item"], row["document"], row["horizon"], row["owner"]) == ("legality", "Note de service", "2026-03", "Direction générale")  # fmt: skip
    assert "Il manque le document d’un accord." in texts(app)


def test_what_is_folded_is_drawn_once_opened_and_stays_until_the_view_is_left(run_page: Runner) -> None:
    app = run_page("strategie", "EX001")
    assert not app.text_area
    key = "ecrire_chapitre_legality"
    drawn = [item.key for item in unfold(app, key).text_area]
    assert drawn == ["chapitre_legality_texte"]
    for said in (False, True):
        app.session_state[key] = said
        app.run()
        assert [item.proto.expanded for item in app.expander].count(True) == said
        assert [item.key for item in app.text_area] == drawn, "closing loses nothing of what was typed"
    for view in ("plan", "chapitres"):
        app.session_state["vue"] = view
        app.run()
    assert not app.text_area and not any(item.proto.expanded for item in app.expander)


def test_a_statement_without_horizon_is_refused(run_page: Runner, store: Engine) -> None:
    app = unfold(run_page("strategie", "38185", vue="vision"), "Choisir les énoncés et leur horizon")
    app.multiselect(key="vision_choisis").set_value(["brand"])
    app.run()
    press(app, "Garder en brouillon", "vision")
    assert "un énoncé retenu porte une année d’horizon" in app.error[0].value
    app.text_input(key="vision_brand_horizon").set_value("2032")
    press(app, "Garder en brouillon", "vision")
    assert "Gardé dans votre brouillon." in app.success[0].value
    assert "prestigieuse (horizon 2032)" in texts(app)


def test_a_priority_is_typed_and_the_shares_follow(run_page: Runner, store: Engine) -> None:
    app = unfold(run_page("strategie", "38185", vue="priorites"), "Ajouter ou terminer une priorité")
    assert not app.metric
    key = next(str(item.key) for item in app.selectbox if str(item.key).endswith("_subject")).removesuffix("_subject")
    assert "Allemagne" not in app.selectbox(key=f"{key}_subject").options
    app.session_state["priorite_sorte"] = "country"
    app.run()
    key = next(str(item.key) for item in app.selectbox if str(item.key).endswith("_subject")).removesuffix("_subject")
    app.selectbox(key=f"{key}_subject").set_value("DE")
    press(app, "Vérifier et préparer le brouillon")
    assert next(item.label for item in app.metric) == "Relations dans les priorités"


def test_a_city_that_wishes_it_opens_on_its_strategy(run_page: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("pages.synthese.page.go_to", opened.append)
    run_page("synthese", "38185")
    assert not opened
    catalogue, settings = runtime.configuration()
    wished = settings.model_copy(
        update={"collectivity": settings.collectivity.model_copy(update={"strategy_first": True})}
    )
    monkeypatch.setattr("pages.shared.context.runtime.configuration", lambda: (catalogue, wished))
    run_page("synthese", "EX001")
    assert not opened, "something is measured there"
    run_page("synthese", "ITC1")
    assert opened == ["strategie"]
