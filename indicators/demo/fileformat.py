"""The CSV form of the records: one file a record kind, one column a field.

The demonstration is kept in files that a person can open in a spreadsheet and correct, so the form is plain: UTF-8,
comma, a header of field names; an absent column or an empty cell is the field's default (missing, never zero);
lists are joined by ``|``; mappings are written ``key=value|key=value``; money is euros with two decimals, although
the records hold integer cents; booleans are ``true`` and ``false``. ``NA`` is Namibia, never a missing value.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from indicators.records import RECORD_TYPES, Record

FILE_NAMES: Mapping[str, str] = {
    kind: f"{kind[:-1]}ies.csv" if kind.endswith("y") else f"{kind}s.csv" for kind in RECORD_TYPES
}
_KIND_OF_FILE = {name: kind for kind, name in FILE_NAMES.items()}
_PARTIAL_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_BOOLEANS = {"true": True, "false": False}


class DemoError(ValueError):
    """A file of the demonstration that cannot be read: says where, what was received and what is accepted."""


@dataclass(frozen=True, slots=True)
class Column:
    """How one field is written: its base type, whether it holds money, a list or a mapping, and what it accepts."""

    name: str
    base: type
    shape: Literal["scalar", "list", "mapping"]
    money: bool
    date: bool
    choices: tuple[str, ...]
    required: bool
    default: Any


def columns_of(record: type[Record]) -> Mapping[str, Column]:
    """The columns of a record type, by name, read from its annotations."""
    return _columns(record.kind)


@cache
def _columns(kind: str) -> Mapping[str, Column]:
    record = RECORD_TYPES[kind]
    hints = get_type_hints(record)
    return {item.name: _column(item.name, str(item.type), hints[item.name], item) for item in fields(record)}


def _column(name: str, annotation: str, hint: Any, item: Field[Any]) -> Column:
    options = [part for part in get_args(hint) if part is not NoneType] if isinstance(hint, UnionType) else [hint]
    inner = options[0]
    shape: Literal["scalar", "list", "mapping"] = "scalar"
    origin = get_origin(inner)
    if origin is tuple:
        shape, inner = "list", get_args(inner)[0]
    elif origin is not None and origin is not Literal and issubclass(origin, Mapping):
        shape, inner = "mapping", get_args(inner)[1]
    choices = tuple(get_args(inner)) if get_origin(inner) is Literal else ()
    return Column(
        name=name,
        base=str if choices else inner,
        shape=shape,
        money="Cents" in annotation,
        date="PartialDate" in annotation,
        choices=choices,
        required=_lacks_default(item) and NoneType not in get_args(hint),
        default=item.default,
    )


def kind_of_file(path: Path) -> str:
    """The record kind that a file holds, from its name.

    Raises:
        DemoError: the name is that of no record kind.
    """
    if path.name not in _KIND_OF_FILE:
        raise DemoError(f"{path}: unknown file name {path.name!r}; {_accepted(path.name, _KIND_OF_FILE)}")
    return _KIND_OF_FILE[path.name]


def read_records(path: Path) -> list[Record]:
    """Read one file of records, strictly.

    Raises:
        DemoError: an unknown file name or column, a missing required value, or a value that its field refuses;
            the message names file, line, column, what was received and what is accepted.
    """
    record = RECORD_TYPES[kind_of_file(path)]
    return [_record(record, row, f"{path}, line {number}") for number, row in rows_of_file(path)]


def rows_of_file(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a file of records as they are written, each with its line. Raises :class:`DemoError`."""
    with path.open(encoding="utf-8", newline="") as stream:
        yield from _rows(stream, RECORD_TYPES[kind_of_file(path)], path)


