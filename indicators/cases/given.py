"""The records that a case gives, from the rows of its file: every fault is told with its line, and the nearest word."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import date
from typing import Any

from indicators.cases.places import Place
from indicators.catalogue import Catalogue, Problem
from indicators.catalogue.problems import accepting, saying, unknown, written
from indicators.demo.fileformat import Column, columns_of
from indicators.errors import marked
from indicators.records import RECORD_TYPES, Record
from indicators.rounding import whole

#: The territory of a case that names none.
OWN = "CAS"
_PARTIAL_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
#: What a row needs as its key and need not say: the order of the rows tells lines apart.
_FILLED = {"line", "plan", "code", "name"}
_TEXT, _NUMBER, _WHOLE = marked("un texte entre guillemets"), marked("un nombre"), marked("un nombre entier")
_EUROS, _YES_NO = marked("un montant en euros"), marked("true ou false")
_DAY = marked("une date comme 2019, 2019-05 ou 2019-05-17")
_LIST, _TABLE = marked("une liste entre crochets"), marked("une table { cle = valeur }")


@dataclass
class Given:
    """Reads the rows of one case; ``problems`` gathers what is wrong."""

    catalogue: Catalogue
    problems: list[Problem]
    entry: str

    def records(self, given: Any, place: Place) -> dict[str, tuple[Record, ...]]:
        """The records of a case by kind, its own territory first when no row describes it."""
        found: dict[str, tuple[Record, ...]] = {}
        if not isinstance(given, Mapping):
            self._refuse(place, "given", given, _TABLE)
            return {}
        for kind, rows in given.items():
            if kind not in RECORD_TYPES:
                self.problems.append(place.of(kind).placed(unknown("", self.entry, f"given.{kind}", str(kind), RECORD_TYPES, marked("sorte de fiche inconnue"))))  # fmt: skip
            elif not isinstance(rows, Sequence) or isinstance(rows, str):
                self._refuse(place.of(kind), f"given.{kind}", rows, _LIST)
            else:
                inside = place.inside(kind)
                read = (self._record(kind, row, order, inside.inside(order)) for order, row in enumerate(rows))
                found[kind] = tuple(item for item in read if item is not None)
        if not any(item.identity() == (OWN,) for item in found.get("territory", ())):
            own = RECORD_TYPES["territory"](code=OWN, name=OWN)  # type: ignore[call-arg]  # a territory has these
            found["territory"] = (own, *found.get("territory", ()))
        return found

    def _record(self, kind: str, row: Any, order: int, place: Place) -> Record | None:
        where = f"given.{kind}[{order + 1}]"
        if not isinstance(row, Mapping):
            self._refuse(place, where, row, _TABLE)
            return None
        record, known, before = RECORD_TYPES[kind], columns_of(RECORD_TYPES[kind]), len(self.problems)
        values: dict[str, Any] = {}
        for name, value in row.items():
            if name not in known:
                self.problems.append(place.of(name).placed(unknown("", self.entry, f"{where}.{name}", str(name), known, marked("colonne inconnue"))))  # fmt: skip
            elif value is not None:
                values[name] = self._value(known[name], value, f"{where}.{name}", place.of(name))
        values = self._filled(known, values, order)
        for name in (name for name, column in known.items() if column.required and name not in values):
            self.problems.append(place.placed(Problem(file="", entry=self.entry, field=f"{where}.{name}", **saying(marked("colonne obligatoire absente")))))  # fmt: skip
        self._known(values, where, place)
        if len(self.problems) > before:
            return None
        bare = (item.name for item in fields(record) if item.default is MISSING and item.default_factory is MISSING)
        absent = {name: None for name in bare if name not in values}
        return record(**absent, **values)

    def _filled(self, known: Mapping[str, Column], values: dict[str, Any], order: int) -> dict[str, Any]:
        usual = {"territory": OWN, **{name: str(order + 1) for name in _FILLED}}
        return {name: usual[name] for name in usual if name in known and known[name].required} | values

    def _known(self, values: Mapping[str, Any], where: str, place: Place) -> None:
        """What names an entry of the catalogue must name one."""
        lists = {
            "indicator": self.catalogue.indicators,
            "rubric": self.catalogue.rubrics,
            "funding_source": self.catalogue.funding_sources,
        }
        for name, accepted in lists.items():
            if (value := values.get(name)) and value not in accepted:
                found = unknown("", self.entry, f"{where}.{name}", value, accepted, marked("entrée inconnue du catalogue"))  # fmt: skip
                self.problems.append(place.of(name).placed(found))

    def _value(self, column: Column, value: Any, where: str, place: Place) -> Any:
        if column.shape == "list":
            if isinstance(value, Sequence) and not isinstance(value, str):
                return tuple(self._scalar(column, item, where, place) for item in value)
            return self._refuse(place, where, value, _LIST)
        if column.shape == "mapping":
            if isinstance(value, Mapping):
                return {str(key): self._scalar(column, item, where, place) for key, item in value.items()}
            return self._refuse(place, where, value, _TABLE)
        return self._scalar(column, value, where, place)

    def _scalar(self, column: Column, value: Any, where: str, place: Place) -> Any:
        if column.choices and value not in column.choices:
            words = [word for word in column.choices if word]
            self.problems.append(place.placed(unknown("", self.entry, where, str(value), words, marked("valeur hors liste"))))  # fmt: skip
            return None
        accepted, read = _reader(column)
        found = read(value)
        return self._refuse(place, where, value, accepted) if found is None else found

    def _refuse(self, place: Place, where: str, value: Any, accepted: str) -> None:
        told = Problem(file="", entry=self.entry, field=where, received=written(value), **saying(marked("valeur refusée")), **accepting(accepted))  # fmt: skip
        self.problems.append(place.placed(told))


def _reader(column: Column) -> tuple[str, Callable[[Any], Any]]:
    """What a cell accepts, in words, and what reads it: None for what it refuses."""
    if column.money:
        return _EUROS, lambda value: whole(value * 100) if number(value) else None
    if column.date:
        return _DAY, _day
    if column.base is bool:
        return _YES_NO, lambda value: value if isinstance(value, bool) else None
    if column.base is int:
        return _WHOLE, lambda value: int(value) if number(value) and float(value).is_integer() else None
    if column.base is float:
        return _NUMBER, lambda value: float(value) if number(value) else None
    return _TEXT, lambda value: value if isinstance(value, str) else None


def _day(value: Any) -> str | None:
    text = value.isoformat()[:10] if isinstance(value, date) else str(value)
    return text if _PARTIAL_DATE.fullmatch(text) else None


def number(value: Any) -> bool:
    """Whether a value of a file is a number that can be counted with."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def rows_of(records: Mapping[str, Sequence[Record]]) -> Iterator[tuple[str, list[Record]]]:
    """The records in the order in which a batch takes them."""
    for kind in RECORD_TYPES:
        if rows := list(records.get(kind, ())):
            yield kind, rows
