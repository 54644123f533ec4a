"""A workbook that we write, that an office saves, that another reads: what a person sees at the end is what a page says."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from indicators.intake.readers.workbook import closed_up
from indicators.present.figure import Figure
from indicators.present.maps.table import partnership_table, xlsx_bytes
from indicators.present.reports import ReportSource
from indicators.present.reports.figures import all_figures
from indicators.present.reports.sheets import Sheet, write_book
from indicators.present.reports.stamp import moment
from indicators.present.reports.workbook import workbook
from indicators.present.texts import translator
from indicators.present.texts.cells import cell
from tests.crossings.office import Office, saved_by_gnumeric
from tests.reports.conftest import Make

pytestmark = pytest.mark.office
WHEN = moment("2026-01-02T03:04:05")
LANGUAGES = ("fr", "en", "es")
S, M = "\u202f", "\u2212"

# A value, the header of its column, and what a French reader sees of it.
CELLS: tuple[tuple[object, str, str], ...] = (
    (254722.5, "Montant (€)", f"254{S}722,50"),
    (-2.5, "Montant (€)", f"{M}2,50"),
    (-0.001, "Montant (€)", "0"),
    (0, "Montant (€)", "0"),
    (1234.0, "Montant (€)", f"1{S}234"),
    (12345678.9, "Montant (€)", f"12{S}345{S}678,90"),
    (30.0, "Part (%)", "30"),
    (12.5, "Part (%)", "12,5"),
    (12.345, "Part (%)", "12,35"),
    (-0.125, "Part (%)", f"{M}0,13"),
    (2023, "Année", "2023"),
    (2023.0, "Année", "2023"),
    (1950, "Lignes", f"1{S}950"),
    ("=1+1", "Texte", "=1+1"),
    ("+33 4 76", "Texte", "+33 4 76"),
    ("'quoted", "Texte", "'quoted"),
    ("'=1", "Texte", "''=1"),
)


def written(lang: str) -> bytes:
    """One sheet a value: its header, then the value."""
    t = translator(lang)
    sheets = [Sheet(f"n{rank}", pd.DataFrame({t(column): [value]})) for rank, (value, column, _) in enumerate(CELLS)]
    return write_book(sheets, "n", WHEN, t)


def seen(office: Office, content: bytes, kind: str) -> list[str]:
    """The cell under each header, as it is displayed."""
    shown = office.shown(content, kind)
    return [shown[f"n{rank}"][1][0] for rank in range(len(CELLS))]


def expected(lang: str) -> list[str]:
    """What a page says of each value."""
    t = translator(lang)
    return [cell(value, t(column), t) if not isinstance(value, str) else told for value, column, told in CELLS]


def test_the_table_is_what_a_french_reader_reads() -> None:
    assert expected("fr") == [told for _, _, told in CELLS]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_shown_as_a_page_says_it_in_the_settings_of_each_reader(lang: str, offices: dict[str, Office]) -> None:
    assert seen(offices[lang], written(lang), "xlsx") == expected(lang)


SAVERS: dict[str, Callable[[dict[str, Office], Path], tuple[bytes, str]]] = {
    "LibreOffice, XLSX": lambda offices, _: (offices["fr"].saved(written("fr"), "xlsx", "xlsx"), "xlsx"),
    "LibreOffice, ODS": lambda offices, _: (offices["es"].saved(written("fr"), "xlsx", "ods"), "ods"),
    "LibreOffice, ODS then XLSX": lambda offices, _: (
        offices["fr"].saved(offices["en"].saved(written("fr"), "xlsx", "ods"), "ods", "xlsx"), "xlsx",
    ),
    "gnumeric, XLSX": lambda _, folder: (saved_by_gnumeric(written("fr"), "xlsx", "xlsx", folder), "xlsx"),
    "gnumeric, ODS": lambda _, folder: (saved_by_gnumeric(written("fr"), "xlsx", "ods", folder), "ods"),
}  # fmt: skip


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
@pytest.mark.parametrize("saver", SAVERS)
def test_a_save_changes_neither_what_is_seen_nor_what_is_held(
    saver: str, offices: dict[str, Office], tmp_path: Path
) -> None:
    content, kind = SAVERS[saver](offices, tmp_path)
    assert seen(offices["fr"], content, kind) == expected("fr")
    book = CalamineWorkbook.from_filelike(io.BytesIO(closed_up(content)))
    held = [book.get_sheet_by_name(f"n{rank}").to_python()[1][0] for rank in range(len(CELLS))]
    texts = [told if isinstance(value, str) else value for value, _, told in CELLS]
    assert held == pytest.approx(texts) if not isinstance(held[0], str) else held == texts
    if kind == "xlsx":
        read = openpyxl.load_workbook(io.BytesIO(content))
        assert "f" not in {read[f"n{rank}"].cell(2, 1).data_type for rank in range(len(CELLS))}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_number_of_the_workbook_of_a_report_is_shown_as_its_page_says(
    lang: str, make_source: Make, offices: dict[str, Office]
) -> None:
    source = make_source("EX001", lang=lang, year=2025)
    content = workbook(source)
    names = openpyxl.load_workbook(io.BytesIO(content)).sheetnames[1:]
    shown = offices[lang].shown(content, "xlsx")
    figures = [item for item in all_figures(source) if not item.table.empty]
    compared = 0
    for figure, name in zip(figures, names, strict=False):
        heads = [str(column) for column in figure.table.columns]
        rows = [row[: len(heads)] for row in shown[name]]  # a chart may keep its own numbers beside the table
        top = rows.index(heads)
        for told, row in zip(wanted(figure, source), rows[top + 1 : top + 1 + len(figure.table)], strict=True):
            for text, value in zip(told, row, strict=True):
                assert text is None or value == text, (name, told, row)
                compared += text is not None
    assert compared > 500


def wanted(figure: Figure, source: ReportSource) -> list[list[str | None]]:
    """The text of each number of a table; None for what is no number, an empty text for what is missing."""
    return [
        [
            None if isinstance(value, str) else cell(value, str(name), source.t).replace("–", "")
            for value, name in zip(row, figure.table.columns, strict=True)
        ]
        for row in figure.table.itertuples(index=False, name=None)
    ]


def test_the_list_of_partners_keeps_its_years_and_its_places(
    exempleville: ReportSource, offices: dict[str, Office]
) -> None:
    table = partnership_table(exempleville.relations, exempleville.scene, exempleville.t)
    rows = offices["fr"].shown(xlsx_bytes(table, "Partenariats"), "xlsx")["Partenariats"]
    years = {row[4] for row in rows[1:]} - {""}
    assert years and all(len(year) == 4 and year.isdigit() for year in years)
