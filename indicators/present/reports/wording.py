"""From the sentences of the screen, written in Markdown, to plain words for paper and projection."""

from __future__ import annotations

import re
from collections.abc import Iterable

from indicators.present.figure import Source
from indicators.present.texts import Translator

_ICON = re.compile(r":material/\w+:\s*")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
_CODES = re.compile(r"\s*\([^()]*\w_\w[^()]*\)")  # « (tour_occ_ninl) »: the key of a data set at its publisher's
_MANY = 40
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~$:])")


def plain(text: str) -> str:
    """A sentence without the marks of Markdown: bold, links, icons, backslashes."""
    without = _LINK.sub(r"\1", _ICON.sub("", text))
    without = re.sub(r"(?<!\\)\*\*|(?<!\\)`", "", without)
    return _ESCAPED.sub(r"\1", without).strip()


def source_words(source: Source) -> str:
    """A source in one line: publisher, year, level, reliability, note."""
    parts = (source.publisher, source.year, source.geo_level, source.quality, source.note)
    return plain(" · ".join(part for part in parts if part))


def source_with_address(source: Source, t: Translator) -> str:
    """The same, followed by its address."""
    words = source_words(source)
    return t("{source}, {address}", source=words, address=source.url) if source.url.startswith("http") else words


def publishers(sources: Iterable[Source]) -> list[str]:
    """Who published and when, for a reader who checks nothing: no code of a data set, no level, no reliability."""
    bare = (Source(_CODES.sub("", plain(item.publisher)).strip(), item.url, item.year) for item in sources)
    return grouped(bare, most=_MANY)


def grouped(sources: Iterable[Source], most: int = 6) -> list[str]:
    """Sources by publisher with their years together, at most so many, without a full stop: they are listed."""
    years: dict[tuple[str, ...], list[str]] = {}
    for item in sources:
        key = (plain(item.publisher), item.geo_level, item.quality, plain(item.note))
        years.setdefault(key, []).extend([item.year] if item.year else [])
    lines = []
    for (publisher, *rest), found in years.items():
        known = sorted(dict.fromkeys(found))
        when = known[0] if len(known) == 1 else f"{known[0]}–{known[-1]}" if known else ""
        name = f"{publisher[:1].upper()}{publisher[1:]}"
        lines.append(" · ".join(part.rstrip(". ") for part in (name, when, *rest) if part))
    return [*lines[:most], *(["…"] if len(lines) > most else [])]
