"""A letter or a working paper of the office as DOCX: plain styles of Word, to be finished by a person."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from indicators.languages import LANGUAGES
from indicators.present.reports.stamp import moment, restamped
from indicators.present.texts.translator import Translator

#: A part of a paper: its title (empty for none) and its paragraphs; one that begins with « - » is an item of a list.
Part = tuple[str, Sequence[str]]


def paper(title: str, parts: Sequence[Part], t: Translator, *, made_at: str, heading: bool = True) -> bytes:
    """A document of Word: its title, then its parts. The same content made at the same instant gives the same bytes."""
    file, when = Document(), moment(made_at)
    core = file.core_properties
    core.title, core.author, core.last_modified_by = title, "", ""
    core.language, core.created, core.modified, core.revision = LANGUAGES[t.lang].tag, when, when, 1
    normal = file.styles["Normal"]
    normal.font.size = Pt(11)
    properties = normal.element.get_or_add_rPr()
    language = properties.makeelement(qn("w:lang"), {qn("w:val"): LANGUAGES[t.lang].tag})
    properties.append(language)
    if heading:
        file.add_heading(title, level=0)
    for name, lines in parts:
        if name:
            file.add_heading(name, level=1)
        for line in lines:
            style = "List Bullet" if line.startswith("- ") else None
            file.add_paragraph(line.removeprefix("- "), style=style)
    kept = io.BytesIO()
    file.save(kept)
    return restamped(kept.getvalue(), when)
