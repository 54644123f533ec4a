"""What a slide is laid out with: key figures, charts, tables, captions, bands; every drawing has its alternative text."""

from __future__ import annotations

import copy
import io
from typing import Any

import pandas as pd
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Cm, Emu, Pt

from indicators.present.figure import Figure
from indicators.present.reports import pictures
from indicators.present.reports.model import NativeChart, Slide
from indicators.present.reports.source import ReportSource
from indicators.present.texts import reports as words
from indicators.present.texts.translator import MISSING

LEFT, WIDTH = Cm(1.6), Cm(30.6)
CHART_BOTTOM, CAPTION = Cm(14.3), Cm(14.5)
_TYPES = {
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked_bar": XL_CHART_TYPE.BAR_STACKED,
    "stacked_column": XL_CHART_TYPE.COLUMN_STACKED,
    "line": XL_CHART_TYPE.LINE,
}
_ROWS, _COLUMNS, _CELL = 10, 6, 110


def fit_title(shape: Any) -> None:
    """A long title gets smaller type rather than a third line."""
    size = 30 if len(shape.text) <= 46 else 23 if len(shape.text) <= 110 else 18
    for paragraph in shape.text_frame.paragraphs:
        paragraph.font.size = Pt(size)


def numbers(page: Any, slide: Slide, top: Emu) -> Emu:
    """Key figures side by side, two by two when there are four; returns where what follows may begin."""
    per_row = 2 if len(slide.numbers) == 4 else len(slide.numbers)
    gap, height = Cm(0.6), Cm(5.4 if per_row == 2 else 3.9)
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
        _lines(box, [(item.label, 16, False), (item.value, 36, True), (item.detail, 14, False)])
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
    size = 22 if sum(map(len, lines)) < 420 else 18
    for rank, text in enumerate((reading, *lines)):
        paragraph = frame.paragraphs[0] if rank == 0 else frame.add_paragraph()
        paragraph.text = text
        paragraph.font.size = Pt(size if rank else 18)
        paragraph.space_after = Pt(8)
    plain = frame.paragraphs[0]._p.get_or_add_pPr()
    plain.set("marL", "0")
    plain.set("indent", "0")
    plain.insert_element_before(plain.makeelement(qn("a:buNone"), {}), "a:tabLst", "a:defRPr", "a:extLst")


def caption(page: Any, text: str, top: Emu, source: ReportSource) -> None:
    """The reading under a chart, whole: its type gets smaller when it is long, the notes hold it in any case."""
    box = page.shapes.add_textbox(LEFT, top, WIDTH, Emu(Cm(17.5) - top))
    frame = box.text_frame
    frame.word_wrap = True
    room = 320 if top >= CAPTION else 1200
    shown = text if len(text) <= 2 * room else shortened(text, 2 * room, source)
    frame.text = shown
    frame.paragraphs[0].font.size = Pt(16 if len(shown) <= room else 13)


def shortened(text: str, most: int, source: ReportSource) -> str:
    """The first whole sentences of a text, and where the rest is."""
    kept = text[:most].rsplit(". ", 1)[0]
    return f"{kept}. " + source.t("(suite dans les commentaires de la page)")


def drawing(page: Any, slide: Slide, source: ReportSource, top: Emu) -> None:
    """The native chart, else the picture of the chart, else its table."""
    height = Emu(CHART_BOTTOM - top)
    if slide.native is not None:
        _native(page, slide, slide.native, top, height)
    elif slide.figure is not None and slide.figure.spec is not None:
        _picture(page, slide.figure, top, height)
    elif slide.figure is not None and not slide.figure.table.empty:
        table(page, slide.figure, source, top)


def _native(page: Any, slide: Slide, chart: NativeChart, top: Emu, height: Emu) -> None:
    data = CategoryChartData(number_format=chart.number_format)
    upright = chart.kind in ("bar", "stacked_bar")
    # PowerPoint draws the first category of a bar chart at the bottom.
    data.categories = chart.categories[::-1] if upright else chart.categories
    for name, values in chart.series:
        data.add_series(name, values[::-1] if upright else values)
    frame = page.shapes.add_chart(_TYPES[chart.kind], LEFT, top, WIDTH, height, data)
    describe(frame, slide.title, slide.reading)
    _style(frame.chart, chart)


def _style(drawn: Any, chart: NativeChart) -> None:
    drawn.has_title, drawn.font.size = False, Pt(13)
    drawn.has_legend = len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    plot = drawn.plots[0]
    plot.gap_width = 45
    if chart.kind in ("stacked_bar", "stacked_column"):
        plot.overlap = 100
    for series, colour in zip(plot.series, chart.colours, strict=False):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = RGBColor.from_string(colour.lstrip("#").upper())
    drawn.value_axis.has_major_gridlines = False
    drawn.value_axis.visible = chart.kind == "stacked_column"
    drawn.value_axis.minimum_scale = 0
    drawn.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    drawn.category_axis.format.line.fill.background()
    drawn.value_axis.tick_labels.number_format = chart.number_format
    drawn.value_axis.tick_labels.number_format_is_linked = False
    if chart.labels:
        plot.has_data_labels = True
        plot.data_labels.number_format = chart.number_format
        plot.data_labels.number_format_is_linked = False
        plot.data_labels.font.size = Pt(12)
        if chart.kind == "bar":
            plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END


