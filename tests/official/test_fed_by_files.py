"""From the files of the census, of the customs and of OFGL to indicators: value, parts, band of age, secrecy.

Values of real pages are those worked out by hand from what Insee and DREES print.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from indicators.catalogue import Catalogue, load_catalogue
from indicators.official.computing import cube_of
from indicators.official.facts import Facts, table_of
from indicators.official.reading import read_file
from tests.official import synthetic
from tests.official.test_melodi import FM, FRANCE, GRENOBLE, IMMI, ORIGINS

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


def cells(catalogue: Catalogue, facts: Iterable[Facts]) -> dict[tuple[str, str, str, int], dict[str, Any]]:
    """The rows of the cube by level, code, indicator and year."""
    rows = cube_of(facts, catalogue.official_feeds.values()).to_pylist()
    return {(row["level"], row["code"], row["indicator"], row["year"]): row for row in rows}


@pytest.mark.parametrize(
    ("level", "code", "indicator", "year", "value", "band"),
    [
        ("DEP", "38", "d4_foreign_nationals_share", 2009, 5.7276, ""),
        ("DEP", "38", "d4_origin_diversity", 2015, 0.9624, ""),
        ("REG", "84", "d4_origin_diversity", 2015, 0.9759, ""),
        ("FR", "FR", "d4_origin_diversity", 2015, 0.9466, ""),
        ("FR", "FR", "d5_foreign_workers_share", 2015, 5.7445, "15+"),
        ("FR", "FR", "d5_foreign_workers_share", 2017, 6.1018, "15+"),
        ("REG", "75", "d5_foreign_self_employed", 2018, 6.312, "15+, CS 1+2"),
    ],
)
def test_values_of_real_pages(
    catalogue: Catalogue, level: str, code: str, indicator: str, year: int, value: float, band: str
) -> None:
    row = cells(catalogue, [read_file(DATA / "insee_pages_extract.txt")])[level, code, indicator, year]
    assert row["value"] == pytest.approx(value, abs=6e-5)
    assert row["band"] == band


def test_the_employment_gap_says_its_band(catalogue: Catalogue, tmp_path: Path) -> None:
    core = {**GRENOBLE, "AGE": "Y25T54"}
    rows = [
        {**core, "IMMI": "0", "OBS_VALUE": "1000"}, {**core, "IMMI": "0", "EMPSTA_ENQ": "1", "OBS_VALUE": "850"},
        {**core, "IMMI": "1", "OBS_VALUE": "200"}, {**core, "IMMI": "1", "EMPSTA_ENQ": "1", "OBS_VALUE": "130"},
    ]  # fmt: skip
    facts = read_file(synthetic.kept(tmp_path, "immi.csv", synthetic.melodi(rows, IMMI)))
    row = cells(catalogue, [facts])["COM", "38185", "d4_employment_gap", 2023]
    assert (round(row["value"], 6), row["band"]) == (20.0, "25-54")


def test_the_mainland_never_passes_for_the_country(catalogue: Catalogue, tmp_path: Path) -> None:
    mainland = [{**FM, "IMMI": "1", "OBS_VALUE": "7109318"}, {**FM, "OBS_VALUE": "66165815"}]
    whole = [{**FRANCE, "IMMI": "1", "OBS_VALUE": "7257155"}, {**FRANCE, "OBS_VALUE": "68094280"}]
    for rows, value, band in ((mainland, 10.7447, "mainland"), ([*mainland, *whole], 10.6575, "")):
        facts = read_file(synthetic.kept(tmp_path, "immi.csv", synthetic.melodi(rows, IMMI)))
        row = cells(catalogue, [facts])["FR", "FR", "d4_immigrant_share", 2023]
        assert (round(row["value"], 4), row["band"]) == (value, band)


def test_eleven_groups_of_origin(catalogue: Catalogue, tmp_path: Path) -> None:
    rows = [{**FRANCE, "AREA_COUNTRY": code, "OBS_VALUE": str(value)} for code, value in ORIGINS.items()]
    facts = read_file(synthetic.kept(tmp_path, "pays.csv", synthetic.melodi(rows, ("AGE", "SEX", "AREA_COUNTRY"))))
    row = cells(catalogue, [facts])["FR", "FR", "d4_origin_diversity", 2023]
    assert (round(row["value"], 4), row["numerator"]) == (0.9392, 7_109_318)


def test_a_secret_count_is_a_secret_share(catalogue: Catalogue, tmp_path: Path) -> None:
    rows = [{**GRENOBLE, "IMMI": "1", "OBS_VALUE": ""}, {**GRENOBLE, "OBS_VALUE": "158000"}]
    facts = read_file(synthetic.kept(tmp_path, "immi.csv", synthetic.melodi(rows, IMMI)))
    row = cells(catalogue, [facts])["COM", "38185", "d4_immigrant_share", 2023]
    assert (row["value"], row["flag"]) == (None, "secret")


def test_customs_against_the_product_of_the_departement(catalogue: Catalogue) -> None:
    """Two sources in one ratio; the product of a near year is told by its vintage, never taken for the year's own."""
    customs = read_file(DATA / "synthetic_region_84.zip")
    product = table_of(
        {
            "level": "DEP",
            "code": ["38"],
            "measure": "gdp_eur",
            "year": pa.array([2023], pa.int16()),
            "value": [40_000_000.0],
        }
    )
    found = cells(catalogue, [customs, Facts(product, "eurostat_gdp", "2023", "b" * 64)])
    intensity = found["DEP", "38", "d1_export_intensity", 2024]
    assert (round(intensity["value"], 5), intensity["source"]) == (4.60125, "customs_regions+eurostat_gdp")
    assert round(found["DEP", "38", "d1_trade_openness", 2024]["value"], 6) == 3.700625
    assert round(found["DEP", "38", "d1_extra_eu_share", 2024]["value"], 4) == 78.2396
    shares = [100.125 / 460.125, 300 / 460.125, 50 / 460.125, 10 / 460.125]
    assert found["DEP", "38", "d1_partner_diversification", 2024]["value"] == pytest.approx(
        1 - sum(share**2 for share in shares)
    )
    assert found["DEP", "69", "d1_partner_diversification", 2023]["flag"] == "secret"
