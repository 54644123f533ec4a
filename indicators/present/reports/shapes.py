"""What a slide is laid out with: key figures, charts, tables, captions, bands; every drawing has its alternative text."""

from __future__ import annotations

import copy
import io
from typing import Any

from lxml import etree
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Cm, Emu, Pt

from indicators.present.reports.glance import leading
from indicators.present.reports.logo import Logo
from indicators.present.reports.model import KeyNumber, Slide
from indicators.present.reports.source import ReportSource
from indicators.present.texts import reports as words

LEAST = 24
"""Points of the smallest type of a slide: what is smaller is not read from the back of a council room."""
LEFT, WIDTH, TOP = Cm(1.6), Cm(30.6), Cm(3.9)
_LOGO = Cm(2.4)
CHART_BOTTOM, CAPTION, BOTTOM = Cm(14.2), Cm(14.3), Cm(17.3)
_LETTER, _LINE = 0.52, 1.2  # of the size of the type
_NUMBER_FIELD = "{6F1B2C7A-4D0E-4E5B-9A53-0D6C1B1A7E11}"  # any identifier that does not change


def logo(page: Any, image: Logo) -> None:
    """The logo at the top of a cover, on white so that any colour reads."""
    ground = page.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, LEFT + Cm(0.8), Cm(1.2), Cm(6), _LOGO + Cm(0.8))
    picture = page.shapes.add_picture(io.BytesIO(image.png), ground.left + Cm(0.4), ground.top + Cm(0.4), height=_LOGO)
    ground.width = picture.width + Cm(0.8)
    ground.fill.solid()
    ground.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_1
    ground.line.fill.background()
    ground.shadow.inherit = False
    picture._element.nvPicPr.cNvPr.set("descr", image.alt)


def fit_title(shape: Any) -> None:
    """A long title gets smaller type rather than a third line."""
    size = 32 if len(shape.text) <= 46 else 28 if len(shape.text) <= 90 else LEAST
    for paragraph in shape.text_frame.paragraphs:
        sized(paragraph, size)


def sized(paragraph: Any, points: int, *, strong: bool | None = None) -> None:
    """Type in points, set on each run: PowerPoint passes over what is set on the paragraph."""
    for run in paragraph.runs:
        run.font.size = Pt(points)
        if strong is not None:
            run.font.bold = strong


