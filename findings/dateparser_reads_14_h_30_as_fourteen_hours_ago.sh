#!/usr/bin/env bash
# dateparser 1.5.0 and chrono-node 2.10.3 (npm): an hour written with its spaces, « 14 h 30 », is fourteen hours ago for one and loses its minutes for the other.
# Guess, before the run: « 14h30 » is read (80 %), which was right; none written for the spaces, which the SI asks for between a number and its unit (brochure of the BIPM, 5.4.3).
# Seen: at noon, « 14 h 30 » is 22:00 of the day before for dateparser, « 5 mars à 14 h » is the fifth of March 2014, and « 5 mars 2024 à 14 h 30 » nothing; with « min » at the
# end it is right. chrono reads the last as 14:00, and « de 9 h à 12 h 30 » as 21:00, then 12:00. Issue 943 of scrapinghub/dateparser asks for « 20h » alone.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check dateparser==1.5.0
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts chrono-node@2.10.3 >/dev/null
"$place/venv/bin/python" - <<'PYTHON'
from datetime import datetime

import dateparser

TEXTS = ("14h30", "14 h 30", "5 mars à 14 h", "5 mars 2024 à 14h30", "5 mars 2024 à 14 h 30", "5 mars 2024 à 14 h 30 min")
noon = {"RELATIVE_BASE": datetime(2026, 6, 15, 12)}
found = {text: str(dateparser.parse(text, languages=["fr"], settings=noon)) for text in TEXTS}
print(found)
assert list(found.values()) == [
    "2026-06-15 14:30:00",
    "2026-06-14 22:00:00",
    "2014-03-05 00:00:00",
    "2024-03-05 14:30:00",
    "None",
    "2024-03-05 14:30:00",
]
PYTHON
cat > hours.js <<'JS'
const assert = require("assert");
const { fr } = require("chrono-node");
const noon = new Date(Date.UTC(2026, 5, 15, 12));
const read = (text) => fr.parse(text, noon).map((one) => one.start.date().toISOString().slice(0, 16));
const found = ["5 mars 2024 à 14h30", "5 mars 2024 à 14 h 30", "de 9 h à 12 h 30"].map(read);
console.log(found);
assert.deepStrictEqual(found, [["2024-03-05T14:30"], ["2024-03-05T14:00"], ["2026-06-15T21:00", "2026-06-15T12:00"]]);
JS
TZ=UTC node hours.js
