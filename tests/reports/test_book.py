"""The workbook is calculated with: numbers are numbers, each drawn table has its native chart, names are read whole."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest

from indicators.present.reports import ReportSource
from indicators.present.reports.book_numbers import holds_numbers, read
from indicators.present.reports.figures import all_figures
from indicators.present.reports.workbook import workbook
from indicators.present.texts import translator
from tests.reports.conftest import Make

#: Figures whose table is of words: their chart has its own numbers below it.
APART = {"externalities"}
LONE = re.compile(r"[+\-\u2212]?\d[\d\u202f\u00a0]*([.,]\d+)?(\s*[%€])?")


@pytest.mark.parametrize(
    ("text", "lang", "value", "shown"),
    [
        ("35,1\u00a0% du PIB", "fr", 35.1, ("", "\u00a0% du PIB")),
        ("1\u202f910\u202f143\u00a0€", "fr", 1910143, ("", "\u00a0€")),
        ("\u22122,5", "fr", -2.5, ("", "")),
        ("10 sur 11", "fr", 10, ("", " sur 11")),
        ("€4.66", "en", 4.66, ("€", "")),
        ("1,234.5", "en", 1234.5, ("", "")),
        ("2025", "fr", 2025, ("", "")),
    ],
)
def test_a_text_that_says_a_number(text: str, lang: str, value: float, shown: tuple[str, str]) -> None:
    found = read(text, translator(lang))
    assert found is not None
    assert (found.value, (found.before, found.after)) == (pytest.approx(value), shown)


@pytest.mark.parametrize("text", ["23 juin 2018", "2014–2025", "01234", "3 mesures en vigueur.", "niveau 3", "–", "", "8e rang", "1,2,3"])  # fmt: skip
def test_a_text_that_says_none(text: str) -> None:
    assert read(text, translator("fr")) is None


@pytest.mark.parametrize(("territory", "year"), [("EX001", 2025), ("38185", 2023)])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_number_is_a_text(make_source: Make, territory: str, year: int, lang: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(make_source(territory, lang=lang, year=year))))
    texts = [(page.title, cell.coordinate, cell.value) for page in book for row in page.iter_rows() for cell in row if isinstance(cell.value, str) and not cell.font.b and LONE.fullmatch(cell.value.strip())]  # fmt: skip
    assert texts == []


def test_years_are_numbers_without_thousands(exempleville: ReportSource) -> None:
    page = openpyxl.load_workbook(io.BytesIO(workbook(exempleville)))["Années"]
    years = [cell for row in page.iter_rows(min_col=1, max_col=1) for cell in row if isinstance(cell.value, int | float)]  # fmt: skip
    assert len(years) == 24, "twelve in the table, twelve in that of the chart"
    assert {cell.number_format for cell in years} == {"0"} and {int(cell.value) for cell in years} == {*range(2014, 2026)}  # fmt: skip


def test_each_drawn_table_has_its_chart_beside_it(exempleville: ReportSource) -> None:
    figures = [item for item in all_figures(exempleville) if not item.table.empty]
    pages = openpyxl.load_workbook(io.BytesIO(workbook(exempleville))).worksheets[1:-1]
    for figure, page in zip(figures, pages, strict=True):
        numbers = any(holds_numbers(figure.table.iloc[:, at], exempleville.t) for at in range(1, len(figure.table.columns)))  # fmt: skip
        drawn = figure.spec is not None and "projection" not in figure.spec and (numbers or figure.key in APART)
        assert len(page._charts) == drawn, figure.key
        if drawn:
            assert page._charts[0].anchor._from.col > len(figure.table.columns), figure.key


def test_a_missing_number_is_a_gap_and_not_a_zero(exempleville: ReportSource) -> None:
    """The first two years of a sliding period say why they have no value; their chart has nothing there."""
    page = openpyxl.load_workbook(io.BytesIO(workbook(exempleville)))["Reçu d’ailleurs"]
    reference = page._charts[0].series[0].val.numRef.f
    sheet_rows = re.search(r"\$(\w+)\$(\d+):\$\w+\$(\d+)", reference)
    assert sheet_rows
    column, first, last = sheet_rows[1], int(sheet_rows[2]), int(sheet_rows[3])
    values = [page[f"{column}{row}"].value for row in range(first, last + 1)]
    assert values[:2] == [None, None] and all(isinstance(value, float) for value in values[2:])


def test_names_are_whole_and_the_contents_lead_to_them(exempleville: ReportSource) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(exempleville)))
    assert len({name.lower() for name in book.sheetnames}) == len(book.sheetnames)
    links = [cell.hyperlink for row in book.worksheets[0].iter_rows() for cell in row if cell.hyperlink]
    leads = {link.location.split("!")[0].strip("'").replace("''", "'") for link in links}
    assert leads == set(book.sheetnames[1:])
    assert not [name for name in book.sheetnames if len(name) == 31 and not name.endswith("…")], "a word was cut"
