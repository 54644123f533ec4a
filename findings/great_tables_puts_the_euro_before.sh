#!/usr/bin/env bash
# great-tables 1.1.0: in French the digits follow the locale and the sign of the euro does not; halves go to even.
# Seen: fmt_currency("EUR", locale="fr") gives « €1 234,50 » and « −€0,40 », no locale moves the sign; fmt_integer shows
# 2.5 as 2 and 254 722.5 as 254 722, where the spreadsheet that holds them shows 3 and 254 723.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check great-tables==1.1.0 pandas==3.1.1
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import re

import pandas as pd
from great_tables import GT

frame = pd.DataFrame({"a": [1234.5, -0.4, 2.5, 254722.5]})


def shown(table: GT) -> list[str]:
    return [text.replace("&#8364;", "€") for text in re.findall(r"<td[^>]*>([^<]*)</td>", table.as_raw_html())]


money = shown(GT(frame).fmt_currency("a", currency="EUR", locale="fr"))
whole = shown(GT(frame).fmt_integer("a", locale="fr"))
print(money, whole)
assert money[:2] == ["€1\u202f234,50", "\u2212€0,40"]
assert whole[2:] == ["2", "254\u202f722"]
PYTHON
