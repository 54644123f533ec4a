#!/usr/bin/env bash
# pyexcel-ods3 0.6.1: a cell of an ODS formatted in euros is read as a text, the same amount without a unit as a number.
# Seen: 12.5 formatted as a currency gives "12.5 EUR", formatted as a percentage 0.125, plain 12.5; calamine reads the
# three as numbers. Adding up a column of a budget concatenates texts, or fails.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check pyexcel-ods3==0.6.1 odfpy==1.4.1 python-calamine==0.9.1
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

book, table, row = OpenDocumentSpreadsheet(), Table(name="A"), TableRow()
for kind, shown in (
    ({"valuetype": "currency", "currency": "EUR", "value": "12.5"}, "12,50 €"),
    ({"valuetype": "percentage", "value": "0.125"}, "12,5 %"),
    ({"valuetype": "float", "value": "12.5"}, "12,50"),
):
    cell = TableCell(**kind)
    cell.addElement(P(text=shown))
    row.addElement(cell)
table.addElement(row)
book.spreadsheet.addElement(table)
book.save("a.ods")

import pyexcel_ods3
from python_calamine import CalamineWorkbook

read = {
    "pyexcel-ods3": pyexcel_ods3.get_data("a.ods")["A"][0],
    "calamine": CalamineWorkbook.from_path("a.ods").get_sheet_by_index(0).to_python()[0],
}
print(read)
assert read == {"pyexcel-ods3": ["12.5 EUR", 0.125, 12.5], "calamine": [12.5, 0.125, 12.5]}
PYTHON
