#!/usr/bin/env bash
# pandas 3.1.1 with odfpy 1.4.1: one cell that holds a duration of a day or more (30 hours of training) and
# read_excel refuses the whole ODS sheet: DateParseError, hour must be in 0..23. Durations are read as moments.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check pandas==3.1.1 odfpy==1.4.1
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import pandas as pd
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P


def sheet(value: str, shown: str) -> str:
    book, table, row = OpenDocumentSpreadsheet(), Table(name="Heures"), TableRow()
    cell = TableCell(valuetype="time", timevalue=value)
    cell.addElement(P(text=shown))
    row.addElement(cell)
    table.addElement(row)
    book.spreadsheet.addElement(table)
    book.save(f"{value}.ods")
    return f"{value}.ods"


print(repr(pd.read_excel(sheet("PT07H30M00S", "07:30"), engine="odf", header=None).iloc[0, 0]))
try:
    pd.read_excel(sheet("PT30H00M00S", "30:00"), engine="odf", header=None)
    raise SystemExit("the sheet was read: the behaviour has changed")
except ValueError as error:
    print(type(error).__name__, error)
    assert "hour must be in 0..23" in str(error)
PYTHON
