"""The square printed on the report is read from the page itself, and leads to these very figures."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from indicators.languages import LANGUAGES
from indicators.present.reports import ReportSource
from indicators.present.reports.annual import annual_report
from indicators.present.reports.permanent import permanent_address
from tests.conftest import pass_over
from tests.reports.conftest import Make
from tests.reports.test_opendata import ADDRESS, told


@pytest.mark.office
@pytest.mark.parametrize("lang", list(LANGUAGES))
def test_a_telephone_reads_it_from_the_page(make_source: Make, lang: str, tmp_path: Path) -> None:
    if shutil.which("pdftoppm") is None:
        pass_over("no poppler on this machine")
    source = told(make_source("38185", lang))
    (tmp_path / "report.pdf").write_bytes(annual_report(source))
    subprocess.run(["pdftoppm", "-r", "110", "-png", "report.pdf", "page"], cwd=tmp_path, check=True)
    found = [code.text for page in sorted(tmp_path.glob("page*.png")) for code in zxingcpp.read_barcodes(Image.open(page))]  # fmt: skip
    assert found == [f"{ADDRESS}/?territoire=38185&annee=2023&edition=1&langue={lang}"] == [permanent_address(source)]


def test_the_address_is_also_written_and_the_file_is_the_same_twice(grenoble: ReportSource) -> None:
    made = annual_report(told(grenoble))
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    assert "ouverture.ville.fr" in text
    assert made == annual_report(told(grenoble))


def test_without_a_public_address_nothing_is_printed(grenoble: ReportSource) -> None:
    assert permanent_address(grenoble) == ""
    pages = PdfReader(io.BytesIO(annual_report(grenoble))).pages
    assert not any("territoire=38185" in page.extract_text() for page in pages)