def numbers(page: Any, slide: Slide, top: Emu) -> Emu:
    """Key figures side by side, two by two when there are four; returns where what follows may begin."""
    per_row = 2 if len(slide.numbers) == 4 else len(slide.numbers)
    gap, height = Cm(0.6), Cm(6.3 if per_row == 2 else 5.0)
    width = Emu((WIDTH - gap * (per_row - 1)) // per_row)
    for rank, item in enumerate(slide.numbers):
        row, column = divmod(rank, per_row)
        box = page.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, LEFT + column * (width + gap), top + row * (height + gap), width, height
        )
        box.fill.solid()
        box.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
        box.line.fill.background()
        box.shadow.inherit = False
        _lines(box, [(item.label, LEAST, False), (item.value, 44, True), (brief(item), LEAST, False)])
    rows = -(-len(slide.numbers) // per_row)
    return Emu(top + rows * (height + gap))


def brief(item: KeyNumber) -> str:
    """What limits a figure, in a few words: the rest of it is in the notes."""
    return item.detail.split(" · ")[0]


def _lines(shape: Any, lines: list[tuple[str, int, bool]]) -> None:
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    for rank, (text, size, strong) in enumerate(lines):
        paragraph = frame.paragraphs[0] if rank == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text, run.font.size, run.font.bold = text, Pt(size), strong
        run.font.color.theme_color = MSO_THEME_COLOR.TEXT_2 if strong else MSO_THEME_COLOR.TEXT_1


def listed(body: Any, lines: tuple[str, ...], top: Emu, *, reading: str) -> None:
    """The reading, then as many statements as fit, as the list of the layout; the notes hold them all."""
    body.left, body.top, body.width, body.height = LEFT, top, WIDTH, Emu(BOTTOM - top)
    frame = body.text_frame
    frame.word_wrap = True
    for rank, text in enumerate(_fitting((leading(reading, 1)[0], *lines), body.height)):
        paragraph = frame.paragraphs[0] if rank == 0 else frame.add_paragraph()
        paragraph.text = text
        sized(paragraph, LEAST)
        paragraph.space_after = Pt(6)
    plain = frame.paragraphs[0]._p.get_or_add_pPr()
    plain.set("marL", "0")
    plain.set("indent", "0")
    plain.insert_element_before(plain.makeelement(qn("a:buNone"), {}), "a:tabLst", "a:defRPr", "a:extLst")


def _rows(text: str) -> int:
    """The lines that a text takes across a slide, in the smallest type."""
    return -(-len(text) // int(Emu(WIDTH - Cm(1.5)).pt / (_LETTER * LEAST)))


def _fitting(lines: tuple[str, ...], room: Emu) -> tuple[str, ...]:
    """The first lines that fit in a height."""
    used, kept = 0.0, []
    for text in lines:
        used += _rows(text) * _LINE * LEAST + 6
        if used > room.pt:
            break
        kept.append(text)
    return tuple(kept)


def caption(page: Any, text: str, top: Emu) -> Any:
    """The first sentences of the reading that fit below a drawing; the notes hold it whole. Returns the paragraph."""
    height = Emu(BOTTOM - top)
    most = int(height.pt / (_LINE * LEAST)) * int(Emu(WIDTH - Cm(1.5)).pt / (_LETTER * LEAST))
    shown = leading(text, most)[0]
    if len(shown) > most:
        return None  # the title concludes already: a sentence cut in two would say less
    box = page.shapes.add_textbox(LEFT, top, WIDTH, height)
    box.text_frame.word_wrap = True
    box.text_frame.text = shown
    sized(box.text_frame.paragraphs[0], LEAST)
    return box.text_frame.paragraphs[0]


def describe(shape: Any, title: str, text: str) -> None:
    """The alternative text of a drawing."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("title", title)
    properties.set("descr", f"{title}. {text}")


def footer(page: Any, layout: Any, text: str, number: int) -> None:
    """The foot of the layout with its words, and the number of the page."""
    for shape in layout.placeholders:
        kind = shape.placeholder_format.idx
        if kind in (11, 12):
            copied = copy.deepcopy(shape._element)
            copied.xpath(".//p:cNvPr")[0].set("id", str(1 + max(item.shape_id for item in page.shapes)))
            page.shapes._spTree.append(copied)
            place = next(item for item in page.placeholders if item.placeholder_format.idx == kind)
            if kind == 11:
                place.text_frame.text = text
            else:
                _counted(place, number)


def _counted(place: Any, number: int) -> None:
    """The number of the page as a field, so that it follows when an officer moves or adds a page."""
    paragraph = place.text_frame.paragraphs[0]._p
    for child in list(paragraph):
        paragraph.remove(child)
    field = etree.SubElement(paragraph, qn("a:fld"), {"id": _NUMBER_FIELD, "type": "slidenum"})
    etree.SubElement(field, qn("a:rPr"))
    etree.SubElement(field, qn("a:t")).text = str(number)


def bands(page: Any, slide: Slide, source: ReportSource) -> None:
    """The bands that may never be missed, above the title."""
    told = words.short_bands(source, example=slide.example)
    if not told:
        return
    box = page.shapes.add_textbox(LEFT, Cm(0.1), WIDTH, Cm(1.2))
    box.text_frame.word_wrap = True
    box.text_frame.text = " · ".join(told)
    paragraph = box.text_frame.paragraphs[0]
    sized(paragraph, LEAST, strong=True)
    paragraph.runs[0].font.color.theme_color = MSO_THEME_COLOR.ACCENT_2
