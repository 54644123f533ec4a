"""The office looks for partners: few suggestions with what to ask, prospects followed to their decision, wishes announced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from indicators.access import LOCAL_USER
from indicators.catalogue import load_catalogue
from indicators.intake import public_lists
from indicators.intake.workshop import workshop
from indicators.prospecting import the_prospects
from indicators.settings import Settings
from indicators.store import drafts, reading, staged
from indicators.store.engine import database_url, open_engine
from tests.opening import unfold
from tests.pages.conftest import Runner
from tests.pages.test_strategy_page import press, texts
from tests.public_lists import samples


@pytest.fixture
def store(demonstration: Path) -> Iterator[Engine]:
    engine = open_engine(database_url())
    yield engine
    for batch in drafts.batches(engine, states=(drafts.OPEN,)):
        drafts.discard(engine, batch.id, "test")
    engine.dispose()


def fill(app: AppTest, label: str, text: str) -> None:
    next(item for item in app.text_input if item.label.startswith(label)).set_value(text)


def test_public_lists_raise_questions_and_what_is_taken_is_a_draft(run_page: Runner, store: Engine) -> None:
    assert "Aucune liste n’est encore lue." in texts(run_page("donnees", "38185", depot="lists"))
    grenoble = next(item for item in reading.territories(store, 1) if item.code == "38185")
    work = workshop(store, load_catalogue(), Settings(), "38185")
    for content in (samples.wikipedia(), samples.afd(), samples.cordis(), samples.operations(), samples.areas()):
        public_lists.keep(work, content, "liste.csv", grenoble, LOCAL_USER)
    app = run_page("donnees", "38185", depot="lists")
    said = texts(app)
    assert "CC BY-SA" in said and "sans date dans le fichier" in said and "liste du 15 mai 2024" in said
    assert "Seul le partenaire la cite" in said and "confirmé" not in said
    assert "FICOL patrimoine" in said and "270 724 €" in said and "reconnu par son numéro" in said
    assert "Conseil régional Normandie" in said and "Marseille (Sfax)" in said
    assert "Isère : 41 projets et 48 partenaires. FEDER indiqué : 9 250 000 €, à vérifier." in said.replace(
        "\u202f", " "
    )
    assert "Quartier calme" not in said and "Pépinière" in said and "Un code postal n’est pas une commune" in said
    postcodes = next(item for item in app.multiselect if item.key == "postcodes_feder")
    assert postcodes.value == [] and "38000 (1)" in postcodes.options
    postcodes.set_value(["38000", "38100"]).run()
    public_lists.keep(work, samples.operations(), "liste.xlsx", grenoble, LOCAL_USER)
    said = texts(run_page("donnees", "38185", depot="lists"))
    assert "2 opérations à ces codes postaux" in said and "Quartier calme" in said and "Vallée" not in said
    assert "1 sans montant, non comptée." in said
    next(item for item in app.text_input if item.key == "list_date_wikipedia").set_value("2026-02").run()
    assert "liste de février 2026" in texts(app)
    box = next(item for item in app.multiselect if item.key == "take_twins")
    box.set_value([name for name in box.options if "Halle" in name]).run()
    press(app, "Préparer le brouillon", "take_twins")
    [batch] = drafts.batches(store, states=(drafts.OPEN,))
    with store.connect() as connection:
        [row] = staged.rows_of(connection, batch.id, "partnership").to_dict("records")
    assert (row["partner"], row["status"], row["reliability"]) == ("Halle", "to_verify", "C")
    assert "CC BY-SA" in row["source"] and "2026-02" in row["source"]


def test_suggestions_are_few_and_say_what_to_ask(run_page: Runner) -> None:
    app = run_page("partenariats", "EX001", vue="chercher")
    table = app.table[0].value
    assert 2 < len(table) <= 8
    assert not set(table.index) & {"Allemagne", "Sénégal", "Maroc"}  # a living relation is there already
    assert all(row.count(",") + row.count(" et ") < 2 for row in table["Non connu"])
    bounds = [[int(number) for number in re.findall(r"\d+", match)] for match in table["Accord"]]
    assert all(found[-1] - found[0] <= 30 for found in bounds), "« de 30 % à 70 % » suggests nothing"
    assert "autres répondent à un critère" in texts(app) and "à l’Insee" in texts(app)
    chosen = next(box for box in app.selectbox if box.label == "Garder une piste")
    chosen.set_value(chosen.options[0])
    press(app, "Garder")
    assert "Piste gardée." in [item.value for item in app.success]


def test_a_prospect_is_followed_to_its_decision(run_page: Runner, store: Engine) -> None:
    app = run_page("partenariats", "EX001", vue="pistes", piste="ee-tartu")
    said = texts(app)
    assert "Valdivia" in said and "aucun poste ne peut en porter une troisième" in said
    assert "prochaine étape" in said and "Nous cherchons un partenaire pour échanger sur les rues aux écoles" in said
    assert "cheffe du service de l’éducation" in said.replace("'", "’")
    unfold(app, "Lettres")
    assert any("Tartu" in block.value and "numérique" in block.value for block in app.code)
    label = "Nouveau contact"
    fill(app, label, "maire, maire@ville.example")
    press(app, "Garder", "suivre_ee-tartu")
    assert "Une fonction, pas une personne" in app.error[0].value
    fill(app, label, "maire")
    next(item for item in app.radio if item.label == "Décision").set_value("refused")
    press(app, "Garder", "suivre_ee-tartu")
    assert "Une piste écartée porte sa raison" in app.error[0].value
    next(item for item in app.radio if item.label == "Décision").set_value("planned")
    press(app, "Garder", "suivre_ee-tartu")
    [batch] = drafts.batches(store, states=(drafts.OPEN,))
    with store.connect() as connection:
        rows = staged.rows_of(connection, batch.id, "partnership")
    assert list(rows["partner"]) == ["Tartu"] and list(rows["status"]) == ["planned"]
    item, _ = the_prospects(store, "EX001", LOCAL_USER)["ee-tartu"]
    assert (item.decision, item.relation, item.contacts[-1].role) == ("planned", "ex001-ee-tartu", "maire")
