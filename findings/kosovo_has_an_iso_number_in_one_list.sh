#!/usr/bin/env bash
# iso3166 3.0.0 and pycountry 26.2.16: Kosovo has the three codes of ISO 3166 in one list and is unknown to the other.
# Seen: iso3166 gives XK, XKX and the number 983 without a word; ISO 3166 assigns none of them (XK is of the codes left to
# users), and pycountry finds nothing. A partner is kept or lost according to the list that reads it.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check iso3166==3.0.0 pycountry==26.2.16
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import iso3166
import pycountry

listed = iso3166.countries.get("XK")
print(listed, pycountry.countries.get(alpha_2="XK"))
assert (listed.alpha2, listed.alpha3, listed.numeric) == ("XK", "XKX", "983")
assert pycountry.countries.get(alpha_2="XK") is None
PYTHON
