"""The cube: one territory is found wherever it stands, and a new cube takes the place of the former one at once."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from indicators.geography.keys import TerritoryKey
from indicators.official import cube

COUNT = 60


def table(codes: list[str], value: float = 1.0) -> pa.Table:
    """Two indicators and three years for each commune, and one row for France."""
    rows = [
        {"level": "COM", "code": code, "indicator": name, "year": year, "value": value, "flag": "ok", "band": ""}
        for code in codes
        for name in ("a", "b")
        for year in (2020, 2021, 2022)
    ]
    rows.append({"level": "FR", "code": "FR", "indicator": "a", "year": 2022, "value": 2.0, "flag": "ok", "band": ""})
    return pa.Table.from_pylist(rows, cube.SCHEMA)


@pytest.fixture
def small_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    """Groups that end in the middle of a territory, and parts of a few groups."""
    monkeypatch.setattr(cube, "_GROUP_ROWS", 4)
    monkeypatch.setattr(cube, "_PART_ROWS", 20)


@pytest.mark.usefixtures("small_groups")
def test_every_territory_is_found_whole(tmp_path: Path) -> None:
    codes = [f"{number:05d}" for number in range(COUNT)]
    cube.write_cube(table(codes[::-1]), tmp_path)
    assert len(list(tmp_path.glob("*.parquet"))) > 3
    for code in codes:
        found = cube.read_territory(tmp_path, TerritoryKey("COM", code))
        assert found["year"].to_pylist() == [2020, 2021, 2022] * 2
        assert set(found["code"].to_pylist()) == {code}
    assert cube.read_territory(tmp_path, TerritoryKey("FR", "FR")).num_rows == 1
    assert cube.read_territory(tmp_path, TerritoryKey("COM", "99999")).num_rows == 0
    assert cube.read_territory(tmp_path, TerritoryKey("DEP", "01")).num_rows == 0


@pytest.mark.usefixtures("small_groups")
def test_a_level_is_read_by_filter(tmp_path: Path) -> None:
    cube.write_cube(table([f"{number:05d}" for number in range(COUNT)]), tmp_path)
    assert cube.read_level(tmp_path, "COM").num_rows == COUNT * 6
    assert cube.read_level(tmp_path, "COM", ["b"], [2021]).num_rows == COUNT
    assert cube.read_level(tmp_path, "COM", ["b"], [2021], ["00003", "00050"])["code"].to_pylist() == ["00003", "00050"]
    assert cube.years_known(tmp_path, "COM", "b") == (2020, 2021, 2022)
    assert cube.years_known(tmp_path, "FR", "b") == ()


def test_few_groups_are_read_for_one_territory_of_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read does not grow with the cube: one part, at most two of its groups."""
    cube.write_cube(table([f"{number:06d}" for number in range(40_000)]), tmp_path)
    index = cube.index_of(tmp_path)
    assert index is not None
    assert len(index.parts) == 2
    held = index.holding("COM", "020000")
    assert sum(map(len, held.values())) <= 2


def test_a_new_cube_takes_the_place_of_the_former(tmp_path: Path) -> None:
    cube.write_cube(table(["01001"], 1.0), tmp_path)
    cube.write_cube(table(["01001"], 5.0), tmp_path)
    assert set(cube.read_territory(tmp_path, TerritoryKey("COM", "01001"))["value"].to_pylist()) == {5.0}
    assert len(list(tmp_path.iterdir())) == 2  # the index and one part: nothing of the former is left


def test_a_writer_that_stops_leaves_the_former_cube(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cube.write_cube(table(["01001"], 1.0), tmp_path)

    def stopped(*args: object, **named: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(pq, "write_table", stopped)
    with pytest.raises(OSError, match="no space"):
        cube.write_cube(table(["01001"], 5.0), tmp_path)
    assert set(cube.read_territory(tmp_path, TerritoryKey("COM", "01001"))["value"].to_pylist()) == {1.0}


def test_no_cube_is_an_empty_one(tmp_path: Path) -> None:
    assert cube.read_territory(tmp_path, TerritoryKey("COM", "01001")).num_rows == 0
    assert cube.years_known(tmp_path, "COM", "a") == ()
