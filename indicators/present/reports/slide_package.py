"""What the library that writes the presentation leaves out, and that the format or a screen reader asks for."""

from __future__ import annotations

from typing import Any

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

_RUNS = (qn("a:r"), qn("a:fld"))
_AXES = (qn("c:axId"), qn("c:crossAx"))


def polish(file: Any, language: str) -> None:
    """Say the language of each text, list the master of the notes, write identifiers of axes without a sign."""
    for page in file.slides:
        for root in (page._element, *([page.notes_slide._element] if page.has_notes_slide else [])):
            speak(root, language)
        for shape in page.shapes:
            if shape.has_chart:
                _unsigned(shape.chart._chartSpace)
    if any(page.has_notes_slide for page in file.slides):
        _list_notes_master(file)


def speak(root: Any, language: str) -> None:
    """Give a language to the texts that have none: they would be read aloud, and checked, in that of the machine."""
    for run in root.iter(*_RUNS):
        properties = run.find(qn("a:rPr"))
        if properties is None:
            properties = etree.Element(qn("a:rPr"))
            run.insert(0, properties)
        if properties.get("lang") is None:
            properties.set("lang", language)


def _unsigned(chart: Any) -> None:
    """The schema wants whole numbers without a sign; those given are negative. LibreOffice reads up to 31 bits."""
    for item in chart.iter(*_AXES):
        item.set("val", str(int(item.get("val")) & 0x7FFFFFFF))


def _list_notes_master(file: Any) -> None:
    root = file.part._element
    if root.find(qn("p:notesMasterIdLst")) is not None:
        return
    number = next(key for key, found in file.part.rels.items() if found.reltype == RELATIONSHIP_TYPE.NOTES_MASTER)
    listed = etree.Element(qn("p:notesMasterIdLst"))
    etree.SubElement(listed, qn("p:notesMasterId")).set(qn("r:id"), number)
    root.find(qn("p:sldMasterIdLst")).addnext(listed)
