"""Where a value comes from, as a citation needs it: one origin, or two for a ratio of two publications.

A row says each thing in one cell. What rests on two publications says both, « a ; b », in the same order everywhere;
one publisher for both titles is said once, and what is known of the second only begins with the mark (« ; 2025 »).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from indicators.records.base import PartialDate

BETWEEN = " ; "
_MARK = re.compile(r"(?:^|\s);(?=\s|$)")


class Sourced(Protocol):
    """What says its origin in cells: an observation, or a point of a series."""

    @property
    def publisher(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def vintage(self) -> str: ...
    @property
    def published(self) -> str: ...
    @property
    def accessed(self) -> str: ...
    @property
    def licence(self) -> str: ...
    @property
    def citation(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Origin:
    """One publication. What is not known is empty; ``citation`` is the publisher's own wording, when it asks for one."""

    publisher: str = ""
    title: str = ""
    url: str = ""
    vintage: str = ""
    published: PartialDate = ""
    accessed: PartialDate = ""
    licence: str = ""
    citation: str = ""


class Cells(NamedTuple):
    """What a row says of its origin, apart from its value: rows of one origin are one."""

    publisher: str
    source: str
    url: str
    vintage: str
    published: str
    accessed: str
    licence: str
    citation: str


def parts(cell: str) -> tuple[str, ...]:
    """What a cell says of each publication, in order; empty where it says nothing of one."""
    return tuple(part.strip() for part in _MARK.split(cell))


def cell(said: Sequence[str]) -> str:
    """What is said of each publication as one cell: once when it is the same of all."""
    return said[0] if len(set(said)) == 1 else BETWEEN.join(said).strip()


def first_address(url: str) -> str:
    """The address of the first publication: what a reader is led to."""
    return parts(url)[0]


def origins_of(row: Sourced) -> tuple[Origin, ...]:
    """The publications behind a row, at least one, be it empty.

    A citation that the publisher words is taken whole, unless there is one for each. One address for two titles is
    that of the first.
    """
    titles, publishers = parts(row.source), parts(row.publisher)
    count = max(len(titles), len(publishers))
    citations = parts(row.citation)
    if row.citation and len(citations) != count:
        return (_whole(row),)
    addresses = (*parts(row.url), *[""] * count)[:count]
    cells = (
        publishers,
        titles,
        addresses,
        *map(parts, (row.vintage, row.published, row.accessed, row.licence)),
        citations,
    )
    return tuple(Origin(*(_of(said, at) for said in cells)) for at in range(count))


def _of(said: Sequence[str], at: int) -> str:
    return said[0] if len(said) == 1 else said[at] if at < len(said) else ""


def _whole(row: Sourced) -> Origin:
    return Origin(
        row.publisher,
        row.source,
        first_address(row.url),
        row.vintage,
        row.published,
        row.accessed,
        row.licence,
        row.citation,
    )
