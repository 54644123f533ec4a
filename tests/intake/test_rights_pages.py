"""On the pages: what the core refuses is told in the reader's language, and what a person typed is not lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from indicators.access import User
from indicators.catalogue import load_catalogue
from indicators.intake import ledger as ledgers
from indicators.intake import operations as op
from indicators.intake.corrections import Correction
from indicators.intake.workshop import Workshop, workshop
from indicators.records import Observation, Partnership
from indicators.settings import load_settings
from indicators.store import drafts, editions, reading, staged
from indicators.store.engine import open_engine
from pages.shared import context
from tests.intake.screens import Runner, button, texts

GRACE = User(name="Grace", role="officer", mode="account", login="grace")
ROWS = "Indicateur;Année;Valeur;Source;État\n" + "".join(
    f"d4_immigrant_share;{year};19;Insee;Provizoire\n" for year in (2019, 2020)
)


@pytest.fixture
def work(open_page: Runner) -> Iterator[Workshop]:
    """The operations on the database of the pages, as another person has them."""
    open_page("donnees")
    catalogue = load_catalogue()
    settings = load_settings(catalogue=catalogue)
    engine = open_engine()
    yield workshop(engine, settings.extend(catalogue), settings, "38185")
    engine.dispose()


def plain(app: AppTest) -> str:
    return texts(app).replace("\u00a0", " ").replace("\u202f", " ").replace("\\", "")


def loaded(open_page: Runner, text: str, name: str) -> AppTest:
    app = open_page("donnees")
    app.file_uploader[0].upload(name, text.encode())
    app.run()
    return button(app, "Lire les fichiers")


def test_the_second_officer_is_told_and_keeps_her_words(open_page: Runner, work: Workshop) -> None:
    app = loaded(open_page, ROWS, "etats.csv")
    [choice] = [box for box in app.selectbox if "Provizoire" in box.label]
    choice.set_value("Provisoire")
    [batch] = drafts.batches(work.store)
    others = [Correction("", 2, "Valeur", "18,5"), Correction("", 2, "État", "Définitif")]
    op.correct(work, ledgers.read(work.store, batch), ROWS.encode(), others, GRACE)
    app = button(app, "Appliquer les choix")
    said = plain(app)
    assert not app.exception
    assert "Une autre personne a changé ce dépôt" in said and "Grace, " in said and "2 cellules corrigées" in said
    assert "ligne 2, colonne Valeur : « 18,5 »" in said
    assert "Vos corrections, gardées ici" in said
    assert "ligne 2, colonne État : « Provisoire »" in said and "ligne 3, colonne État : « Provisoire »" in said
    assert ledgers.read(work.store, batch).corrections == tuple(others), "nothing of hers is written unseen"
    app = button(app, "Enregistrer mes corrections par-dessus")
    assert "Prêt à publier" in plain(app) and "gardées ici" not in plain(app)
    kept = {(item.row, item.column): item.text for item in ledgers.read(work.store, batch).corrections}
    assert kept == {(2, "Valeur"): "18,5", (2, "État"): "Provisoire", (3, "État"): "Provisoire"}
    rows = staged.rows_of(work.store, batch.id, "observation").sort_values("year")
    assert rows["value"].tolist() == [18.5, 19.0]
    button(app, "Abandonner ce dépôt")


def test_her_words_may_be_given_up(open_page: Runner, work: Workshop) -> None:
    app = loaded(open_page, ROWS, "encore.csv")
    [choice] = [box for box in app.selectbox if "Provizoire" in box.label]
    choice.set_value("Provisoire")
    [batch] = drafts.batches(work.store)
    op.correct(work, ledgers.read(work.store, batch), ROWS.encode(), [Correction("", 2, "Valeur", "18,5")], GRACE)
    app = button(app, "Appliquer les choix")
    app = button(app, "Renoncer à mes corrections")
    assert "gardées ici" not in plain(app)
    assert [item.text for item in ledgers.read(work.store, batch).corrections] == ["18,5"]
    button(app, "Abandonner ce dépôt")


def test_a_tick_stays_when_another_person_changed_the_batch(open_page: Runner, work: Workshop) -> None:
    text = "Indicateur;Année;Valeur;Source\nd4_immigrant_share;2019;80;Insee\nd4_immigrant_share;2020;81;Insee\n"
    app = loaded(open_page, text, "fourchette.csv")
    next(box for box in app.checkbox if "fourchette" in box.label).check()
    [batch] = drafts.batches(work.store)
    op.correct(work, ledgers.read(work.store, batch), text.encode(), [Correction("", 3, "Valeur", "19")], GRACE)
    app = button(app, "Confirmer les points cochés")
    assert "Une autre personne a changé ce dépôt" in plain(app) and "ligne 3, colonne Valeur : « 19 »" in plain(app)
    assert not ledgers.read(work.store, batch).confirmed
    app = app.run()
    assert next(box for box in app.checkbox if "fourchette" in box.label).value
    app = button(app, "Confirmer les points cochés")
    assert ledgers.read(work.store, batch).ready
    button(app, "Abandonner ce dépôt")


def test_what_she_publishes_is_what_she_read(open_page: Runner, work: Workshop) -> None:
    """Another officer corrects between the page and the button: nothing is published, she is told, and reads again."""
    text = "Indicateur;Année;Valeur;Source\nd4_immigrant_share;1998;19;Insee\n"
    app = loaded(open_page, text, "lu.csv")
    [batch] = drafts.batches(work.store)
    app = next(item for item in app.segmented_control if item.key == f"step_{batch.id}").set_value("publish").run()
    op.correct(work, ledgers.read(work.store, batch), text.encode(), [Correction("", 2, "Valeur", "25")], GRACE)
    app.text_input(key="edition_name").input("Lue")
    app = button(app, "Publier")
    told = "\n".join(item.value for item in app.error).replace("\u00a0", " ").replace("\u202f", " ").replace("\\", "")
    assert (
        "Une autre personne a changé ce dépôt" in told
        and "Grace" in told
        and "ligne 2, colonne Valeur : « 25 »" in told
    )
    assert editions.list_editions(work.store)[0].name != "Lue"
    app = button(app, "Abandonner ce dépôt")
    assert drafts.get_batch(work.store, batch.id).state == drafts.OPEN, "nor is it given up unread"
    app = button(app, "Relire ce dépôt")
    assert app.text_input(key="edition_name").value == "Lue", "what she typed stays"
    button(app, "Publier")
    [latest, *_] = editions.list_editions(work.store)
    rows = reading.frame(
        work.store, "observation", latest.number, territories=["38185"], indicators=["d4_immigrant_share"]
    )
    assert latest.name == "Lue" and rows.loc[rows["year"] == 1998, "value"].tolist() == [25.0]


def test_a_deposit_published_with_another_is_as_she_read_it_too(open_page: Runner, work: Workshop) -> None:
    head = "Indicateur;Année;Valeur;Source\n"
    theirs = head + "d4_immigrant_share;1996;19;Insee\n"
    [other] = op.import_files(work, [("autre.csv", theirs.encode())], GRACE)
    app = loaded(open_page, head + "d4_immigrant_share;1997;19;Insee\n", "mien.csv")
    mine = next(batch for batch in drafts.batches(work.store) if batch.file_name == "mien.csv")
    app = next(item for item in app.segmented_control if item.key == f"step_{mine.id}").set_value("publish").run()
    app = app.multiselect(key=f"together_{mine.id}").set_value([other.batch.id]).run()
    op.correct(work, other.ledger, theirs.encode(), [Correction("", 2, "Valeur", "25")], GRACE)
    app.text_input(key="edition_name").input("Ensemble")
    app = button(app, "Publier")
    assert any("autre.csv" in item.value.replace("\\", "") for item in app.error), [item.value for item in app.error]
    assert editions.list_editions(work.store)[0].name != "Ensemble"
    app = next(item for item in app.button if item.key == f"read_again_{other.batch.id}").click().run()
    button(app, "Publier")
    assert editions.list_editions(work.store)[0].name == "Ensemble"


@pytest.mark.parametrize(
    ("lang", "give_up", "said"),
    [
        ("fr", "Abandonner ce dépôt", "Rôle nécessaire pour le territoire 93048"),
        ("en", "Discard this upload", "93048"),
        ("es", "Abandonar este depósito", "93048"),
    ],
)
def test_a_batch_with_a_row_of_another_town_is_refused_aloud(
    open_page: Runner, work: Workshop, monkeypatch: pytest.MonkeyPatch, lang: str, give_up: str, said: str
) -> None:
    text = "Territoire;Indicateur;Année;Valeur;Source\n38185;d4_immigrant_share;2019;19;Insee\n93048;d4_immigrant_share;2019;30;Insee\n"
    [made] = op.import_files(work, [("deux.csv", text.encode())], GRACE)
    limited = User(name="Ada", role="officer", mode="account", login="ada", territories=("38185",))
    monkeypatch.setattr(context, "current_user", lambda settings: limited)
    app = open_page("donnees", lang, depot="batches")
    app = next(item for item in app.button if item.key == f"discard_{made.batch.id}").click().run()
    assert not app.exception
    assert any(said in item.value for item in app.error), [item.value for item in app.error]
    assert drafts.get_batch(work.store, made.batch.id).state == drafts.OPEN
    drafts.discard(work.store, made.batch.id, "essai")


def value(work: Workshop, code: str) -> float:
    latest = editions.latest(work.store)
    assert latest is not None
    rows = reading.frame(
        work.store, "observation", latest.number, territories=[code], indicators=["d4_immigrant_share"]
    )
    return float(rows.loc[rows["year"] == 1999, "value"].iloc[0])


def test_a_roll_back_says_before_and_after_whose_rows_come_back(
    open_page: Runner, work: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (10.0, 20.0):
        batch = drafts.open_batch(work.store, "essai")
        rows = [Observation(territory=code, indicator="d4_immigrant_share", year=1999, value=number, source="Insee")
                for code in ("38185", "93048")]  # fmt: skip
        drafts.stage(work.store, batch.id, "observation", rows)
        last = editions.publish(work.store, [batch.id], f"Valeur {number:.0f}", "essai").number
    limited = User(name="Ada", role="officer", mode="account", login="ada", territories=("38185",))
    monkeypatch.setattr(context, "current_user", lambda settings: limited)
    app = open_page("editions", historique="restore")
    assert "Vos droits portent sur Grenoble" in plain(app)
    app.checkbox[0].check()
    app = button(app, "Revenir à cette édition")
    assert not app.exception
    assert f"Seules les lignes de Grenoble sont revenues à l’édition {last - 1}" in plain(app).replace("'", "’")
    assert (value(work, "38185"), value(work, "93048")) == (10.0, 20.0)
    made = editions.latest(work.store)
    assert made is not None and made.restores is None and "Grenoble seulement" in made.note
    app = open_page("editions", historique="restore")
    app.selectbox(key="restore_number").set_value(last - 1)
    app.checkbox[0].check()
    app = button(app, "Revenir à cette édition")
    assert "les lignes de vos territoires sont déjà celles de cette édition" in plain(app)


def test_a_return_is_named_after_the_edition_that_was_chosen(open_page: Runner, work: Workshop) -> None:
    """The form proposed the name of the last edition but one, whatever was chosen: the council read the wrong number."""
    for number in (31.0, 32.0):
        batch = drafts.open_batch(work.store, "essai")
        row = Observation(territory="38185", indicator="d4_immigrant_share", year=1999, value=number, source="Insee")
        drafts.stage(work.store, batch.id, "observation", [row])
        editions.publish(work.store, [batch.id], f"Valeur {number:.0f}", "essai")
    app = open_page("editions", historique="restore")
    app = app.selectbox(key="restore_number").set_value(1).run()
    app = button(app, "Revenir à cette édition")
    assert "Cochez la case" in plain(app)
    app.checkbox[0].check()
    app = button(app, "Revenir à cette édition")
    made = editions.latest(work.store)
    assert made is not None and (made.restores, made.name.replace("’", "'")) == (1, "Retour à l'édition 1")
    app.checkbox[0].check()
    next(item for item in app.text_input if item.label.startswith("Nom de la nouvelle")).set_value("Conseil de mai")
    button(app, "Revenir à cette édition")
    again = editions.latest(work.store)
    assert again is not None and (again.restores, again.name) == (1, "Conseil de mai")


def test_what_an_entered_row_has_wrong_is_told_where_it_is_typed(open_page: Runner, work: Workshop) -> None:
    """A relation published before with a latitude that does not exist: its form says so, and keeps what was typed."""
    batch = drafts.open_batch(work.store, "essai")
    row = Partnership(
        territory="38185",
        id="nulle-part",
        partner="Nulle part",
        country="NA",
        status="active",
        latitude=400.0,
        longitude=10.0,
    )
    drafts.stage(work.store, batch.id, "partnership", [row])
    editions.publish(work.store, [batch.id], "Avec une latitude impossible", "essai")
    app = open_page("partenariats", fiche="nulle-part", partie_fiche="modifier")
    app.text_input[[field.label for field in app.text_input].index("Renouvelée le")].set_value("2021-05")
    app = button(app, "Préparer le brouillon")
    assert not app.exception
    assert "Rien n’a été gardé" in plain(app) and "400" in plain(app) and "Brouillon prêt" not in plain(app)
    assert "2021-05" in [field.value for field in app.text_input]
    assert drafts.batches(work.store) == []
