"""PDF/UA-1 held by a validator: what a machine can check of the standard, on each document."""

from __future__ import annotations

from collections.abc import Callable

import pdfua
import pytest
from pypdf import PdfWriter

from indicators.present.reports import Narrative, ReportSource
from indicators.present.reports.annual import annual_annexes, annual_report
from indicators.present.reports.fiche import press_fiche
from tests.reports.conftest import Make


@pytest.mark.parametrize("write", [annual_report, annual_annexes, press_fiche], ids=["report", "annexes", "sheet"])
def test_no_error_of_the_standard(write: Callable[[ReportSource], bytes], make_source: Make, tmp_path) -> None:
    told = Narrative(section="lecons", text="Une leçon.", author="A. Martin", date="2026-11-02", draft=False)
    path = tmp_path / "document.pdf"
    path.write_bytes(write(make_source("93048", narratives={"lecons": told})))
    assert not pdfua.validate(path).findings


def test_the_validator_refuses_what_is_not_tagged(tmp_path) -> None:
    blank = PdfWriter()
    blank.add_blank_page(100, 100)
    blank.write(tmp_path / "blank.pdf")
    found = pdfua.validate(tmp_path / "blank.pdf").findings
    assert [item for item in found if item.severity is pdfua.Severity.ERROR]
