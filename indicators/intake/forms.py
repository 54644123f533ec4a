"""A record entered on a page: the cells of a form go through the reading of files, hence the same checks and words.

A form gives the texts that a row of a file would hold; nothing is read or refused here that a file would not be.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from typing import Any

import numpy as np

from indicators.intake.exports import writer
from indicators.intake.operations import checked
from indicators.intake.reading import Reading, read_tables
from indicators.intake.schemas import Column, load_schemas
from indicators.intake.tables import RawTable, texts
from indicators.intake.vocabulary import Vocabulary
from indicators.intake.workshop import Workshop
from indicators.records import RECORD_TYPES, Record

#: What is entered on the page of the data; the other kinds have forms of their own, or come in files.
ENTERED_KINDS = (
    "partnership", "activity", "objective", "actor", "membership", "target", "annotation",
    "finding", "priority", "body", "meeting", "mission", "follow_up", "call",
)  # fmt: skip
_NOT_ASKED = frozenset({"territory", "example", ""})


def asked(kind: str) -> tuple[Column, ...]:
    """The columns that a form asks for, the required ones first."""
    columns = [column for column in load_schemas()[kind].columns if column.field not in _NOT_ASKED]
    return tuple(sorted(columns, key=lambda column: not column.required))


def cells_of(kind: str, record: Record, vocabulary: Vocabulary) -> dict[str, str]:
    """The texts of a published record, by field: what its form holds when it is amended."""
    found = {}
    for column in asked(kind):
        value = getattr(record, column.field)
        if value not in (None, "", (), {}):
            said = writer(column, vocabulary)(value)
            found[column.field] = (
                repr(said).removesuffix(".0").replace(".", ",") if isinstance(said, float) else str(said)
            )
    return found


def read_entry(work: Workshop, kind: str, cells: Mapping[str, str]) -> Reading:
    """Read and check the cells of one form, by field, as a row of a file."""
    schema = load_schemas()[kind]
    columns = [schema.by_field[name] for name in cells]
    table = RawTable(
        "", "", tuple(column.name for column in columns), 1, schema,
        texts([[cells[column.field]] for column in columns]), np.array([2]), typed=True,
    )  # fmt: skip
    return checked(work, read_tables("", [table], work.options()))


def record_of(reading: Reading) -> Record:
    """The record that a form without blocking finding gives; what it leaves empty has the value of a new record."""
    [loaded] = reading.loaded
    row = loaded.sound.iloc[0].to_dict()
    kind = RECORD_TYPES[loaded.kind]
    values = {field.name: _native(row.get(field.name), field.type) for field in fields(kind)}
    kept = {field.name: values[field.name] for field in fields(kind) if values[field.name] is not None}
    needed = [field.name for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING]
    return kind(**dict.fromkeys(needed, "") | kept)


def _native(value: Any, said: Any) -> Any:
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return None
    value = value.item() if isinstance(value, np.generic) else value
    whole = isinstance(value, float) and ("int" in str(said) or "Cents" in str(said))
    return round(value) if whole else value
