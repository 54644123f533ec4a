"""The accounts of the DGFiP crossed by nature and function: the rows of international action among five millions.

Source: Direction générale des finances publiques, « Balances comptables des collectivités et des établissements publics
locaux avec la présentation croisée nature-fonction » (data.economie.gouv.fr, Licence Ouverte 2.0), a data set a year
since 2019: a CSV of 30 columns in Latin-1 (835 MB, or its ZIP), and the export of the API (same names in lower case,
UTF-8, decimal point). A function reads « 04 » in a budget voted by nature, « 9304 » (operating) or « 9004 » (investment)
in a budget voted by function. OBNETDEB and OBNETCRE hold the order operations too: real = OBNET − OOB.

Only the rows that are kept stay in memory, whatever the file weighs.
"""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from typing import BinaryIO, Literal, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv

#: The columns that are read, among the 30 of the file.
COLUMNS = (
    "EXER", "NDEPT", "LBUDG", "INSEE", "CBUDG", "NOMEN", "SIREN", "CATEG", "BAL", "FONCTION", "COMPTE",
    "OBNETDEB", "OBNETCRE", "OOBDEB", "OOBCRE",
)  # fmt: skip
#: Names that no other table has together: how the file is recognised.
MARKS = frozenset({"FONCTION", "OBNETDEB"})
PREFIXES = (b"04", b"9304", b"9004")
_MAIN, _FINAL = b"1", "DEF"
_BLOCK = 4_000_000
_ZIP = b"PK\x03\x04"
_OVERSEAS = {"101": "971", "102": "972", "103": "973", "104": "974", "105": "975", "106": "976"}

Fault: TypeAlias = Literal["cut", "columns", "archive", "amount", "empty"]


class BalanceError(ValueError):
    """What keeps a file of accounts from being read: ``fault``, and what it speaks of (columns, a cell)."""

    def __init__(self, fault: Fault, *, missing: tuple[str, ...] = (), value: str = "") -> None:
        self.fault, self.missing, self.value = fault, missing, value
        super().__init__(f"{fault} {', '.join(missing) or value}".strip())


@dataclass(frozen=True)
class Balances:
    """The rows of international functions in main budgets, and what was seen around them.

    ``rows`` has a line an account and function: year, siren, insee, category, name, instruction, function, account,
    ``expenditure`` and ``income`` (real operations, in cents), ``final`` (closed accounts) and ``row`` (place in the
    file, from 2). ``read`` counts the rows of the file and ``sirens`` are its bodies; by body, ``annexes`` counts the rows
    of international functions in annexed budgets and ``orders`` those that hold order operations alone.
    """

    rows: pa.Table
    read: int
    sirens: frozenset[str]
    annexes: Counter[str]
    orders: Counter[str]


def recognised(head: bytes) -> bool:
    """Whether the first bytes are those of the table, or of a ZIP whose first file is a CSV."""
    if head.startswith(_ZIP):
        length = int.from_bytes(head[26:28], "little")
        return head[30 : 30 + length].lower().endswith(b".csv")
    return set(_names(head)) >= MARKS


def read_balances(stream: BinaryIO) -> Balances:
    """The real operations of the international functions; ``stream`` is at its start. Raises :class:`BalanceError`."""
    kept: list[pa.Table] = []
    annexes: Counter[str] = Counter()
    read = 0
    sirens: set[bytes] = set()
    with _content(stream) as content:
        for batch in _batches(content):
            code = batch["FONCTION"]
            asked = reduce(pc.or_, (pc.starts_with(code, mark) for mark in PREFIXES))
            main = pc.equal(batch["CBUDG"], _MAIN)
            annexes.update(map(_text, batch["SIREN"].filter(pc.and_(asked, pc.invert(main))).to_pylist()))
            sirens.update(pc.unique(batch["SIREN"]).to_pylist())
            places = pc.indices_nonzero(pc.and_(asked, main))
            if len(places):
                found = pa.Table.from_batches([batch.take(places)])
                kept.append(found.append_column("row", pc.add(pc.cast(places, pa.int64()), read + 2)))
            read += batch.num_rows
    if not read:
        raise BalanceError("empty")
    rows, orders = _real(kept)
    return Balances(rows, read, frozenset(_text(item) for item in sirens if item), annexes, orders)


@contextmanager
def _content(stream: BinaryIO) -> Iterator[BinaryIO]:
    """The CSV itself, inside its ZIP where it comes in one."""
    head = stream.read(4)
    stream.seek(0)
    if head != _ZIP:
        yield stream
        return
    try:
        with zipfile.ZipFile(stream) as archive:
            names = [name for name in archive.namelist() if name.lower().endswith(".csv")]
            if len(names) != 1:
                raise BalanceError("archive", value=", ".join(names))
            with archive.open(names[0]) as member:
                yield member  # type: ignore[misc]  # a binary stream
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError):
        raise BalanceError("cut") from None


