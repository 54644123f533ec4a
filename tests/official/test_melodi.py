"""Melodi: one cell of a table a measure, the country whole or its mainland, secrecy, and one answer of the interface.

National totals are those that Insee prints for the census of 2023.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pcsv
import pyarrow.parquet as pq
import pytest

from indicators.official.reading import read_file
from indicators.official.refusals import UnreadableOfficial
from tests.official import synthetic
from tests.official.test_census import values

IMMI = ("AGE", "SEX", "IMMI", "EMPSTA_ENQ")
FM, FRANCE = {"GEO": "FM", "GEO_OBJECT": "FRANCE"}, {"GEO": "F", "GEO_OBJECT": "FRANCE"}
GRENOBLE = {"GEO": "38185", "GEO_OBJECT": "COM"}
NATIONAL = [
    {**FM, "IMMI": "1", "OBS_VALUE": "7109318"}, {**FM, "OBS_VALUE": "66165815"},
    {**FRANCE, "IMMI": "1", "OBS_VALUE": "7257155"}, {**FRANCE, "OBS_VALUE": "68094280"},
    {**FM, "IMMI": "1", "AGE": "Y_GE15", "OBS_VALUE": "6742713"},
    {**FM, "IMMI": "1", "AGE": "Y_GE15", "EMPSTA_ENQ": "1", "OBS_VALUE": "3363636"},
    {**FM, "IMMI": "1", "AGE": "Y_GE15", "EMPSTA_ENQ": "2", "OBS_VALUE": "736118"},
]  # fmt: skip
# Parts of totals: what a dimension forgotten at its total would count again.
PARTS = [
    {**FM, "IMMI": "1", "SEX": "F", "OBS_VALUE": "3700000"}, {**FM, "SEX": "M", "OBS_VALUE": "32000000"},
    {**FM, "IMMI": "1", "AGE": "Y_LT15", "OBS_VALUE": "366605"}, {**FM, "IMMI": "0", "OBS_VALUE": "59056497"},
    {**FM, "GEO_OBJECT": "AAV2020", "IMMI": "1", "OBS_VALUE": "5"},
]  # fmt: skip
ORIGINS = {
    "12": 919_578, "504": 867_096, "AFR_OTH": 1_270_704, "ROW": 1_163_271, "UE27_OTH": 635_903, "620": 585_169,
    "EUR_OTH": 544_646, "788": 347_890, "380": 280_808, "792": 254_012, "724": 240_241,
}  # fmt: skip


def test_national_totals_are_those_of_the_publisher(tmp_path: Path) -> None:
    members = {
        "DS_RP_TD_IMMI_AGESEXEMPSTA_PRINC_2023_metadata__csv": b'"COD_VAR";"COD_MOD";"LIB_MOD"\n',
        "DS_RP_TD_IMMI_AGESEXEMPSTA_PRINC_2023_data__csv": synthetic.melodi([*NATIONAL, *PARTS], IMMI),
    }
    facts = read_file(synthetic.kept(tmp_path, "melodi.zip", synthetic.zipped(**members)))
    assert (facts.source, facts.vintage) == ("insee_melodi_immigrants", "2023")
    found = values(facts)
    assert (found["FR", "FR", "immigrants"], found["FR", "FR", "population"]) == (7_257_155, 68_094_280)
    mainland = (found["FR", "FR", "immigrants_mainland"], found["FR", "FR", "population_mainland"])
    assert mainland == (7_109_318, 66_165_815)
    assert round(100 * mainland[0] / mainland[1], 1) == 10.7
    assert found["FR", "FR", "immigrants_15_mainland"] == 6_742_713
    assert found["FR", "FR", "immigrants_employed_15_mainland"] == 3_363_636


def test_nationality_is_another_coding(tmp_path: Path) -> None:
    """100 is a foreigner, 250 is French; the table of those of 15 and over is not the one of all ages."""
    names = ("AGE", "SEX", "NATIONALITY_TYPE", "EMPSTA_ENQ")
    rows = [
        {**FM, "NATIONALITY_TYPE": "100", "AGE": "Y_GE15", "OBS_VALUE": "4428447"},
        {**FM, "AGE": "Y_GE15", "OBS_VALUE": "54960108"},
        {**FM, "NATIONALITY_TYPE": "250", "AGE": "Y_GE15", "OBS_VALUE": "50531661"},
        {**GRENOBLE, "NATIONALITY_TYPE": "100", "AGE": "Y_GE15", "EMPSTA_ENQ": "1", "OBS_VALUE": "9000.5"},
        {**GRENOBLE, "AGE": "Y_GE15", "EMPSTA_ENQ": "1", "OBS_VALUE": "70000.25"},
    ]
    facts = read_file(synthetic.kept(tmp_path, "nat.csv", synthetic.melodi(rows, names)))
    assert facts.source == "insee_melodi_foreign_workers"
    found = values(facts)
    assert (found["FR", "FR", "foreigners_15_mainland"], found["FR", "FR", "population_15_mainland"]) == (
        4_428_447,
        54_960_108,
    )
    assert (found["COM", "38185", "foreign_workers_15"], found["COM", "38185", "workers_15"]) == (9000.5, 70000.25)


def test_origins_add_up_to_the_immigrants(tmp_path: Path) -> None:
    rows = [
        {**FM, "AREA_COUNTRY": code, "OBS_VALUE": str(value)} for code, value in {**ORIGINS, "_T": 7_109_318}.items()
    ]
    facts = read_file(synthetic.kept(tmp_path, "pays.csv", synthetic.melodi(rows, ("AGE", "SEX", "AREA_COUNTRY"))))
    assert facts.source == "insee_melodi_origins"
    found = values(facts)
    assert len(found) == 11 and sum(found.values()) == 7_109_318
    assert found["FR", "FR", "immigrants_by_origin_mainland", "DZ"] == 919_578
    assert found["FR", "FR", "immigrants_by_origin_mainland", "ROW"] == 1_163_271


def test_numbers_of_countries_are_not_departements(tmp_path: Path) -> None:
    """24 is Angola, 56 Belgium, 76 Brazil and 332 Haiti, whatever the labels that come beside."""
    isere = {"GEO": "38", "GEO_OBJECT": "DEP"}
    rows = [{**isere, "AREA_COUNTRY": code, "OBS_VALUE": "10"} for code in ("24", "56", "76", "332", "4")]
    facts = read_file(synthetic.kept(tmp_path, "pays.csv", synthetic.melodi(rows, ("AGE", "SEX", "AREA_COUNTRY"))))
    assert facts.source == "insee_melodi_countries"
    assert {key[3] for key in values(facts)} == {"AO", "BE", "BR", "HT", "AF"}


def test_self_employed_are_two_categories_together(tmp_path: Path) -> None:
    rows = [
        {**GRENOBLE, "NATIONALITY_TYPE": nationality, "AGE": "Y_GE15", "PCS": pcs, "OBS_VALUE": value}
        for nationality, pcs, value in (
            ("100", "1", "5"),
            ("100", "2", "95"),
            ("100", "3", "900"),
            ("_T", "1", "10"),
            ("_T", "2", "990"),
        )
    ]
    found = values(
        read_file(
            synthetic.kept(tmp_path, "pcs.csv", synthetic.melodi(rows, ("AGE", "SEX", "NATIONALITY_TYPE", "PCS")))
        )
    )
    assert found == {("COM", "38185", "foreign_self_employed_15"): 100, ("COM", "38185", "self_employed_15"): 1000}


def test_powers_and_secrecy(tmp_path: Path) -> None:
    names = (*IMMI, "UNIT_MULT", "CONF_STATUS", "OBS_STATUS")
    free = {"UNIT_MULT": "0", "CONF_STATUS": "F", "OBS_STATUS": "A"}
    rows = [
        {**GRENOBLE, **free, "UNIT_MULT": "3", "OBS_VALUE": "158.5"},
        {**GRENOBLE, **free, "IMMI": "1", "OBS_VALUE": ""},
        {"GEO": "01001", "GEO_OBJECT": "COM", **free, "CONF_STATUS": "C", "IMMI": "1", "OBS_VALUE": "3"},
        {"GEO": "01002", "GEO_OBJECT": "COM", **free, "OBS_STATUS": "P", "IMMI": "1", "OBS_VALUE": "0"},
        {"GEO": "01004", "GEO_OBJECT": "COM", **free, "OBS_STATUS": "M", "IMMI": "1", "OBS_VALUE": ""},
    ]
    facts = read_file(synthetic.kept(tmp_path, "secret.csv", synthetic.melodi(rows, names)))
    assert values(facts)["COM", "38185", "population"] == 158_500
    flags = values(facts, flag=True)
    assert [flags["COM", code, "immigrants"] for code in ("38185", "01001", "01002", "01004")] == [
        "secret",
        "secret",
        "provisional",
        "absent",
    ]
    assert [values(facts)["COM", code, "immigrants"] for code in ("38185", "01001", "01002", "01004")] == [
        None,
        None,
        0,
        None,
    ]


def test_one_territory_asked_of_the_interface(tmp_path: Path) -> None:
    usual = dict.fromkeys(IMMI, "_T") | {"TIME_PERIOD": "2023", "RP_MEASURE": "POP"}
    rows = [
        {**usual, "GEO": "2026-COM-38185", "OBS_VALUE": "158000"}, {**usual, "GEO": "2026-COM-38185", "IMMI": "1", "OBS_VALUE": "30000"},
        {**usual, "GEO": "DEP-38", "IMMI": "1", "OBS_VALUE": ""}, {**usual, "GEO": "FRANCE-FM", "OBS_VALUE": "66165815"},
    ]  # fmt: skip
    facts = read_file(synthetic.kept(tmp_path, "answer.json", synthetic.answer(rows)))
    assert values(facts) == {
        ("COM", "38185", "population"): 158_000, ("COM", "38185", "immigrants"): 30_000, ("DEP", "38", "immigrants"): None,
        ("FR", "FR", "population_mainland"): 66_165_815,
    }  # fmt: skip
    with pytest.raises(UnreadableOfficial, match="première page"):
        read_file(synthetic.kept(tmp_path, "page.json", synthetic.answer(rows, following="https://api.insee.fr/…")))


def test_the_parquet_is_the_same_table(tmp_path: Path) -> None:
    text = synthetic.kept(tmp_path, "immi.csv", synthetic.melodi([*NATIONAL, *PARTS], IMMI))
    options = pcsv.ConvertOptions(column_types={**dict.fromkeys(IMMI, pa.string()), "OBS_VALUE": pa.float64()})
    pq.write_table(
        pcsv.read_csv(text, parse_options=pcsv.ParseOptions(delimiter=";"), convert_options=options),
        tmp_path / "synthetic_immi.parquet",
    )
    assert values(read_file(tmp_path / "synthetic_immi.parquet")) == values(read_file(text))


def test_another_data_set_is_named_by_its_dimensions(tmp_path: Path) -> None:
    content = synthetic.melodi([{**FM, "OBS_VALUE": "1"}], ("AGE", "SEX", "EDUC"))
    with pytest.raises(UnreadableOfficial, match="AGE, SEX"):
        read_file(synthetic.kept(tmp_path, "autre.csv", content))


def test_a_zip_that_was_cut_is_refused(tmp_path: Path) -> None:
    whole = synthetic.zipped(data__csv=synthetic.melodi([*NATIONAL, *PARTS] * 50, IMMI))
    with pytest.raises(UnreadableOfficial, match="incomplet"):
        read_file(synthetic.kept(tmp_path, "coupé.zip", whole[: len(whole) // 2]))


def test_a_row_that_stops_in_the_middle_is_refused(tmp_path: Path) -> None:
    content = synthetic.melodi(NATIONAL, IMMI).rstrip()
    with pytest.raises(UnreadableOfficial, match="incomplet"):
        read_file(synthetic.kept(tmp_path, "coupé.csv", content[: content.rindex(b'"FRANCE"')]))
