#!/usr/bin/env bash
# python-calamine 0.9.1: an ODS whose cells stand on lines of their own, as gnumeric writes it, is not read.
# Seen: the same sheet, with the white space between table:table-row and table:table-cell that XML lets stand there, gives
# « Expecting 'table-cell', found Text »; every ODS that gnumeric 1.12 saves is so. Without it the sheet is read.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check python-calamine==0.9.1 odfpy==1.4.1
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import re
import zipfile

from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from python_calamine import CalamineError, CalamineWorkbook

book, table, row = OpenDocumentSpreadsheet(), Table(name="A"), TableRow()
row.addElement(TableCell(valuetype="float", value="12.5"))
table.addElement(row)
book.spreadsheet.addElement(table)
book.save("close.ods")
with zipfile.ZipFile("close.ods") as source, zipfile.ZipFile("open.ods", "w") as target:
    for name in source.namelist():
        part = source.read(name)
        target.writestr(name, re.sub(rb"><(?=/?table:)", b">\n  <", part) if name == "content.xml" else part)
print(CalamineWorkbook.from_path("close.ods").get_sheet_by_index(0).to_python())
try:
    read = CalamineWorkbook.from_path("open.ods").get_sheet_by_index(0).to_python()
    raise SystemExit(f"the sheet was read, the behaviour has changed: {read}")
except CalamineError as error:
    print(error)
    assert "table-cell" in str(error)
PYTHON
