#!/usr/bin/env bash
# CurrencyConverter 0.18.23: the CFA franc, at a fixed rate to the euro since 1999, is not convertible; nor is the kuna once fixed.
# Seen: XOF gives ValueError, « not a supported currency »; HRK for a day of 2024 gives RateNotFoundError, although 7.5345 is its rate
# for ever. A mission paid in Dakar, or an old Croatian convention, cannot be told in euros with the rates of the European Central Bank.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check CurrencyConverter==0.18.23
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
from datetime import date

from currency_converter import CurrencyConverter, RateNotFoundError

rates = CurrencyConverter()
try:
    print(rates.convert(655_957, "XOF", "EUR"))
    raise SystemExit("the CFA franc is converted, the behaviour has changed")
except ValueError as error:
    print(type(error).__name__, error)
    assert "XOF" in str(error) and "not a supported currency" in str(error)
assert round(rates.convert(7.5365, "HRK", "EUR", date(2022, 12, 30)), 3) == 1
try:
    print(rates.convert(7.5345, "HRK", "EUR", date(2024, 1, 2)))
    raise SystemExit("the kuna is converted after its end, the behaviour has changed")
except RateNotFoundError as error:
    print(type(error).__name__, error)
PYTHON
