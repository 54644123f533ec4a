"""Counts of communes added up: only where they make the whole of who holds them."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from indicators.geography.keys import TerritoryKey
from indicators.geography.territories import territories
from indicators.official.facts import table_of
from indicators.official.layouts.communes import added_up
from indicators.official.reading import read_file
from tests.official import synthetic
from tests.official.test_census import IRIS, values

EPCI = TerritoryKey("EPCI", "200040715")


def counts(codes: list[str], value: float = 10.0) -> pa.Table:
    return table_of(
        {
            "level": "COM",
            "code": codes,
            "measure": "immigrants",
            "year": pa.array([2021] * len(codes), pa.int16()),
            "value": [value] * len(codes),
        }
    )


def held(table: pa.Table) -> dict[tuple[str, str], float]:
    return {(row["level"], row["code"]): row["value"] for row in table.to_pylist() if row["level"] != "COM"}


def test_an_intercommunality_is_the_sum_of_its_members() -> None:
    members = [item.key.code for item in territories().members(EPCI)]
    table, _ = added_up(counts(members), 2026)
    assert held(table) == {("EPCI", EPCI.code): 10.0 * len(members)}


def test_a_sum_without_its_largest_member_is_not_made() -> None:
    members = [item.key.code for item in territories().members(EPCI) if item.key.code != "38185"]
    assert held(added_up(counts(members), 2026)[0]) == {}


def test_every_commune_makes_the_departements_the_regions_and_the_country() -> None:
    every = [item.key.code for item in territories().of_level("COM")]
    found = held(added_up(counts(every, 1.0), 2026)[0])
    assert found["FR", "FR"] == len(every)
    assert sum(value for (level, _), value in found.items() if level == "DEP") == len(every)
    assert found["REG", "84"] == len(territories().members(TerritoryKey("REG", "84")))


def test_communes_that_merged_since_are_together(tmp_path: Path) -> None:
    """Les Deux Alpes: Mont-de-Lans (38253) and Vénosc (38534) since 2017; the base of 2013 still has two."""
    old = IRIS.replace("P21", "P13").replace("C21", "C13")
    text = old + "382530000;38253;Z;5;1000;1;600;900;100;110;900;100\n385340000;38534;Z;5;500;1;300;450;50;60;450;50\n"
    found = values(read_file(synthetic.kept(tmp_path, "ic.csv", text.encode())))
    assert found["COM", "38253", "population"] == 1500 and ("COM", "38534", "population") not in found
