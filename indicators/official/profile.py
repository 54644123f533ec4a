"""What the official files say of one territory: each indicator at its own scale, else at the nearest one above.

A figure keeps the place that it describes: « scale » says whose it is, and it is never shown as the commune's own when
it is its département's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

import pyarrow as pa

from indicators.geography.keys import TerritoryKey
from indicators.geography.territories import territories
from indicators.official import flags
from indicators.official.cube import read_territory, years_known
from indicators.official.library import Library

_BEHIND = 3
Scale: TypeAlias = Literal["own", "commune", "epci", "department", "region", "country", "other"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One value: the place that it describes, and ``scale``, what that place is to the territory that was asked for.

    ``value`` is None when ``flag`` is secret or absent. ``source``, ``vintage`` and ``sha256`` have two members joined
    by « + » when two files made it; ``band`` says how its population differs from the indicator's.
    """

    place: TerritoryKey
    indicator: str
    year: int
    numerator: float | None
    denominator: float | None
    value: float | None
    flag: str
    scale: Scale
    band: str
    source: str
    vintage: str
    sha256: str

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources, one or two."""
        return tuple(filter(None, self.source.split("+")))


def figures(library: Library, key: TerritoryKey, indicators: Collection[str] = ()) -> tuple[Figure, ...]:
    """Every figure of a territory and of those that hold it, the nearest scale first, then by indicator and year.

    Where a source counts everything of a level (students by head office), a territory that it does not name has an
    absent figure for each year of the source: it is not zero, and not unknown.
    """
    folder, found = library.cube, list[Figure]()
    for place in territories().scales(key):
        scale: Scale = "own" if place == key else place.geo_level
        own = list(_of_table(read_territory(folder, place, indicators), place, scale))
        found += sorted(
            [*own, *_absent(library, folder, place, scale, own, indicators)],
            key=lambda each: (each.indicator, each.year),
        )
    return tuple(found)


def best(found: Collection[Figure]) -> dict[str, tuple[Figure, ...]]:
    """Each indicator at the nearest scale that has a recent value, its years in order: what a profile shows.

    A scale whose last value is more than :data:`_BEHIND` years older than that of a wider one is passed over: a city
    that lost its head offices in 2011 is read at its intercommunality, in today's figures.
    """
    chosen: dict[str, tuple[Figure, ...]] = {}
    for indicator in dict.fromkeys(figure.indicator for figure in found):
        of_it = [figure for figure in found if figure.indicator == indicator]
        scales = dict.fromkeys(figure.place for figure in of_it)
        series = (tuple(figure for figure in of_it if figure.place == place) for place in scales)
        known = [(max(row.year for row in rows if row.value is not None), rows) for rows in series if _any_value(rows)]
        if known:
            freshest = max(year for year, _ in known)
            chosen[indicator] = next(rows for year, rows in known if year >= freshest - _BEHIND)
    return chosen


def _any_value(rows: tuple[Figure, ...]) -> bool:
    return any(row.value is not None for row in rows)


def _of_table(table: pa.Table, place: TerritoryKey, scale: Scale) -> Iterator[Figure]:
    for row in table.drop_columns(["level", "code"]).to_pylist():
        yield Figure(place=place, scale=scale, **row)


def _absent(
    library: Library, folder: Path, place: TerritoryKey, scale: Scale, own: list[Figure], indicators: Collection[str]
) -> Iterator[Figure]:
    known = {(figure.indicator, figure.year) for figure in own}
    for feed in library.catalogue.official_feeds.values():
        if place.level in feed.exhaustive and (not indicators or feed.key in indicators):
            for year in years_known(folder, place.level, feed.key):
                if (feed.key, year) not in known:
                    yield Figure(
                        place, feed.key, year, None, None, None, flags.ABSENT, scale, feed.band, feed.source, "", ""
                    )
