"""The presentation as a package: what makes PowerPoint offer a repair is looked for part by part."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter

import pytest
from lxml import etree
from pptx.oxml.ns import qn

from indicators.present.reports import ReportSource
from indicators.present.reports.slides import presentation

Parts = dict[str, bytes]
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@pytest.fixture(scope="module", params=["grenoble", "exempleville"])
def parts(request: pytest.FixtureRequest) -> Parts:
    source: ReportSource = request.getfixturevalue(request.param)
    with zipfile.ZipFile(io.BytesIO(presentation(source))) as archive:
        assert archive.testzip() is None
        assert max(Counter(archive.namelist()).values()) == 1
        return {name: archive.read(name) for name in archive.namelist()}


def trees(parts: Parts, folder: str = "") -> dict[str, etree._Element]:
    return {name: etree.fromstring(content) for name, content in parts.items() if name.startswith(folder) and name.endswith(".xml")}  # fmt: skip


def relations(parts: Parts) -> dict[str, list[etree._Element]]:
    """Relations by the part they start from."""
    found = {}
    for name, content in parts.items():
        if name.endswith(".rels"):
            folder, _, file = name.rpartition("/_rels/") if "/_rels/" in name else ("", "", name.removeprefix("_rels/"))
            found[posixpath.join(folder, file.removesuffix(".rels"))] = etree.fromstring(content).findall(_REL)
    return found


def test_every_part_has_a_type_and_is_reached(parts: Parts) -> None:
    listed = etree.fromstring(parts["[Content_Types].xml"])
    named = {item.get("PartName", "").lstrip("/") for item in listed.findall(f"{_TYPES}Override")}
    by_default = {item.get("Extension") for item in listed.findall(f"{_TYPES}Default")}
    content = [name for name in parts if name != "[Content_Types].xml"]
    assert named <= set(content)
    assert all(name in named or name.rpartition(".")[2] in by_default for name in content)
    reached = {target for group in targets(parts).values() for target in group.values()}
    assert {name for name in content if not name.endswith(".rels")} <= reached


def targets(parts: Parts) -> dict[str, dict[str, str]]:
    """Where the relations of each part lead inside the package, by identifier."""
    return {
        origin: {
            item.get("Id", ""): posixpath.normpath(posixpath.join(posixpath.dirname(origin), item.get("Target", ""))).lstrip("/")
            for item in group
            if item.get("TargetMode") != "External"
        }
        for origin, group in relations(parts).items()
    }  # fmt: skip


def test_relations_lead_somewhere_and_are_those_used(parts: Parts) -> None:
    for origin, group in relations(parts).items():
        assert len({item.get("Id") for item in group}) == len(group), origin
    known = targets(parts)
    assert all(target in parts for group in known.values() for target in group.values())
    for name, tree in trees(parts).items():
        used = {value for item in tree.iter() for key, value in item.attrib.items() if key.startswith(_OFFICE)}
        assert used <= known.get(name, {}).keys(), name


def test_identifiers_are_unique_on_a_page(parts: Parts) -> None:
    for name, tree in trees(parts, "ppt/slides/").items():
        numbers = [item.get("id") for item in tree.iter(qn("p:cNvPr"))]
        assert len(numbers) == len(set(numbers)), name
    deck = etree.fromstring(parts["ppt/presentation.xml"])
    slides = [int(item.get("id", "")) for item in deck.iter(qn("p:sldId"))]
    assert len(set(slides)) == len(slides) and all(256 <= number < 2**31 for number in slides)


def test_lists_of_the_presentation_are_in_the_order_of_the_schema(parts: Parts) -> None:
    deck = etree.fromstring(parts["ppt/presentation.xml"])
    order = ["sldMasterIdLst", "notesMasterIdLst", "sldIdLst", "sldSz", "notesSz", "defaultTextStyle"]
    assert [etree.QName(item).localname for item in deck] == order
    size = deck.find(qn("p:sldSz"))
    assert size is not None and size.get("type") is None  # 16:9 has no name in the format


def test_bodies_of_text_have_the_paragraphs_they_need(parts: Parts) -> None:
    for name, tree in trees(parts, "ppt/").items():
        bodies = [*tree.iter(qn("p:txBody"), qn("a:txBody"))]
        assert all(body.find(qn("a:p")) is not None for body in bodies), name
        assert all(cell.find(qn("a:txBody")) is not None for cell in tree.iter(qn("a:tc"))), name
        for row in tree.iter(qn("a:tbl")):
            width = len(row.findall(f"{qn('a:tblGrid')}/{qn('a:gridCol')}"))
            assert {len(found.findall(qn("a:tc"))) for found in row.findall(qn("a:tr"))} == {width}


def test_every_text_has_its_language_and_its_size_where_powerpoint_reads_it(parts: Parts) -> None:
    for folder in ("ppt/slides/", "ppt/notesSlides/"):
        for name, tree in trees(parts, folder).items():
            runs = [*tree.iter(qn("a:r"), qn("a:fld"))]
            assert runs and all(run.find(qn("a:rPr")).get("lang") == "fr-FR" for run in runs), name  # type: ignore[union-attr]  # without properties the test fails
            # A size on the paragraph is for the charts only: PowerPoint passes over it in a text.
            assert tree.find(f".//{qn('a:pPr')}/{qn('a:defRPr')}") is None, name


def test_charts_have_whole_numbers_and_their_workbook(parts: Parts) -> None:
    charts = trees(parts, "ppt/charts/")
    assert len(charts) == sum(name.startswith("ppt/embeddings/") for name in parts) > 0
    for name, tree in charts.items():
        axes = [int(item.get("val", "")) for item in tree.iter(qn("c:axId"), qn("c:crossAx"))]
        assert all(0 <= number < 2**31 for number in axes), name
        assert tree.find(qn("c:externalData")) is not None
        for series in tree.iter(qn("c:ser")):
            points = {int(item.find(f".//{qn('c:ptCount')}").get("val", "")) for item in series.iter(qn("c:cat"), qn("c:val"))}  # type: ignore[union-attr]  # fmt: skip
            assert len(points) == 1, name


def test_numbers_of_pages_follow_the_pages(parts: Parts) -> None:
    fields = [
        item.get("type")
        for name, tree in trees(parts, "ppt/slides/").items()
        for item in tree.iter(qn("a:fld"))
        if name != "ppt/slides/slide1.xml"
    ]
    assert len(fields) == len(trees(parts, "ppt/slides/")) - 1 and set(fields) == {"slidenum"}
