#!/usr/bin/env bash
# ocdsmerge 0.8.0: of two releases of one contract, the older wins when its hour is written in Paris time.
# Guess, before the run: releases are put in the order of their instants (70 %).
# Seen: 10:30+01:00 (09:30 UTC) and its correction of 09:45Z are merged in the order of their texts: the amount that was corrected is the one that stays, and the
# date of the merged release is the earlier one. Both forms are ISO 8601, which OCDS asks for; with the two in UTC the correction wins.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check ocdsmerge==0.8.0
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
from ocdsmerge import Merger


def release(number: str, day: str, amount: int) -> dict:
    value = {"amount": amount, "currency": "EUR"}
    return {"ocid": "ocds-213czf-1", "id": number, "date": day, "tag": ["contract"], "planning": {"budget": {"amount": value}}}


merger = Merger({"properties": {"ocid": {"type": "string"}}})
correction = release("2", "2024-03-05T09:45:00Z", 200)
found = {}
for first in ("2024-03-05T10:30:00+01:00", "2024-03-05T09:30:00Z"):
    made = merger.create_compiled_release([release("1", first, 100), correction])
    found[first] = (made["date"], made["planning"]["budget"]["amount"]["amount"])
print(found)
assert found["2024-03-05T10:30:00+01:00"] == ("2024-03-05T10:30:00+01:00", 100)
assert found["2024-03-05T09:30:00Z"] == ("2024-03-05T09:45:00Z", 200)
PYTHON
