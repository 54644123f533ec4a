"""The CSV that French spreadsheets make."""

from __future__ import annotations

import pytest

from tests.intake.conftest import Read, codes

ROWS = [("Part des immigrés", "2021", "18,9"), ("d4_foreign_nationals_share", "2021", "14,5")]


def written(delimiter: str, *, quoted: bool = False) -> str:
    lines = [("Indicateur", "Année", "Valeur"), *ROWS]
    return "\n".join(delimiter.join(f'"{cell}"' if quoted else cell for cell in line) for line in lines) + "\n"


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_separators_and_encodings(read: Read, delimiter: str, encoding: str) -> None:
    frame = read(written(delimiter).encode(encoding)).loaded[0].frame
    assert frame["indicator"].tolist() == ["d4_immigrant_share", "d4_foreign_nationals_share"]
    assert frame["value"].tolist() == [18.9, 14.5]


def test_a_comma_separates_when_the_decimals_are_quoted(read: Read) -> None:
    assert read(written(",", quoted=True)).loaded[0].frame["value"].tolist() == [18.9, 14.5]


def test_title_rows_totals_notes_and_blank_rows(read: Read) -> None:
    text = (
        "Tableau des indicateurs 2021;;\n"
        '"Service\ndes relations internationales";;\n'
        ";;\n"
        "Indicateur;Année;Valeur\n"
        "d4_immigrant_share;2021;18,9\n"
        ";;\n"
        "Total;;18,9\n"
        "Source : Insee;;\n"
    )
    reading = read(text)
    assert reading.loaded[0].frame["value"].tolist() == [18.9]
    assert reading.loaded[0].rows.tolist() == [5]
    assert [(issue.code, issue.row) for issue in reading.issues] == [("total_row", 7), ("ignored_row", 8)]


def test_short_and_long_rows(read: Read) -> None:
    reading = read("Indicateur;Année;Valeur\nd4_immigrant_share;2021\nd4_foreign_nationals_share;2021;14;5\n")
    assert reading.loaded[0].frame["year"].tolist() == [2021, 2021]
    [issue] = reading.issues
    assert (issue.code, issue.row, issue.value, issue.severity) == ("too_many_cells", 3, "5", "blocking")


def test_headers_in_other_words_and_orders(read: Read) -> None:
    reading = read("zone_id;identifiant_indic;date_valeur;va;Ma note\n38185;d4_immigrant_share;2021;18,9;x\n")
    assert reading.loaded[0].frame[["territory", "value"]].iloc[0].tolist() == ["38185", 18.9]
    assert codes(reading) == {"unknown_column": 1}


def test_accents_damaged_twice_are_told(read: Read) -> None:
    reading = read("Indicateur;Année;Valeur;Source\nd4_immigrant_share;2021;18,9;AgglomÃ©ration\n")
    assert codes(reading) == {"double_encoding": 1}


def test_two_columns_of_one_meaning(read: Read) -> None:
    reading = read("Indicateur;Année;Exercice;Valeur\nd4_immigrant_share;2021;2022;1\n")
    assert codes(reading) == {"duplicate_column": 1}
    assert reading.issues.blocking


def test_a_missing_column_and_an_empty_cell(read: Read) -> None:
    assert codes(read("Indicateur;Valeur;Source\nd4_immigrant_share;1;x\n")) == {"missing_column": 1}
    reading = read("Indicateur;Année;Valeur\nd4_immigrant_share;;1\n")
    assert codes(reading) == {"missing_value": 1}
    assert reading.loaded[0].sound.empty


def test_thousands_or_decimals(read: Read) -> None:
    """« 1.500 » is doubtful only beside decimal commas."""
    both = read("Indicateur;Année;Valeur\nb_population;2021;1.500\nb_population;2022;12,5\n")
    [issue] = [issue for issue in both.issues if issue.code == "ambiguous_number"]
    assert (issue.row, issue.mend, issue.severity) == (2, "1500", "confirm")
    assert "ambiguous_number" not in codes(read("Indicateur;Année;Valeur\nb_population;2021;1.500\n"))


def test_the_same_row_twice_and_two_values_for_one_thing(read: Read) -> None:
    same = read("Indicateur;Année;Valeur\nd4_immigrant_share;2021;1\nd4_immigrant_share;2021;1\n")
    assert [(i.code, i.severity) for i in same.issues] == [("same_row", "information")]
    other = read("Indicateur;Année;Valeur\nd4_immigrant_share;2021;1\nd4_immigrant_share;2021;2\n")
    [issue] = other.issues
    assert (issue.code, issue.severity, issue.row, issue.details["first"]) == ("duplicate_key", "blocking", 3, 2)


def test_a_formula_neutralised_by_an_export_reads_as_it_was(read: Read) -> None:
    text = "Indicateur;Année;Valeur;Remarque\nd4_immigrant_share;2021;1;'=1+1\nd4_immigrant_share;2022;1;'bonjour\n"
    assert read(text).loaded[0].frame["note"].tolist() == ["=1+1", "'bonjour"]


def test_lists_maps_and_links(read: Read) -> None:
    text = (
        "Partenaire;Pays;ODD;Obstacles;Adresse de la source\n"
        'Fès;Maroc;"11, 17 | 4.7";Distance et différences d’horaires de travail = faible | language = forte;javascript:alert(1)\n'
    )
    reading = read(text)
    row = reading.loaded[0].frame.iloc[0]
    assert row["sdgs"] == ("11", "17", "4.7")
    assert row["obstacles"] == {"distance": "faible", "language": "forte"}
    assert row["url"] is None
    assert codes(reading) == {"not_a_url": 1}


def test_a_table_about_something_else_is_never_taken_in_silence(read: Read) -> None:
    """Two headers in common make a table readable, not right: half of its columns unknown asks for a yes."""
    reading = read("annee,projets,emplois,source\n2014,740,,Business France\n", "ide.csv")
    [issue] = [issue for issue in reading.issues if issue.code == "doubtful_table"]
    assert (issue.severity, issue.value) == ("confirm", "annee, source")
    assert (issue.details["known"], issue.details["total"]) == (2, 4)
    ours = read("Indicateur;Année;Valeur;Source;Mon commentaire à moi\nd4_immigrant_share;2021;18,9;Insee;x\n")
    assert codes(ours) == {"unknown_column": 1}
