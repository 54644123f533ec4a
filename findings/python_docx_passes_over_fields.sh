#!/usr/bin/env bash
# python-docx 1.2.0 and mammoth 1.13.0: the result of a field is not in the text of its paragraph.
# Seen: « Total : 254 723 EUR paid », whose amount is a field of the document's properties (w:fldSimple), is read « Total :  paid » by both;
# docx2txt 0.9 reads the amount. In a content control, python-docx loses it and mammoth keeps it. No reader says that something is absent.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check python-docx==1.2.0 mammoth==1.13.0 docx2txt==0.9
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import docx2txt
import mammoth
from docx import Document
from docx.oxml import parse_xml

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RUN = "<w:r><w:t>254 723 EUR</w:t></w:r>"
FORMS = {
    "field": f'<w:fldSimple {SPACE} w:instr=" DOCPROPERTY Total ">{RUN}</w:fldSimple>',
    "control": f"<w:sdt {SPACE}><w:sdtPr/><w:sdtContent>{RUN}</w:sdtContent></w:sdt>",
}
found = {}
for name, form in FORMS.items():
    file = Document()
    paragraph = file.add_paragraph("Total : ")
    paragraph._p.append(parse_xml(form))
    paragraph.add_run(" paid")
    file.save(f"{name}.docx")
    with open(f"{name}.docx", "rb") as stream:
        texts = (Document(f"{name}.docx").paragraphs[0].text, mammoth.extract_raw_text(stream).value, docx2txt.process(f"{name}.docx"))
    found[name] = tuple("254 723" in text for text in texts)
print(found)
assert found == {"field": (False, False, True), "control": (False, True, True)}
PYTHON
