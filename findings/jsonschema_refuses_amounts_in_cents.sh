#!/usr/bin/env bash
# jsonschema 4.26.0 and fastjsonschema 2.22.3: an amount of euros and cents is refused by one and accepted by the other.
# Seen: under {"multipleOf": 0.01}, jsonschema refuses 19.99, 1.13 and 4.35, accepts 1.10 and 254722.5; fastjsonschema accepts
# the five. A schema of a budget that says « two decimals » so refuses some right amounts, according to their binary form.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check jsonschema==4.26.0 fastjsonschema==2.22.3
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import fastjsonschema
import jsonschema

CENTS = {"type": "number", "multipleOf": 0.01}
AMOUNTS = (19.99, 1.13, 4.35, 1.10, 254722.5)
quick = fastjsonschema.compile(CENTS)
told = [jsonschema.Draft202012Validator(CENTS).is_valid(amount) for amount in AMOUNTS]
print(dict(zip(AMOUNTS, told)))
assert told == [False, False, False, True, True]
assert [quick(amount) for amount in AMOUNTS] == list(AMOUNTS)
PYTHON
