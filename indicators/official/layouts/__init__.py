"""The readers, one module a layout: a publisher's table has one shape for many files.

Each module has two functions (:class:`Layout`):

* ``recognise(head)`` looks at the beginning of a file and says which source it is, or None. A file that it knows and
  that gives nothing (arrivals in place of nights) raises :class:`~indicators.official.refusals.UnreadableOfficial`;
* ``read(head, found)`` gives the facts; it reads the whole file or raises, never half of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import pyarrow as pa

from indicators.errors import Part
from indicators.official.head import Head


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file is: the id of the source in the catalogue, and the vintage that its content tells.

    ``content`` is the title of what was found, as the publisher writes it (« nama_10r_3gdp »).
    """

    source: str
    vintage: str
    content: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a layout reads: a table of :data:`indicators.official.facts.SCHEMA`, and what no cell says.

    ``geography`` is the year of its communes, when the file says it: those of another year are then brought to today's
    by their parts, except the measures of ``shares``, which do not add up. 0 leaves the codes as they are.
    """

    table: pa.Table
    notes: tuple[Part, ...] = ()
    vintage: str = ""
    geography: int = 0
    shares: frozenset[str] = frozenset()


class Layout(Protocol):
    """What each module of this package offers."""

    def recognise(self, head: Head) -> Recognised | None:
        """Which source the file is; None when it is of another layout."""

    def read(self, head: Head, found: Recognised) -> Reading:
        """All the facts of the file, or :class:`~indicators.official.refusals.UnreadableOfficial`."""
