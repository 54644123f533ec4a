"""Words of the manual in a file: each is understood in three languages, or questioned with the nearest; none is lost."""

from __future__ import annotations

import pandas as pd
import pytest

from indicators.intake.convert import convert
from indicators.intake.exports import csv_file
from indicators.intake.issues import Issue
from indicators.intake.schemas import Column, load_schemas
from indicators.intake.tables import texts
from indicators.intake.vocabulary import SUBJECTS, Vocabulary
from indicators.intake.workshop import Workshop
from indicators.store import staged
from tests.intake.conftest import Read, codes, load

LISTS = [
    (kind, column)
    for kind, schema in load_schemas().items()
    for column in schema.columns
    if column.catalogue and column.reads not in {"notes", "grades"}
]


def labels(vocabulary: Vocabulary, name: str) -> dict[str, list[str]]:
    section, _, grid = name.partition(".")
    entries = getattr(vocabulary.catalogue, "themes" if section == SUBJECTS else section)
    if grid:
        entries = {item.id: item for item in entries[grid].items}
    found = {}
    for code, entry in entries.items():
        label = getattr(entry, "label", None) or entry.name
        found[code] = [label.get(lang) for lang in ("fr", "en", "es")]
    return found


@pytest.mark.parametrize(("kind", "column"), LISTS, ids=[f"{kind}-{column.field}" for kind, column in LISTS])
def test_any_label_in_three_languages(kind: str, column: Column, vocabulary: Vocabulary) -> None:
    known = vocabulary.of(column.catalogue).known
    for code, words in labels(vocabulary, column.catalogue).items():
        alone = [word for word in words if known.get(" ".join(word.split()).casefold(), code) == code]
        found = convert(column, texts([alone]).column(0), vocabulary)
        assert not found.problems, (kind, column.name, found.problems)
        assert {item if column.reads == "term" else item[0] for item in found.values} == {code}


def test_words_of_the_manual_on_a_partnership(read: Read) -> None:
    text = (
        "Partenaire;Pays;Mode de gestion;Bénéfices pour nous;Obstacles;Critères\n"
        "Fès;Maroc;Gestion directe;Former le personnel et les élus;Problèmes de communication dus à la langue;"
        "Respect, engagement mutuel et confiance = Oui\n"
        "Sfax;Tunisie;Indirect management;training;Pace of work = visioconférence;\n"
    )
    [loaded] = read(text).loaded
    assert loaded.frame["management"].tolist() == ["direct", "indirect"]
    assert loaded.frame["benefits_ours"].tolist() == [("training",), ("training",)]
    assert list(loaded.frame["obstacles"][0]) == ["language"]
    assert loaded.frame["criteria"][0] == {"respect": 1.0}


def test_a_word_that_nothing_knows_is_questioned_with_the_nearest(read: Read) -> None:
    text = (
        "Partenaire;Pays;Mode de gestion;Bénéfices pour nous;Obstacles\n"
        "Fès;Maroc;Gestion dirrecte;Former le personel | Améliorer le service public;Problèmes de langue\n"
    )
    found = {issue.column: issue for issue in read(text).issues}
    assert found["Mode de gestion"].accepted[0] == "Gestion directe"
    assert "Former le personnel et les élus | Améliorer le service public" in found["Bénéfices pour nous"].accepted
    assert "Problèmes de communication dus à la langue" in found["Obstacles"].accepted
    assert {issue.severity for name, issue in found.items() if name != "Partenaire"} == {"confirm", "blocking"}


@pytest.mark.parametrize(
    ("kind", "written", "state"),
    [
        ("relations", "en cours", "active"), ("relations", "En vigueur", "active"), ("relations", "ongoing", "active"),
        ("relations", "vigente", "active"), ("relations", "Clôturée", "ended"), ("relations", "closes", "ended"),
        ("relations", "finalizada", "ended"), ("relations", "en sommeil", "suspended"), ("relations", "à confirmer", "to_verify"),
        ("relations", "upcoming", "planned"), ("réseaux", "en cours", "active"), ("réseaux", "clos", "ended"),
        ("actions", "En cours", "ongoing"), ("actions", "clos", "done"), ("actions", "cancelada", "dropped"),
        ("missions", "réalisée", "done"),
    ],
)  # fmt: skip
def test_a_state_is_read_in_plain_words(kind: str, written: str, state: str, read: Read) -> None:
    text = {
        "relations": "Partenaire;Pays;Statut\nFès;Maroc;{}\n",
        "réseaux": "Réseau;Statut\nCités unies France;{}\n",
        "actions": "Identifiant;Action;Statut\nA1;Accueillir;{}\n",
        "missions": "Identifiant;Intitulé;Date de début;Type de déplacement;État de la mission\nM1;Voir;2024-05-02;Mission à l’étranger;{}\n",
    }[kind].format(written)
    [loaded] = read(text).loaded
    assert loaded.frame["status"].tolist() == [state]


