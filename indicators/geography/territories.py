"""The territories that can be chosen, and those that hold each of them: a commune's intercommunality, département, région.

Made once by ``data/reference/build_territories.py``. What is measured for no commune is read at the scale above: the
order of :meth:`Territories.scales` is the order in which a figure is looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import inf
from pathlib import Path
from typing import Any, cast

import pyarrow.parquet as pq

from indicators.geography.collectivities import bare_name
from indicators.geography.keys import TerritoryKey, TerritoryKeyError, TerritoryLevel

DATA = Path(__file__).parents[2] / "data" / "reference" / "territories.parquet"
#: The year of the populations of the table: municipal population, or 1 January where it is Eurostat's.
POPULATION_YEAR = 2023
_SHORTEST = 2
_FRANCE = TerritoryKey("FR", "FR")


@dataclass(frozen=True, slots=True)
class KnownTerritory:
    """A territory and who holds it. ``kind`` is the nature of an intercommunality (CC, CA, CU, METRO, MET69).

    ``nuts`` is its NUTS 2021 code, or the region above for a NUTS region. ``population`` is that of
    :data:`POPULATION_YEAR`, None for the four islands that belong to no intercommunality.
    """

    key: TerritoryKey
    name: str
    kind: str = ""
    epci: str = ""
    dep: str = ""
    reg: str = ""
    nuts: str = ""
    population: int | None = None


class Territories:
    """The table, and its indexes made when they are first used."""

    def __init__(self, columns: Mapping[str, Sequence[Any]]) -> None:
        self._columns = columns

    def _at(self, place: int) -> KnownTerritory:
        row = {name: column[place] for name, column in self._columns.items()}
        return KnownTerritory(TerritoryKey(cast(TerritoryLevel, row.pop("level")), row.pop("code")), **row)

    @cached_property
    def _places(self) -> Mapping[tuple[str, str], int]:
        return {key: at for at, key in enumerate(zip(self._columns["level"], self._columns["code"], strict=True))}

    @cached_property
    def _of_nuts(self) -> Mapping[str, TerritoryKey]:
        """NUTS code → key of the French territory that has it; where two levels share the area, the longest code is kept."""
        return {
            item.nuts: item.key for level in ("FR", "REG", "DEP") for item in self.of_level(cast(TerritoryLevel, level))
        }

    def get(self, key: TerritoryKey) -> KnownTerritory | None:
        """The territory of a key, None when the table does not hold it."""
        place = self._places.get((key.level, key.code))
        return None if place is None else self._at(place)

    def of_level(self, level: TerritoryLevel, between: tuple[float, float] = (-inf, inf)) -> Iterator[KnownTerritory]:
        """Every territory of a level, by code; of a population ``between`` two, which one without a population is not."""
        low, high = between
        anyone, sizes = between == (-inf, inf), self._columns["population"]
        for (at, _), place in self._places.items():
            if at == level and (anyone or low <= (sizes[place] or -1) <= high):
                yield self._at(place)

    def members(self, key: TerritoryKey) -> tuple[KnownTerritory, ...]:
        """The communes of an intercommunality, of a département or of a région."""
        column = {"EPCI": "epci", "DEP": "dep", "REG": "reg"}[key.level]
        held = self._columns[column]
        return tuple(self._at(at) for (level, _), at in self._places.items() if level == "COM" and held[at] == key.code)

    def named(self, text: str, most: int) -> tuple[KnownTerritory, ...]:
        """Those whose name is what is written, then those whose name begins by it or has a word that does, by size.

        A code, or a key, names its territory alone. Former communes and territories without figures are not here.
        """
        try:
            keys = [TerritoryKey.parse(text)]
        except TerritoryKeyError as refused:
            keys = list(refused.candidates)
        if coded := [item for key in keys if (item := self.get(key))]:
            return tuple(coded)
        wanted = bare_name(text)
        if len(wanted) < _SHORTEST:
            return ()
        found = [(name, at) for name, at in self._bare if name.startswith(wanted) or f" {wanted}" in name]
        sizes = self._columns["population"]
        found.sort(key=lambda pair: (pair[0] != wanted, not pair[0].startswith(wanted), -(sizes[pair[1]] or 0)))
        return tuple(self._at(at) for _, at in found[:most])

    @cached_property
    def _bare(self) -> Sequence[tuple[str, int]]:
        return [(bare_name(name), at) for at, name in enumerate(self._columns["name"])]

    def scales(self, key: TerritoryKey) -> tuple[TerritoryKey, ...]:
        """The territory, then those that hold it, the nearest first: where a figure is looked for."""
        known = self.get(key)
        if known is None:
            return (key,)
        if key.level == "NUTS":
            return (key, *self._regions_above(known))
        above = (("EPCI", known.epci), ("DEP", known.dep), ("REG", known.reg))
        held = [TerritoryKey(cast(TerritoryLevel, level), code) for level, code in above if code]
        return (key, *held, *([] if key.level in {"FR", "ISO"} else [_FRANCE]))

    def french(self, nuts: str) -> TerritoryKey | None:
        """The French territory of a NUTS 2021 code: « FRK24 » is DEP-38, « FRK » REG-84, « FR10 » and « FR1 » REG-11."""
        return self._of_nuts.get(nuts) or self._of_nuts.get(f"{nuts}0")

    def _regions_above(self, known: KnownTerritory) -> tuple[TerritoryKey, ...]:
        above: list[TerritoryKey] = []
        while known.nuts and (found := self.get(TerritoryKey("NUTS", known.nuts))):
            above.append(found.key)
            known = found
        return tuple(above)


@lru_cache(maxsize=1)
def territories() -> Territories:
    """The table, read when somebody first asks."""
    return Territories(pq.read_table(DATA).to_pydict())
