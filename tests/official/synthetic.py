"""Small files of the layouts whose published files are too large to keep: the exact headers, rows made by us.

Each is named ``synthetic_…`` so that nobody takes its figures for published ones. Where a national total is written, it is
the one that the publisher prints (Insee, census of 2023, Melodi).
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

BALANCE = (
    "EXER;IDENT;NDEPT;LBUDG;MODVTHEL;INSEE;CBUDG;CTYPE;CSTYP;NOMEN;siren;CREGI;CACTI;SECTEUR;FINESS;CODBUD1;CATEG;BAL;"
    "FONCTION;COMPTE;BEDEB;BECRE;OBNETDEB;OBNETCRE;ONBDEB;ONBCRE;OOBDEB;OOBCRE;SD;SC"
)
_USUAL = {
    "EXER": "2024", "IDENT": "21380185500015", "NDEPT": "038", "LBUDG": "GRENOBLE", "MODVTHEL": "N", "INSEE": "185",
    "CBUDG": "1", "CTYPE": "101", "NOMEN": "M57", "siren": "213801855", "CATEG": "Commune", "BAL": "DEF",
    "FONCTION": "048", "COMPTE": "6281",
}  # fmt: skip
_AMOUNTS = ("BEDEB", "BECRE", "OBNETDEB", "OBNETCRE", "ONBDEB", "ONBCRE", "OOBDEB", "OOBCRE", "SD", "SC")


def balances(*rows: Mapping[str, str]) -> bytes:
    """The bulk file of the DGFiP: Latin-1, decimal comma. Each row says what differs from an operating line of Grenoble."""
    names = BALANCE.split(";")
    lines = [BALANCE]
    for row in rows:
        usual = dict.fromkeys(names, "") | dict.fromkeys(_AMOUNTS, "0") | _USUAL | dict(row)
        lines.append(";".join(usual[name] for name in names))
    return "\r\n".join([*lines, ""]).encode("latin-1")


def balances_of_the_api(*rows: Mapping[str, str]) -> bytes:
    """The same as the API exports it: names in lower case, UTF-8 with its mark, decimal point."""
    head, *lines = balances(*rows).decode("latin-1").splitlines()
    return "\n".join([head.lower(), *(line.replace(",", ".") for line in lines), ""]).encode("utf-8-sig")


def melodi(rows: Iterable[Mapping[str, str]], names: Sequence[str]) -> bytes:
    """A table of Melodi: quoted, separated by semicolons; a dimension that a row does not name is at its total."""
    buffer = io.StringIO()
    columns = [*names, "GEO", "GEO_OBJECT", "TIME_PERIOD", "OBS_VALUE"]
    writer = csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerow(columns)
    usual = dict.fromkeys(names, "_T") | {"TIME_PERIOD": "2023"}
    writer.writerows([(usual | dict(row))[name] for name in columns] for row in rows)
    return buffer.getvalue().encode()


def zipped(**members: bytes) -> bytes:
    """A zip; ``__`` in a name stands for its point."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return buffer.getvalue()


def answer(rows: Iterable[Mapping[str, str]], *, following: str = "") -> bytes:
    """One answer of the API of Melodi; an observation whose value is « » is under secrecy."""
    observations = [
        {
            "dimensions": {name: value for name, value in row.items() if name != "OBS_VALUE"},
            "attributes": {},
            "measures": {"OBS_VALUE_NIVEAU": {"value": float(row["OBS_VALUE"])} if row["OBS_VALUE"] else {}},
        }
        for row in rows
    ]
    paging = {"next": following} if following else {"isLast": True}
    return json.dumps({"observations": observations, "paging": paging}).encode()


def kept(folder: Path, name: str, content: bytes) -> Path:
    """The file written in a folder, under a name that says what it is."""
    path = folder / f"synthetic_{name}"
    path.write_bytes(content)
    return path
