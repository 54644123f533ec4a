"""The cube: what each territory's indicators are, by year, in columns, read by filter.

It is a small index (``cube.json``) and parts, each a Parquet file sorted by level, code, indicator and year. The index
knows the first key of each row group: asking for one territory reads the one or two groups that may hold it, whatever
the size of the whole. A cube is written beside the former one, whose index is then replaced at once: a reader
sees the one or the other.
"""

from __future__ import annotations

import hashlib
import json
import os
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from indicators.geography.keys import TerritoryKey

_WORD = pa.dictionary(pa.int32(), pa.string())
#: One row a value. ``source``, ``vintage`` and ``sha256`` are joined by « + » where two files made a ratio.
SCHEMA = pa.schema(
    [
        ("level", _WORD),
        ("code", _WORD),
        ("indicator", _WORD),
        ("year", pa.int16()),
        ("numerator", pa.float64()),
        ("denominator", pa.float64()),
        ("value", pa.float64()),
        ("flag", _WORD),
        ("band", _WORD),
        ("source", _WORD),
        ("vintage", _WORD),
        ("sha256", _WORD),
    ]
)
INDEX = "cube.json"
#: Changes with the shape of the index: a cube of another one is made again.
FORMAT = "1"
_ORDER = [(name, "ascending") for name in ("level", "code", "indicator", "year")]
_PART_ROWS = 200_000
_GROUP_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class Part:
    """A file of the cube: the (level, code) with which it ends, and that with which each of its row groups begins."""

    name: str
    last: tuple[str, str]
    groups: tuple[tuple[str, str], ...]

    def holding(self, low: tuple[str, str], high: tuple[str, str]) -> list[int]:
        """The row groups that may hold a key between two: a territory may begin in the group before « its » first."""
        start = max(bisect_left(self.groups, low) - 1, 0)
        return list(range(start, bisect_right(self.groups, high)))


@dataclass(frozen=True, slots=True)
class Index:
    """The parts in order, and the years known by « LEVEL/indicator »."""

    parts: tuple[Part, ...]
    years: Mapping[str, tuple[int, ...]]

    def holding(self, level: str, code: str = "") -> dict[str, list[int]]:
        """The row groups that may hold a territory, or a whole level without a code, by the name of their part."""
        low, high = (level, code), (level, code or "\uffff")
        start = bisect_left(self.parts, low, key=lambda part: part.last)
        held: dict[str, list[int]] = {}
        for part in self.parts[start:]:
            if part.groups[0] > high:
                break
            held[part.name] = part.holding(low, high)
        return held


def write_cube(table: pa.Table, folder: Path) -> None:
    """Write a cube in a folder, whole or not at all; the former one is read until the last instant."""
    folder.mkdir(parents=True, exist_ok=True)
    former = {path.name for path in folder.glob("*.parquet")}
    ordered = _plain(table).sort_by(_ORDER)
    parts = [_write_part(ordered.slice(start, _PART_ROWS), folder) for start in range(0, len(ordered), _PART_ROWS)]
    described = {"parts": parts, "years": _years(ordered)}
    draft = folder / f".{INDEX}.{os.getpid()}"
    draft.write_text(json.dumps(described, ensure_ascii=False, sort_keys=True), encoding="utf-8")
    draft.replace(folder / INDEX)
    for name in former - {str(part["name"]) for part in parts}:
        (folder / name).unlink(missing_ok=True)


def read_territory(folder: Path, key: TerritoryKey, indicators: Collection[str] = ()) -> pa.Table:
    """The values of one territory, in order; an empty table when the cube has none or does not exist."""
    return _read(folder, key.level, [key.code], indicators, ())


def read_level(
    folder: Path, level: str, indicators: Collection[str] = (), years: Collection[int] = (), codes: Collection[str] = ()
) -> pa.Table:
    """The values of every territory of a level (or of ``codes``): what a map, a group of peers or a quartile needs."""
    return _read(folder, level, sorted(codes), indicators, years)


