"""Customs by département and country: whole years, thousands of euros, secrecy, and the national file refused.

The two zips are ours (``synthetic_``), with workbooks of the old format like the published ones: one has a column a year and a
quarter, the other a column a quarter and a flow.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from indicators.official.reading import read_file
from indicators.official.refusals import UnreadableOfficial
from tests.official import synthetic

DATA = Path(__file__).parent / "data"


def of(path: Path, department: str, year: int) -> dict[tuple[str, str], tuple[Any, str]]:
    """Value and flag by measure and country."""
    return {
        (row["measure"], row["detail"]): (row["value"], row["flag"])
        for row in read_file(path).table.to_pylist()
        if (row["level"], row["code"], row["year"]) == ("DEP", department, year)
    }


@pytest.mark.parametrize("name", ["synthetic_region_84.zip", "synthetic_region_84_large.zip"])
def test_both_shapes_give_euros_of_the_whole_year(name: str) -> None:
    found = of(DATA / name, "38", 2024)
    assert found["exports", ""] == (4 * 460_125, "ok")
    assert found["half_of_trade", ""] == ((4 * 460_125 + 4 * 280_000) / 2, "ok")
    assert found["exports_by_country", "US"] == (1_200_000, "ok")
    # The United Kingdom and Serbia (XS) are outside the European Union of 27.
    assert found["exports_outside_eu", ""] == (4 * 360_000, "ok")


def test_files_by_product_are_not_counted_again_and_a_year_under_way_waits() -> None:
    facts = read_file(DATA / "synthetic_region_84.zip")
    assert (facts.source, facts.vintage) == ("customs_regions", "2024")
    assert {row["year"] for row in facts.table.to_pylist()} == {2022, 2023, 2024}
    assert [note.values["years"] for note in facts.notes] == ["2025"]


def test_a_secret_country_leaves_the_total_secret() -> None:
    found = of(DATA / "synthetic_region_84.zip", "69", 2023)
    assert found["exports_by_country", "CN"] == found["exports", ""] == (None, "secret")
    assert found["exports_by_country", "DE"] == (4_000_000, "ok")


def test_the_national_file_knows_no_territory(tmp_path: Path) -> None:
    content = b"E;1;2024;011.11;C10;10011100;DE;12345;678;0\r\nI;1;2024;011.11;C10;10011100;US;12;6;0\r\n"
    with pytest.raises(UnreadableOfficial, match="NC8"):
        read_file(synthetic.kept(tmp_path, "national.txt", content))


def test_a_zip_that_was_cut_is_refused(tmp_path: Path) -> None:
    whole = (DATA / "synthetic_region_84.zip").read_bytes()
    with pytest.raises(UnreadableOfficial, match="incomplet"):
        read_file(synthetic.kept(tmp_path, "region_84.zip", whole[:-600]))


def test_a_file_of_two_gigabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = synthetic.kept(tmp_path, "region_84.zip", (DATA / "synthetic_region_84.zip").read_bytes())
    heavy = synthetic.kept(tmp_path, "page.txt", (DATA / "insee_pages_extract.txt").read_bytes())
    for item in (path, heavy):
        with item.open("ab") as stream:
            stream.truncate(2_000_000_000)
    with pytest.raises(UnreadableOfficial, match="2000 Mo"):
        read_file(heavy)
    with pytest.raises(UnreadableOfficial):
        read_file(path)
