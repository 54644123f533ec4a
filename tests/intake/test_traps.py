"""The traps met in real public data, one test each. They are what officers will load."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from indicators.catalogue import Catalogue
from indicators.intake.checks import check
from indicators.intake.checks.around import Around, nothing_published
from indicators.intake.issues import Issue
from indicators.intake.reading import Reading
from indicators.records import Territory, frame_of
from tests.intake.conftest import Read, codes
from tests.intake.test_totem import document, line


def found(reading: Reading, around: Around) -> list[Issue]:
    """What the reader and the checks say of a reading."""
    return [*reading.issues, *check(reading.loaded, around)]


def said(issues: list[Issue]) -> set[str]:
    return {issue.code for issue in issues}


def test_1_no_line_in_function_04_is_not_an_absence_of_action(read: Read) -> None:
    content = document({"natfonc": "2", "lines": line("65748", "93311", "900.00")})
    reading = read(content, "montpellier.xml")
    [issue] = [issue for issue in reading.issues if issue.code == "no_function_04"]
    assert issue.severity == "confirm"
    observed = next(item.frame for item in reading.loaded if item.kind == "observation")
    assert dict(zip(observed["indicator"], observed["value"], strict=True))["b_function04"] == 0
    tagged = read(content, "montpellier.xml", keep_all=True)
    lines = next(item.frame for item in tagged.loaded if item.kind == "budget_line")
    assert lines["perimeter"].tolist() == ["declared"]


def test_2_voted_by_function_04_is_written_9304(read: Read) -> None:
    reading = read(
        document({"natfonc": "2", "lines": line("6281", "93044", "1.00") + line("6281", "93020", "1.00")}), "m57.xml"
    )
    lines = next(item.frame for item in reading.loaded if item.kind == "budget_line")
    assert lines["function"].tolist() == ["044"]


def test_3_paid_without_credits_is_missing_not_zero(read: Read) -> None:
    reading = read(
        document({"lines": line("64111", "048", "159.00") + line("6281", "048", "120.00", credits="100.00")}), "ca.xml"
    )
    lines = next(item.frame for item in reading.loaded if item.kind == "budget_line")
    assert lines["voted"].isna().tolist() == [True, False]
    assert lines["paid"].tolist() == [15900, 12000]
    assert codes(reading)["paid_without_credits"] == 1


def test_4_latin_1_and_numbers_with_spaces(read: Read) -> None:
    content = document({"lines": line("6281", "048", "1")}, encoding="ISO-8859-1", name="Évry").replace(
        b"158 240", "112\xa0864".encode("latin-1")
    )
    observed = next(item.frame for item in read(content, "ca.xml").loaded if item.kind == "observation")
    assert 112_864 in observed["value"].tolist()


def test_5_functions_that_slipped_in_an_extraction(read: Read, around: Around) -> None:
    reading = read(
        "Exercice;Instruction comptable;Fonction;Libellé de la fonction;Sens;Voté\n"
        "2022;M57;044;Autres actions;Dépense;5776\n2022;M57;048;Autres actions;Dépense;10\n"
    )
    [issue] = [issue for issue in found(reading, around) if issue.code == "label_disagrees"]
    assert (issue.row, issue.details["expected"]) == (2, "Aide publique au développement")


def test_6_partners_of_wikidata(read: Read, around: Around) -> None:
    reading = read(
        "Partenaire;Pays;Latitude;Longitude\n"
        "Beit Sira;Prussia;31,88;35,04\n"
        "Chartres;France;48,45;1,48\n"
        "Bethlehem;West Bank;;\nBethléem;Cisjordanie;;\nJéricho;Palestine;;\n"
        "Oxford;Royaume-Uni;51,75;-1,26\nOxfrod;United Kingdom;;\n"
    )
    issues = found(reading, around)
    prussia = next(issue for issue in issues if issue.value == "Prussia")
    assert (prussia.code, prussia.accepted) == ("not_in_list", ()), "the nearest word would be a wrong country"
    assert "place_same_country" in said(issues)
    assert reading.loaded[0].frame["country"].tolist()[2:5] == ["PS", "PS", "PS"]
    alike = next(issue for issue in issues if issue.code == "alike" and "ox" in issue.details["other"])
    assert alike.value == "Oxfrod"


def test_7_words_never_classify(read: Read) -> None:
    reading = read(
        "nomAttribuant;dateConvention;nomBeneficiaire;objet;montant\n"
        "Ville;2018-05-17;INTERNATIONAL MUSIC SCHOOL;Fonctionnement;1000\n"
        "Ville;2018-05-17;ATD Quart Monde;Fonctionnement;2000\n"
        "Ville;2018-05-17;Crèche Solidarité Français Migrants;Fonctionnement;3000\n"
    )
    assert reading.loaded[0].frame.empty
    assert codes(reading) == {"grants_to_pick": 1}
    assert reading.candidates["hint"].tolist() == ["international", "monde", "solidarite"]


def test_8_empty_values_and_double_counts(read: Read) -> None:
    reading = read(
        "Indicateur;Année;Valeur;Source\n"
        "d6_intl_students_share;2020;16,4;MESR, université Grenoble Alpes\n"
        "d6_intl_students_share;2020;3,1;MESR, composante *\n"
        "d6_intl_students_share;2021;;MESR\n"
    )
    assert codes(reading) == {"duplicate_key": 1}
    value = reading.loaded[0].sound["value"]
    assert value.isna().tolist() == [False, True], "an empty cell is missing, never zero"


def test_9_grants_with_a_year_for_a_date_and_no_purpose(read: Read) -> None:
    reading = read(
        "Nom de l'attribuant;Date de la convention de subvention;Nom du bénéficiaire;Objet de la subvention;"
        "Montant total de la subvention;International\n"
        "Département de Loire-Atlantique;2015;CTE PALESTINE ISRAEL MEDITERRANE;;12000.0;oui\n"
    )
    row = reading.loaded[0].frame.iloc[0]
    assert (row["year"], row["committed"], row["label"]) == (2015, 1_200_000, "CTE PALESTINE ISRAEL MEDITERRANE")
    assert not reading.issues.blocking


def test_10_sources_that_contradict_each_other_keep_a_note(read: Read) -> None:
    reading = read("Partenaire;Pays;Signé le;Remarque\nInnsbruck;Autriche;1963;La même page dit aussi 1964.\n")
    row = reading.loaded[0].frame.iloc[0]
    assert (row["signed"], row["note"]) == ("1963", "La même page dit aussi 1964.")


@pytest.mark.parametrize("written", ["NA", "na", "Namibie", "Namibia"])
def test_11_na_is_namibia(read: Read, written: str) -> None:
    assert read(f"Partenaire;Pays\nWindhoek;{written}\n").loaded[0].frame["country"].tolist() == ["NA"]


def test_12_a_value_of_another_level_is_told(read: Read, catalogue: Catalogue) -> None:
    def base(kind: str) -> Any:
        home = [Territory(code="38185", name="Grenoble", type="commune")]
        return frame_of(Territory, list(home)) if kind == "territory" else nothing_published(kind)

    reading = read(
        "Indicateur;Année;Valeur;Échelle;État;Source\n"
        "d1_export_intensity;2022;27;Département;Définitif;Douanes\n"
        "d1_export_intensity;2023;28;Département;Emprunté à une autre échelle;Douanes\n"
    )
    issues = check(reading.loaded, Around(catalogue, base, this_year=2026))
    assert [(issue.code, issue.row) for issue in issues] == [("borrowed_level", 2)]


def test_13_a_published_index_is_kept_as_published(read: Read, catalogue: Catalogue) -> None:
    """The published total is not the mean of its components, and its base was revised: nothing is computed."""
    [published, *_] = [item.id for item in catalogue.family("geii_published")]
    reading = read(
        f"Indicateur;Année;Valeur;Rupture de série;Source\n{published};2023;117;non;x\n{published};2024;114;oui;x\n"
    )
    frame = reading.loaded[0].frame
    assert frame["value"].tolist() == [117, 114]
    assert frame["series_break"].tolist() == [False, True]
    assert isinstance(frame, pd.DataFrame)
