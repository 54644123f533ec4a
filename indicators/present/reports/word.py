"""The report as a Word document: the same chapters, for a communication office that sets it in its own look.

Titles, lists, tables and captions are the styles of Word, so that a house style given to the document changes them all;
pictures have their alternative text, and the language of each text is said.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from indicators.languages import LANGUAGES
from indicators.present.figure import Figure
from indicators.present.reports import cover, pictures
from indicators.present.reports.model import (
    Block,
    Card,
    Cards,
    Heading,
    KeyNumber,
    Listed,
    Numbers,
    Paragraph,
    Section,
    Table,
)
from indicators.present.reports.office_theme import themed
from indicators.present.reports.parts import Pending, pending
from indicators.present.reports.printing import shares_page
from indicators.present.reports.source import ReportSource
from indicators.present.reports.stamp import moment, restamped
from indicators.present.reports.volume import volume
from indicators.present.reports.wording import plain, publishers
from indicators.present.texts import reports as words

_WIDTH, _CHART = Cm(15), 580
_PAPERS = {"a4": (Cm(21), Cm(29.7)), "letter": (Cm(21.59), Cm(27.94))}


def word_report(source: ReportSource) -> bytes:
    """The report as DOCX, in the language of the source; the same edition gives the same bytes."""
    return written(source, source.t("Rapport {year}", year=source.year), volume(source), waiting=pending(source))


def written(source: ReportSource, title: str, sections: Sequence[Section], *, waiting: Sequence[Pending] = ()) -> bytes:
    """A document of Word: its cover, then its sections; ``waiting`` are the parts that make it a draft."""
    file = Document()
    t, when = source.t, moment(source.snapshot.edition.published_at)
    core = file.core_properties
    core.title, core.author = f"{title} – {source.name}", source.settings.collectivity.office or source.name
    core.comments, core.language = words.edition_line(source, t), LANGUAGES[t.lang].tag
    core.last_modified_by, core.created, core.modified, core.revision = core.author, when, when, 1
    _styled(file, source, waiting)
    _cover(file, source, title, waiting)
    for before, section in zip((None, *sections), sections, strict=False):
        if not shares_page(section, before):
            file.add_page_break()
        _chapter(file, section, source)
    kept = io.BytesIO()
    file.save(kept)
    return restamped(kept.getvalue(), when)


def _styled(file: Any, source: ReportSource, waiting: Sequence[Pending]) -> None:
    """The colour and the fonts of the collectivity in the styles, the language of the whole, head and foot of each page."""
    look = source.settings.report
    themed(file.part, look.font, {"accent1": look.colour, "dk2": look.colour, "hlink": look.colour})
    colour = RGBColor.from_string(look.colour.lstrip("#").upper())
    for name in ("Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Caption"):
        file.styles[name].font.color.rgb = colour
    file.styles["Caption"].paragraph_format.keep_with_next = True
    page = file.sections[0]
    page.page_width, page.page_height = _PAPERS[look.page]
    normal = file.styles["Normal"]
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_after = Pt(6)
    _speak(normal.element.get_or_add_rPr(), LANGUAGES[source.t.lang].tag)
    page.footer.paragraphs[0].text = words.footer(source, source.t)
    told = [source.t("PROJET")] if waiting else []
    head = page.header.paragraphs[0]
    head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    mark = head.add_run(" · ".join([*told, *words.bands(source, example=source.snapshot.example)]))
    mark.bold, mark.font.size = True, Pt(8.5)


def _speak(properties: Any, language: str) -> None:
    found = properties.find(qn("w:lang"))
    if found is None:
        found = properties.makeelement(qn("w:lang"), {})
        properties.append(found)
    found.set(qn("w:val"), language)


def _cover(file: Any, source: ReportSource, title: str, waiting: Sequence[Pending]) -> None:
    t = source.t
    if source.logo is not None:
        _picture(file, source.logo.png, source.logo.alt, height=Cm(2.4))
    file.add_paragraph(t("L'action internationale de {name}", name=source.name), style="Title")
    file.add_paragraph(title, style="Subtitle")
    for line in words.identity(source, t)[1:]:
        file.add_paragraph(line)
    told = [*words.bands(source, example=source.snapshot.example), *([words.project(waiting, t)] if waiting else [])]
    for line in told:
        file.add_paragraph().add_run(line).bold = True
    if (taken := source.images.get(cover.PLACE)) is not None:
        _picture(file, taken.data, taken.alt, width=_WIDTH)
        _credited(file, taken.credit)


def _chapter(file: Any, section: Section, source: ReportSource) -> None:
    file.add_heading(section.title, level=1)
    for block in section.blocks:
        _block(file, block, source)


def _block(file: Any, block: Block, source: ReportSource) -> None:
    if isinstance(block, Figure):
        _figure(file, block, source)
    elif isinstance(block, Heading):
        file.add_heading(block.text, level=block.level)
    elif isinstance(block, Paragraph):
        _paragraph(file, block)
    elif isinstance(block, Listed):
        file.add_heading(block.title, level=2)
        for item in block.items:
            file.add_paragraph(item, style="List Bullet")
    elif isinstance(block, Numbers):
        for number in block.items:
            _number(file, number, source)
    elif isinstance(block, Cards):
        for card in block.items:
            _card(file, card, source)
    else:
        _table(file, block)


def _paragraph(file: Any, block: Paragraph) -> None:
    written = file.add_paragraph()
    run = written.add_run(block.text)
    run.bold = block.style == "lead" or None
    run.italic = block.style == "missing" or None
    if block.lang:
        _speak(run._r.get_or_add_rPr(), LANGUAGES[block.lang].tag)
    if block.by:
        signed = file.add_paragraph()
        signed.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        signed.add_run(block.by).bold = True


def _number(file: Any, item: KeyNumber, source: ReportSource) -> None:
    """The question as a title, the figure large, then its last ten years in words and its sentence."""
    file.add_heading(item.label, level=2)
    first = file.add_paragraph()
    value = first.add_run(item.value)
    value.bold, value.font.size = True, Pt(24)
    mark = words.example_mark(source.t) if item.example else ""
    years = item.line.words if item.line else ""
    told = [file.add_paragraph(text) for text in (item.detail, item.change, years, item.sentence, mark) if text]
    _together([first, *told])


def _card(file: Any, card: Card, source: ReportSource) -> None:
    file.add_heading(card.title, level=2)
    if card.image is not None:
        _picture(file, card.image.data, card.image.alt, width=Cm(9))
        _credited(file, card.image.credit)
    told = [file.add_paragraph(card.above)]
    if card.number is not None:
        told.append(file.add_paragraph())
        told[-1].add_run(f"{card.number.value} {card.number.label}").bold = True
    told.append(file.add_paragraph(card.result))
    if card.learnt:
        told.append(file.add_paragraph(f"{source.t('Ce que nous en retenons')}{source.t(' : ')}{card.learnt}"))
    _together(told)


def _figure(file: Any, figure: Figure, source: ReportSource) -> None:
    file.add_paragraph(figure.title, style="Caption")
    if figure.spec is not None:
        drawn = pictures.png(figure.spec, _CHART)
        _picture(file, drawn, plain(figure.alt), width=_WIDTH)
    said = file.add_paragraph().add_run(plain(figure.sentence))
    if figure.lang:
        _speak(said._r.get_or_add_rPr(), LANGUAGES[figure.lang].tag)
    marks = [words.example_mark(source.t)] if figure.example else []
    listed = source.t.typeset(" ; ".join(publishers(figure.sources)))
    sources = [source.t("Sources : {names}.", names=listed)] if listed else []
    for text in (*marks, *sources):
        file.add_paragraph().add_run(text).font.size = Pt(8.5)


def _table(file: Any, table: Table) -> None:
    file.add_paragraph(table.title, style="Caption")
    made = file.add_table(rows=1, cols=len(table.headers), style="Light Grid Accent 1")
    for cell, name in zip(made.rows[0].cells, table.headers, strict=True):
        cell.text = name
    made.rows[0]._tr.get_or_add_trPr().append(made.rows[0]._tr.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
    for row in table.rows:
        for cell, text in zip(made.add_row().cells, row, strict=True):
            cell.text = text


def _picture(file: Any, data: bytes, alt: str, **size: Any) -> None:
    """A picture with its alternative text, not higher than a page, on the page of what is said of it."""
    shape = file.add_picture(io.BytesIO(data), **size)
    if shape.height > Cm(20):
        shape.width, shape.height = int(shape.width * Cm(20) / shape.height), Cm(20)
    shape._inline.docPr.set("descr", alt)
    file.paragraphs[-1].paragraph_format.keep_with_next = True


def _together(paragraphs: Sequence[Any]) -> None:
    """Paragraphs that are not parted by the foot of a page: a title, kept with the first, is never left with it alone."""
    for paragraph in paragraphs[:-1]:
        paragraph.paragraph_format.keep_with_next = True


def _credited(file: Any, credit: str) -> None:
    if credit:
        file.add_paragraph().add_run(credit).font.size = Pt(8.5)
