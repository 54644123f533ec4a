#!/usr/bin/env bash
# num2words 0.5.14: a whole number of euros is read as cents, the same number as a float as euros.
# Seen: 1000000 gives « dix mille euros et zéro centimes », 1000000.0 gives « un million euros et zéro centimes »,
# without the « d' » that French asks after million.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check num2words==0.5.14
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
from num2words import num2words

whole = num2words(1_000_000, lang="fr", to="currency")
real = num2words(1_000_000.0, lang="fr", to="currency")
print(whole, "|", real)
assert whole == "dix mille euros et zéro centimes", whole
assert real == "un million euros et zéro centimes", real
PYTHON
