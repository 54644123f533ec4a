"""The template of the presentation, made once and kept as a file that a communication department restyles in PowerPoint.

``python -m indicators.present.reports.template`` writes it again from scratch. The presentation only relies on the
names of its layouts and on their placeholders, never on a colour or a font of its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import etree
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Cm, Pt

from indicators.present.palette import PALETTE
from indicators.present.reports.fonts import TYPEFACES
from indicators.present.reports.office_theme import themed

TEMPLATE = Path(__file__).parent / "templates" / "presentation.pptx"
WIDTH, HEIGHT = Cm(33.867), Cm(19.05)
COVER, CONTENT = "Couverture", "Contenu"
_BLUE, _INK = "0B4F86", "1B2733"
_ACCENTS = {f"accent{rank}": colour.lstrip("#").upper() for rank, colour in enumerate(PALETTE[:6], 1)}
_COLOURS = {
    "dk1": _INK, "lt1": "FFFFFF", "dk2": _BLUE, "lt2": "EEF4F9", **_ACCENTS, "hlink": _BLUE, "folHlink": "7C5CB0",
}  # fmt: skip
_PROMPTS = {
    "Click to edit Master title style": "Titre", "Click to edit Master subtitle style": "Sous-titre",
    "Click to edit Master text styles": "Texte", "Second level": "Deuxième niveau", "Third level": "Troisième niveau",
    "Fourth level": "Quatrième niveau", "Fifth level": "Cinquième niveau",
}  # fmt: skip
# Left, top, width, height in centimetres of each placeholder, by its number.
_PLACES = {
    CONTENT: {0: (1.6, 1.3, 30.6, 2.4), 1: (1.6, 3.9, 30.6, 13.2), 11: (1.6, 17.5, 28.0, 1.3), 12: (30.0, 17.5, 2.2, 1.3)},
    COVER: {0: (2.4, 5.0, 28.0, 4.4), 1: (2.4, 9.8, 28.0, 4.6), 11: (2.4, 17.5, 26.7, 1.3), 12: (30.0, 17.5, 2.2, 1.3)},
}  # fmt: skip


def build(path: Path = TEMPLATE) -> Path:
    """Write the template: two layouts, a theme, large type, nothing on the pages."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    _without_leftovers(deck)
    master = deck.slide_masters[0]
    themed(master.part, TYPEFACES[0], _COLOURS)
    _keep(deck, {"Title Slide": COVER, "Title and Content": CONTENT})
    _arrange(master.placeholders, _PLACES[CONTENT])
    for layout in master.slide_layouts:
        _arrange(layout.placeholders, _PLACES[layout.name])
    _styles(master)
    _cover(next(layout for layout in master.slide_layouts if layout.name == COVER))
    for page in (master, *master.slide_layouts):
        _in_french(page)
    deck.core_properties.title, deck.core_properties.author = "Ouverture", "Ouverture"
    deck.save(str(path))
    return path


def _without_leftovers(deck: Any) -> None:
    """The file that the library starts from says 4:3 and brings a picture and the settings of somebody's printer."""
    size = deck.part._element.find(qn("p:sldSz"))
    size.attrib.pop("type", None)
    for part in (deck.part, deck.part.package):
        for number, found in list(part._rels.items()):
            if found.reltype.endswith(("/printerSettings", "/thumbnail", "/extended-properties")):
                part._rels.pop(number)


def _keep(deck: Any, names: dict[str, str]) -> None:
    for layout in list(deck.slide_layouts):
        if layout.name in names:
            layout.name = names[layout.name]
        else:
            deck.slide_layouts.remove(layout)


def _arrange(placeholders: Any, places: dict[int, tuple[float, float, float, float]]) -> None:
    types = {"title": 0, "ctrTitle": 0, "subTitle": 1, "body": 1, "obj": 1, "ftr": 11, "sldNum": 12}
    for shape in list(placeholders):
        mark = shape._element.find(f".//{qn('p:ph')}")
        number = types.get(mark.get("type", "obj"))
        if number is None:
            shape._element.getparent().remove(shape._element)
            continue
        shape.left, shape.top, shape.width, shape.height = (Cm(part) for part in places[number])


def restyled(deck: Any, typeface: str, colour: str) -> None:
    """Give a template the collectivity's typeface, and its colour « #rrggbb » to titles, cover and links."""
    for master in deck.slide_masters:
        themed(master.part, typeface, {"dk2": colour, "hlink": colour})


def _styles(master: Any) -> None:
    """Sizes and colours of the master, so that every layout follows."""
    styles = master._element.find(qn("p:txStyles"))
    title = styles.find(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    title.set("algn", "l")
    title.find(qn("a:defRPr")).set("sz", "3200")
    title.find(qn("a:defRPr")).set("b", "1")
    _paint(title.find(qn("a:defRPr")), "tx2")
    for name in ("bodyStyle", "otherStyle"):
        for properties in styles.find(qn(f"p:{name}")).iter(qn("a:defRPr")):
            properties.set("sz", "2400")  # nothing on a slide is smaller
    for shape in master.placeholders:
        shape.text_frame.word_wrap = True
        if shape.placeholder_format.type is not None and shape.top > Cm(17):
            _small(shape)
        elif shape.top < Cm(2):
            shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE


def _in_french(page: Any) -> None:
    """What PowerPoint shows to whoever restyles the template."""
    for shape in page.placeholders:
        for run in shape._element.iter(qn("a:r")):
            words = run.find(qn("a:t"))
            words.text = _PROMPTS.get(words.text or "", words.text)
        for properties in shape._element.iter(qn("a:rPr"), qn("a:endParaRPr")):
            properties.set("lang", "fr-FR")


def _small(shape: Any) -> None:
    if shape.left < Cm(10):
        shape._element.find(f".//{qn('a:lvl1pPr')}").set("algn", "l")
    for run in shape._element.iter(qn("a:defRPr"), qn("a:rPr")):
        run.set("sz", "2400")
        _paint(run, "tx1")


def _paint(properties: Any, scheme: str) -> None:
    for fill in properties.findall(qn("a:solidFill")):
        properties.remove(fill)
    fill = etree.Element(qn("a:solidFill"))
    etree.SubElement(fill, qn("a:schemeClr")).set("val", scheme)
    properties.insert(0, fill)


def _cover(layout: Any) -> None:
    """A coloured cover, its words in white."""
    layout.background.fill.solid()
    layout.background.fill.fore_color.theme_color = MSO_THEME_COLOR.TEXT_2
    for shape in layout.placeholders:
        size = Pt(44) if shape.top < Cm(6) else Pt(24)
        listed = shape._element.find(f".//{qn('a:lstStyle')}")
        for child in list(listed):
            listed.remove(child)
        level = etree.SubElement(listed, qn("a:lvl1pPr"))
        level.set("marL", "0")
        level.set("indent", "0")
        level.set("algn", "l")
        etree.SubElement(level, qn("a:buNone"))
        run = etree.SubElement(level, qn("a:defRPr"))
        run.set("sz", str(int(size.pt * 100)))
        _paint(run, "bg1")


if __name__ == "__main__":
    build()
