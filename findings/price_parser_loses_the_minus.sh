#!/usr/bin/env bash
# price-parser 0.5.1: the sign of an amount is dropped, whatever minus is typed, and the year of a sentence is its price.
# Seen: « −1 234,50 € » and "-1234.50" both give 1234.50; « Subvention 2023 : 15 000 € » gives 2023: a refund of a
# grant, read from a report, adds to the expenditure instead of being taken from it.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check price-parser==0.5.1
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
from price_parser import parse_price

read = {text: str(parse_price(text).amount) for text in ("−1 234,50 €", "-1 234,50 €", "-1234.50", "Subvention 2023 : 15 000 €")}
print(read)
assert read == {"−1 234,50 €": "1234.50", "-1 234,50 €": "1234.50", "-1234.50": "1234.50", "Subvention 2023 : 15 000 €": "2023"}
PYTHON
