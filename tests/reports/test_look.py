"""One identity: each key of ``[report]`` acts on every document that it speaks of, and on no other."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from pypdf import PdfReader

from indicators.catalogue import load_catalogue
from indicators.demo.snapshot import demo_snapshot
from indicators.present.reports import Narrative, ReportSource, fonts
from indicators.present.reports.command import KINDS, make_one
from indicators.present.texts import translator
from indicators.settings import KEPT, Report, load_settings
from tests.defaults import readout

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#c00"/></svg>'
STRATEGY = {"strategie", "strategie_docx", "strategie_page", "strategie_pptx"}
READ = {"pptx", "html", "pdf", "annexes", "docx", "imprimable", "fiche", "xlsx", "publique", *STRATEGY}
# Each key, a value that is not its own, and the documents that it speaks of.
ACTS: dict[str, tuple[str, set[str]]] = {
    "page": ('"letter"', {"pdf", "annexes", "fiche", "docx", "imprimable", "xlsx", *STRATEGY} - {"strategie_pptx"}),
    "logo": ('"logo.svg"', READ),
    "colour": ('"#8a1c4a"', READ),
    "font": ('"Source Serif 4"', READ),
    "signatory": ('"Ada Martin, maire"', {"pdf", "docx", "imprimable", "publique"}),
    "method_annex": ("false", {"annexes"}),
    "budget_annex": ("false", {"annexes"}),
    "notes_in_slides": ("false", {"pptx", "strategie_pptx"}),
}
CATALOGUE = load_catalogue()
Made = Callable[[str], dict[str, bytes]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """The documents that people read, under a ``[report]`` section."""
    folder: Path = tmp_path_factory.mktemp("look")
    (folder / "logo.svg").write_text(SVG, encoding="utf-8")

    @cache
    def make(section: str) -> dict[str, bytes]:
        path = folder / "config.toml"
        path.write_text(f"[report]\n{section}\n", encoding="utf-8")
        told = Narrative(section="avant-propos", text="Un mot.", author="A", date="2026-11-02", draft=False)
        found = readout(demo_snapshot("93048"), CATALOGUE, 2019, load_settings(path, CATALOGUE))
        source = ReportSource(found, translator("fr"), narratives={"avant-propos": told})
        return {kind: make_one(source, kind, tuple) for kind in sorted(READ)}

    return make


def test_every_key_is_tried_and_every_document_but_the_files_of_data() -> None:
    assert ACTS.keys() == Report.model_fields.keys()
    assert set(KINDS) - READ == {"zip", "apd", "iati"}
    assert {key for key in KEPT if key.startswith("report.")} == {"report.logo", "report.colour", "report.font", "report.signatory"}  # fmt: skip


@pytest.mark.parametrize("key", ACTS)
def test_a_key_acts_on_what_it_speaks_of_alone(key: str, made: Made) -> None:
    value, promised = ACTS[key]
    before, after = made(""), made(f"{key} = {value}")
    assert {kind for kind in READ if before[kind] != after[kind]} == promised


@pytest.mark.parametrize("typeface", fonts.TYPEFACES)
def test_a_typeface_is_that_of_all_the_documents(typeface: str, made: Made) -> None:
    """The PDFs and what a browser reads bring it inside; an office takes it from the theme of its file."""
    for kind, content in made(f'font = "{typeface}"').items():
        if content.startswith(b"%PDF"):
            assert typeface.replace(" ", "") in embedded(content), kind
        elif content.startswith(b"PK"):
            assert themed(content) == {typeface}, kind
        else:
            text = content.decode()
            assert f'font-family: "{typeface}"; font-weight: 700; src: url(data:font/woff2' in text, kind
            assert f'--face: "{typeface}"' in text and 'font-family="Open Sans' not in text.replace(typeface, ""), kind


def embedded(pdf: bytes) -> str:
    """The names of the fonts inside a PDF, those of its drawings too, in one text."""
    reader = PdfReader(io.BytesIO(pdf))
    found = [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1) if number in reader.xref[0]]
    named = [str(item["/BaseFont"]) for item in found if isinstance(item, dict) and "/BaseFont" in item]
    return " ".join(named)


def themed(package: bytes) -> set[str]:
    """The typefaces of the theme of an Office file, or those of the cells of a workbook."""
    space = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main", "x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        if "xl/styles.xml" in archive.namelist():
            tree = etree.fromstring(archive.read("xl/styles.xml"))
            return {item.get("val") for item in tree.findall(".//x:font/x:name", space)}
        name = next(item for item in archive.namelist() if item.endswith("theme/theme1.xml"))
        tree = etree.fromstring(archive.read(name))
    return {item.get("typeface") for item in tree.findall(".//a:fontScheme/*/a:latin", space)}


def test_each_typeface_is_shipped_whole() -> None:
    for typeface in fonts.TYPEFACES:
        for style in ("Regular", "Bold", "Italic", "BoldItalic"):
            assert fonts.file_of(typeface, style).read_bytes()[:4] == b"\x00\x01\x00\x00"
        assert list(fonts.FOLDER.glob(f"LICENSE-{typeface.replace(' ', '')}.txt"))
