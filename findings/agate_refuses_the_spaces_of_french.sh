#!/usr/bin/env bash
# agate 1.14.2: a French number is read with one kind of space only, the narrow no-break one, and without the printed minus.
# Seen: Number(locale="fr_FR") reads « 1 234,5 » with U+202F and refuses it with U+00A0, which Excel and older spreadsheets
# write, with a plain space and with « − »: one such cell and the whole column of amounts is taken for text.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check agate==1.14.2 babel==2.18.0
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import agate

number = agate.Number(locale="fr_FR")
read = {}
for text in ("1\u202f234,5", "1\u00a0234,5", "1 234,5", "\u22123,5"):
    try:
        read[text] = str(number.cast(text))
    except agate.CastError:
        read[text] = None
print(read)
assert list(read.values()) == ["1234.5", None, None, None]
table = agate.Table.from_object(
    [{"montant": "1\u202f234,5"}, {"montant": "1\u00a0234,5"}],
    column_types=agate.TypeTester(types=[number, agate.Text()]),
)
print(table.column_types)
assert isinstance(table.column_types[0], agate.Text)
PYTHON
