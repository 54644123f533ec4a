"""Native tables of the presentation: as many rows as fit, in type that reads; the title of the slide counts them all."""

from __future__ import annotations

from typing import Any

from pptx.util import Cm, Emu

from indicators.present.figure import Figure
from indicators.present.reports.glance import telling
from indicators.present.reports.shapes import CHART_BOTTOM, LEAST, LEFT, WIDTH, describe, sized
from indicators.present.reports.source import ReportSource
from indicators.present.texts.cells import cell as written

_ROWS, _COLUMNS, _CELL = 8, 4, 70
_LETTER, _SIDES = Cm(0.5), Cm(0.6)  # of a cell in the smallest type: a letter, the two margins


def table(page: Any, figure: Figure, source: ReportSource, top: Emu) -> None:
    """The first rows of a table as a native one, as many as fit; how many are left is said."""
    said = telling(figure.table, _ROWS).iloc[:, :_COLUMNS]
    names = [str(name) for name in said.columns]
    cells = [
        [_cut(written(value, name, source.t)) for value, name in zip(row, names, strict=True)]
        for row in said.itertuples(index=False, name=None)
    ]
    widths = _widths(names, cells)
    shown = _fitting(cells, widths, Emu(CHART_BOTTOM - top - Cm(2.6)))
    frame = page.shapes.add_table(len(shown) + 1, len(names), LEFT, top, WIDTH, Cm(1.3) * (len(shown) + 1))
    describe(frame, figure.title, figure.sentence)
    for column, width in enumerate(widths):
        frame.table.columns[column].width = width
    for row, values in enumerate([names, *shown]):
        for column, value in enumerate(values):
            _cell(frame.table.cell(row, column), value, strong=row == 0)


def _widths(names: list[str], cells: list[list[str]]) -> list[Emu]:
    """No column narrower than its longest word, which PowerPoint would break; what is left goes by what they hold."""
    columns = [[name, *(row[place] for row in cells)] for place, name in enumerate(names)]
    least = [
        max(len(word) for text in column for word in (text.split() or [""])) * _LETTER + _SIDES for column in columns
    ]
    weights = [min(max(len(text) for text in column), 40) for column in columns]
    room = max(WIDTH - sum(least), 0)
    share = [low + room * weight / sum(weights) for low, weight in zip(least, weights, strict=True)]
    return [Emu(int(WIDTH * part / sum(share))) for part in share]


def _fitting(cells: list[list[str]], widths: list[Emu], room: Emu) -> list[list[str]]:
    """The rows that fit, at about 0.45 cm a letter and 1.05 cm a line."""
    kept, used = [], 0
    for row in cells:
        lines = max(-(-len(text) * 45 // max(int(width / Cm(0.01)) - 50, 1)) for text, width in zip(row, widths, strict=True))  # fmt: skip
        used += Cm(1.05) * max(lines, 1) + Cm(0.3)
        if used > room:
            break
        kept.append(row)
    return kept


def _cut(text: str) -> str:
    return text if len(text) <= _CELL else text[: _CELL - 1].rsplit(" ", 1)[0] + "…"


def _cell(cell: Any, text: str, *, strong: bool = False) -> None:
    cell.text = text
    for paragraph in cell.text_frame.paragraphs:
        sized(paragraph, LEAST, strong=strong)
