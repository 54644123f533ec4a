#!/usr/bin/env bash
# Babel 2.18.0: on 1 June 2026 Bulgaria still pays in lev.
# Seen: get_territory_currencies("BG") gives BGN for a day of 2026, though the euro is its currency since 1 January 2026; Croatia, which
# changed in 2023, and Kosovo, which has no agreement with the Union, are right. An amount of a partner is so labelled in a currency that is no more.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check babel==2.18.0
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
from datetime import date

from babel.numbers import get_territory_currencies

DAY = date(2026, 6, 1)
found = {place: get_territory_currencies(place, DAY, DAY) for place in ("BG", "HR", "XK")}
print(found)
assert found == {"BG": ["BGN"], "HR": ["EUR"], "XK": ["EUR"]}
PYTHON
