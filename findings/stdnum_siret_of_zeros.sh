#!/usr/bin/env bash
# python-stdnum 2.2: a SIRET of fourteen zeros, which accounts carry when a beneficiary has none, is valid.
# Seen: fr.siret.is_valid("00000000000000") is True, and its SIREN too: the check digit of zero is zero.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check python-stdnum==2.2
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
from stdnum.fr import siren, siret

print(siret.is_valid("00000000000000"), siren.is_valid("000000000"), siret.is_valid("21380185500015"))
assert siret.is_valid("00000000000000") and siren.is_valid("000000000") and siret.is_valid("21380185500015")
PYTHON
