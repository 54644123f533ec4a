"""Build ``collectivities.parquet``: the French collectivities by code, by SIREN and by name.

Install the npm package ``@etalab/decoupage-administratif`` 6.0.0 anywhere (the official geographic code of Insee and
the register of intercommunalities, Licence Ouverte 2.0), then run
``python data/reference/build_collectivities.py path/to/package/data``.

The SIREN of a commune is looked up, not computed: one mainland commune in seven has one whose digits name its neighbour
(02046 has 210200457, which says 02045), and a commune born of a merger has one that says nothing.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parents[2]))

from indicators.geography.collectivities import bare_name

OUTPUT = Path(__file__).with_name("collectivities.parquet")
SCHEMA = pa.schema({name: pa.string() for name in ("code", "name", "bare", "kind", "siren")})


def rows(folder: Path) -> Iterator[dict[str, str]]:
    """Communes of today, then those that merged, then intercommunalities, departments and regions."""

    def items(name: str) -> list[dict[str, Any]]:
        return list(json.loads((folder / f"{name}.json").read_text(encoding="utf-8")))

    communes = items("communes")
    codes = {item["code"] for item in communes if item["type"] == "commune-actuelle"}
    for item in communes:
        if item["type"] == "commune-actuelle":
            yield {"code": item["code"], "name": item["nom"], "kind": "commune", "siren": item.get("siren", "")}
    for item in communes:
        if item["code"] not in codes:
            yield {"code": item["code"], "name": item["nom"], "kind": "former", "siren": ""}
    for item in [*items("epci"), *items("ept")]:
        yield {"code": item["code"], "name": item["nom"], "kind": "intercommunality", "siren": item["code"]}
    for name, kind in (("departements", "department"), ("regions", "region")):
        for item in items(name):
            yield {"code": item["code"], "name": item["nom"], "kind": kind, "siren": ""}


def main(folder: str) -> None:
    """Write the table; the order is that of the source, so that the same source gives the same file."""
    named = [row | {"bare": bare_name(row["name"])} for row in rows(Path(folder))]
    table = pa.Table.from_pylist(named, SCHEMA)
    pq.write_table(table, OUTPUT, compression="zstd", compression_level=19)


if __name__ == "__main__":
    main(*sys.argv[1:])
