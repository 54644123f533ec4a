"""The rows to correct on the screen, and what a person changed in them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa

from indicators.intake.corrections import Correction, changed, to_correct
from indicators.intake.issues import Issue
from indicators.intake.schemas import load_schemas
from indicators.intake.tables import RawTable

TABLE = RawTable(
    file="a.csv",
    sheet="Feuille",
    header=("Indicateur", "Année", "Valeur", "Remarque"),
    header_row=1,
    schema=load_schemas()["observation"],
    data=pa.table(
        [["a", "b", "c"], ["2021", "2022", "20x3"], ["1", "", "3"], ["", "", ""]], names=["0", "1", "2", "3"]
    ),
    rows=np.array([2, 3, 4]),
)


def issue(row: int, column: str, severity: str = "blocking", sheet: str = "Feuille") -> Issue:
    return Issue(code="x", severity=severity, sheet=sheet, row=row, column=column)  # type: ignore[arg-type]  # a severity


def test_rows_with_a_finding_to_act_on_its_columns_first_empty_ones_left_out() -> None:
    found = to_correct(TABLE, [issue(3, "Valeur"), issue(4, "Année"), issue(2, "Indicateur", "information")], 200)
    assert list(found.columns) == ["Année", "Valeur", "Indicateur"]
    assert found.index.tolist() == [3, 4]
    assert found.loc[3].tolist() == ["2022", "", "b"]


def test_an_empty_column_stands_when_it_has_a_finding_and_the_rows_are_capped() -> None:
    found = to_correct(TABLE, [issue(row, "Remarque") for row in (2, 3, 4)], 2)
    assert found.columns[0] == "Remarque" and found.index.tolist() == [2, 3]


def test_nothing_to_correct_in_another_sheet() -> None:
    assert to_correct(TABLE, [issue(3, "Valeur", sheet="Autre")], 200).empty
    assert to_correct(TABLE, [], 200).empty


def test_the_cells_that_were_changed_and_those_made_empty() -> None:
    before = to_correct(TABLE, [issue(3, "Valeur"), issue(4, "Année")], 200)
    after = before.copy()
    after.loc[4, "Année"], after.loc[3, "Indicateur"] = "2023", None
    assert changed("Feuille", before, after) == [
        Correction("Feuille", 4, "Année", "2023"),
        Correction("Feuille", 3, "Indicateur", ""),
    ]
    assert changed("Feuille", before, pd.DataFrame(before)) == []
