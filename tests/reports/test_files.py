"""Workbook, data package, declaration and the files of the command line."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from indicators.documents.gather import described
from indicators.present.reports import ReportSource
from indicators.present.reports.command import UnknownKindError, file_name, kinds_of, make
from indicators.present.reports.declaration import declaration, declared_lines
from indicators.present.reports.package import PackageTable, data_package
from indicators.present.reports.sheets import Sheet, write_book
from indicators.present.reports.stamp import moment, restamped
from indicators.present.reports.workbook import workbook
from indicators.present.texts import translator
from indicators.records import Partnership, frame_of
from tests.reports.conftest import Make, told_otherwise


def tables(source: ReportSource) -> tuple[PackageTable, ...]:
    """Three kinds of records of a source, as the application exports them."""
    rows = source.snapshot.observations
    frames = {
        "partnership": frame_of(Partnership, source.snapshot.partnerships),
        "observation": rows[rows["territory"] == source.snapshot.territory.code],
        "budget_line": source.snapshot.budget_lines,
    }
    return described(frames, source.catalogue)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("territory", ["38185", "EX001"])
def test_frictionless_accepts_the_package(make_source: Make, territory: str, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    source = make_source(territory)
    with zipfile.ZipFile(io.BytesIO(data_package(source, tables(source)))) as archive:
        archive.extractall(tmp_path)
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])[:5]


def test_package_describes_itself(exempleville: ReportSource) -> None:
    made = data_package(exempleville, tables(exempleville))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        described = json.loads(archive.read("datapackage.json"))
        readme = archive.read("README.md").decode()
        assert archive.read("LICENSE.md")
        assert {item.date_time for item in archive.infolist()} == {moment(exempleville.snapshot.edition.published_at).timetuple()[:6]}  # fmt: skip
    assert described["licenses"][0]["name"] == "etalab-2.0"
    assert "Données fictives" in described["description"] and "Données fictives" in readme
    assert made == data_package(exempleville, tables(exempleville))


def test_workbook_has_a_sheet_a_figure_and_says_what_is_invented(exempleville: ReportSource) -> None:
    content = workbook(exempleville)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames[0] == "Contenu" and book.sheetnames[-1] == "Sources"
    assert len(book.sheetnames) > 15
    assert "Données fictives" in " ".join(str(cell.value) for row in book["Contenu"].iter_rows(max_row=4) for cell in row)  # fmt: skip


def test_workbook_is_the_same_twice(make_source: Make) -> None:
    assert workbook(make_source("ITC1")) == workbook(make_source("ITC1"))


def test_texts_never_become_formulas() -> None:
    table = pd.DataFrame({"=1+1": ["=HYPERLINK(1)", "-3"], "n": [1.5, None]})
    book = openpyxl.load_workbook(io.BytesIO(write_book([Sheet("a/b", table), Sheet("a b", table)], "t", moment("2026-01-02T03:04:05"), translator("fr"))))  # fmt: skip
    assert book.sheetnames == ["a b", "a b 2"]
    assert [cell.value for cell in book["a b"]["A"]] == ["=1+1", "=HYPERLINK(1)", "-3"]
    assert {cell.data_type for cell in book["a b"]["A"]} == {"s"} and book["a b"]["A2"].quotePrefix
    assert [cell.value for cell in book["a b"]["B"]] == ["n", 1.5, None]


def test_declaration_lists_what_is_missing(make_source: Make) -> None:
    source = make_source("93048")
    lines = declared_lines(source)
    spent = source.budget.book.total(source.budget.year, "paid").net
    assert sum(int(line.row["paid"]) for line in lines) == spent
    book = openpyxl.load_workbook(io.BytesIO(declaration(source)))
    assert book.sheetnames == ["À lire", "Lignes", "Par pays", "Ce qui manque", "Contrôle"]
    missing = {row[0].value: row[1].value for row in book["Ce qui manque"].iter_rows(min_row=2)}
    assert missing["pays bénéficiaire"] == sum(not line.country for line in lines)
    assert missing["secteur du CAD"] == sum(not line.aid.sector for line in lines)


def test_a_country_is_proposed_never_decided(make_source: Make) -> None:
    source = make_source("93048")
    rows = source.snapshot.budget_lines.assign(
        country=["ML", "JP", ""] + [""] * (len(source.snapshot.budget_lines) - 3)
    )
    lines = declared_lines(told_otherwise(source, budget_lines=rows))
    seen = {line.country: line.eligible for line in lines}
    assert seen.get("ML", True) is True and seen.get("JP", False) is False and seen[""] is None


def test_command_writes_the_files_asked_for(make_source: Make, tmp_path: Path) -> None:
    source = make_source("ITC1", lang="es")
    paths = make(source, kinds_of("apd, xlsx"), tmp_path / "new", lambda: tables(source))
    assert [path.name for path in paths] == [file_name(source, "apd"), file_name(source, "xlsx")]
    assert paths[0].name == f"ouverture_nuts-itc1_edition{source.snapshot.edition.number}_e_apd_es.xlsx"
    assert all(path.stat().st_size > 3000 for path in paths)


def test_the_public_page_is_a_file_that_stands_alone(make_source: Make, tmp_path: Path) -> None:
    (path,) = make(make_source("93048", lang="en"), ("publique",), tmp_path, list)
    text = path.read_text(encoding="utf-8")
    assert path.name.endswith("_page_publique_en.html") and '<html lang="en">' in text
    assert "<script" not in text and "langue=" not in text and "http" not in text.replace("http://www.w3.org", "")


def test_an_unknown_kind_is_told_with_those_accepted() -> None:
    with pytest.raises(UnknownKindError, match=r"odt.*pptx"):
        kinds_of("pdf,odt")
    assert kinds_of("tout")[0] == "pptx"


def test_restamping_changes_dates_only() -> None:
    when = moment("2026-01-02T03:04:05.678+00:00")
    book = write_book([Sheet("a", pd.DataFrame({"x": [1]}))], "t", when, translator("fr"))
    assert restamped(book, when) == book
    assert restamped(book, moment("1970-01-01T00:00:00")) != book
