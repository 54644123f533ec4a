"""What every record is made of: its key, its types, its columns."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeAlias

if TYPE_CHECKING:
    import pandas as pd

Cents: TypeAlias = int
PartialDate: TypeAlias = str
Role = Literal["home", "reference", "peer"]
Quality = Literal["final", "provisional", "estimated", "proxy", "secret"]
GeoLevel = Literal["commune", "epci", "department", "region", "country", "other"]
Direction = Literal["expenditure", "income"]
Section = Literal["operating", "investment"]
Stage = Literal["voted", "committed", "paid"]
STAGES: tuple[Stage, ...] = ("voted", "committed", "paid")
Level = Literal["territorial", "programmatic", "operational"]
LEVELS: tuple[Level, ...] = ("territorial", "programmatic", "operational")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record shares. ``example`` marks invented text, ``fictional`` a generated territory."""

    kind: ClassVar[str]
    key: ClassVar[tuple[str, ...]]

    def identity(self) -> tuple[Any, ...]:
        """The natural key of the record, in the order of ``key``."""
        return tuple(getattr(self, name) for name in self.key)


def column_names(record: type[Record]) -> tuple[str, ...]:
    """The fields of a record type, in order."""
    return tuple(item.name for item in fields(record))


def frame_of(record: type[Record], rows: list[Record] | tuple[Record, ...]) -> pd.DataFrame:
    """Lay records out as a frame with the record's columns, even when there is no row."""
    import pandas as pd  # a record is known without it

    names = column_names(record)
    return pd.DataFrame([[getattr(row, name) for name in names] for row in rows], columns=list(names))
