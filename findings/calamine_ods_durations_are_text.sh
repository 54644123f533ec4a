#!/usr/bin/env bash
# python-calamine 0.9.1: a duration (30 hours of training) is a timedelta when read from an XLSX, and the text
# PT30H00M00S when read from an ODS: a sum of hours that works on one file fails on the other.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check python-calamine==0.9.1 odfpy==1.4.1 openpyxl==3.1.5
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import datetime as dt

import openpyxl
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from python_calamine import CalamineWorkbook

book = openpyxl.Workbook()
book.active.append([dt.timedelta(hours=30)])
book.active["A1"].number_format = "[h]:mm"
book.save("a.xlsx")
ods, table, row = OpenDocumentSpreadsheet(), Table(name="A"), TableRow()
cell = TableCell(valuetype="time", timevalue="PT30H00M00S")
cell.addElement(P(text="30:00"))
row.addElement(cell)
table.addElement(row)
ods.spreadsheet.addElement(table)
ods.save("a.ods")
read = {name: CalamineWorkbook.from_path(name).get_sheet_by_index(0).to_python()[0] for name in ("a.xlsx", "a.ods")}
print(read)
assert read == {"a.xlsx": [dt.timedelta(hours=30)], "a.ods": ["PT30H00M00S"]}
PYTHON