def _rows(stream: Iterable[str], record: type[Record], path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(stream, strict=True)
    known = columns_of(record)
    for name in reader.fieldnames or ():
        if name not in known:
            raise DemoError(f"{path}: unknown column {name!r}; {_accepted(name, known)}")
    for row in reader:
        if None in row or None in row.values():
            raise DemoError(f"{path}, line {reader.line_num}: not as many cells as the header has columns")
        yield reader.line_num, row


def _record(record: type[Record], row: Mapping[str, str], where: str) -> Record:
    known = columns_of(record)
    for column in known.values():
        if column.required and not row.get(column.name):
            raise DemoError(f"{where}: {column.name!r} is required and is empty")
    values = {name: parse(known[name], text, f"{where}, column {name}") for name, text in row.items() if text != ""}
    absent = {item.name: None for item in fields(record) if _lacks_default(item) and item.name not in values}
    return record(**absent, **values)


def _lacks_default(item: Field[Any]) -> bool:
    return item.default is MISSING and item.default_factory is MISSING


def parse(column: Column, text: str, where: str) -> Any:
    """Read one non-empty cell.

    Args:
        column: the field that the cell belongs to.
        text: the cell as written, not empty.
        where: the place named in an error.

    Raises:
        DemoError: the text is not a value of the field.
    """
    if column.shape == "list":
        return tuple(_scalar(column, part, where) for part in text.split("|"))
    if column.shape == "mapping":
        pairs = [part.partition("=") for part in text.split("|")]
        if any(not key or not sign for key, sign, _ in pairs):
            raise DemoError(f"{where}: received {text!r}; accepted: key=value|key=value")
        return {key: _scalar(column, value, where) for key, _, value in pairs}
    return _scalar(column, text, where)


def _scalar(column: Column, text: str, where: str) -> Any:
    if column.choices and text not in column.choices:
        raise DemoError(f"{where}: received {text!r}; {_accepted(text, column.choices)}")
    if column.date and not _PARTIAL_DATE.fullmatch(text):
        raise DemoError(f"{where}: received {text!r}; accepted: 2019, 2019-05 or 2019-05-17")
    try:
        if column.money:
            return _cents(text)
        if column.base is bool:
            return _BOOLEANS[text]
        if column.base is float:
            return _finite(text)
        return column.base(text)
    except (ValueError, KeyError, InvalidOperation) as error:
        accepted = "euros with two decimals" if column.money else column.base.__name__
        raise DemoError(f"{where}: received {text!r}; accepted: {accepted}") from error


def _cents(text: str) -> int:
    amount = Decimal(text) * 100
    if not re.fullmatch(r"-?\d+\.\d\d", text):
        raise ValueError(text)
    return int(amount)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _accepted(received: str, choices: Iterable[str]) -> str:
    names = [choice for choice in choices if choice]
    near = get_close_matches(received, names, n=1)
    return f"accepted: {', '.join(names)}" + (f" (nearest: {near[0]})" if near else "")


def write_records(path: Path, records: Iterable[Record]) -> None:
    """Write records of one kind to a file, with the columns that at least one of them fills.

    Raises:
        DemoError: a list or mapping holds the separator ``|``.
    """
    rows = list(records)
    record = RECORD_TYPES[kind_of_file(path)]
    cells = [{name: render(column, getattr(row, name)) for name, column in columns_of(record).items()} for row in rows]
    used = [name for name, column in columns_of(record).items() if column.required or any(row[name] for row in cells)]
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, used, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(cells)


def render(column: Column, value: Any) -> str:
    """The cell for a value; empty for what is missing, for empty collections and for a boolean at its default."""
    if value is None or value == "" or (column.shape != "scalar" and not value):
        return ""
    if column.base is bool and value == column.default:
        return ""
    if column.shape == "list":
        return "|".join(_plain(column, part) for part in value)
    if column.shape == "mapping":
        return "|".join(f"{key}={_plain(column, part)}" for key, part in value.items())
    return _text(column, value)


def _plain(column: Column, value: Any) -> str:
    text = _text(column, value)
    if "|" in text:
        raise DemoError(f"{column.name}: received {text!r}; a list or mapping cannot hold the separator '|'")
    return text


def _text(column: Column, value: Any) -> str:
    if column.money:
        return f"{Decimal(value) / 100:.2f}"
    if column.base is bool:
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(float(value))
    return str(value)
