"""The native charts of the workbook: those of the slides, and those that plot the columns of their own table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from indicators.present.figure import Figure
from indicators.present.palette import GREY, PALETTE
from indicators.present.reports import native
from indicators.present.reports.book_numbers import holds_numbers, numbers_of
from indicators.present.reports.model import NativeChart
from indicators.present.reports.source import ReportSource
from indicators.present.texts.cells import is_year
from indicators.records import LEVELS, Level

_ROW, _LEAST, _TALLEST, _WIDE = 26, 280, 900, 720  # pixels
_MOST = 3  # columns of numbers that one chart draws


@dataclass(frozen=True, slots=True)
class Plot:
    """Columns of the sheet's own table that a chart draws, by their places; the first column names the rows."""

    kind: Literal["bar", "line"]
    values: tuple[int, ...]


_NATIVE: Mapping[str, Callable[[ReportSource], NativeChart | None]] = {
    "geii_profile_reference": native.profile,
    "budget_by_rubric": native.rubrics,
    "budget_over_years": native.years,
    "evaluation_statuses": native.statuses,
    "externalities": native.externalities,
}
_LEVELS: Mapping[str, Level] = {f"evaluation_{level}": level for level in LEVELS}
_PLOTS: Mapping[str, Plot] = {
    "chain_paid": Plot("bar", (3,)),
    "budget_share": Plot("line", (2,)),
    "budget_per_inhabitant": Plot("line", (2,)),
    "budget_payers": Plot("bar", (2,)),
    "budget_leverage": Plot("line", (1, 2)),
    "budget_ceilings": Plot("bar", (6,)),
    "budget_expenditure_by_partnership": Plot("bar", (1,)),
}


def chart_of(figure: Figure, source: ReportSource) -> NativeChart | Plot | None:
    """What the sheet of a figure draws; None for a map, and where the page has nothing to draw."""
    if figure.spec is None:
        return None
    if figure.key in _LEVELS:
        return native.progress(source.evaluation.levels[_LEVELS[figure.key]], source, None)
    if figure.key in _NATIVE:
        found = _NATIVE[figure.key](source)
        return found and replace(found, number_format="#,##0")
    plot = _PLOTS.get(figure.key) or _columns(figure, source)
    return _gaps_kept(figure, plot, source) if plot else None


def _columns(figure: Figure, source: ReportSource) -> Plot | None:
    """The columns of numbers of a table that nothing above names, the first few; None for a map and for words alone."""
    table = figure.table
    if "projection" in (figure.spec or {}):
        return None
    found = tuple(
        place
        for place, name in enumerate(map(str, table.columns))
        if place and not is_year(name, source.t) and holds_numbers(table.iloc[:, place], source.t)
    )
    timed = bool(len(table.columns)) and is_year(str(table.columns[0]), source.t)
    return Plot("line" if timed else "bar", found[:_MOST]) if found else None


def _gaps_kept(figure: Figure, plot: Plot, source: ReportSource) -> NativeChart | Plot:
    """The plot itself, or the same numbers apart where some cells say why there is none: a chart would draw them as zeros."""
    columns = [figure.table.iloc[:, place] for place in plot.values]
    if not any(isinstance(value, str) for column in columns for value in column):
        return plot
    series = tuple(
        (str(column.name), tuple(item.value if item else None for item in numbers_of(column, source.t)))
        for column in columns
    )
    return NativeChart(plot.kind, tuple(map(str, figure.table.iloc[:, 0])), series, "#,##0.00")


@dataclass(frozen=True, slots=True)
class Area:
    """Where the numbers of a chart stand on a sheet: the row of the headers, the last row, the columns that are drawn."""

    sheet: str
    head: int
    last: int
    names: int
    values: tuple[int, ...]


def add_chart(
    book: Any, page: Any, chart: NativeChart | Plot, area: Area, place: tuple[int, int], figure: Figure
) -> None:
    """Draw the numbers of an area beside the table, named for whoever does not see it."""
    stacked = isinstance(chart, NativeChart) and chart.kind.startswith("stacked")
    kind = {"stacked_bar": "bar", "stacked_column": "column"}.get(chart.kind, chart.kind)
    drawn = book.add_chart({"type": kind, **({"subtype": "stacked"} if stacked else {})})
    colours = chart.colours if isinstance(chart, NativeChart) else PALETTE
    for column, colour in zip(area.values, (*colours, *PALETTE), strict=False):
        look = {"line": {"color": colour, "width": 2.25}, "marker": {"type": "circle", "fill": {"color": colour}}} if kind == "line" else {"fill": {"color": colour}, "gap": 45}  # fmt: skip
        drawn.add_series(
            {
                "name": [area.sheet, area.head, column],
                "categories": [area.sheet, area.head + 1, area.names, area.last, area.names],
                "values": [area.sheet, area.head + 1, column, area.last, column],
                **look,
            }
        )
    rows = area.last - area.head
    _axes(drawn, chart, kind)
    drawn.set_title({"name": figure.title, "name_font": {"size": 12}, "overlay": False})
    drawn.set_legend({"position": "bottom"} if len(area.values) > 1 else {"none": True})
    height = (
        min(max(_LEAST, _ROW * rows * (1 if stacked else len(area.values)) + 120), _TALLEST) if kind == "bar" else 380
    )
    drawn.set_size({"width": _WIDE, "height": height})
    page.insert_chart(*place, drawn, {"description": figure.alt, "object_position": 3})


def _axes(drawn: Any, chart: NativeChart | Plot, kind: str) -> None:
    """Rows from the top as in the table; an index starts from its origin, an amount from zero."""
    quiet = {"line": {"color": GREY}, "num_font": {"size": 9}}
    written = chart.number_format if isinstance(chart, NativeChart) else "#,##0.##"
    value = {**quiet, "num_format": written, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}}
    names: dict[str, Any] = {**quiet, "label_position": "low"}
    if kind != "bar":
        drawn.set_x_axis(names)
        drawn.set_y_axis(value | ({"min": 0} if kind == "line" else {}))
        return
    if isinstance(chart, NativeChart) and chart.origin:
        value |= {"crossing": chart.origin}
    drawn.set_y_axis(names | {"reverse": True, "interval_unit": 1})
    drawn.set_x_axis(value | {"label_position": "high"})
