#!/usr/bin/env bash
# hdx-python-country 4.2.5: « Corée du Nord » is South Korea.
# Guess, before the run: PRK, or nothing (60 %).
# Seen: get_iso3_country_code_fuzzy gives KOR for « Corée du Nord », and PRK for the official name in French and for « North Korea »; « Irlande du Nord » is IRL.
# « Cap-Vert », « Turquie » and « Birmanie » give nothing. The second value says that the match is not exact, as it does for right ones (« République du Congo »).
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check hdx-python-country==4.2.5
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import logging

from hdx.location.country import Country

logging.disable(logging.CRITICAL)
NAMES = ("Corée du Nord", "North Korea", "République populaire démocratique de Corée", "République du Congo", "Cap-Vert", "Sénégal")
found = {name: Country.get_iso3_country_code_fuzzy(name, use_live=False) for name in NAMES}
print(found)
assert [code for code, _ in found.values()] == ["KOR", "PRK", "PRK", "COG", None, "SEN"]
PYTHON
