"""The files of the census as Insee writes them, on small tables of our own and on extracts of real pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook

from indicators.official.facts import Facts
from indicators.official.reading import read_file
from indicators.official.refusals import UnreadableOfficial
from tests.official import synthetic

DATA = Path(__file__).parent / "data"


def values(facts: Facts, *, flag: bool = False) -> dict[tuple[str, ...], Any]:
    """Value by level, code and measure (and detail where there is one); the flag with ``flag``."""
    return {
        tuple(filter(None, (row["level"], row["code"], row["measure"], row["detail"]))): row[
            "flag" if flag else "value"
        ]
        for row in facts.table.to_pylist()
    }


def communes(facts: Facts) -> dict[tuple[str, ...], Any]:
    """The values of communes alone."""
    return {key: value for key, value in values(facts).items() if key[0] == "COM"}


# --- Base infracommunale ---------------------------------------------------------------

IRIS = "IRIS;COM;TYP_IRIS;LAB_IRIS;P21_POP;P21_POP0002;C21_POP15P;P21_POP_FR;P21_POP_ETR;P21_POP_IMM;P21_PMEN;P21_PHORMEN\n"


def test_the_iris_of_a_commune_are_added_up(tmp_path: Path) -> None:
    text = IRIS + (
        "381850101;38185;H;1;2500.5;60;2000;2200;300.5;400.25;2400;100\n"
        "381850102;38185;H;1;1500;60;1200;1300;200;250;1400;100\n"
        "751010101;75101;H;1;800;10;700;600;200;220;700;100\n"
        "751200101;75120;H;1;200;10;100;150;50;60;150;50\n"
    )
    facts = read_file(synthetic.kept(tmp_path, "ic.csv", text.encode()))
    assert (facts.source, facts.vintage) == ("insee_rp_iris", "2021")
    assert communes(facts) == {
        ("COM", "38185", "population"): 4000.5, ("COM", "38185", "immigrants"): 650.25, ("COM", "38185", "foreigners"): 500.5,
        ("COM", "75056", "population"): 1000.0, ("COM", "75056", "immigrants"): 280.0, ("COM", "75056", "foreigners"): 250.0,
    }  # fmt: skip


def test_a_secret_iris_keeps_its_commune_secret(tmp_path: Path) -> None:
    text = IRIS + "010010000;01001;Z;5;s;1;600;700;s;n.c;760;10\n010020000;01002;Z;5;250;1;200;240;10;12;250;0\n"
    facts = read_file(synthetic.kept(tmp_path, "ic.csv", text.encode()))
    assert values(facts, flag=True)["COM", "01001", "immigrants"] == "secret"
    assert values(facts)["COM", "01001", "immigrants"] is None
    assert values(facts)["COM", "01002", "immigrants"] == 12


def test_the_same_table_in_its_zip_with_the_labels_beside(tmp_path: Path) -> None:
    text = IRIS + "010020000;01002;Z;5;250;1;200;240;10;12;250;0\n"
    members = {
        "meta_base-ic-evol-struct-pop-2021__CSV": b"COD_VAR;LIB_VAR\n",
        "base-ic-evol-struct-pop-2021__CSV": text.encode(),
    }
    facts = read_file(synthetic.kept(tmp_path, "ic.zip", synthetic.zipped(**members)))
    assert values(facts)["COM", "01002", "population"] == 250


def test_renamed_columns_are_told_by_name(tmp_path: Path) -> None:
    text = IRIS.replace("P21_POP_IMM", "Immigrés") + "010020000;01002;Z;5;250;1;200;240;10;12;250;0\n"
    with pytest.raises(UnreadableOfficial, match="Pxx_POP_IMM"):
        read_file(synthetic.kept(tmp_path, "ic.csv", text.encode()))


# --- Mobilités professionnelles ----------------------------------------------------------

PEOPLE = [
    # commune, arm, age, ilt, immi, inatc, stat, weight
    ("38185", "ZZZZZ", "035", "1", "1", "2", "10", 5.5),
    ("38185", "ZZZZZ", "060", "2", "2", "1", "21", 4.5),
    ("38185", "ZZZZZ", "065", "1", "1", "2", "22", 3.0),
    ("74012", "ZZZZZ", "025", "7", "2", "1", "10", 8.0),
    ("74012", "ZZZZZ", "015", "1", "2", "1", "23", 2.0),
    ("75101", "75101", "040", "1", "2", "2", "22", 1.25),
]
NAMES = ["COMMUNE", "ARM", "AGEREVQ", "ILT", "IMMI", "INATC", "STAT", "IPONDI", "DCLT"]
COUNTED = {
    ("COM", "38185", "workers_15_64"): 10.0, ("COM", "38185", "foreign_workers_15_64"): 5.5,
    ("COM", "38185", "workers"): 13.0, ("COM", "38185", "workers_abroad"): 0.0,
    ("COM", "38185", "self_employed"): 7.5, ("COM", "38185", "foreign_self_employed"): 3.0,
    ("COM", "74012", "workers_15_64"): 10.0, ("COM", "74012", "foreign_workers_15_64"): 0.0,
    ("COM", "74012", "workers"): 10.0, ("COM", "74012", "workers_abroad"): 8.0,
    ("COM", "74012", "self_employed"): 2.0, ("COM", "74012", "foreign_self_employed"): 0.0,
    ("COM", "75056", "workers_15_64"): 1.25, ("COM", "75056", "foreign_workers_15_64"): 1.25,
    ("COM", "75056", "workers"): 1.25, ("COM", "75056", "workers_abroad"): 0.0,
    ("COM", "75056", "self_employed"): 1.25, ("COM", "75056", "foreign_self_employed"): 1.25,
}  # fmt: skip


def commuters(path: Path) -> Path:
    columns = list(zip(*[(*person, "75056") for person in PEOPLE], strict=True))
    pq.write_table(pa.table(dict(zip(NAMES, columns, strict=True))), path)
    return path


def test_weights_are_added_up_and_rows_are_never_counted(tmp_path: Path) -> None:
    facts = read_file(commuters(tmp_path / "synthetic_RP2021_mobpro.parquet"))
    assert (facts.source, facts.vintage) == ("insee_rp_mobpro", "2021")
    assert communes(facts) == COUNTED
    # Paris is a département whole; one commune does not make Isère.
    assert values(facts)["DEP", "75", "foreign_workers_15_64"] == 1.25 and ("DEP", "38", "workers") not in values(facts)


def test_the_text_gives_what_the_parquet_gives(tmp_path: Path) -> None:
    rows = [";".join((*person[:-1], f"{person[-1]:.15f}", "75056")) for person in PEOPLE]
    text = "\n".join([";".join(NAMES), *rows, ""]).encode()
    plain = read_file(synthetic.kept(tmp_path, "FD_MOBPRO_2020.csv", text))
    inside = read_file(
        synthetic.kept(
            tmp_path,
            "mobpro.zip",
            synthetic.zipped(Varmod_MOBPRO_2020__csv=b"COD_VAR;LIB_VAR\n", FD_MOBPRO_2020__csv=text),
        )
    )
    assert communes(plain) == communes(inside) == COUNTED
    assert plain.vintage == inside.vintage == "2020"


def test_commuters_without_a_year_or_a_weight_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableOfficial, match="ne dit pas son année"):
        read_file(commuters(tmp_path / "synthetic_commuters.parquet"))
    table = pq.read_table(commuters(tmp_path / "synthetic_RP2021_mobpro.parquet"))
    pq.write_table(table.drop_columns(["INATC"]), tmp_path / "synthetic_RP2021_sans.parquet")
    with pytest.raises(UnreadableOfficial, match="INATC"):
        read_file(tmp_path / "synthetic_RP2021_sans.parquet")


def test_a_parquet_that_was_cut_is_refused(tmp_path: Path) -> None:
    path = commuters(tmp_path / "synthetic_RP2021_mobpro.parquet")
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(UnreadableOfficial, match="incomplet"):
        read_file(path)


# --- Tableaux détaillés -----------------------------------------------------------------


def workbook(path: Path, title: str, header: list[str], *rows: list[object]) -> Path:
    """A workbook of Insee: ten lines of titles, the header at the eleventh."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "COM"
    for line in [[title], *[[""]] * 9, header, *rows]:
        sheet.append(line)
    book.save(path)
    return path


