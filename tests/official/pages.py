"""Figures read on public pages of Insee and DREES (``data/pages.csv``), laid out again as a page's text has its tables.

One row a figure: address, place, table, source (survey and geography), row, column, value. Licence Ouverte 2.0.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from tests.official import synthetic

FIGURES = Path(__file__).with_name("data") / "pages.csv"


def page_text() -> str:
    """The tables of every page: address, titles, then lines of cells with thousands apart."""
    with FIGURES.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    heads = ("address", "place", "table", "source")
    pages = groupby(rows, key=lambda row: tuple(row[name] for name in heads))
    return "# Insee et DREES\n" + "\n".join(_page(*head, list(cells)) for head, cells in pages)


def _page(address: str, place: str, table: str, source: str, cells: Sequence[dict[str, str]]) -> str:
    lines = [f"## {address}", *filter(None, (place, table))]
    columns = list(dict.fromkeys(cell["column"] for cell in cells))
    lines.append(";".join(["", *columns]))
    for name, row in groupby(cells, key=lambda cell: cell["row"]):
        lines.append(";".join([name, *(f"{int(cell['value']):,}".replace(",", " ") for cell in row)]))
    if source:
        lines.append(f"Source : {source}")
    return "\n".join(lines) + "\n"


def page_file(folder: Path) -> Path:
    """The same as a file."""
    return synthetic.kept(folder, "pages.txt", page_text().encode())
