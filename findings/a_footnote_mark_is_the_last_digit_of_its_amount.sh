#!/usr/bin/env bash
# pypdf 7.1.1, pdfplumber 0.11.10, pypdfium2 5.15.2, odfpy 1.4.1: the mark of a footnote is read as a digit of the amount that it follows.
# Guess, before the run: a space, or nothing, between the two (60 %).
# Seen: « 254722 » with the footnote 1, set by Typst, is 2547221 for the three readers of PDF, pdfplumber's words included, though the mark is small and high. From an
# ODT, extractText of odfpy gives « 2547221Hors taxes. »: mark and note stand in the sentence. Ten times the grant, plausible to the eye.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check pypdf==7.1.1 pdfplumber==0.11.10 pypdfium2==5.15.2 odfpy==1.4.1 typst==0.15.0
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
from pathlib import Path

import pdfplumber
import pypdfium2
import typst
from odf.opendocument import OpenDocumentText, load
from odf.teletype import extractText
from odf.text import Note, NoteBody, NoteCitation, P
from pypdf import PdfReader

Path("a.typ").write_text('#set text(lang: "fr")\nSubvention : 254722#footnote[Hors taxes.] versés.', encoding="utf-8")
typst.compile("a.typ", output="a.pdf")
sheet = OpenDocumentText()
line, note, body = P(text="Subvention : 254722"), Note(noteclass="footnote"), NoteBody()
note.addElement(NoteCitation(text="1"))
body.addElement(P(text="Hors taxes."))
note.addElement(body)
line.addElement(note)
line.addText(" versés.")
sheet.text.addElement(line)
sheet.save("a.odt")
with pdfplumber.open("a.pdf") as file:
    words = [word["text"] for word in file.pages[0].extract_words()]
found = {
    "pypdf": PdfReader("a.pdf").pages[0].extract_text().splitlines()[0],
    "pdfplumber": " ".join(words[:4]),
    "pypdfium2": pypdfium2.PdfDocument("a.pdf")[0].get_textpage().get_text_range().splitlines()[0],
    "odfpy": extractText(load("a.odt").getElementsByType(P)[0]),
}
print(found)
assert "2547221" in words
assert all("2547221" in text for text in found.values())
assert found["odfpy"] == "Subvention : 2547221Hors taxes. versés."
PYTHON
