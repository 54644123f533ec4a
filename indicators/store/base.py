"""What every table is made of: the one collection they belong to, the number of a row, a text that holds JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, MetaData, Text, TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite numbers rows by itself only for INTEGER; PostgreSQL needs 64 bits for a national installation.
RowId = BigInteger().with_variant(Integer(), "sqlite")


class JsonText(TypeDecorator[Any]):
    """A tuple or a mapping kept as canonical JSON text, so that two equal values are equal in SQL."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else encode_json(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return decode_json(value, self.kind)


def encode_json(value: Any) -> str:
    """Canonical JSON: sorted keys, no space, accents kept, whole numbers without decimals.

    Two texts are equal when they say the same, so that 112864 read again as 112864.0 is no change. A text is taken as
    already encoded.
    """
    if isinstance(value, str):
        return value
    plain = {key: _whole(item) for key, item in value.items()} if isinstance(value, Mapping) else list(value)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _whole(item: Any) -> Any:
    return int(item) if isinstance(item, float) and item.is_integer() else item


def decode_json(value: str | None, kind: str) -> Any:
    """Back to a tuple or a dict; an absent value is the empty one."""
    if not value or len(value) == 2:  # most are empty: not worth the parser
        return () if kind == "tuple" else {}
    return tuple(json.loads(value)) if kind == "tuple" else json.loads(value)
