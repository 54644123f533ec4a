#!/usr/bin/env bash
# python-calamine 0.9.1: two words on two lines of an ODS cell are one word.
# Guess: none written for this file, met while asking whether line breaks cross an ODS (60 % yes: right for the files of pandas, tablib and odswriter).
# Seen: of the cell « Aide / à Bamako » written by ezodf 0.3.2 with a text:line-break, calamine reads « Aideà Bamako », and of a cell with a tab, « totalnet »; odfdo reads both.
# ODF 1.3 (part 3, 6.1.4 and 6.1.5: docs.oasis-open.org/office/OpenDocument/v1.3) has both in any paragraph.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check python-calamine==0.9.1 ezodf==0.3.2 lxml==6.1.3 odfdo==3.27.3
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import ezodf
import odfdo
from python_calamine import CalamineWorkbook

book = ezodf.newdoc("ods", "lines.ods")
sheet = ezodf.Sheet("Aides", size=(1, 2))
book.sheets += sheet
sheet[0, 0].set_value("Aide\nà Bamako")
sheet[0, 1].set_value("total\tnet")
book.save()
found = {
    "odfdo": list(odfdo.Document("lines.ods").body.tables[0].get_values()[0]),
    "calamine": CalamineWorkbook.from_path("lines.ods").get_sheet_by_index(0).to_python()[0],
}
print(found)
assert found["odfdo"] == ["Aide\nà Bamako", "total\tnet"]
assert found["calamine"] == ["Aideà Bamako", "totalnet"]
PYTHON
