#!/usr/bin/env bash
# Babel 2.18.0: the former sentence kept beside a fuzzy translation (pybabel update --previous) is written, not read.
# Seen: « #| msgid » stands after a first update and is gone after a second one on the same files: the translator who
# comes later no longer sees what the translation said.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check babel==2.18.0
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
from pathlib import Path
from subprocess import run
from sys import executable

Path("fr.pot").write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Aucun accord signé pour cette année"\nmsgstr ""\n', encoding="utf-8")
Path("en.po").write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Aucun accord signé, pour cette année"\nmsgstr "No agreement signed this year"\n', encoding="utf-8")
kept = []
for _ in range(2):
    run([executable, "-m", "babel.messages.frontend", "-q", "update", "-l", "en", "--previous", "-i", "fr.pot", "-o", "en.po"], check=True)
    text = Path("en.po").read_text(encoding="utf-8")
    assert "No agreement signed this year" in text and "fuzzy" in text
    kept.append("#| msgid" in text)
print("former sentence in the file after the first and the second update:", kept)
assert kept == [True, False]
PYTHON
