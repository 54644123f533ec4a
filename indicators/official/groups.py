"""Collectivities that resemble one: of its level, near its population, of its région, with a university, at a border."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from math import inf
from typing import Literal, TypeAlias, get_args

from indicators.geography.keys import TerritoryKey
from indicators.geography.territories import KnownTerritory, territories
from indicators.official.cube import read_level
from indicators.official.library import Library

Likeness: TypeAlias = Literal["population", "region", "university", "border"]
LIKENESSES: tuple[Likeness, ...] = get_args(Likeness)
#: The group that comes by itself; more members would be read without being looked at.
USUAL_SIZE = 20
MOST = 200
USUAL: tuple[Likeness, ...] = ("population",)
_RATIO = 2.0
_STUDENTS = "d6_intl_students_share"
# Départements with a land border: Belgium, Luxembourg, Germany, Switzerland, Italy, Monaco, Spain, Andorra, Brazil, Suriname.
BORDER = frozenset(
    {
        "01", "02", "04", "05", "06", "08", "09", "25", "31", "39", "54", "55", "57", "59", "64", "65", "66", "67",
        "68", "73", "74", "90", "973",
    }
)  # fmt: skip


def alike(
    library: Library, key: TerritoryKey, by: Collection[Likeness] = USUAL, most: int = USUAL_SIZE
) -> tuple[KnownTerritory, ...]:
    """The territories of the same level that share what is asked, the nearest population first; never the territory.

    « population » keeps those that are at most twice as large or as small. Without a population nothing is nearest:
    the order of the codes is kept.
    """
    home = territories().get(key)
    if home is None:
        return ()
    sized = "population" in by and bool(home.population)
    size = home.population or 0
    sizes = (size / _RATIO, size * _RATIO) if sized else (-inf, inf)
    found: Iterable[KnownTerritory] = (item for item in territories().of_level(key.level, sizes) if item.key != key)
    if "region" in by:
        found = (item for item in found if item.reg == home.reg)
    if "border" in by:
        found = (item for item in found if _at_border(item))
    if "university" in by:
        seats = _with_students(library, key)
        found = (item for item in found if item.key.code in seats)
    return tuple(sorted(found, key=lambda item: abs((item.population or 0) - size))[: min(most, MOST)])


def fits(library: Library, key: TerritoryKey, by: Likeness) -> bool:
    """Whether the territory itself is what a likeness asks: there is no border group for an inland city."""
    home = territories().get(key)
    if home is None:
        return False
    if by == "border":
        return _at_border(home)
    return key.code in _with_students(library, key) if by == "university" else by != "region" or bool(home.reg)


def _at_border(item: KnownTerritory) -> bool:
    return (item.key.code if item.key.level == "DEP" else item.dep) in BORDER


def _with_students(library: Library, key: TerritoryKey) -> frozenset[str]:
    """The codes of the level where an establishment of higher education has its head office."""
    rows = read_level(library.cube, key.level, [_STUDENTS])
    return frozenset(
        code
        for code, value in zip(rows["code"].to_pylist(), rows["value"].to_pylist(), strict=True)
        if value is not None
    )
