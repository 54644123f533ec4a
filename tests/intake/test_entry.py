"""Entering on the page: forms of six kinds, a pasted table, several years at once, a deposit opened again elsewhere."""

from __future__ import annotations

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from indicators.intake.forms import ENTERED_KINDS, asked, cells_of, read_entry, record_of
from indicators.intake.operations import enter
from indicators.intake.wording import word
from indicators.intake.workshop import Workshop
from indicators.present.texts import translator
from indicators.records import RECORD_TYPES, Partnership
from indicators.store import drafts, staged
from indicators.store.engine import database_url, open_engine
from tests.intake.conftest import OFFICER
from tests.intake.screens import Runner, button, texts
from tests.opening import unfold
from tests.tables import tables_of

CELLS = {
    "partnership": {"partner": "Fès", "country": "Maroc", "type": "Jumelage", "benefits_ours": "Former le personnel et les élus"},
    "activity": {"year": "2024", "title": "Accueil d'une délégation", "amount": "1 200,50", "planned": "oui"},
    "objective": {"level": "Programmatique", "label": "Animer des partenariats vivants"},
    "actor": {"group": "Monde académique", "name": "Université", "countries": "Maroc | Tunisie"},
    "membership": {"network": "Eurocities", "since": "2001", "fee": "13 859"},
    "target": {"indicator": "t_sdg_tagging", "plan": "Stratégie", "baseline_year": "2022", "baseline_value": "40", "target_year": "2028", "target_value": "90"},
    "annotation": {"year": "2023", "label": "Passage à la M57", "charts": "Budget"},
    "finding": {"box": "Forces", "text": "Une régie de l'eau qui sait transmettre"},
    "priority": {"scope": "Thème", "subject": "Eau et assainissement", "reason": "Savoir-faire de la régie"},
    "body": {"name": "Conseil de la coopération", "type": "Conseil consultatif", "members": "24"},
    "meeting": {"body": "Conseil de la coopération", "date": "2025-03-14", "subject": "Programme 2025"},
    "mission": {"title": "Mission de suivi", "starts": "2025-03-10", "ends": "2025-03-15", "travellers": "Directrice de l'eau", "costs": "Transport = 1180 | Repas = 210", "distance": "3 400", "factor": "0,19", "factor_source": "Base Empreinte"},
    "follow_up": {"mission": "Mission de suivi", "step": "Envoyer le projet d'accord", "due": "2025-06-01"},
    "call": {"title": "Appel conjoint", "closes": "2026-04-30", "funder": "Ministère", "amount": "40 000"},
}  # fmt: skip


@pytest.mark.parametrize("kind", ENTERED_KINDS)
def test_a_form_gives_the_record_that_a_file_would(kind: str, work: Workshop) -> None:
    reading = read_entry(work, kind, CELLS[kind])
    assert not reading.issues.blocking, list(reading.issues)
    record = record_of(reading)
    batch = enter(work, "Saisie", kind, [record], OFFICER)
    [row] = staged.rows_of(work.store, batch.id, kind).to_dict("records")
    assert all(row[name] for name in RECORD_TYPES[kind].key)
    again = record_of(read_entry(work, kind, cells_of(kind, record, work.vocabulary)))
    assert again == record, "what a form is filled with reads back as it was"


def test_the_checks_of_a_file_are_those_of_a_form(work: Workshop) -> None:
    codes = {
        issue.code
        for issue in read_entry(work, "partnership", {"partner": "", "country": "Marok", "signed": "20x1"}).issues
    }
    assert {"missing_value", "not_in_list", "not_a_date"} <= codes


@pytest.mark.parametrize("kind", ENTERED_KINDS)
def test_what_a_form_lacks_is_said_for_each_field(kind: str, work: Workshop) -> None:
    for column in asked(kind):
        if column.required:
            found = read_entry(work, kind, {**CELLS[kind], column.field: " "}).issues
            assert [item.column for item in found.of("blocking")] == [column.name]


