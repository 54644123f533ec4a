"""Each key of ``[report]`` acts on what it promises, in the documents themselves."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree, html
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pypdf import PdfReader

from indicators.demo.snapshot import demo_snapshot
from indicators.present.reports import Narrative, ReportSource
from indicators.present.reports.annual import annual_annexes, annual_report
from indicators.present.reports.chapters import annexes
from indicators.present.reports.fiche import press_fiche
from indicators.present.reports.model import Paragraph, Table
from indicators.present.reports.parts import written_parts
from indicators.present.reports.public_page import public_document
from indicators.present.reports.slides import presentation
from indicators.present.reports.template import build
from indicators.present.reports.viewer import viewer
from indicators.present.reports.volume import volume
from indicators.present.texts import translator
from indicators.settings import load_settings
from indicators.settings.loader import SettingsError
from tests.defaults import readout

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#c00"/></svg>'


@pytest.fixture
def told(tmp_path: Path, exempleville: ReportSource):
    """The source of Exempleville under a ``[report]`` section, the logo beside its config.toml."""
    (tmp_path / "logo.svg").write_text(SVG, encoding="utf-8")

    def make(section: str, territory: str = "EX001", lang: str = "fr") -> ReportSource:
        path = tmp_path / "config.toml"
        path.write_text(f"[report]\n{section}\n", encoding="utf-8")
        settings = load_settings(path, exempleville.catalogue)
        return ReportSource(readout(demo_snapshot(territory), exempleville.catalogue, 2025, settings), translator(lang))

    return make


def page_size(pdf: bytes) -> tuple[int, int]:
    """Width and height of the first page, in points."""
    found = re.search(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert found
    return round(float(found[1])), round(float(found[2]))


def test_paper_of_the_report_and_of_the_sheet(told) -> None:
    assert page_size(press_fiche(told('page = "a4"'))) == (595, 842)
    assert page_size(press_fiche(told('page = "letter"'))) == (612, 792)
    assert page_size(annual_report(told('page = "letter"', "ITC1"))) == (612, 792)


def test_the_logo_stands_on_every_document(told) -> None:
    source = told('logo = "logo.svg"')
    bare = told("")
    deck = Presentation(io.BytesIO(presentation(source, ("synthese",))))
    (picture,) = [shape for shape in deck.slides[0].shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert picture._element.nvPicPr.cNvPr.get("descr") == "Logo d’Exempleville (fictif)"
    assert picture.image.content_type == "image/png"
    cover = html.fromstring(viewer(source, ("synthese",))).xpath("//section[1]//img")
    assert [image.get("alt") for image in cover] == ["Logo d’Exempleville (fictif)"]
    assert not html.fromstring(viewer(bare, ("synthese",))).xpath("//section[1]//img")
    assert len(press_fiche(source)) > len(press_fiche(bare))
    assert annual_report(told('logo = "logo.svg"', "ITC1")) != annual_report(told("", "ITC1"))


def test_the_colour_is_that_of_both_volumes_and_of_the_sheet(told) -> None:
    """A PDF writes a colour as three shares of 255: 8a1c4a is 138, 28 and 74."""
    source = told('colour = "#8a1c4a"', "ITC1")
    for write in (annual_report, annual_annexes, press_fiche):
        pages = PdfReader(io.BytesIO(write(source))).pages
        drawn = b"".join(page.get_contents().get_data() for page in pages)  # type: ignore[union-attr]  # pages have some
        assert re.search(rb"0?\.5411\d* 0?\.1098\d* 0?\.2901\d* (?:rg|scn)", drawn), write.__name__


def test_one_colour_for_slides_session_and_public_page(told, tmp_path: Path) -> None:
    source = told('colour = "#8a1c4a"')
    names = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}

    def title_colour(made: bytes) -> str:
        with zipfile.ZipFile(io.BytesIO(made)) as package:
            theme = etree.fromstring(package.read("ppt/theme/theme1.xml"))
        return str(theme.find(".//a:clrScheme/a:dk2/a:srgbClr", names).get("val"))

    assert title_colour(presentation(source, ("synthese",))) == "8A1C4A"
    own = build(tmp_path / "charte.pptx")
    assert title_colour(presentation(source, ("synthese",), own)) == "0B4F86", "a restyled template keeps its colours"
    assert "--own: #8a1c4a" in viewer(source, ("synthese",))
    assert "--blue: #8a1c4a" in public_document(source)


@pytest.mark.parametrize("colour", ["#ffd54f", "bleu", "#12345"])
def test_a_colour_on_which_white_is_not_read_is_refused(told, colour: str) -> None:
    with pytest.raises(SettingsError, match=r"couleur|blanc"):
        told(f'colour = "{colour}"')


def test_who_signs_is_who_the_settings_name(told) -> None:
    source = replace(told('signatory = "Ada Martin, maire"'), narratives={"avant-propos": Narrative(section="avant-propos", text="Un.", author="A", date="2026-11-02", draft=False)})  # fmt: skip
    (block,) = volume(source)[0].blocks
    assert isinstance(block, Paragraph) and block.by == "Ada Martin, maire"


def test_annexes_are_those_asked_for(told) -> None:
    def keys(section: str) -> set[str]:
        return {item.key for item in annexes(told(section))}

    assert keys("") - keys("method_annex = false") == {"methode", "sources"}
    assert keys("") - keys("budget_annex = false") == {"lignes"}
    assert not {"methode", "sources", "lignes"} & written_parts(translator("fr")).keys()


def test_the_annex_lists_every_line_of_the_year_and_adds_up(told) -> None:
    source = told("")
    tables = [
        block for block in next(s for s in annexes(source) if s.key == "lignes").blocks if isinstance(block, Table)
    ]
    assert [table.title for table in tables] == ["Dépenses payées, 2025\u00a0: les lignes", "Recettes perçues, 2025\u00a0: les lignes"]  # fmt: skip
    view = source.budget
    for table, direction in zip(tables, ("expenditure", "income"), strict=True):
        cents = [round(float(row[4].replace("\u202f", "").replace("\u00a0€", "").replace("\u2212", "-").replace(",", ".")) * 100) for row in table.rows if row[4] != "–"]  # fmt: skip
        total = view.book.total(view.year, "paid", direction)  # type: ignore[arg-type]  # the two directions
        assert len(table.rows) == total.lines
        assert sum(cents) == total.net


def test_slides_with_or_without_notes(told) -> None:
    def noted(section: str) -> list[bool]:
        deck = Presentation(io.BytesIO(presentation(told(section), ("synthese", "budget"))))
        return [slide.has_notes_slide for slide in deck.slides]

    assert noted("") == [True, True, True]
    assert noted("notes_in_slides = false") == [False, False, False]
