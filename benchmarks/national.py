"""A national set of partnerships, the same at every run: 10 440 in 134 countries, what France counted in 2021.

Made from real links when their file is given (Wikidata's twinning property of 2017, tab-separated: name, coordinates and
country of both towns), repeated with a noise of a few kilometres; from the gazetteer otherwise.
"""

from __future__ import annotations

import csv
import random
from pathlib import Path

from indicators.geography import countries, find_country, gazetteer
from indicators.records import Partnership

COUNT, COUNTRIES = 10_440, 134
NOISE_DEGREES = 0.05
KINDS = ("twinning", "decentralised_cooperation", "partnership", "solidarity")
Link = tuple[str, str, float, float]


def partnerships(links: Path | None = None, count: int = COUNT, territory: str = "FR") -> list[Partnership]:
    """``count`` partnerships; every one of the 134 countries has at least one."""
    chance = random.Random(2021)
    sources = _real(links) if links else []
    met = {country for _, country, _, _ in sources}
    known = [country for country in sorted(countries()) if country not in met and gazetteer().largest(country, 1)]
    sources += [_town(country, 0) for country in known[: max(0, COUNTRIES - len(met))]]
    if not links:
        sources += [_town(country, rank) for rank in range(1, 30) for country in known[:COUNTRIES]]
    return [_partnership(number, sources[number % len(sources)], chance, territory) for number in range(count)]


def _real(path: Path) -> list[Link]:
    """The links of the file whose country is recognised and which have coordinates."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    found = []
    for row in rows:
        country = find_country(row["destination_countryLabel"]).iso2
        if country and row["destinationlat"] and row["destinationlong"]:
            place = float(row["destinationlat"]), float(row["destinationlong"])
            found.append((row["sistercityLabel"], country, *place))
    return found


def _town(country: str, rank: int) -> Link:
    towns = gazetteer().largest(country, 30)
    town = towns[rank % len(towns)]
    return town.name, country, town.latitude, town.longitude


def _partnership(number: int, link: Link, chance: random.Random, territory: str) -> Partnership:
    name, country, latitude, longitude = link
    return Partnership(
        id=f"n{number}",
        territory=territory,
        partner=name,
        city=name,
        country=country,
        latitude=max(-85.0, min(85.0, latitude + chance.uniform(-NOISE_DEGREES, NOISE_DEGREES))),
        longitude=max(-180.0, min(180.0, longitude + chance.uniform(-NOISE_DEGREES, NOISE_DEGREES))),
        coordinate_origin="source",
        type=chance.choice(KINDS),
        signed=str(chance.randint(1950, 2026)),
        status="active",
        source="Benchmark",
        example=True,
    )
