"""The pages of the data, run by themselves on the demonstration: who may, what is said, what is offered."""

from __future__ import annotations

import pytest

from tests.intake.screens import Runner, button, texts


@pytest.mark.parametrize("lang", ["fr", "en", "es"])
@pytest.mark.parametrize(
    ("path", "query"),
    [("donnees", {}), ("donnees", {"depot": "sources"}), ("editions", {}), ("editions", {"historique": "list"})],
)
def test_every_view_opens_in_every_language(open_page: Runner, path: str, query: dict[str, str], lang: str) -> None:
    assert open_page(path, lang, **query).title


def test_load_confirm_publish_and_roll_back(open_page: Runner) -> None:
    app = open_page("donnees")
    text = "Indicateur;Année;Valeur;Source\nd4_immigrant_share;2021;80;Insee\n"
    app.file_uploader[0].upload("essai.csv", text.encode())
    app.run()
    app = button(app, "Lire les fichiers")
    assert not app.exception
    assert "essai.csv" in app.selectbox[0].options[0]
    html = "\n".join(item.proto.body for item in app.get("html"))
    assert "fourchette habituelle" in html and "<table" in html

    app.segmented_control[1].set_value("publish").run()
    assert "1 point à confirmer" in texts(app).replace("\u00a0", " ")
    app.segmented_control[1].set_value("issues").run()
    boxes = [box for box in app.checkbox if "fourchette" in box.label]
    boxes[0].check()
    app = button(app, "Confirmer les points cochés")

    app.segmented_control[1].set_value("consequences").run()
    assert "indicateur change" in texts(app)
    app.segmented_control[1].set_value("publish").run()
    app.text_input[0].set_value("Essai")
    app = button(app, "Publier")
    assert not app.exception
    assert "Édition 2 publiée" in texts(app)

    app = open_page("editions", historique="list")
    assert "Approuvée par" not in app.table[0].value.columns, "nobody approves here: no column says so"
    assert any("heure de Paris" in name for name in app.table[0].value.columns)
    app = open_page("editions", historique="restore")
    app.checkbox[0].check()
    app = button(app, "Revenir à cette édition")
    assert "Édition 3 publiée" in texts(app)


def test_a_file_that_cannot_be_read_is_told(open_page: Runner) -> None:
    app = open_page("donnees")
    app.file_uploader[0].upload("rapport.csv", b"%PDF-1.7")
    app.run()
    app = button(app, "Lire les fichiers")
    assert not app.exception
    assert "1 point bloquant" in texts(app).replace("\u00a0", " ")
    app = button(app, "Abandonner ce dépôt")
    assert not app.exception


def test_a_hostile_cell_is_shown_as_text(open_page: Runner) -> None:
    app = open_page("donnees")
    app.file_uploader[0].upload(
        "hostile.csv", "Indicateur;Année;Valeur\n<img src=x onerror=alert(1)>;2021;1\n".encode()
    )
    app.run()
    app = button(app, "Lire les fichiers")
    html = "\n".join(item.proto.body for item in app.get("html"))
    assert "<img" not in html and "&lt;img" in html
    button(app, "Abandonner ce dépôt")


def test_a_reader_is_stopped(open_page: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    from indicators.access import User
    from pages.shared import context

    monkeypatch.setattr(context, "current_user", lambda settings: User(name="Lecteur", role="reader", mode="account"))
    app = open_page("donnees")
    assert app.error and not app.file_uploader


def test_a_file_name_or_a_cell_never_becomes_markup() -> None:
    from pages.donnees.context import literal

    assert literal("![x](http://e) <b>") == r"\!\[x\]\(http\://e\) \<b\>"
    assert literal("Année 2024, d'après l'Insee") == "Année 2024, d'après l'Insee"


def test_loads_that_say_the_same_are_told_apart() -> None:
    """Two loads of one file within a minute: a list whose words repeat would open one for the other."""
    from indicators.present.texts import translator
    from indicators.store.drafts import Batch
    from pages.donnees.context import batch_labels

    made = [
        Batch(
            name,
            "38185",
            f"2026-06-12T09:0{minute}:{second}+00:00",
            "A. Martin",
            "a.csv",
            "",
            1,
            "open",
            None,
            "",
            "",
            (),
        )
        for name, minute, second in (("late", 4, 41), ("early", 4, 12), ("other", 5, 10))
    ]
    labels = batch_labels(made, translator("fr"))
    assert len(set(labels.values())) == 3
    assert labels["late"] == f"{labels['early']}, dépôt 2"
    assert "12 juin 2026 à 11:04" in labels["early"].replace("\u00a0", " ")


def test_a_list_of_codes_never_shows_the_same_words_twice() -> None:
    from pages.shared.choices import distinct

    names = {"93066": "Saint-Denis", "97411": "Saint-Denis", "38185": "Grenoble"}
    words = distinct(list(names), names.__getitem__)
    assert [words(code) for code in names] == ["Saint-Denis (93066)", "Saint-Denis (97411)", "Grenoble"]


def test_one_choice_settles_the_same_mistake_on_every_row(open_page: Runner) -> None:
    app = open_page("donnees")
    rows = "".join(f"d4_immigrant_share;{year};19;Insee;Provizoire\n" for year in (2019, 2020, 2022))
    app.file_uploader[0].upload("etats.csv", f"Indicateur;Année;Valeur;Source;État\n{rows}".encode())
    app.run()
    app = button(app, "Lire les fichiers")
    [choice] = [box for box in app.selectbox if "Provizoire" in box.label]
    assert "et 2 autres lignes" in choice.label.replace("\u00a0", " ")
    choice.set_value("Provisoire")
    app = button(app, "Appliquer les choix")
    assert "Prêt à publier" in texts(app)
    button(app, "Abandonner ce dépôt")


def test_one_tick_takes_every_place_that_has_no_rival(open_page: Runner) -> None:
    app = open_page("donnees")
    towns = (("Durban", "Afrique du Sud"), ("Cardiff", "Royaume-Uni"), ("Niigata", "Japon"), ("Jacksonville", "US"))
    rows = "".join(f"{town};{country};2024-05;n.c.\n" for town, country in towns)
    table = f"Ville partenaire;Pays;Date du jumelage;Date d'échéance\n{rows}"
    app.file_uploader[0].upload("jumelages.csv", table.encode())
    app = button(app.run(), "Lire les fichiers")
    html = "\n".join(item.proto.body for item in app.get("html"))
    assert "n’est pas au modèle" not in html, "the words of an officer for the end of an agreement are known"
    assert html.count("est lu comme une cellule vide") == len(towns)
    [tick] = [box for box in app.checkbox if "une réponse" in box.label]
    assert "(3 cas)" in tick.label.replace("\u00a0", " ")
    tick.check()
    app = button(app, "Appliquer les choix")
    asked = [box.label for box in app.selectbox if "pas de coordonnées" in box.label]
    assert len(asked) == 1 and "Jacksonville" in asked[0], "what has rivals is still chosen one by one"
    button(app, "Abandonner ce dépôt")


def test_a_long_reading_can_be_stopped() -> None:
    """The work stops at its next step once the person asked, and nothing of it is kept."""
    from indicators.intake.limits import Cancelled
    from pages.donnees.job import Job

    job = Job(lambda progress: None)
    job.progress("read", 0.4)
    assert (job.step, job.share) == ("read", 0.4)
    job.stop.set()
    with pytest.raises(Cancelled):
        job.progress("map", 2.0)
