"""XML that cannot harm: no document type, no entity, no network, a bounded tree; everything is read as a stream.

A document type may only stand before the root element, so the first kilobytes are enough to refuse it: billion
laughs and external references are turned away before the real parser sees a byte.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any
from xml.parsers import expat

from lxml import etree

from indicators.intake.issues import refuse

PROLOG = 65_536


class _RootReached(Exception):
    pass


def check_prolog(head: bytes) -> None:
    """Refuse a document type declaration, or a beginning without a root element, in the first bytes of a document."""
    parser = expat.ParserCreate()

    def on_doctype(*_: object) -> None:
        raise refuse("xml_entities")

    def on_root(*_: object) -> None:
        raise _RootReached

    parser.StartDoctypeDeclHandler = on_doctype
    parser.StartElementHandler = on_root
    try:
        parser.Parse(head, False)
    except _RootReached:
        return
    except expat.ExpatError as error:
        raise refuse("broken_xml", reason=expat.errors.messages[error.code], line=error.lineno) from None
    raise refuse("broken_xml", reason="no root element", line=0)


def elements(
    stream: IO[bytes], tags: tuple[str, ...], *, encoding: str | None = None, bare: bool = True
) -> Iterator[Any]:
    """The elements of the given local names as they close, in document order; each is emptied once it was used.

    ``encoding`` overrides the one the document declares. Raises :class:`Refusal` for a document that is cut or wrong.
    """
    context = etree.iterparse(
        stream, events=("end",), tag=tuple(f"{{*}}{name}" for name in tags), encoding=encoding,
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        for _, element in context:
            yield element
            element.clear()
            parent = element.getparent()
            while bare and parent is not None and element.getprevious() is not None:
                del parent[0]
    except etree.XMLSyntaxError as error:
        raise refuse("broken_xml", reason=str(error.msg)[:200], line=error.lineno or 0) from None


def local(element: Any) -> str:
    """The name of an element without its namespace."""
    return str(etree.QName(element).localname)
