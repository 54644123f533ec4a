"""A budget with its years over its stages, « 2023 | | 2024 | » above « BP | CA | BP | CA »: read, or told when not sure."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from indicators.intake import operations as op
from indicators.intake.corrections import Correction
from indicators.intake.wording import word
from indicators.intake.workshop import Workshop
from indicators.present.texts import translator
from tests.intake.conftest import APPROVER, OFFICER, Read, as_read, codes, published

STAGES = "Nature;Fonction;2023;;2024;\n;;BP;CA;BP;CA\n"


def amounts(reading: object) -> list[tuple[object, ...]]:
    """The year, nature and amounts (in cents) of the sound lines."""
    return [
        row
        for item in reading.loaded  # type: ignore[attr-defined]  # a reading
        for row in item.sound.reindex(columns=["year", "nature", "voted", "paid"])
        .astype(object)
        .itertuples(index=False, name=None)
    ]


def test_each_amount_is_of_the_year_above_it(read: Read) -> None:
    reading = read(STAGES + "6574;048;500;480;520;510\n6281;048;1;2;3;4\n", "suivi.csv")
    assert amounts(reading) == [
        (2023, "6574", 50000, 48000), (2023, "6281", 100, 200), (2024, "6574", 52000, 51000), (2024, "6281", 300, 400)
    ]  # fmt: skip
    [asked] = [issue for issue in reading.issues if issue.code == "years_read"]
    assert asked.severity == "confirm" and "2023, 2024" in word(asked, translator("fr")).message


def test_a_line_is_not_of_a_year_that_it_leaves_empty(read: Read) -> None:
    assert amounts(read(STAGES + "6574;048;500;480;;\n6281;048;;;3;4\n")) == [
        (2023, "6574", 50000, 48000), (2024, "6281", 300, 400)
    ]  # fmt: skip


def test_merged_years_of_a_workbook(read: Read) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Nature", "Fonction", 2023, None, 2024, None], [None, None, "Voté", "Mandaté", "Voté", "Mandaté"]):
        sheet.append(row)
    sheet.append(["6574", "048", 500, 480, 520, 510])
    sheet.merge_cells("C1:D1")
    sheet.merge_cells("E1:F1")
    made = io.BytesIO()
    book.save(made)
    reading = read(made.getvalue(), "suivi.xlsx")
    assert amounts(reading) == [(2023, "6574", 50000, 48000), (2024, "6574", 52000, 51000)]


@pytest.mark.parametrize(
    "table",
    [
        pytest.param("Nature;Fonction;;2023;;2024\n;;BP;CA;BP;CA\n6574;048;1;2;3;4\n", id="years centred over stages"),
        pytest.param("Nature;Fonction;2023;;2024;;Total\n;;BP;CA;BP;CA;CA\n6574;048;1;2;3;4;6\n", id="a total beside"),
        pytest.param("Nature;Fonction;2023;;2024;\n;;BP;BP;BP;CA\n6574;048;1;2;3;4\n", id="a stage twice"),
        pytest.param("Nature;Fonction;Voté 2023;Voté 2024;Mandaté\n6574;048;1;2;3\n", id="an amount of no year"),
        pytest.param("Nature;Exercice;Voté 2023;Voté 2024\n6574;2023;1;2\n", id="a year of its own"),
    ],
)
def test_what_is_not_sure_is_never_read_by_year(read: Read, table: str) -> None:
    reading = read(table)
    assert "years_read" not in codes(reading)
    assert {"years_in_columns", "unknown_column"} & set(codes(reading))
    assert not [row for row in amounts(reading) if row[2] in {200, 300}]


def test_what_is_wrong_is_told_once_where_it_stands_and_mended_there(work: Workshop) -> None:
    content = (STAGES + "6574;999;500;48 x;520;510\n").encode()
    [done] = op.import_files(work, [("suivi.csv", content)], OFFICER)
    wrong = [issue for issue in done.ledger.issues if issue.severity == "blocking"]
    assert [(issue.row, issue.column, issue.value) for issue in wrong if issue.code == "not_a_number"] == [
        (3, "CA 2023", "48 x")
    ]
    assert len({(issue.code, issue.row, issue.column) for issue in wrong}) == len(wrong)
    cells = [Correction("", 3, "CA 2023", "480"), Correction("", 3, "Fonction", "048")]
    mended = op.correct(work, done.ledger, content, cells, OFFICER)
    op.confirm(work, mended.ledger, list(mended.ledger.waiting), OFFICER)
    op.publish(work, as_read(work, done.batch.id), "Suivi", APPROVER)
    lines = published(work, "budget_line").sort_values("year")
    assert lines[["year", "voted", "paid"]].to_numpy().tolist() == [[2023, 50000, 48000], [2024, 52000, 51000]]
