#!/usr/bin/env bash
# @etalab/decoupage-administratif 6.0.0 (COG 2026): the SIREN of a commune does not always spell its INSEE code.
# The usual reading, 21 + département + 0 + commune on three digits + key, gives another commune of the same
# département for one mainland commune in seven: 02046 Barenton-Bugny has the SIREN 210200457, which spells 02045.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place"
npm install --silent --no-audit --no-fund --ignore-scripts @etalab/decoupage-administratif@6.0.0 >/dev/null
python3 - <<'PYTHON'
import json
from pathlib import Path

listed = json.loads(Path("node_modules/@etalab/decoupage-administratif/data/communes.json").read_text(encoding="utf-8"))
communes = [item for item in listed if item["type"] == "commune-actuelle" and item.get("siren")]
mainland = [item for item in communes if item["siren"].startswith("21") and item["code"][:2].isdigit() and item["code"] < "97"]
spelt = {item["code"]: item["siren"][2:4] + item["siren"][5:8] for item in mainland}
other = [code for code, read in spelt.items() if read != code]
known = {item["code"] for item in communes}
neighbours = [code for code in other if spelt[code] in known]
print(len(mainland), "communes;", len(other), "spell another code;", len(neighbours), "that of another commune;", "02046 spells", spelt["02046"])
assert spelt["02046"] == "02045"
assert 4_000 < len(other) < 6_000
assert len(neighbours) > 3_000
PYTHON
