"""The theme of an Office file: the colours and the typeface that all its styles take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree

_SPACE = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
_COLOUR = f"{{{_SPACE['a']}}}srgbClr"


def themed(owner: Any, typeface: str, colours: Mapping[str, str]) -> None:
    """Give the theme of a part (a master, a document) a typeface and colours « #rrggbb » by the names of their slots."""
    part = next(rel.target_part for rel in owner.rels.values() if rel.reltype.endswith("/theme"))
    tree = etree.fromstring(part.blob)
    for name, colour in colours.items():
        slot = tree.find(f".//a:clrScheme/a:{name}", _SPACE)
        slot.clear()
        etree.SubElement(slot, _COLOUR).set("val", colour.lstrip("#").upper())
    for family in tree.findall(".//a:fontScheme/*/a:latin", _SPACE):
        family.set("typeface", typeface)
    part._blob = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
