"""Build ``territories.parquet``: every French territory with those that hold it, and the NUTS regions of Europe.

Run ``python data/reference/build_territories.py EPCICOM.xlsx DEPARTEMENTS.json NUTS_FR.csv DEMO.tsv NUTS.dbf`` with

* the composition of intercommunalities of DGCL (Banatic, « epcicom2026.xlsx »: dept, siren, raison_sociale,
  nature_juridique, insee, nom_membre, pmun_2026), Licence Ouverte 2.0;
* ``departements.json`` of the npm package ``@etalab/decoupage-administratif`` 6.0.0 (Licence Ouverte 2.0);
* a table of the French NUTS 2021 codes (nuts_2021, niveau_nuts, libelle_eurostat, type_insee, code_insee);
* Eurostat's ``demo_r_pjanaggr3`` (populations of départements, régions, countries and NUTS regions on 1 January 2023);
* the attribute table of GISCO's NUTS 2021 (NUTS_ID, NAME_LATN): names only, no geometry is kept.

Communes are those of the official geographic code of 2026, overseas collectivities left aside: 34,871 members of an
intercommunality and the four islands that belong to none, whose population Banatic does not give.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pyogrio.raw import read as read_attributes
from python_calamine import CalamineWorkbook

OUTPUT = Path(__file__).with_name("territories.parquet")
COLLECTIVITIES = Path(__file__).with_name("collectivities.parquet")
TEXTS = ("level", "code", "name", "kind", "epci", "dep", "reg", "nuts")
SCHEMA = pa.schema([*((name, pa.string()) for name in TEXTS), ("population", pa.int32())])
YEAR = "2023"
#: Eurostat writes Greece and the United Kingdom otherwise than ISO 3166.
ISO = {"EL": "GR", "UK": "GB"}


def main(epcicom: str, departments: str, nuts_fr: str, demography: str, attributes: str) -> None:
    """Write the table, sorted by level and code: the same sources give the same file."""
    regions = {row["code"]: row["region"] for row in json.loads(Path(departments).read_text(encoding="utf-8"))}
    insee = _insee_of_nuts(Path(nuts_fr))
    nuts = {place: code for code, place in sorted(insee.items(), key=lambda pair: len(pair[0]))}
    peopled = _populations(Path(demography))
    rows = [
        *_local(Path(epcicom), regions),
        *_wide(regions, nuts, peopled),
        *_european(Path(attributes), insee, peopled),
    ]
    rows.sort(key=lambda row: (row["level"], row["code"]))
    filled = [dict.fromkeys(TEXTS, "") | row for row in rows]
    pq.write_table(pa.Table.from_pylist(filled, SCHEMA), OUTPUT, compression="zstd", compression_level=19)


def _local(epcicom: Path, regions: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Communes, then intercommunalities; the département of an intercommunality is that of its seat."""
    head, *members = CalamineWorkbook.from_path(str(epcicom)).get_sheet_by_index(0).to_python()
    listed = [dict(zip(head, row, strict=True)) for row in members]
    by_code = {row["insee"]: row for row in listed}
    for item in pq.read_table(COLLECTIVITIES, filters=[("kind", "==", "commune")]).to_pylist():
        code = item["code"]
        dep = code[:3] if code.startswith("97") else code[:2]
        if dep in regions and regions[dep] and dep not in {"975", "977", "978"}:
            row = by_code.get(code)
            yield {
                "level": "COM", "code": code, "name": item["name"], "dep": dep, "reg": regions[dep],
                "epci": str(int(row["siren"])) if row else "", "population": int(row["pmun_2026"]) if row else None,
            }  # fmt: skip
    for row in {row["siren"]: row for row in listed}.values():
        dep = str(row["dept"])
        yield {
            "level": "EPCI", "code": str(int(row["siren"])), "name": row["raison_sociale"], "dep": dep,
            "kind": row["nature_juridique"], "reg": regions[dep], "population": int(row["total_pop_mun"]),
        }  # fmt: skip


def _wide(regions: dict[str, str], nuts: dict[str, str], peopled: dict[str, int]) -> Iterator[dict[str, Any]]:
    names = {
        (item["kind"], item["code"]): item["name"]
        for item in pq.read_table(COLLECTIVITIES, filters=[("kind", "in", ["department", "region"])]).to_pylist()
    }
    places = [("DEP", "department", code, reg) for code, reg in regions.items()]
    places += [("REG", "region", code, "") for code in set(regions.values())]
    for level, kind, code, reg in places:
        if (region := nuts.get(f"{level}-{code}")) is None:
            continue
        yield {
            "level": level, "code": code, "name": names[kind, code], "reg": reg, "nuts": region,
            "population": peopled.get(region),
        }  # fmt: skip
    yield {"level": "FR", "code": "FR", "name": "France", "nuts": "FR", "population": peopled["FR"]}


def _european(attributes: Path, insee: dict[str, str], peopled: dict[str, int]) -> Iterator[dict[str, Any]]:
    """Countries, and the NUTS regions that are no French territory by another name; « nuts » is the region above."""
    meta, _, _, fields = read_attributes(attributes)
    columns = dict(zip(meta["fields"], fields, strict=True))
    for code, name in zip(columns["NUTS_ID"], columns["NAME_LATN"], strict=True):
        if code not in insee and code != "FR":
            above = code[:-1] if len(code) > 2 else ""
            level, place = ("NUTS", code) if above else ("ISO", ISO.get(code, code))
            yield {
                "level": level,
                "code": place,
                "name": str(name).strip(),
                "nuts": above,
                "population": peopled.get(code),
            }


def _insee_of_nuts(path: Path) -> dict[str, str]:
    """« FRK24 » → « DEP-38 »; the regions of before 2016 have no Insee code of today and stay NUTS regions."""
    with path.open(encoding="utf-8", newline="") as stream:
        return {
            row["nuts_2021"]: f"{row['type_insee']}-{row['code_insee']}"
            for row in csv.DictReader(stream)
            if row["code_insee"] and row["type_insee"] in {"DEP", "REG"}
        }


def _populations(path: Path) -> dict[str, int]:
    """Inhabitants on 1 January by NUTS region, all sexes and ages."""
    with path.open(encoding="utf-8", newline="") as stream:
        head, *rows = csv.reader(stream, delimiter="\t")
    column = [cell.strip() for cell in head].index(YEAR)
    found = {}
    for row in rows:
        _, _, sex, age, place = row[0].split(",")
        if (sex, age) == ("T", "TOTAL") and not row[column].startswith(":"):
            found[place] = int(row[column].split()[0])
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
