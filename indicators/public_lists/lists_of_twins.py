"""Lists of twin towns that volunteers write: Wikipedia's by country, Wikidata's « twinned or partner » property."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from indicators.public_lists.model import Home, Link, PublicList, country_of
from indicators.public_lists.tables import RawList

WIKIPEDIA = ("city1", "country1", "city2", "country2")
WIKIDATA = ("origincityLabel", "origincountry", "sistercityLabel", "destination_countryLabel")


def read_wikipedia(tables: Sequence[RawList], home: Home) -> PublicList:
    """Both directions stand in one file."""
    return _read("wikipedia", WIKIPEDIA, tables, home)


def read_wikidata(tables: Sequence[RawList], home: Home) -> PublicList:
    """The entries of one country, or those of the others: two files, each of them a side."""
    return _read("wikidata", WIKIDATA, tables, home)


def _read(
    kind: Literal["wikipedia", "wikidata"], columns: tuple[str, ...], tables: Sequence[RawList], home: Home
) -> PublicList:
    rows, found = 0, dict[Link, None]()
    for row in next(table for table in tables if set(columns) <= set(table.columns)).records():
        rows += 1
        found.update(dict.fromkeys(_links(row, columns, home)))
    sides = {link.side for link in found}
    side = sides.pop() if kind == "wikidata" and len(sides) == 1 else ""
    return PublicList(kind, rows, side=side, links=tuple(found))


def _links(row: Mapping[str, str], columns: tuple[str, ...], home: Home) -> Iterator[Link]:
    """The link of an entry of our country, or that of an entry abroad which names a city of ours."""
    city, country, other, its = (row[name] for name in columns)
    first, second = country_of(country), country_of(its)
    if not city or not other:
        return
    if first == home.country:
        yield Link(city, other, second or its, "ours")
    elif second == home.country:
        yield Link(other, city, first or country, "theirs")