@pytest.mark.parametrize("written", ["échu", "Expirée", "expired", "vencida"])
def test_a_term_that_is_past_may_be_an_end_or_a_thing_to_verify(written: str, read: Read) -> None:
    [issue] = [
        item for item in read(f"Partenaire;Pays;Statut\nFès;Maroc;{written}\n").issues if item.column == "Statut"
    ]
    assert (issue.code, issue.accepted) == ("not_in_list", ("Terminé", "À vérifier"))


@pytest.mark.parametrize(
    ("column", "written"),
    [
        ("Thèmes", "eau ; assainissement"), ("Thèmes", "jeunesse, assainissement, tourisme"),
        ("Thèmes", "culture ; zzzqqq"),
        ("ODD", "11 ; égalité des sexes femmes"), ("ODD", "production consommation durable, 4"),
        ("Bénéfices pour nous", "former le personel ; tourisme"), ("Obstacles", "langue = oui ; temps"),
    ],
)  # fmt: skip
def test_what_is_proposed_is_taken_once_applied(column: str, written: str, read: Read) -> None:
    def asked(said: str) -> list[Issue]:
        cells = {"Partenaire": "Fès", "Pays": "Maroc", column: f'"{said}"'}
        return [
            item for item in read(f"{';'.join(cells)}\n{';'.join(cells.values())}\n").issues if item.column == column
        ]

    assert asked(written)
    for item in asked(written):
        assert [told.value for proposed in item.accepted for told in asked(proposed)] == []


def test_a_theme_of_several_words_is_proposed_beside_the_others(read: Read) -> None:
    [issue] = [
        item
        for item in read('Partenaire;Pays;Thèmes\nFès;Maroc;"culture ; assainissement"\n').issues
        if item.column == "Thèmes"
    ]
    assert issue.accepted[0] == "culture | Eau et assainissement"


def test_a_network_that_the_directory_lacks_is_kept_and_said(read: Read) -> None:
    reading = read("Réseau;Membre depuis\nZyxwv Qqq;2001\n")
    assert codes(reading) == {"new_term": 1}
    assert reading.loaded[0].sound["network"].tolist() == ["zyxwv-qqq"]


def test_an_export_says_words_that_read_back(read: Read, vocabulary: Vocabulary) -> None:
    frame = pd.DataFrame(
        {"territory": ["38185"] * 2, "year": [2024, 2024], "grid": ["ten_steps", "swot"], "item": ["vision", "strengths"],
         "answer": [2.0, None], "text": ["", "Une université"]}
    )  # fmt: skip
    content = csv_file("self_assessment", frame, vocabulary)
    assert "ten_steps" not in content.decode() and ";Fait;" in content.decode()
    [loaded] = read(content).loaded
    assert loaded.frame["item"].tolist() == ["vision", "strengths"] and loaded.frame["answer"].tolist()[0] == 2.0


def test_an_objective_is_named_by_its_title(work: Workshop) -> None:
    load(work, "Identifiant;Niveau;Intitulé\nP1;Programmatique;Animer des partenariats vivants\n", "objectifs.csv")
    text = (
        "Identifiant;Niveau;Intitulé;Objectif servi\nP1;Programmatique;Animer des partenariats vivants;\n"
        "O1;Opérationnel;Accueillir;Animer des partenariats vivants\nO2;Opérationnel;Aller;Animer les partenariats\n"
    )
    imported = load(work, text, "chaine.csv")
    rows = staged.rows_of(work.store, imported.batch.id, "objective").set_index("id")
    assert rows.loc["O1", "parent"] == "P1"
    [issue] = imported.ledger.issues
    assert (issue.code, issue.value, issue.accepted) == ("unknown_reference", "Animer les partenariats", ("Animer des partenariats vivants",))  # fmt: skip


def test_what_is_written_of_an_obstacle_is_kept_even_when_it_is_a_sign(read: Read) -> None:
    [loaded] = read("Partenaire;Pays;Obstacles\nFès;Maroc;Différences politiques ou idéologiques = :\n").loaded
    assert loaded.frame["obstacles"][0] == {"ideology": ":"}
