"""The French collectivities, by code, by SIREN and by name: whose accounts these are, which territory is meant.

Source: official geographic code of Insee, 2026 (``data/reference/README.md``). The SIREN of a commune usually spells its
code (21, department, 0, commune, key), but one mainland commune in seven has its neighbour's digits: the table decides,
and the digits only ever propose (:func:`spelled_code`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal, TypeAlias, cast

import pyarrow.parquet as pq
from rapidfuzz import fuzz, process

from indicators.geography.names import normalise

DATA = Path(__file__).parents[2] / "data" / "reference" / "collectivities.parquet"
CollectivityKind: TypeAlias = Literal["commune", "former", "intercommunality", "department", "region"]
_NEAR = 86
_NEAREST = 4
_DEPARTMENT = re.compile(r"(?=\d{9}$)22(97\d|\d\d)\d+")
_STATUS = re.compile(
    r"^(?:(?:ville|commune|mairie|departement|conseil departemental|region|conseil regional|collectivite)"
    r"(?: (?:de la|de l|du|des|de|d))?|(?:communaute (?:urbaine|de communes|d agglomeration)|metropole|ca|cc|cu)"
    r"(?: (?:de la|de l|du|des|de|d))?) "
)
# What such a word says of its bearer.
_TOLD: tuple[tuple[CollectivityKind, re.Pattern[str]], ...] = (
    ("commune", re.compile(r"(?:ville|commune|mairie)\b")),
    ("intercommunality", re.compile(r"(?:communaute (?:urbaine|de communes|d agglomeration)|metropole|ca|cc|cu)\b")),
    ("department", re.compile(r"(?:departement|conseil departemental)\b")),
    ("region", re.compile(r"(?:region|conseil regional)\b")),
)
_ONCE: Mapping[CollectivityKind, tuple[CollectivityKind, ...]] = {"commune": ("former",)}


@dataclass(frozen=True, slots=True)
class Collectivity:
    """A commune (its Insee code), an intercommunality (its SIREN), a department or a region (their number)."""

    code: str
    name: str
    kind: CollectivityKind
    siren: str


class Collectivities:
    """The table, and its indexes made when they are first used."""

    def __init__(self, columns: Mapping[str, Sequence[str]]) -> None:
        self._columns = columns

    def _at(self, place: int) -> Collectivity:
        return Collectivity(**{name: self._columns[name][place] for name in ("code", "name", "kind", "siren")})  # type: ignore[arg-type]  # kinds are those of the table

    @cached_property
    def _codes(self) -> Mapping[str, int]:
        # Departments and regions share numbers: the first of the table, the department, has the code.
        places = range(len(self._columns["code"]))
        return dict(zip(reversed(self._columns["code"]), reversed(places), strict=True))

    @cached_property
    def _regions(self) -> Mapping[str, int]:
        kinds = enumerate(self._columns["kind"])
        return {self._columns["code"][place]: place for place, kind in kinds if kind == "region"}

    @cached_property
    def _sirens(self) -> Mapping[str, int]:
        return {siren: place for place, siren in enumerate(self._columns["siren"]) if siren}

    @cached_property
    def _names(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, name in enumerate(self._columns["bare"]):
            found.setdefault(name, []).append(place)
        return found

    def of_code(self, code: str) -> Collectivity | None:
        """The collectivity of a code, None when no one bears it."""
        return self._at(self._codes[code]) if code in self._codes else None

    def bearers(self, code: str) -> tuple[Collectivity, ...]:
        """All that bear a code: a department and a region share some (84), and no rule says which is meant."""
        places = {self._codes.get(code), self._regions.get(code)} - {None}
        return tuple(self._at(place) for place in sorted(cast("set[int]", places)))

    def of_siren(self, siren: str) -> Collectivity | None:
        """The collectivity of a SIREN, None for what the table does not hold.

        Departments have 22 and their number (22 44 00028 is Loire-Atlantique): the table has no SIREN for them.
        """
        if siren in self._sirens:
            return self._at(self._sirens[siren])
        digits = _DEPARTMENT.fullmatch(siren)
        return self.of_code(digits[1]) if digits else None

    def named(self, text: str, kind: CollectivityKind | None = None) -> tuple[Collectivity, ...]:
        """The bearers of a name, of a ``kind``, else of that which its words say: « Métropole de Lyon » is no commune.

        Without either, those of the best kind: a commune of today before its department of the same name.
        """
        found = [self._at(place) for place in self._names.get(bare_name(text), ())]
        told = kind_told(text)
        likely = found if told is None else [item for item in found if item.kind in {told, *_ONCE.get(told, ())}]
        return tuple(item for item in (found if kind else likely) if item.kind == (kind or likely[0].kind))

    def bearing(self, text: str) -> tuple[Collectivity, ...]:
        """All the bearers of a name, of every kind: « Paris » is a commune and a department."""
        return tuple(self._at(place) for place in self._names.get(bare_name(text), ()))

    def near(self, text: str) -> tuple[Collectivity, ...]:
        """Those whose name is nearly the one that is written, nearest first."""
        hits = process.extract(
            bare_name(text), self._names.keys(), scorer=fuzz.ratio, limit=_NEAREST, score_cutoff=_NEAR
        )
        return tuple(self._at(place) for name, _, _ in hits for place in self._names[name])[:_NEAREST]


@lru_cache(maxsize=1)
def collectivities() -> Collectivities:
    """The table, read when somebody first asks."""
    return Collectivities(pq.read_table(DATA).to_pydict())


def bare_name(text: str) -> str:
    """The key of a name without what says its status: « Ville de Grenoble » and « COMMUNE DE GRENOBLE » → grenoble."""
    return _STATUS.sub("", normalise(text))


def kind_told(text: str) -> CollectivityKind | None:
    """The kind that the first words of a name say, None when they say none."""
    words = normalise(text)
    return next((kind for kind, pattern in _TOLD if pattern.match(words)), None)


def spelled_code(siren: str) -> str:
    """The code that the digits of a commune's SIREN spell: 213801855 → 38185, 219722097 → 97209; "" for another SIREN.

    Corsica is numbered as the one department it was (20): the code is the one of 2A and 2B that exists.
    """
    if not re.fullmatch(r"21\d{7}", siren):
        return ""
    department, commune = siren[2:4], siren[5:8]
    if department == "97":
        return siren[2:5] + commune[1:]
    if department == "20":
        known = [code for code in (f"2A{commune}", f"2B{commune}") if collectivities().of_code(code)]
        return known[0] if len(known) == 1 else ""
    return department + commune
