#!/usr/bin/env bash
# duckdb 2.0.0: a column of days written 31/12/24 is read from the year to the day.
# Guess, before the run: the day first, as for 31/12/2024, or a text (50 %).
# Seen: 31/12/24 is 24 December 2031 and 03/04/24 is 24 April 2003, a DATE without any doubt; with the year on four digits, the same file is right. The last two
# digits become the day and the first two the year: deliberations of 2024 spread over thirty years, all on the 24th.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==2.0.0
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
from pathlib import Path

import duckdb


def days(*texts: str) -> list[str]:
    Path("a.csv").write_text("jour;montant\n" + "".join(f"{text};1\n" for text in texts), encoding="utf-8")
    rows = duckdb.sql("SELECT jour, typeof(jour) FROM 'a.csv'").fetchall()
    assert {kind for _, kind in rows} == {"DATE"}
    return [str(day) for day, _ in rows]


short, long = days("03/04/24", "15/06/24", "31/12/24"), days("03/04/2024", "15/06/2024", "31/12/2024")
print(short, long)
assert short == ["2003-04-24", "2015-06-24", "2031-12-24"]
assert long == ["2024-04-03", "2024-06-15", "2024-12-31"]
PYTHON
