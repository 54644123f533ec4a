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

from indicators.present.reports.glance import READING, leading
from indicators.present.reports.logo import Logo
from indicators.present.reports.model import Slide
from indicators.present.reports.source import ReportSource
from indicators.present.texts import reports as words

LEFT, WIDTH = Cm(1.6), Cm(30.6)
_LOGO = Cm(2.4)
CHART_BOTTOM, CAPTION = Cm(13.9), Cm(14.0)
_CAPTION = READING - 30
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
    size = 30 if len(shape.text) <= 46 else 23 if len(shape.text) <= 110 else 18
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
    gap, height = Cm(0.6), Cm(6.5 if per_row == 2 else 4.4)
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
        _lines(box, [(item.label, 20, False), (item.value, 44, True), (item.detail, 18, False)])
    rows = -(-len(slide.numbers) // per_row)
    return Emu(top + rows * (height + gap))


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
    """The reading, then statements as the list of the layout."""
    body.left, body.top, body.width, body.height = LEFT, top, WIDTH, Emu(Cm(17.2) - top)
    frame = body.text_frame
    frame.word_wrap = True
    size = _listed_size((reading, *lines), body.height)
    for rank, text in enumerate((reading, *lines)):
        paragraph = frame.paragraphs[0] if rank == 0 else frame.add_paragraph()
        paragraph.text = text
        sized(paragraph, size if rank else min(size, 20))
        paragraph.space_after = Pt(8)
    plain = frame.paragraphs[0]._p.get_or_add_pPr()
    plain.set("marL", "0")
    plain.set("indent", "0")
    plain.insert_element_before(plain.makeelement(qn("a:buNone"), {}), "a:tabLst", "a:defRPr", "a:extLst")


def _listed_size(lines: tuple[str, ...], room: Emu) -> int:
    """The largest type in points, from 22 to 12, in which the lines fit, at 0.6 of its size a letter."""
    for size in range(22, 12, -1):
        rows = sum(-(-len(text) // int(Emu(WIDTH - Cm(1.5)).pt / (0.6 * size))) for text in lines)
        if rows * 1.2 * size + 8 * len(lines) <= room.pt:
            return size
    return 12


def caption(page: Any, text: str, top: Emu, source: ReportSource) -> Any:
    """The first sentences of the reading, large; the notes hold it whole. Returns the paragraph."""
    box = page.shapes.add_textbox(LEFT, top, WIDTH, Emu(Cm(17.5) - top))
    frame = box.text_frame
    frame.word_wrap = True
    room = _CAPTION if top >= CAPTION else 3 * READING
    shown, more = leading(text, room)
    frame.text = shown
    sized(frame.paragraphs[0], 18 if len(shown) <= room else 14)
    if more:
        rest = frame.paragraphs[0].add_run()
        rest.text, rest.font.size = " " + source.t("(suite dans les commentaires de la page)"), Pt(14)
    return frame.paragraphs[0]


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
    told = words.bands(source, example=slide.example)
    if not told:
        return
    box = page.shapes.add_textbox(LEFT, Cm(0.15), WIDTH, Cm(0.8))
    box.text_frame.word_wrap = True
    box.text_frame.text = " · ".join(told)
    paragraph = box.text_frame.paragraphs[0]
    sized(paragraph, 14, strong=True)
    paragraph.runs[0].font.color.theme_color = MSO_THEME_COLOR.ACCENT_2
