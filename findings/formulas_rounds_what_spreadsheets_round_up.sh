#!/usr/bin/env bash
# formulas 1.3.4: ROUND of a workbook computed in Python goes by the binary number, TEXT to the even one.
# Seen: =ROUND(1.005,2) is 1.00 where LibreOffice and Excel give 1.01; =TEXT(1234.5,"0") is 1234 where they show 1235,
# while =ROUND(1234.5,0) is 1235 here too: a total recomputed from the city's own workbook differs by a euro.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check formulas==1.3.4
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import formulas


def computed(text: str) -> str:
    return str(formulas.Parser().ast(text)[1].compile()().tolist())


found = {text: computed(text) for text in ("=ROUND(1.005,2)", "=ROUND(1234.5,0)", '=TEXT(1234.5,"0")')}
print(found)
assert found == {"=ROUND(1.005,2)": "1.0", "=ROUND(1234.5,0)": "1235.0", '=TEXT(1234.5,"0")': "1234"}
PYTHON
