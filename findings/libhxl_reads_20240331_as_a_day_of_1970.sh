#!/usr/bin/env bash
# libhxl 5.2.2: the day 20240331 is a day of 1970.
# Guess: none written, met while asking about « 03/04/2024 ».
# Seen: clean_data on the #date column turns 20240331 and 20241231 into 1970-08-23, as so many seconds since 1970, and 202403 into the third of January 1970; « 31/03/2024 » and
# « 20240331T100000Z » are right. Days without hyphens are the basic form of ISO 8601, and the documentation of normalise_date says that a variety of formats becomes an ISO 8601 day.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check libhxl==5.2.2 six==1.17.0
cd "$place"
TZ=UTC "$place/venv/bin/python" - <<'PYTHON'
import hxl

DAYS = ("2024-03-31", "31/03/2024", "20240331T100000Z", "20240331", "20241231", "202403")
rows = [["activite", "debut"], ["#activity", "#date+start"], *(["Forage", day] for day in DAYS)]
found = dict(zip(DAYS, (row[1] for row in hxl.data(rows).clean_data(date="date").values)))
print(found)
assert list(found.values()) == ["2024-03-31", "2024-03-31", "2024-03-31", "1970-08-23", "1970-08-23", "1970-01-03"]
PYTHON