@pytest.mark.parametrize(
    ("kind", "cells", "code"),
    [
        ("activity", {"amount": "1e20"}, "out_of_bounds"),
        ("activity", {"external_amount": "1 200,51"}, "part_above_whole"),
        ("activity", {"year": "1899"}, "out_of_bounds"),
        ("membership", {"until": "2000-12"}, "end_before_start"),
        ("target", {"milestones": "20x4 = 55"}, "not_a_year"),
        ("target", {"milestones": "2024 = 55 | 2024 = 60"}, "said_twice"),
        ("target", {"milestones": "2024 = cinquante"}, "not_pairs_of_numbers"),
        ("mission", {"costs": "Transport = 1180 | Repas = abc"}, "not_pairs_of_numbers"),
        ("target", {"tolerance": "-1"}, "out_of_bounds"),
        ("target", {"target_year": "2022"}, "years_upside_down"),
        ("partnership", {"durability": "-1"}, "out_of_bounds"),
        ("partnership", {"latitude": "90,1"}, "out_of_bounds"),
        ("partnership", {"signed": "2023-02-29"}, "not_a_date"),
        ("objective", {"deadline": "3000"}, "not_a_date"),
        ("actor", {"countries": "Maroc | Tunisi"}, "not_in_list"),
    ],
)
def test_what_cannot_be_is_refused_in_plain_words(kind: str, cells: dict[str, str], code: str, work: Workshop) -> None:
    [issue] = read_entry(work, kind, {**CELLS[kind], **cells}).issues.of("blocking")
    assert issue.code == code
    said = word(issue, translator("fr"))
    assert said.message and said.mend and "_" not in said.message + said.mend


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        ("activity", {"amount": "0", "external_amount": "0"}),
        ("activity", {"amount": "1 200,50", "external_amount": "1 200,50"}),
        ("membership", {"since": "2001", "until": "2001"}),
        ("target", {"tolerance": "0"}),
        ("partnership", {"latitude": "-90", "longitude": "180"}),
        ("partnership", {"signed": "2024-02-29"}),
        ("actor", {"name": "Total Énergies"}),
        ("objective", {"label": "Total des engagements"}),
        ("activity", {"title": "k€"}),
    ],
)
def test_what_stands_on_the_edge_is_kept(kind: str, cells: dict[str, str], work: Workshop) -> None:
    reading = read_entry(work, kind, {**CELLS[kind], **cells})
    assert not reading.issues.blocking, list(reading.issues)
    record = record_of(reading)
    enter(work, "Saisie", kind, [record], OFFICER)
    assert record_of(read_entry(work, kind, cells_of(kind, record, work.vocabulary))) == record


#: What a form asks for once it is opened.
OTHERS = "Autres renseignements"


def _whole(app: AppTest, kind: str, lang: str) -> AppTest:
    """The form with all its fields: those that are seldom filled are folded."""
    assert not app.exception, app.exception[0].value
    seldom = any(not (column.required or column.usual) for column in asked(kind) if column.field != "id")
    return unfold(app, translator(lang)(OTHERS)) if seldom else app


def _section(app: AppTest, name: str) -> AppTest:
    return app.segmented_control[0].set_value(name).run()


@pytest.mark.parametrize("lang", ["fr", "en", "es"])
@pytest.mark.parametrize("kind", ENTERED_KINDS)
def test_every_form_opens_empty_and_filled(open_page: Runner, kind: str, lang: str) -> None:
    app = _section(open_page("donnees", lang), "entry")
    app = _whole(app.selectbox(key="entry_kind").set_value(kind).run(), kind, lang)
    known = app.selectbox(key=f"entry_record_{kind}")
    if len(known.options) > 1:
        _whole(known.select_index(1).run(), kind, lang)


def test_a_first_relation_without_a_spreadsheet(open_page: Runner) -> None:
    app = _section(open_page("donnees"), "entry")
    app = button(app, "Vérifier et préparer le brouillon")
    assert "obligatoire" in "\n".join(item.value for item in app.error)
    next(item for item in app.text_input if item.label == "Partenaire *").set_value("Fès")
    next(item for item in app.selectbox if item.label == "Pays *").set_value("MA")
    next(item for item in app.text_input if item.label == "Ville").set_value("Fès")
    app = button(app, "Vérifier et préparer le brouillon")
    assert not app.error, [item.value for item in app.error]
    if any(item.label.startswith("J’ai vu") for item in app.button):
        app = next(item for item in app.button if item.label.startswith("J’ai vu")).click().run()
    assert "Brouillon prêt" in texts(app)
    app = _section(app, "batches")
    assert "Saisie" in app.selectbox(key="intake_chosen").options[0]
    button(app, "Abandonner ce dépôt")


