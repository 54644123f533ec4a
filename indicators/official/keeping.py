"""Facts kept in files: one Parquet a file read, with what it was and the checksum of the bytes that were read.

Written beside, then renamed: a file is there whole or not at all.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from indicators.errors import Part
from indicators.official.facts import SCHEMA, Facts

_PLAIN = ("source", "vintage", "sha256", "file")
_NOTES = "notes"
_ACCESSED = "accessed"
_SORTED = [(name, "ascending") for name in ("measure", "level", "code", "detail", "year")]


def save(facts: Facts, path: Path) -> None:
    """Write the facts of one file, sorted, so that the same facts give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    told = {name: getattr(facts, name) for name in _PLAIN}
    if facts.accessed:
        told[_ACCESSED] = facts.accessed
    told[_NOTES] = json.dumps([[note.template, note.values] for note in facts.notes], ensure_ascii=False)
    words = {field.name: pa.string() for field in SCHEMA if pa.types.is_dictionary(field.type)}
    spelled = facts.table.cast(pa.schema([(field.name, words.get(field.name, field.type)) for field in SCHEMA]))
    table = spelled.sort_by(_SORTED).replace_schema_metadata(told)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    pq.write_table(table, draft, compression="zstd", compression_level=15)
    draft.replace(path)


def load(path: Path) -> Facts:
    """The facts of a file written by :func:`save`."""
    table = pq.read_table(path)
    return _told(table.replace_schema_metadata(None).cast(SCHEMA), table.schema)


def described(path: Path) -> Facts:
    """What a file of facts is, without its rows."""
    return _told(SCHEMA.empty_table(), pq.read_schema(path))


def _told(table: pa.Table, schema: pa.Schema) -> Facts:
    told = {name.decode(): value.decode() for name, value in (schema.metadata or {}).items()}
    notes = tuple(Part(template, **values) for template, values in json.loads(told.get(_NOTES, "[]")))
    said = told["source"], told["vintage"], told["sha256"], told["file"]
    return Facts(table, *said, notes, told.get(_ACCESSED, ""))


def kept(folder: Path) -> Iterator[Path]:
    """The files of facts of a folder, by name; none when it does not exist."""
    return iter(sorted(folder.glob("*.parquet")))