def test_a_workbook_whose_header_is_at_the_eleventh_line(tmp_path: Path) -> None:
    cells = [
        f"INATC{nationality}_SEXE{sex}_TACTR{activity}"
        for nationality in "12"
        for sex in "12"
        for activity in ("11", "12", "21")
    ]
    path = workbook(
        tmp_path / "synthetic_tableau.xlsx", "NAT2 - Insee, RP2021 exploitation principale", ["CODGEO", "LIBGEO", *cells],
        ["38185", "Grenoble", *[10.5] * 12], ["01001", "L'Abergement-Clémenciat", *[1.25] * 11, "s"],
    )  # fmt: skip
    facts = read_file(path)
    assert (facts.source, facts.vintage) == ("insee_rp_tables", "2021")
    assert values(facts)["COM", "38185", "workers_15"] == 42
    assert values(facts)["COM", "38185", "foreign_workers_15"] == 21
    assert values(facts)["COM", "01001", "workers_15"] == 5
    assert values(facts)["COM", "01001", "foreign_workers_15"] == 2.5


def test_the_older_coding_of_immigration(tmp_path: Path) -> None:
    """In these tables 1 is an immigrant and 2 is not; the row of an arrondissement is in its commune."""
    text = (
        "NIVGEO;CODGEO;LIBGEO;SEXE;AGE4;IMMI;NB\n"
        "COM;38185;Grenoble;1;00;1;10.25\nCOM;38185;Grenoble;2;15;1;20\nCOM;38185;Grenoble;1;00;2;300\n"
        "ARM;69381;Lyon 1er;1;00;1;7\nARM;69389;Lyon 9e;1;00;2;8\n"
    )
    facts = read_file(synthetic.kept(tmp_path, "TD_IMG1A_2022.csv", text.encode()))
    assert facts.vintage == "2022"
    assert values(facts) == {
        ("COM", "38185", "population"): 330.25, ("COM", "38185", "immigrants"): 30.25,
        ("COM", "69123", "population"): 15.0, ("COM", "69123", "immigrants"): 7.0,
    }  # fmt: skip


