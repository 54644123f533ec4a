"""When each publication has its next vintage: out already, or expected, and which indicators it would refresh."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pyarrow.compute as pc
import pyarrow.parquet as pq

from indicators.catalogue.official import OfficialFeed, OfficialSource
from indicators.official import keeping
from indicators.official.library import Library


@dataclass(frozen=True, slots=True)
class Due:
    """The next year that a source will measure. ``held`` is the last year that this machine has, None without any.

    ``expected`` is the first day of the usual month of publication; ``indicators`` are the ids of those refreshed.
    """

    source: OfficialSource
    held: int | None
    year: int
    expected: date
    indicators: tuple[str, ...]

    def out(self, today: date) -> bool:
        """Whether it should be out: its month has come."""
        return self.expected <= today


def calendar(library: Library, today: date) -> tuple[Due, ...]:
    """What is out or expected, the first expected first."""
    feeds = tuple(library.catalogue.official_feeds.values())
    held = _held(library)
    found = [
        _due(library, source, feeds, held.get(name), today)
        for name, source in library.catalogue.official_sources.items()
    ]
    return tuple(sorted(found, key=lambda due: due.expected))


def _due(library: Library, source: OfficialSource, feeds: Sequence[OfficialFeed], held: int | None, today: date) -> Due:
    year = today.year - source.lag_years if held is None else held + 1
    refreshed = [feed.indicator for feed in feeds if source.id in {feed.source, feed.denominator_source}]
    known = tuple(dict.fromkeys(name for name in refreshed if name in library.catalogue.indicators))
    return Due(source, held, year, date(year + source.lag_years, source.month, 1), known)


def _held(library: Library) -> Mapping[str, int]:
    """The last year of the facts of each source."""
    last: dict[str, int] = {}
    for path in library.files():
        year = pc.max(pq.read_table(path, columns=["year"])["year"]).as_py()
        name = keeping.described(path).source
        last[name] = max(last.get(name, 0), year or 0)
    return last
