#!/usr/bin/env bash
# pandas 3.1.1: the quarters of a French series, 2024-T1 to 2024-T4 (trimestre), are read as January to April.
# Guess, before the run: an error, as for the half-year 2024-S1 (80 %).
# Seen: to_datetime gives 1 February for 2024-T2, and a PeriodIndex of quarters puts T1, T2 and T3 in the first quarter and T4 in the second, without a
# word; a column of days gets the warning that any unusual date gets. 2024-Q2 is right. A year of quarterly figures is drawn on four months, or added up in two quarters.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check pandas==3.1.1
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import pandas as pd

QUARTERS = [f"2024-T{number}" for number in (1, 2, 3, 4)]
days = [str(day.date()) for day in pd.to_datetime(pd.Series(QUARTERS))]
periods = pd.PeriodIndex(QUARTERS, freq="Q").astype(str).tolist()
print(dict(zip(QUARTERS, days)), periods)
assert days == ["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"]
assert periods == ["2024Q1", "2024Q1", "2024Q1", "2024Q2"]
assert pd.PeriodIndex(["2024-Q2"], freq="Q").astype(str).tolist() == ["2024Q2"]
try:
    print(pd.to_datetime("2024-S1"))
    raise SystemExit("a half-year is read, the behaviour has changed")
except ValueError as error:
    print("2024-S1:", error)
PYTHON