@pytest.mark.parametrize("kind", ENTERED_KINDS)
def test_a_refusal_loses_nothing_of_what_was_typed(kind: str, open_page: Runner) -> None:
    app = _section(open_page("donnees"), "entry")
    app = _whole(app.selectbox(key="entry_kind").set_value(kind).run(), kind, "fr")
    [*texts_asked] = [item for item in app.text_input if "_" in (item.key or "") and not item.disabled]
    for place, item in enumerate(texts_asked):
        item.set_value(f"mot {place}")
    app = button(app, "Vérifier et préparer le brouillon")
    assert not app.exception and app.error
    kept = [item.value for item in app.text_input if not item.disabled]
    assert kept == [f"mot {place}" for place in range(len(texts_asked))]


def test_a_membership_amended_up_to_its_network_takes_the_place_of_the_former(open_page: Runner) -> None:
    app = _section(open_page("donnees"), "entry")
    app = app.selectbox(key="entry_kind").set_value("membership").run()
    app = app.selectbox(key="entry_record_membership").select_index(1).run()
    network = next(item for item in app.selectbox if item.label == "Réseau *")
    network.set_value(next(name for name in network.options if name != network.value))
    app = button(app, "Vérifier et préparer le brouillon")
    assert not app.error, [item.value for item in app.error]
    for item in [found for found in app.button if found.label.startswith("J’ai vu")]:
        app = item.click().run()
    assert "Brouillon prêt" in texts(app)
    app = _section(app, "batches")
    app = app.segmented_control[1].set_value("consequences").run()
    assert not app.exception
    assert "1 ligne ajoutée et 1 ligne retirée" in texts(app)
    button(app, "Abandonner ce dépôt")


def _fill(app: AppTest, title: str, amount: str) -> None:
    fields = {item.label: item for item in (*app.text_input, *app.number_input)}
    fields["Année *"].set_value(2023)
    fields["Intitulé *"].set_value(title)
    fields["Montant"].set_value(amount)


def _seen(app: AppTest) -> AppTest:
    return next(item for item in app.button if item.label.startswith("J’ai vu")).click().run()


def test_a_field_changed_after_the_points_were_shown_is_drafted_as_it_stands(open_page: Runner) -> None:
    app = _section(open_page("donnees"), "entry")
    app = app.selectbox(key="entry_kind").set_value("activity").run()
    _fill(app, "Premier titre", "-5")
    app = button(app, "Vérifier et préparer le brouillon")
    assert app.warning and not app.error, [item.value for item in app.error]
    _fill(app, "Premier titre", "-6")
    app = _seen(app)
    assert "Brouillon prêt" not in texts(app), "another doubt was not seen yet"
    assert any("6,00" in item.value for item in app.warning)
    _fill(app, "Second titre", "-6")
    app = _seen(app)
    assert "Brouillon prêt" in texts(app)
    drafted = _drafted("activity")[["title", "planned", "status"]]
    assert drafted.to_numpy().tolist() == [["Second titre", True, "done"]], "what stayed folded is kept as it stands"
    button(_section(app, "batches"), "Abandonner ce dépôt")


def test_a_record_amended_after_the_points_were_shown_is_drafted_as_it_stands(open_page: Runner) -> None:
    app = _section(open_page("donnees"), "entry")
    app = app.selectbox(key="entry_kind").set_value("membership").run()
    app = app.selectbox(key="entry_record_membership").select_index(1).run()
    app = button(_with_fee(app, "-5"), "Vérifier et préparer le brouillon")
    assert app.warning and not app.error, [item.value for item in app.error]
    app = _seen(_with_fee(app, "12"))
    assert "Brouillon prêt" in texts(app)
    assert _drafted("membership")["fee"].tolist() == [1200]
    button(_section(app, "batches"), "Abandonner ce dépôt")


