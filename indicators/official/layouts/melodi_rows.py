"""The rows of Melodi, the same whatever the file: a zip of CSV, a CSV, a Parquet, or one answer of the API (JSON)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from indicators.errors import marked
from indicators.official import flags
from indicators.official.head import Head
from indicators.official.refusals import UnreadableOfficial
from indicators.official.tabular import batches, cut, header, members, numbers, words

#: Columns that say something of the value, or name it: not dimensions.
ATTRIBUTES = ("OBS_STATUS", "CONF_STATUS", "UNIT_MULT")
_NOT_DIMENSIONS = {*ATTRIBUTES, "GEO", "GEO_OBJECT", "GEO_REF", "TIME_PERIOD", "OBS_VALUE", "FREQ", "RP_MEASURE"}
_STATUS = {
    "P": flags.PROVISIONAL, "E": flags.ESTIMATED, "B": flags.BREAK, "U": flags.UNRELIABLE, "D": flags.DEFINITION,
    "M": flags.ABSENT, "O": flags.ABSENT, "L": flags.ABSENT, "Q": flags.SECRET,
}  # fmt: skip
_FREE = ("", "F")
_ANSWER = 64_000_000


@dataclass(frozen=True)
class Rows:
    """A block of rows: the text of each column, the values in units and what is said of them."""

    texts: Mapping[str, pa.Array]
    values: pa.Array
    flags: pa.Array

    def filter(self, chosen: pa.Array) -> Rows:
        """The rows chosen."""
        texts = {name: column.filter(chosen) for name, column in self.texts.items()}
        return Rows(texts, self.values.filter(chosen), self.flags.filter(chosen))

    def dimensions(self, known: Sequence[str]) -> list[str]:
        """The dimensions of the block: those that are known, and any other column that has a total."""
        others = [name for name in self.texts if name not in _NOT_DIMENSIONS and name not in known]
        return [name for name in known if name in self.texts] + [
            name for name in others if pc.any(pc.equal(self.texts[name], "_T")).as_py()
        ]


def columns_of(head: Head) -> tuple[str, ...]:
    """The names of the columns, or of the dimensions of an answer (with ``OBS_VALUE``); empty for another file."""
    if _is_answer(head):
        first = next(iter(_observations(head)), {})
        return (*first.get("dimensions", {}), "OBS_VALUE") if first else ()
    return header(head)


def rows_of(head: Head) -> Iterator[Rows]:
    """The rows of the file, a block at a time. Raises :class:`UnreadableOfficial` for one that is not whole."""
    if _is_answer(head):
        yield _answered(head)
        return
    names = columns_of(head)
    for batch in _parquet(head) if head.kind == "parquet" else batches(head, names, _member(head)):
        texts = {name: words(batch[name]) for name in names if name != "OBS_VALUE"}
        texts.setdefault("GEO_OBJECT", pa.array([""] * batch.num_rows, pa.string()))
        yield _rows(texts, numbers(batch["OBS_VALUE"]))


def _rows(texts: dict[str, pa.Array], values: pa.Array) -> Rows:
    for name in ATTRIBUTES:
        texts.setdefault(name, pa.array([""] * len(values), pa.string()))
        texts[name] = pc.fill_null(texts[name], "")
    powers = pc.cast(pc.if_else(pc.equal(texts["UNIT_MULT"], ""), "0", texts["UNIT_MULT"]), pa.float64())
    values = pc.multiply(values, pc.power(10.0, powers))
    secret = pc.or_(pc.is_null(values), pc.invert(pc.is_in(texts["CONF_STATUS"], pa.array(_FREE))))
    said = _said(texts["OBS_STATUS"])
    absent = pc.and_(pc.is_null(values), pc.equal(said, flags.ABSENT))
    found = pc.if_else(absent, flags.ABSENT, pc.if_else(secret, flags.SECRET, said))
    hidden = pc.is_in(found, pa.array([flags.SECRET, flags.ABSENT]))
    return Rows(texts, pc.if_else(hidden, pa.scalar(None, pa.float64()), values), found)


def _said(statuses: pa.Array) -> pa.Array:
    known = pc.unique(statuses).to_pylist()
    return pa.array([_STATUS.get(code, flags.OK) for code in known]).take(pc.index_in(statuses, pa.array(known)))


def _member(head: Head) -> str:
    return members(head)[0] if head.kind == "zip" else ""


def _parquet(head: Head) -> Iterator[pa.RecordBatch]:
    try:
        yield from pq.ParquetFile(head.path).iter_batches(1_000_000)
    except (pa.ArrowInvalid, OSError):
        raise cut(head) from None


def _is_answer(head: Head) -> bool:
    return head.kind == "text" and head.text.lstrip().startswith("{")


def _observations(head: Head) -> list[dict[str, Any]]:
    if head.path.stat().st_size > _ANSWER:
        raise UnreadableOfficial(
            marked("« {file} » dépasse ce que l’interface de Melodi renvoie en une fois : téléchargez le fichier entier du jeu de données."),
            file=head.path.name,
        )  # fmt: skip
    try:
        said = json.loads(head.path.read_bytes())
    except ValueError:
        raise cut(head) from None
    found = said.get("observations") if isinstance(said, dict) else None
    if not isinstance(found, list):
        return []
    if (said.get("paging") or {}).get("next"):
        raise UnreadableOfficial(
            marked("« {file} » n’est que la première page d’une réponse de Melodi : demandez-la avec maxResult=10000, ou téléchargez le fichier entier."),
            file=head.path.name,
        )  # fmt: skip
    return found


def _answered(head: Head) -> Rows:
    """The observations of one answer; ``GEO`` is written « 2025-COM-38185 », « DEP-38 » or « FRANCE-FM »."""
    found = _observations(head)
    names = {name for item in found for name in item.get("dimensions", {})}
    texts = {name: [str(item["dimensions"].get(name, "_T")) for item in found] for name in names}
    for name in ATTRIBUTES:
        texts[name] = [str(item.get("attributes", {}).get(name) or "") for item in found]
    places = [["", *text.split("-")] for text in texts.get("GEO", [])]
    texts["GEO"], texts["GEO_OBJECT"] = [place[-1] for place in places], [place[-2] for place in places]
    values = [_value(item.get("measures", {})) for item in found]
    return _rows(
        {name: pa.array(column, pa.string()) for name, column in texts.items()}, pa.array(values, pa.float64())
    )


def _value(measures: dict[str, Any]) -> float | None:
    level = measures.get("OBS_VALUE_NIVEAU")
    value = level.get("value") if isinstance(level, dict) else measures.get("OBS_VALUE")
    return float(value) if isinstance(value, int | float) else None
