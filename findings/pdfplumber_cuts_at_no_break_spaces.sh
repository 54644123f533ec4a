#!/usr/bin/env bash
# pdfplumber 0.11.10: the spaces that forbid a line break cut words all the same.
# Seen: « 254 722 € », set by Typst with U+202F and U+00A0, is three words for extract_words, though extract_text of
# pdfminer, under it, keeps both spaces: an amount read from a council's PDF is 254, then 722.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check pdfplumber==0.11.10 typst==0.15.0
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import pdfplumber
import typst
from pdfminer.high_level import extract_text
from pathlib import Path

Path("a.typ").write_text('#set text(lang: "fr")\nMontant : 254\u202f722\u00a0€', encoding="utf-8")
typst.compile("a.typ", output="a.pdf")
words = [word["text"] for word in pdfplumber.open("a.pdf").pages[0].extract_words()]
text = extract_text("a.pdf")
print(words, repr(text.strip()))
assert "254\u202f722\u00a0€" in text
assert "254" in words and "722" in words
PYTHON