def _with_fee(app: AppTest, amount: str) -> AppTest:
    next(item for item in app.text_input if item.label == "Cotisation").set_value(amount)
    return app


def _drafted(kind: str) -> pd.DataFrame:
    """The rows that the only draft of the forms puts."""
    engine = open_engine(database_url())
    [batch] = [item for item in drafts.batches(engine, states=(drafts.OPEN,)) if item.file_name.startswith("Saisie")]
    rows = staged.rows_of(engine, batch.id, kind)
    engine.dispose()
    return rows[rows["action"] == "put"]


def test_a_field_mended_after_the_points_were_shown_asks_nothing_more(open_page: Runner) -> None:
    app = _section(open_page("donnees"), "entry")
    app = app.selectbox(key="entry_kind").set_value("activity").run()
    _fill(app, "Accueil", "-5")
    app = button(app, "Vérifier et préparer le brouillon")
    _fill(app, "Accueil", "5")
    app = _seen(app)
    assert "Brouillon prêt" in texts(app)
    button(_section(app, "batches"), "Abandonner ce dépôt")


def test_an_amended_relation_keeps_what_was_not_touched(open_page: Runner) -> None:
    app = _section(open_page("donnees"), "entry")
    app = app.selectbox(key="entry_record_partnership").select_index(1).run()
    assert next(item for item in app.text_input if item.label == "Partenaire *").value
    assert Partnership.kind in ENTERED_KINDS


def test_a_pasted_table_is_read_as_a_file(open_page: Runner) -> None:
    app = unfold(open_page("donnees"), "Coller un tableau")
    app.text_area[0].set_value("Indicateur\tAnnée\tValeur\tSource\nd4_immigrant_share\t20x1\t19,1\tInsee\n")
    app = button(app, "Lire le tableau")
    assert not app.exception
    assert "20x1" in "\n".join(item.proto.body for item in app.get("html"))
    app = app.segmented_control[1].set_value("correct").run()
    assert len(app.get("arrow_data_frame")) or app.header
    button(app, "Abandonner ce dépôt")


def test_several_years_are_one_screen_and_one_publication(open_page: Runner) -> None:
    app = open_page("donnees")
    for year in (2019, 2020, 2022):
        text = f"Indicateur;Année;Valeur;Source\nd4_immigrant_share;{year};19;Insee\n"
        app.file_uploader[0].upload(f"valeurs_{year}.csv", text.encode())
    app = button(app.run(), "Lire les fichiers")
    [overview] = [item for item in tables_of(app) if "Années" in item.columns]
    assert overview["Années"].tolist() == ["2019", "2020", "2022"] and set(overview["État"]) == {"Prêt"}
    app = button(app, "Publier ensemble les 3 dépôts prêts")
    app.text_input[0].set_value("Trois années")
    app = button(app, "Publier")
    assert "publiée" in texts(app)


def test_a_deposit_opened_again_gives_its_annotated_workbook(open_page: Runner) -> None:
    app = open_page("donnees")
    app.file_uploader[0].upload("faux.csv", "Indicateur;Année;Valeur\nd4_immigrant_share;20x1;19\n".encode())
    button(app.run(), "Lire les fichiers")
    app = _section(open_page("donnees"), "batches")
    assert any("annoté" in item.proto.label for item in app.get("download_button"))
    app = app.segmented_control[1].set_value("correct").run()
    assert not any("Déposez à nouveau" in item.value for item in app.info)
    button(app, "Abandonner ce dépôt")


def test_a_form_asks_first_for_what_is_usual(open_page: Runner) -> None:
    app = _section(open_page("donnees"), "entry")
    app = unfold(app.selectbox(key="entry_kind").set_value("follow_up").run(), OTHERS)
    folded = next(item for item in app.expander if item.label == OTHERS)
    kinds = ("text_input", "text_area", "selectbox", "date_input")
    inside = {item.label for kind in kinds for item in folded.get(kind)}
    shown = {item.label for kind in kinds for item in app.get(kind)} - inside
    assert {"Suite *", "Responsable", "Échéance", "Faite le"} <= shown
    assert inside == {"Remarque"}
