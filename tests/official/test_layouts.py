"""Each layout is read as published: by what the file holds, whatever its name, with every flag."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.official.facts import Facts
from indicators.official.layouts.eurostat_cells import cell
from indicators.official.reading import read_file
from indicators.official.refusals import UnreadableOfficial
from tests.official import files

Cell = tuple[str, str, str, int]


def said(facts: Facts) -> dict[Cell, tuple[float | None, str]]:
    return {
        (row["level"], row["code"], row["measure"], row["year"]): (row["value"], row["flag"])
        for row in facts.table.to_pylist()
    }


@pytest.mark.parametrize(
    ("written", "value", "flag"),
    [
        ("800028 e", 800028, "estimated"),
        ("12.3 bep", 12.3, "break+estimated+provisional"),
        (": @C", None, "secret"),
        ("120 @C", None, "secret"),
        (": c", None, "secret"),
        (": ", None, "absent"),
        (": z", None, "absent"),
        ("0 ", 0, "ok"),
        ("-4.7 d", -4.7, "definition_differs"),
        ("7 u", 7, "unreliable"),
    ],
)
def test_every_flag_of_eurostat(written: str, value: float | None, flag: str) -> None:
    assert cell(written) == (value, flag)


@pytest.mark.parametrize(("name", "zipped"), [("tour_occ_nin2.tsv", False), ("nuits.tsv", True), ("a.csv.gz", False)])
def test_nights_by_content(tmp_path: Path, name: str, zipped: bool) -> None:
    facts = read_file(files.text(tmp_path, name, files.NIGHTS, zipped=zipped))
    found = said(facts)
    assert (facts.source, facts.vintage) == ("eurostat_nights", "2024")
    assert found["DEP", "38", "nights_non_resident", 2024] == (1470336, "ok")
    assert found["DEP", "38", "nights_total", 2021] == (3886419, "estimated")
    assert found["REG", "11", "nights_non_resident", 2022] == (40733015, "ok")  # FR1 and FR10: one région, once
    assert found["NUTS", "ITC11", "nights_total", 2024] == (6448034, "ok")
    assert [found["NUTS", "BE211", "nights_non_resident", year][1] for year in range(2021, 2025)] == ["secret"] * 4
    assert ("NUTS", "BE211", "nights_total", 2022) not in found  # absent is not secret
    assert not [key for key in found if key[1].startswith("EU")]
    assert len(facts.sha256) == 64


def test_population_keeps_the_total_of_everybody(tmp_path: Path) -> None:
    found = said(read_file(files.text(tmp_path, "x.tsv", files.POPULATION)))
    assert found == {
        ("DEP", "38", "population_1jan", 2023): (1297087, "ok"),
        ("DEP", "38", "population_1jan", 2024): (1304945, "provisional"),
    }


def test_the_former_layout_and_the_linear_one_say_the_same(tmp_path: Path) -> None:
    former = said(read_file(files.text(tmp_path, "nama.tsv", files.GDP, zipped=True)))
    linear = read_file(files.text(tmp_path, "page.csv", files.LINEAR))
    assert linear.vintage == "2023-02-21"
    assert former["DEP", "38", "gdp_eur", 2021] == (45_324_980_000, "provisional")
    assert former["DEP", "38", "gdp_eur", 2020] == (41_959_290_000, "ok")
    assert former["NUTS", "UKC1", "gdp_eur", 2020] == (40_000_000_000, "break")
    assert said(linear) == {key: value for key, value in former.items() if key[0] == "DEP"}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (files.ARRIVALS, "compte des arrivées"),
        (files.LINEAR.replace("NAMA_10R_3GDP", "TOUR_OCC_ARN2"), "compte des arrivées"),
        (files.AREA, "freq, landuse, unit, geo"),
        (files.NIGHTS.replace("I551-I553", "I552"), "nace_r2 = I551-I553"),
        (files.NIGHTS[:-9], "coupé (ligne 12)"),
        (files.NIGHTS.replace("1176902", "1 176 902"), "« 1 176 902 »"),
        (files.LINEAR.replace("45324.98", "n.c"), "« n.c »"),
    ],
)
def test_what_is_not_read_of_eurostat_says_why(tmp_path: Path, content: str, told: str) -> None:
    with pytest.raises(UnreadableOfficial) as refused:
        read_file(files.text(tmp_path, "tour_occ_nin2.tsv", content))
    assert told in str(refused.value)
    assert "tour_occ_nin2.tsv" in str(refused.value)


def test_nights_of_later_years_are_not_taken_for_arrivals(tmp_path: Path) -> None:
    later = files.NIGHTS.replace("2021 \t2022 \t2023 \t2024 ", "2025 \t2026 \t2027 \t2028 ")
    for crisis, usual in (("588218 e", "1500000 "), ("3886419 e", "5800000 "), ("12904026 e", "45000000 ")):
        later = later.replace(crisis, usual)
    assert read_file(files.text(tmp_path, "x.tsv", later)).vintage == "2028"
    later = files.ARRIVALS.replace("2022 \t2023 \t2024 ", "2025 \t2026 \t2027 ")
    with pytest.raises(UnreadableOfficial):
        read_file(files.text(tmp_path, "x.tsv", later))


def test_students_count_at_the_head_office(tmp_path: Path) -> None:
    facts = read_file(files.text(tmp_path, "export.csv", files.students()))
    found = said(facts)

    def both(level: str, code: str) -> tuple[float | None, float | None]:
        mobile, enrolled = "students_mobile", "students_enrolled"
        return found[level, code, mobile, 2022][0], found[level, code, enrolled, 2022][0]

    assert both("COM", "38421") == both("EPCI", "200040715") == both("DEP", "38") == both("REG", "84") == (8579, 52369)
    assert ("COM", "38185", "students_mobile", 2022) not in found  # a component, already in its university
    assert both("COM", "13055") == (100, 1000)  # the 13th district is Marseille; no mobility counted: on neither side
    assert both("DEP", "2B") == both("REG", "94") == (400, 4000)
    assert both("FR", "FR") == (8579 + 100 + 50 + 400, 52369 + 1000 + 2000 + 4000)  # New Caledonia is in no région
    assert "siège" in str(facts.notes[0])


def test_a_renamed_column_of_students_is_named(tmp_path: Path) -> None:
    columns = tuple(name.replace("Etudiants en mobilité", "Étudiants mobiles") for name in files.STUDENT_COLUMNS)
    with pytest.raises(UnreadableOfficial, match="Etudiants en mobilité internationale"):
        read_file(files.text(tmp_path, "x.csv", files.students(columns)))


def test_the_list_of_institutions_is_not_their_students(tmp_path: Path) -> None:
    content = "identifiant interne;libellé;Effectifs d'étudiants inscrits 2010-11\r\na;b;1\r\n"
    with pytest.raises(UnreadableOfficial, match="liste des établissements"):
        read_file(files.text(tmp_path, "x.csv", content))


def test_immigrants_keep_both_figures_of_an_island(tmp_path: Path) -> None:
    facts = read_file(files.immigrants(tmp_path / "x.xlsx"))
    found = {(level, code): value for (level, code, _, _), value in said(facts).items()}
    assert facts.vintage == "2021"
    assert found["DEP", "01"] == (12.0620113791391, "ok")
    assert found["DEP", "971"] == (5.61848464323328, "ok")
    assert found["DEP", "972"][0] == pytest.approx(2.7324, abs=1e-4)
    assert found["REG", "02"][0] == pytest.approx(2.6628, abs=1e-4)
    assert found["REG", "44"] == (9.5, "ok")
    assert found["FR", "FR"] == (10.2, "ok")
    assert found["DEP", "976"][1] == "definition_differs"  # another census
    notes = " ".join(map(str, facts.notes))
    assert "Martinique : 2,73 % comme département, 2,66 % comme région" in notes
    assert "Guadeloupe" not in notes  # 5,6 is 5,618 rounded
    assert "Mayotte : recensement de 2017" in notes


def test_regional_gdp_in_value(tmp_path: Path) -> None:
    facts = read_file(files.regional_gdp(tmp_path / "x.xlsx"))
    found = {(code, year): value for (_, code, _, year), value in said(facts).items()}
    assert found == {
        ("84", 2021): (290_000_500_000, "ok"),
        ("84", 2022): (304_680_918_505, "ok"),
        ("04", 2022): (21_000_000_000, "ok"),
        ("06", 2021): (3_103_000_000, "estimated"),
        ("06", 2022): (3_347_000_000, "estimated"),
    }


def test_population_estimates(tmp_path: Path) -> None:
    found = said(read_file(files.estimates(tmp_path / "x.xlsx")))
    assert found["DEP", "01", "population_1jan", 2023] == (671937, "provisional")
    assert found["DEP", "974", "population_1jan", 2013] == (873102, "ok")
    assert found["FR", "FR", "population_1jan", 2023] == (68042591, "provisional")
    assert ("FR", "FR", "population_1jan", 2013) not in found  # without Mayotte


def test_legal_populations(tmp_path: Path) -> None:
    rows = [[200000172, 300, "74024", 100], [200000172, 300, "74049", 200], [200000438, 50, "44001", 50]]
    facts = read_file(files.members(tmp_path / "x.xlsx", 2026, rows))
    found = said(facts)
    assert (facts.vintage, len(found)) == ("2026", 5)
    assert found["COM", "74049", "population_municipal", 2023] == (200, "ok")
    assert found["EPCI", "200000172", "population_municipal", 2023] == (300, "ok")


def test_a_file_of_members_that_do_not_add_up_is_cut(tmp_path: Path) -> None:
    rows = [[200000172, 300, "74024", 100], [200000438, 50, "44001", 50]]
    with pytest.raises(UnreadableOfficial, match="dont 200000172"):
        read_file(files.members(tmp_path / "x.xlsx", 2026, rows))


def test_communes_of_another_year_are_brought_to_those_of_today(tmp_path: Path) -> None:
    """Pierrefitte joined Saint-Denis, Neussargues-en-Pinatelle was divided, both on 1 January 2025."""
    rows = [[1, 1750, "93066", 1000], [1, 1750, "93059", 300], [1, 1750, "15141", 450]]
    facts = read_file(files.members(tmp_path / "x.xlsx", 2024, rows))
    found = {code: value for (level, code, _, _), (value, _) in said(facts).items() if level == "COM"}
    assert found["93066"] == 1300
    assert "93059" not in found
    assert sum(found[code] or 0 for code in ("15141", "15031", "15035", "15171", "15047")) == pytest.approx(
        450, abs=0.1
    )
    assert "Communes de 2024 ramenées à celles de 2026 : 2" in str(facts.notes[0])


def test_renamed_columns_of_workbooks_are_told(tmp_path: Path) -> None:
    head = ["dept", "siren", "raison_sociale", "total_pop_mun", "insee", "population"]
    path = files.workbook(tmp_path / "a.xlsx", {"Epcicom": [head, ["01", 1, "CC", 1, "01001", 1]]})
    with pytest.raises(UnreadableOfficial, match="pmun_AAAA"):
        read_file(path)
    title = "Part de la population immigrée dans les départements en 2021 (en %)"
    path = files.workbook(
        tmp_path / "b.xlsx", {"Figure 1": [[title], ["Département", "Code", "Taux"], ["Ain", "01", 12]]}
    )
    with pytest.raises(UnreadableOfficial, match="rien n’a été reconnu pour DEP, REG, FR"):
        read_file(path)
    title = "Estimation de population au 1er janvier, par département, sexe et âge quinquennal"
    path = files.workbook(tmp_path / "c.xlsx", {"2023": [[title], ["Départements", "", "Somme"], ["01", "Ain", 12]]})
    with pytest.raises(UnreadableOfficial, match="aucune feuille"):
        read_file(path)