def years_known(folder: Path, level: str, indicator: str) -> tuple[int, ...]:
    """The years for which a level has values of an indicator, whatever the territory."""
    index = index_of(folder)
    return index.years.get(f"{level}/{indicator}", ()) if index else ()


def index_of(folder: Path) -> Index | None:
    """The index of a cube, None when there is none; read again when it changes."""
    try:
        state = (folder / INDEX).stat()
    except FileNotFoundError:
        return None
    return _index(folder, state.st_mtime_ns, state.st_ino)


@lru_cache(maxsize=16)
def _index(folder: Path, changed: int, inode: int) -> Index:
    raw: dict[str, Any] = json.loads((folder / INDEX).read_text(encoding="utf-8"))
    parts = raw["parts"]
    return Index(
        tuple(
            Part(
                part["name"], (part["last"][0], part["last"][1]), tuple((level, code) for level, code in part["groups"])
            )
            for part in parts
        ),
        {name: tuple(years) for name, years in raw["years"].items()},
    )


def _read(folder: Path, level: str, codes: list[str], indicators: Collection[str], years: Collection[int]) -> pa.Table:
    index = index_of(folder)
    if index is None:
        return SCHEMA.empty_table()
    wanted = pc.field("level") == level
    for name, values in (("code", codes), ("indicator", list(indicators)), ("year", list(years))):
        if values:
            wanted = wanted & (pc.field(name).isin(values) if len(values) > 1 else pc.field(name) == values[0])
    groups: dict[str, set[int]] = {}
    for code in codes or [""]:
        for name, held in index.holding(level, code).items():
            groups.setdefault(name, set()).update(held)
    tables = [_groups(folder / name, sorted(held)).filter(wanted) for name, held in groups.items()]
    return pa.concat_tables(tables).cast(SCHEMA) if tables else SCHEMA.empty_table()


def _groups(path: Path, groups: list[int]) -> pa.Table:
    with pq.ParquetFile(path, metadata=_metadata(path)) as file:
        return file.read_row_groups(groups, use_threads=False)


@lru_cache(maxsize=256)
def _metadata(path: Path) -> pq.FileMetaData:
    """What a part says of its row groups; its name is the digest of its content, so it never changes."""
    return pq.read_metadata(path)


def _plain(table: pa.Table) -> pa.Table:
    """The table with its words spelled out: sorting by words is not sorting by their places in a dictionary."""
    fields = [pa.field(field.name, pa.string() if field.type == _WORD else field.type) for field in SCHEMA]
    return table.select(SCHEMA.names).cast(pa.schema(fields))


def _write_part(table: pa.Table, folder: Path) -> dict[str, Any]:
    draft = folder / f".part.{os.getpid()}"
    pq.write_table(table, draft, row_group_size=_GROUP_ROWS, compression="zstd", compression_level=9)
    with draft.open("rb") as stream:
        name = f"{hashlib.file_digest(stream, 'sha256').hexdigest()[:16]}.parquet"
    draft.replace(folder / name)
    places = [*range(0, len(table), _GROUP_ROWS), len(table) - 1]
    keys = [[table[column][place].as_py() for column in ("level", "code")] for place in places]
    return {"name": name, "last": keys.pop(), "groups": keys, "rows": len(table)}


def _years(table: pa.Table) -> dict[str, list[int]]:
    found: dict[str, set[int]] = {}
    grouped = table.group_by(["level", "indicator", "year"]).aggregate([])
    for level, indicator, year in _rows(grouped):
        found.setdefault(f"{level}/{indicator}", set()).add(year)
    return {name: sorted(years) for name, years in sorted(found.items())}


def _rows(table: pa.Table) -> Iterable[tuple[str, str, int]]:
    return zip(*(table[name].to_pylist() for name in ("level", "indicator", "year")), strict=True)
