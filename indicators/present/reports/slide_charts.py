"""Drawings of the presentation: native charts where PowerPoint has them, pictures for maps, else the table."""

from __future__ import annotations

import io
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from indicators.present.figure import Figure
from indicators.present.palette import BLUE, GREEN, ORANGE, PURPLE, RED, TEAL
from indicators.present.reports import pictures
from indicators.present.reports.model import NativeChart, Slide
from indicators.present.reports.shapes import BOTTOM, CHART_BOTTOM, LEAST, LEFT, WIDTH, describe
from indicators.present.reports.slide_tables import table
from indicators.present.reports.source import ReportSource
from indicators.settings import contrast_with_white

_TYPES = {
    "bar": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked_bar": XL_CHART_TYPE.BAR_STACKED,
    "stacked_column": XL_CHART_TYPE.COLUMN_STACKED,
    "line": XL_CHART_TYPE.LINE,
}
# The theme of the template holds these colours under these names.
_ACCENTS = {
    BLUE: MSO_THEME_COLOR.ACCENT_1, ORANGE: MSO_THEME_COLOR.ACCENT_2, GREEN: MSO_THEME_COLOR.ACCENT_3,
    PURPLE: MSO_THEME_COLOR.ACCENT_4, RED: MSO_THEME_COLOR.ACCENT_5, TEAL: MSO_THEME_COLOR.ACCENT_6,
}  # fmt: skip


def drawing(page: Any, slide: Slide, source: ReportSource, top: Emu) -> bool:
    """The native chart, else the picture of the chart, else its table; whether there was anything to draw."""
    height = Emu((BOTTOM if is_map(slide) else CHART_BOTTOM) - top)
    if slide.native is not None:
        _native(page, slide, slide.native, top, height)
    elif slide.figure is not None and slide.figure.spec is not None:
        _picture(page, slide.figure, top, height)
    elif slide.figure is not None and not slide.figure.table.empty:
        table(page, slide.figure, source, top)
    else:
        return False
    return True


def is_map(slide: Slide) -> bool:
    """Whether a slide shows a map: it takes the whole page, its title says what its sentence begins with."""
    return slide.figure is not None and "projection" in (slide.figure.spec or {})


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
    size = Pt(LEAST)
    drawn.has_title, drawn.font.size = False, size
    drawn.has_legend = len(chart.series) > 1
    if drawn.has_legend:
        aside = chart.kind == "stacked_column"  # many rubrics in rows below would leave no room for the columns
        drawn.legend.position = XL_LEGEND_POSITION.RIGHT if aside else XL_LEGEND_POSITION.BOTTOM
        drawn.legend.include_in_layout = False
    plot = drawn.plots[0]
    plot.gap_width = 45 if len(chart.categories) > 3 else 110  # a few bars would be as high as the slide
    if chart.kind in ("stacked_bar", "stacked_column"):
        plot.overlap = 100
    for series, colour in zip(plot.series, chart.colours, strict=False):
        series.format.fill.solid()
        _tint(series.format.fill.fore_color, colour)
        series.invert_if_negative = False  # a bar below zero keeps its colour
    drawn.value_axis.has_major_gridlines = False
    drawn.value_axis.visible = chart.kind == "stacked_column"
    if chart.origin:
        _from_origin(drawn, chart)
    elif all((value or 0.0) >= 0 for _, values in chart.series for value in values):
        drawn.value_axis.minimum_scale = 0
    drawn.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    _every_label(drawn.category_axis)
    if not chart.origin:
        drawn.category_axis.format.line.fill.background()
    drawn.value_axis.tick_labels.number_format = chart.number_format
    drawn.value_axis.tick_labels.number_format_is_linked = False
    if chart.labels:
        plot.has_data_labels = True
        plot.data_labels.number_format = chart.number_format
        plot.data_labels.number_format_is_linked = False
        plot.data_labels.font.size = size
        if chart.kind == "bar":
            plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
        else:
            _over_the_fill(plot, chart, size)


def _from_origin(drawn: Any, chart: NativeChart) -> None:
    """Bars on either side of the origin, as far on one as on the other; the axis of the names is the line."""
    known = [value for _, values in chart.series for value in values if value is not None]
    reach = max([20.0, *(abs(value - chart.origin) for value in known)]) * 1.15  # room for the values at the ends
    drawn.value_axis.minimum_scale, drawn.value_axis.maximum_scale = chart.origin - reach, chart.origin + reach
    drawn.value_axis.crosses_at = chart.origin
    line = drawn.category_axis.format.line
    line.width = Pt(2.25)
    line.color.theme_color = MSO_THEME_COLOR.TEXT_1


def _over_the_fill(plot: Any, chart: NativeChart, size: Pt) -> None:
    """Values written on their bar, white where white is read better."""
    for series, colour in zip(plot.series, chart.colours, strict=False):
        labels = series.data_labels
        labels.show_value, labels.font.size = True, size
        labels.number_format, labels.number_format_is_linked = chart.number_format, False
        labels.font.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1 if _dark(colour) else MSO_THEME_COLOR.TEXT_1


def _dark(colour: str) -> bool:
    """Whether white has more contrast on a colour than black: both contrasts multiply to 21."""
    return contrast_with_white(colour) > 21**0.5


def _every_label(axis: Any) -> None:
    """Each category keeps its name: an office suite would drop every other one rather than let them be tight."""
    element = axis._element
    skip = element.makeelement(qn("c:tickLblSkip"), {"val": "1"})
    element.insert_element_before(skip, "c:tickMarkSkip", "c:noMultiLvlLbl", "c:extLst")


def _tint(target: Any, colour: str) -> None:
    """A colour of the theme where it has one, so that a restyled template changes the charts too."""
    if colour in _ACCENTS:
        target.theme_color = _ACCENTS[colour]
    else:
        target.rgb = RGBColor.from_string(colour.lstrip("#").upper())


def _picture(page: Any, figure: Figure, top: Emu, height: Emu) -> None:
    image = page.shapes.add_picture(
        io.BytesIO(pictures.png(pictures.staged(figure.spec or {}), pictures.STAGE[0], 3.0)), LEFT, top
    )
    ratio = min(WIDTH / image.width, height / image.height)
    image.width, image.height = int(image.width * ratio), int(image.height * ratio)
    image.left = Emu(LEFT + (WIDTH - image.width) // 2)
    describe(image, figure.title, figure.sentence)
