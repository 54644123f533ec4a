"""One file of every kind of record and of every format that the loading reads, made of the examples of the schemas."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from openpyxl import Workbook

from indicators.intake.formats import FORMATS
from indicators.intake.schemas import TableSchema, load_formats, load_schemas
from indicators.records import RECORD_TYPES
from tests.official.synthetic import balances

#: Every kind of record, every national format and every format of file but the CSV that the others are in.
KINDS = (*RECORD_TYPES, *load_formats(), *(item.name for item in FORMATS if item.name != "csv"))
MARK = "Essai"
_TOTEM = Path(__file__).parent / "data" / "montreuil_ca_2019_extrait.xml"


def files() -> Mapping[str, tuple[str, bytes]]:
    """Name and bytes of a file, by kind of record or by format (``totem`` for the XML of accounts)."""
    schemas = {**load_schemas(), **load_formats()}
    found = {kind: (f"{kind}.csv", sheet(schema)) for kind, schema in schemas.items()}
    grant = {"FONCTION": "048", "COMPTE": "65748", "OBNETDEB": "12000,5"}
    return {
        **found,
        "totem": (_TOTEM.name, _TOTEM.read_bytes()),
        "balances": ("balance.csv", balances(grant)),
        "workbook": ("classeur.xlsx", _workbook(found["observation"][1])),
    }


def _workbook(content: bytes) -> bytes:
    """The cells of a CSV as a workbook."""
    book = Workbook()
    assert book.active is not None
    for row in csv.reader(io.StringIO(content.decode()), delimiter=";"):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def sheet(schema: TableSchema) -> bytes:
    """The example of each column; the same with every required cell left empty; the required cells alone."""
    sound = {column.name: MARK if column.field == "note" else column.example for column in schema.columns}
    faulty = {column.name: "" if column.required else sound[column.name] for column in schema.columns}
    bare = {column.name: column.example if column.required else "" for column in schema.columns}
    buffer = io.StringIO()
    lines = csv.DictWriter(buffer, list(sound), delimiter=";")
    lines.writeheader()
    lines.writerows([sound, faulty, bare])
    return buffer.getvalue().encode()