# --- Pages d'un territoire -----------------------------------------------------------------


def test_the_tables_of_real_pages(tmp_path: Path) -> None:
    """Totals printed by Insee and DREES: NAT1 and NAT2 of 2009 to 2019, NAT3B of 2018, countries of birth of 2015."""
    found = values(read_file(DATA / "insee_pages_extract.txt"))
    assert found["DEP", "38", "foreigners"] / found["DEP", "38", "population"] * 100 == pytest.approx(5.7276, abs=5e-5)
    assert found["REG", "75", "foreign_self_employed_15"] == 16_881
    assert found["REG", "75", "self_employed_15"] == 267_441
    assert (found["EPCI", "245804406", "foreign_workers_15"], found["EPCI", "245804406", "workers_15"]) == (972, 23_060)
    assert sum(value for key, value in found.items() if key[:3] == ("DEP", "38", "immigrants_by_origin")) == 118_359
    assert found["DEP", "08", "foreign_workers_15"] == 3_234


def test_another_zoning_is_left_aside_and_said() -> None:
    facts = read_file(DATA / "insee_pages_extract.txt")
    assert [note.values["place"] for note in facts.notes] == ["Unité urbaine 2020 de Montbéliard (00651)"]
    assert {row["level"] for row in facts.table.to_pylist()} == {"DEP", "REG", "EPCI", "FR"}


def test_a_page_cut_before_its_total_is_refused(tmp_path: Path) -> None:
    text = (DATA / "insee_pages_extract.txt").read_text(encoding="utf-8").split("Étrangers;9 220")[0]
    with pytest.raises(UnreadableOfficial, match="incomplet"):
        read_file(synthetic.kept(tmp_path, "page.txt", text.encode()))
