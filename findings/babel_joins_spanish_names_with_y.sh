#!/usr/bin/env bash
# Babel 2.18.0: a list of names in Spanish is joined with « y » before the sound i, which Spanish writes « e ».
# Seen: format_list(["Francia", "Italia"], locale="es") is « Francia y Italia »; CLDR leaves that rule to the code of each
# library: ICU has it, Babel does not. Accords, sentences and reports in Spanish are wrong for Italia, Irlanda, India, Islandia.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check babel==2.18.0
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
from babel.lists import format_list

found = [format_list(names, locale="es") for names in (["Francia", "Italia"], ["francés", "inglés"], ["Chile", "Perú"])]
print(found)
assert found == ["Francia y Italia", "francés y inglés", "Chile y Perú"]
PYTHON
