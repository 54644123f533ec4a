#!/usr/bin/env bash
# pycountry 26.2.16: the départements of France are found by their number, except Paris and Corsica as a whole.
# Seen: FR-38 and FR-67 exist; FR-75 is unknown (ISO 3166-2 made it FR-75C), and Réunion is FR-974, no longer FR-RE: a
# column of « FR- » and the département's number loses Paris alone.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check pycountry==26.2.16
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import pycountry

codes = ("FR-38", "FR-67", "FR-69", "FR-75", "FR-75C", "FR-974", "FR-RE")
found = {code: getattr(pycountry.subdivisions.get(code=code), "name", None) for code in codes}
print(found)
assert found["FR-75"] is None and found["FR-75C"] == "Paris"
assert found["FR-RE"] is None and found["FR-974"] == "La Réunion"
assert found["FR-38"] == "Isère" and found["FR-69"] == "Rhône"
PYTHON