def _picture(page: Any, figure: Figure, top: Emu, height: Emu) -> None:
    image = page.shapes.add_picture(io.BytesIO(pictures.png(figure.spec or {}, 900)), LEFT, top)
    ratio = min(WIDTH / image.width, height / image.height)
    image.width, image.height = int(image.width * ratio), int(image.height * ratio)
    image.left = Emu(LEFT + (WIDTH - image.width) // 2)
    describe(image, figure.title, figure.sentence)


def describe(shape: Any, title: str, text: str) -> None:
    """The alternative text of a drawing."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("title", title)
    properties.set("descr", f"{title}. {text}")


def table(page: Any, figure: Figure, source: ReportSource, top: Emu) -> None:
    """The first rows of a table as a native one, as many as fit; how many are left is said."""
    cells = [
        [_text(value, source) for value in row]
        for row in figure.table.iloc[:_ROWS, :_COLUMNS].itertuples(index=False, name=None)
    ]
    names = [str(name) for name in figure.table.columns[:_COLUMNS]]
    widths = _widths(names, cells)
    shown = _fitting(cells, widths, Emu(CHART_BOTTOM - top - Cm(1.9)))
    frame = page.shapes.add_table(len(shown) + 1, len(names), LEFT, top, WIDTH, Cm(0.9) * (len(shown) + 1))
    describe(frame, figure.title, figure.sentence)
    for column, width in enumerate(widths):
        frame.table.columns[column].width = width
    for row, values in enumerate([names, *shown]):
        for column, value in enumerate(values):
            _cell(frame.table.cell(row, column), value, strong=row == 0)
    if left := len(figure.table) - len(shown):
        words_left = source.t.n(
            "{count} ligne de plus dans le classeur.", "{count} lignes de plus dans le classeur.", left
        )
        box = page.shapes.add_textbox(LEFT, Emu(CHART_BOTTOM - Cm(0.7)), WIDTH, Cm(0.8))
        box.text_frame.text = words_left
        box.text_frame.paragraphs[0].font.size = Pt(12)


def _widths(names: list[str], cells: list[list[str]]) -> list[Emu]:
    """Widths by what the columns hold, between a narrow column and four times as wide."""
    longest = [max(len(name), *(len(row[place]) for row in cells)) for place, name in enumerate(names)]
    weights = [min(max(length, 10), 40) for length in longest]
    return [Emu(WIDTH * weight // sum(weights)) for weight in weights]


def _fitting(cells: list[list[str]], widths: list[Emu], room: Emu) -> list[list[str]]:
    """The rows that fit, at about 0.23 cm a letter and 0.58 cm a line."""
    kept, used = [], 0
    for row in cells:
        lines = max(-(-len(text) * 23 // max(int(width / Cm(0.01)) - 50, 1)) for text, width in zip(row, widths, strict=True))  # fmt: skip
        used += Cm(0.58) * max(lines, 1) + Cm(0.3)
        if used > room:
            break
        kept.append(row)
    return kept


def _text(value: Any, source: ReportSource) -> str:
    if value is None or pd.isna(value):
        return MISSING
    text = source.t.number(value) if isinstance(value, float) else str(value)
    return text if len(text) <= _CELL else text[: _CELL - 1].rsplit(" ", 1)[0] + "…"


def _cell(cell: Any, text: str, *, strong: bool = False) -> None:
    cell.text = text
    for paragraph in cell.text_frame.paragraphs:
        paragraph.font.size, paragraph.font.bold = Pt(13), strong


def footer(page: Any, layout: Any, text: str, number: int) -> None:
    """The foot of the layout with its words, and the number of the page."""
    for shape in layout.placeholders:
        kind = shape.placeholder_format.idx
        if kind in (11, 12):
            page.shapes._spTree.append(copy.deepcopy(shape._element))
            place = next(item for item in page.placeholders if item.placeholder_format.idx == kind)
            place.text_frame.text = text if kind == 11 else str(number)


def bands(page: Any, slide: Slide, source: ReportSource) -> None:
    """The bands that may never be missed, above the title."""
    told = [words.fictional_band(source.t)] if source.fictional else []
    told += [words.example_mark(source.t)] if slide.example else []
    if not told:
        return
    box = page.shapes.add_textbox(LEFT, Cm(0.15), WIDTH, Cm(0.8))
    box.text_frame.word_wrap = True
    box.text_frame.text = " · ".join(told)
    run = box.text_frame.paragraphs[0]
    run.font.size, run.font.bold = Pt(12), True
    run.font.color.theme_color = MSO_THEME_COLOR.ACCENT_2
