"""Workbooks: several sheets, hidden rows, formulas, percentages, dates, in XLSX and ODS."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook

from tests.intake.conftest import Read, codes

HEADER = ["Indicateur", "Année", "Valeur", "Source"]


def xlsx(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ods(name: str, rows: list[list[Any]], hidden: int = 0) -> bytes:
    document = OpenDocumentSpreadsheet()
    table = Table(name=name)
    for number, row in enumerate(rows, start=1):
        line = TableRow(**({"visibility": "collapse"} if number == hidden else {}))
        for item in row:
            if isinstance(item, str):
                cell = TableCell(valuetype="string")
                cell.addElement(P(text=item))
            else:
                kind = "percentage" if isinstance(item, float) and item < 1 else "float"
                cell = TableCell(valuetype=kind, value=item)
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    buffer = io.BytesIO()
    document.write(buffer)
    return buffer.getvalue()


def test_a_workbook_as_offices_make_them(read: Read) -> None:
    book = Workbook()
    sheet = book.active
    sheet.title = "Valeurs 2021"
    sheet.append(["Indicateurs du service"])
    sheet.merge_cells("A1:D1")
    sheet.append([])
    sheet.append(HEADER)
    sheet.append(["d4_immigrant_share", 2021, 0.189, "Insee"])
    sheet["C4"].number_format = "0.0%"
    sheet.append(["d6_intl_students_share", date(2022, 1, 1), 16.4, "MESR"])
    sheet.append(["d4_foreign_nationals_share", 2021, 14.5, "Insee"])
    sheet.row_dimensions[6].hidden = True
    book.create_sheet("Brouillon").append(["à voir", 1])
    reading = read(xlsx(book), "valeurs.xlsx")
    [loaded] = reading.loaded
    assert loaded.frame["value"].tolist() == [18.9, 16.4, 14.5]
    assert loaded.frame["year"].tolist() == [2021, 2022, 2021]
    assert loaded.rows.tolist() == [4, 5, 6]
    assert codes(reading) == {"hidden_rows": 1, "sheet_ignored": 1}
    assert reading.issues[0].details["count"] == 1


def test_a_formula_never_computed_is_told_where_it_stands(read: Read) -> None:
    book = Workbook()
    book.active.append(HEADER)
    book.active.append(["d4_immigrant_share", 2021, "=18+1", "Insee"])
    book.active.append(["d4_immigrant_share", 2022, 19, "Insee"])
    [issue] = read(xlsx(book), "f.xlsx").issues
    assert (issue.code, issue.row, issue.column) == ("formula_without_value", 2, "Valeur")


def test_sheets_of_several_kinds(read: Read) -> None:
    book = Workbook()
    book.active.append(HEADER)
    book.active.append(["d4_immigrant_share", 2021, 19, "Insee"])
    other = book.create_sheet("Partenariats")
    other.append(["Partenaire", "Pays", "Statut"])
    other.append(["Windhoek", "NA", "Actif"])
    hidden = book.create_sheet("Cibles")
    hidden.append(["Indicateur", "Plan", "Valeur cible"])
    hidden.append(["t_sdg_tagging", "Plan", 90])
    hidden.sheet_state = "hidden"
    reading = read(xlsx(book), "tout.xlsx")
    assert [item.kind for item in reading.loaded] == ["observation", "partnership"]
    assert reading.loaded[1].frame["country"].tolist() == ["NA"]
    assert codes(reading) == {"hidden_sheet": 1}


def test_ods(read: Read) -> None:
    content = ods(
        "Valeurs",
        [HEADER, ["d4_immigrant_share", 2021, 0.189, "Insee"], ["d4_immigrant_share", 2022, 19.5, "Insee"]],
        hidden=3,
    )
    reading = read(content, "valeurs.ods")
    assert reading.loaded[0].frame["value"].tolist() == [18.9, 19.5]
    assert codes(reading) == {"hidden_rows": 1}


def test_codes_that_look_like_numbers_stay_texts(read: Read) -> None:
    book = Workbook()
    book.active.append(["Exercice", "Fonction", "Nature", "Mandaté", "Sens"])
    book.active.append([2023, "048", "6281", 13859.5, "Dépense"])
    frame = read(xlsx(book), "b.xlsx").loaded[0].frame
    assert frame["function"].tolist() == ["048"]
    assert frame["paid"].tolist() == [1385950]


def test_an_amount_over_several_columns_is_asked(read: Read) -> None:
    """It would be counted once for the first stage, in silence, and never for the others."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Exercice", "Fonction", "Nature", "Libellé", "Sens", "Voté", "Mandaté"])
    sheet.append([2024, "048", "6574", "Subvention", "Dépense", 12000, None])
    sheet.append([2024, "048", "6251", "Missions", "Dépense", 5000, 4300])
    sheet.merge_cells("F2:G2")
    sheet.merge_cells("D3:D3")
    [issue] = read(xlsx(book), "lignes.xlsx").issues
    assert (issue.code, issue.severity, issue.row, issue.column, issue.value) == (
        "amount_across",
        "confirm",
        2,
        "Voté",
        "12000",
    )
