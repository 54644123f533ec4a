#!/usr/bin/env bash
# frformat 0.5.0: a code is known to one check and unknown to another of the same library and of the same year.
# Seen: département 988 (Nouvelle-Calédonie) and 975 are valid, their communes 98818 (Nouméa) and 97502 (Saint-Pierre) are not; Grenoble
# is. A list of partner communes overseas is refused cell by cell.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check frformat==0.5.0
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
from frformat import CodeCommuneInsee, CodeDepartement, Millesime

commune, departement = CodeCommuneInsee(Millesime.LATEST), CodeDepartement(Millesime.LATEST)
found = {code: commune.is_valid(code) for code in ("38185", "97105", "98818", "97502")}
above = {code: departement.is_valid(code) for code in ("38", "971", "988", "975")}
print(found, above)
assert found == {"38185": True, "97105": True, "98818": False, "97502": False}
assert above == {"38": True, "971": True, "988": True, "975": True}
PYTHON
