"""The files of records: what is written is read back, what is wrong is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from indicators.demo import DemoError, read_records, write_records
from indicators.records import Activity, BudgetLine, Envelope, Observation, Partnership, Record, Target


def one(tmp_path: Path, name: str, *lines: str) -> list[Record]:
    path = tmp_path / name
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return read_records(path)


def test_records_are_read_back_as_written(tmp_path: Path) -> None:
    rows: dict[str, list[Record]] = {
        "budget_lines.csv": [
            BudgetLine(territory="X", year=2020, line="1", paid=-6952, voted=None, committed=0, sdgs=("6.1", "17"))
        ],
        "envelopes.csv": [
            Envelope(territory="X", programme="p", version="2019-12", voted_by_year={"2020": 12_345, "2021": 100})
        ],
        "partnerships.csv": [
            Partnership(
                id="w",
                territory="X",
                partner="Windhoek",
                country="NA",
                latitude=-22.55941,
                criteria={"fair": 0.5, "respect": 1.0},
                obstacles={"pace": "lent, mais sûr = tenable"},
            )
        ],
        "activities.csv": [Activity(id="a", territory="X", year=2020, title="Une « visite »", planned=False, amount=1)],
        "targets.csv": [Target(territory="X", indicator="i", plan="p", milestones={"2022": 1.5})],
    }
    for name, records in rows.items():
        write_records(tmp_path / name, records)
        assert read_records(tmp_path / name) == records


def test_money_is_written_in_euros(tmp_path: Path) -> None:
    write_records(tmp_path / "budget_lines.csv", [BudgetLine(territory="X", year=2020, line="1", paid=-6952)])
    assert "-69.52" in (tmp_path / "budget_lines.csv").read_text(encoding="utf-8")


def test_an_empty_cell_is_missing_and_zero_is_zero(tmp_path: Path) -> None:
    rows = one(tmp_path, "observations.csv", "territory,indicator,year,value,note", "X,i,2020,,", "X,i,2021,0,")
    assert [row.value for row in rows if isinstance(row, Observation)] == [None, 0.0]


def test_namibia_is_a_country(tmp_path: Path) -> None:
    rows = one(tmp_path, "partnerships.csv", "id,territory,partner,country", "w,X,Windhoek,NA")
    assert isinstance(rows[0], Partnership)
    assert rows[0].country == "NA"


@pytest.mark.parametrize(
    ("header", "row", "words"),
    [
        ("territory,indicator,yeer", "X,i,2020", ["unknown column 'yeer'", "nearest: year"]),
        ("territory,indicator,year", "X,,2020", ["line 2", "'indicator' is required"]),
        ("territory,indicator,year", "X,i,20x0", ["line 2, column year", "'20x0'", "int"]),
        ("territory,indicator,year,value", "X,i,2020,inf", ["column value", "float"]),
        ("territory,indicator,year,quality", "X,i,2020,finale", ["'finale'", "nearest: final"]),
        ("territory,indicator,year,example", "X,i,2020,yes", ["'yes'", "bool"]),
        ("territory,indicator,year", "X,i", ["line 2", "cells"]),
        ("territory,indicator,year", "X,i,2020,2", ["line 2", "cells"]),
    ],
)
def test_a_wrong_observation_is_told(tmp_path: Path, header: str, row: str, words: list[str]) -> None:
    with pytest.raises(DemoError) as raised:
        one(tmp_path, "observations.csv", header, row)
    for word in words:
        assert word in str(raised.value)


@pytest.mark.parametrize("amount", ["12", "12.5", "1 300.00", "12,50", "nan"])
def test_money_has_two_decimals(tmp_path: Path, amount: str) -> None:
    with pytest.raises(DemoError, match="euros with two decimals"):
        one(tmp_path, "budget_lines.csv", "territory,year,line,paid", f'X,2020,1,"{amount}"')


@pytest.mark.parametrize("date", ["2019-13", "19", "2019-02-32", "2019-5"])
def test_dates_are_partial_iso_dates(tmp_path: Path, date: str) -> None:
    with pytest.raises(DemoError, match="2019-05"):
        one(tmp_path, "partnerships.csv", "id,territory,partner,country,signed", f"w,X,P,FR,{date}")


def test_a_mapping_needs_its_keys(tmp_path: Path) -> None:
    with pytest.raises(DemoError, match="key=value"):
        one(tmp_path, "targets.csv", "territory,indicator,plan,milestones", "X,i,p,2022=1|2")


def test_a_list_cannot_hold_its_separator(tmp_path: Path) -> None:
    row = Partnership(id="w", territory="X", partner="P", country="FR", documents=("a|b",))
    with pytest.raises(DemoError, match="separator"):
        write_records(tmp_path / "partnerships.csv", [row])


def test_a_file_is_named_after_its_records(tmp_path: Path) -> None:
    with pytest.raises(DemoError, match=r"nearest: activities\.csv"):
        one(tmp_path, "activity.csv", "id", "a")