def _batches(content: BinaryIO) -> Iterator[pa.RecordBatch]:
    """The columns that are read, as bytes under their names in capitals, a block at a time."""
    first = content.readline()
    titles = _names(first)
    missing = tuple(name for name in COLUMNS if name not in titles)
    if missing:
        raise BalanceError("columns", missing=missing)
    options = pcsv.ConvertOptions(include_columns=list(COLUMNS), column_types=dict.fromkeys(COLUMNS, pa.binary()))
    try:
        with pcsv.open_csv(
            content,
            read_options=pcsv.ReadOptions(column_names=titles, block_size=_BLOCK),
            parse_options=pcsv.ParseOptions(delimiter=";"),
            convert_options=options,
        ) as reader:
            yield from reader
    except pa.ArrowInvalid as error:
        if "Empty CSV" in str(error):
            return
        raise BalanceError("cut", value=str(error)[:120]) from None


def _names(head: bytes) -> list[str]:
    line = head.split(b"\n", 1)[0].lstrip(b"\xef\xbb\xbf").decode("latin-1")
    return [name.strip().strip('"').upper() for name in line.strip().split(";")]


def _real(kept: list[pa.Table]) -> tuple[pa.Table, Counter[str]]:
    """The rows whose real operations are not nil, typed; and by body how many hold order operations alone."""
    if not kept:
        return _SCHEMA.empty_table(), Counter()
    found = pa.concat_tables(kept)
    spent = pc.subtract(_cents(found["OBNETDEB"]), _cents(found["OOBDEB"]))
    earned = pc.subtract(_cents(found["OBNETCRE"]), _cents(found["OOBCRE"]))
    texts = {name: [_text(item) for item in found[name].to_pylist()] for name in COLUMNS[:11]}
    table = pa.table(
        {
            "year": pc.cast(pa.array(texts["EXER"]), pa.int32()),
            "siren": texts["SIREN"],
            "insee": [insee_code(*pair) for pair in zip(texts["NDEPT"], texts["INSEE"], strict=True)],
            "category": texts["CATEG"],
            "name": texts["LBUDG"],
            "instruction": texts["NOMEN"],
            "function": texts["FONCTION"],
            "account": texts["COMPTE"],
            "expenditure": spent,
            "income": earned,
            "final": [item == _FINAL for item in texts["BAL"]],
            "row": found["row"],
        },
        schema=_SCHEMA,
    )
    nil = pc.and_(pc.equal(spent, 0), pc.equal(earned, 0))
    ordered = pc.and_(nil, pc.or_(pc.not_equal(_cents(found["OOBDEB"]), 0), pc.not_equal(_cents(found["OOBCRE"]), 0)))
    return table.filter(pc.invert(nil)), Counter(table["siren"].filter(ordered).to_pylist())


_SCHEMA = pa.schema(
    [
        ("year", pa.int32()),
        *((name, pa.string()) for name in ("siren", "insee", "category", "name", "instruction", "function", "account")),
        ("expenditure", pa.int64()), ("income", pa.int64()), ("final", pa.bool_()), ("row", pa.int64()),
    ]
)  # fmt: skip


def _cents(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Amounts as whole cents, from « 1234,5 » or « 1234.50 »; an empty cell is no operation."""
    texts = pc.replace_substring(pc.cast(column, pa.string()), ",", ".")
    try:
        euros = pc.cast(pc.if_else(pc.equal(texts, ""), "0", texts), pa.float64())
    except pa.ArrowInvalid as error:
        raise BalanceError("amount", value=str(error)[:120]) from None
    return pc.cast(pc.round(pc.multiply(euros, 100.0)), pa.int64())


def _text(raw: bytes) -> str:
    try:
        return raw.decode().strip()
    except UnicodeDecodeError:
        return raw.decode("latin-1").strip()


def insee_code(department: str, commune: str) -> str:
    """The code of a commune from the two columns of the file: 038 and 185 → 38185, 02A and 004 → 2A004.

    Overseas the department is 101 to 106 (971 to 976) and the commune has either its three digits (101 and 105 → 97105)
    or the last two after a zero (101 and 005 → 97105).
    """
    if known := _OVERSEAS.get(department, department if department.startswith("97") else ""):
        return known + commune[-2:]
    return department.removeprefix("0") + commune
