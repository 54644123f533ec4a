"""The Table Schemas of ``data/schemas``: the one source of templates, checks and documentation.

Each file is a Frictionless Table Schema whose field names are the French headers an officer sees; the ``ouverture``
property of a field ties it to the record: its attribute, how its cells are read, its codes, its other headers.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, cast

from indicators.intake.text import simplify
from indicators.records import RECORD_TYPES, column_names

FOLDER = Path(__file__).parents[2] / "data" / "schemas"
REMOVE = "Supprimer"
NATIONAL = ("scdl_budget", "scdl_subventions")
Reads: TypeAlias = Literal[
    "text", "url", "integer", "year", "number", "money", "boolean", "date", "choice", "term", "terms", "texts",
    "country", "countries", "numbers", "moneys", "notes", "grades", "item", "answer",
    "code", "dates", "urls", "shares",
]  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a file. ``field`` is the attribute of the record, "" for the deletion column.

    ``codes`` maps the French words of a closed list to the record's values, and ``said`` a value to what else people
    write for it, in any language: a word of two values is proposed as either. ``catalogue`` names the list of the
    catalogue that holds the accepted values, ``open_list`` lets other values through; ``answers`` names the grid whose answers a number may be written in. ``gaps`` lets a column that the
    file must have leave cells empty: its reader deduces them or sets the row aside; a form asks first for what is ``usual``. ``dates`` and ``urls`` are of the
    publications behind a value, one or two, « a ; b » (:mod:`indicators.records.origin`).
    """

    name: str
    field: str
    reads: Reads
    description: str = ""
    example: str = ""
    required: bool = False
    gaps: bool = False
    codes: Mapping[str, str] = dataclasses.field(default_factory=dict)
    said: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    catalogue: str = ""
    open_list: bool = False
    answers: str = ""
    usual: bool = False
    aliases: tuple[str, ...] = ()
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    default: Any = None
    derived_from: tuple[str, ...] = ()

    def headers(self) -> set[str]:
        """Every header that means this column, simplified."""
        return {simplify(name) for name in (self.name, self.field, *self.aliases) if name}


@dataclasses.dataclass(frozen=True)
class TableSchema:
    """The columns of one kind of record, in the order of the template; ``key`` names record fields."""

    kind: str
    title: str
    description: str
    columns: tuple[Column, ...]
    document: Mapping[str, Any] = dataclasses.field(repr=False)

    @cached_property
    def by_field(self) -> Mapping[str, Column]:
        """The columns by attribute of the record."""
        return MappingProxyType({column.field: column for column in self.columns if column.field})

    @cached_property
    def by_header(self) -> Mapping[str, Column]:
        """The columns by simplified header; a column's own name wins over another's alias."""
        found = {header: column for column in self.columns for header in column.headers()}
        found.update({simplify(column.name): column for column in self.columns})
        return MappingProxyType(found)

    @property
    def key(self) -> tuple[str, ...]:
        """The record's key fields."""
        return RECORD_TYPES[self.kind].key if self.kind in RECORD_TYPES else ()

    @property
    def to_fill(self) -> frozenset[str]:
        """The columns of which one at least says something: a row printed in advance and left without is no row."""
        return frozenset(self.document.get("ouverture", {}).get("to_fill", ()))

    @property
    def required(self) -> tuple[Column, ...]:
        """The columns a file of this kind must have."""
        return tuple(column for column in self.columns if column.required)


def _column(item: Mapping[str, Any]) -> Column:
    ours, constraints = item["ouverture"], item.get("constraints", {})
    catalogue = ours.get("catalogue", "")
    return Column(
        name=item["name"],
        field=ours["field"],
        reads=cast(Reads, ours["reads"]),
        description=item["description"],
        example=str(ours.get("example", item.get("example", ""))),
        required=constraints.get("required", False),
        gaps=ours.get("gaps", False),
        codes=MappingProxyType(ours.get("codes", {})),
        said=MappingProxyType({value: tuple(words) for value, words in ours.get("said", {}).items()}),
        catalogue=catalogue.removesuffix("?"),
        open_list=catalogue.endswith("?") or ours.get("open", False),
        answers=ours.get("answers", ""),
        usual=ours.get("usual", False),
        aliases=tuple(ours.get("aliases", ())),
        unit=ours.get("unit", ""),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
        default=ours.get("default"),
        derived_from=tuple(ours.get("derived_from", ())),
    )


def _load(name: str) -> TableSchema:
    document = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    columns = tuple(map(_column, document["fields"]))
    return TableSchema(name, document["title"], document["description"], columns, document)


@lru_cache(maxsize=1)
def load_formats() -> Mapping[str, TableSchema]:
    """The national formats that are read as they are, and mapped to records by their own reader."""
    return MappingProxyType({name: _load(name) for name in NATIONAL})


@lru_cache(maxsize=1)
def load_schemas() -> Mapping[str, TableSchema]:
    """Every schema by record kind, in the order of the records.

    Raises ValueError when a schema names a field its record has not, or leaves one out.
    """
    found = {}
    for kind, record in RECORD_TYPES.items():
        schema = _load(kind)
        expected = set(column_names(record))
        if set(schema.by_field) != expected:
            raise ValueError(
                f"schema {kind!r}: unknown fields {sorted(set(schema.by_field) - expected)}, "
                f"missing fields {sorted(expected - set(schema.by_field))}"
            )
        found[kind] = schema
    return MappingProxyType(found)
