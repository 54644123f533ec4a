"""Build ``passages.csv``: the communes that merged, split or changed code since 2013, with what part goes where.

Run ``python data/reference/build_passages.py MVTCOMMUNE.csv SPLITS.csv`` with

* Insee's movements of communes (``mvtcommune``: MOD, DATE_EFF, TYPECOM_AV, COM_AV, TYPECOM_AP, COM_AP), Licence Ouverte;
* the ratios of the splits of 2014 to 2020 in COGugaison's tables (cod_avant, cod_apres, typemodif, ratio, de): eight
  numbers of an ODbL database (K. Lévêque, from Insee). Its tables of 2022→2023 and 2023→2024 run backwards and are not
  used: movements are Insee's.

The later splits are shared by the municipal populations of ``territories.parquet``.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path

import pyarrow.parquet as pq

OUTPUT = Path(__file__).with_name("passages.csv")
TERRITORIES = Path(__file__).with_name("territories.parquet")
FIRST, LAST_RATIO = "2013-01-01", 2020


def main(movements: str, splits: str) -> None:
    """Write one line a passage, by date: ``date,code,to,ratio``."""
    known = _known_ratios(Path(splits))
    peopled = _populations()
    moves: dict[tuple[str, str], set[str]] = defaultdict(set)
    with Path(movements).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["TYPECOM_AV"] == row["TYPECOM_AP"] == "COM" and row["DATE_EFF"] > FIRST:
                moves[row["DATE_EFF"], row["COM_AV"]].add(row["COM_AP"])
    with OUTPUT.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, lineterminator="\n")
        out.writerow(("date", "code", "to", "ratio"))
        for (date, code), parts in sorted(moves.items()):
            if parts != {code}:
                total = sum(peopled.get(part, 0) for part in parts)
                for part in sorted(parts):
                    share = known.get((code, part)) or (peopled[part] / total if len(parts) > 1 else 1)
                    out.writerow((date, code, part, f"{share:.6g}"))


def _known_ratios(path: Path) -> dict[tuple[str, str], float]:
    with path.open(encoding="utf-8", newline="") as stream:
        return {
            (row["cod_avant"], row["cod_apres"]): float(row["ratio"])
            for row in csv.DictReader(stream)
            if row["typemodif"] == "d" and int(row["vers"]) <= LAST_RATIO
        }


def _populations() -> dict[str, int]:
    table = pq.read_table(TERRITORIES, filters=[("level", "==", "COM")], columns=["code", "population"])
    return {row["code"]: row["population"] or 0 for row in table.to_pylist()}


if __name__ == "__main__":
    main(*sys.argv[1:])
