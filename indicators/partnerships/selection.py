"""Which relations are shown: the filters of the map and of the table, with how many each choice would give.

The values are laid out once as arrays, so that a filter over the ten thousand partnerships of a country costs a few
milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from indicators.geography import GROUPS, countries
from indicators.geography.names import normalise
from indicators.partnerships.life import Relation
from indicators.partnerships.priority import INSIDE, OUTSIDE, in_priorities

Facet = Literal["kinds", "themes", "sdgs", "states", "groups", "countries", "priorities"]
FACETS: tuple[Facet, ...] = ("kinds", "themes", "sdgs", "states", "groups", "countries", "priorities")
Mask: TypeAlias = NDArray[np.bool_]
NEVER = 10_000


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader chose. An empty choice keeps everything; within a facet any value is enough, facets add up.

    ``year`` keeps the relations that stood that year; ``undated`` says whether those without any date stay beside them.
    ``text`` is looked for in the partner's name, its city and the name of its country.
    """

    kinds: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    sdgs: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    priorities: tuple[str, ...] = ()
    year: int | None = None
    undated: bool = True
    text: str = ""


def goal_of(sdg: str) -> str:
    """« 4.7 » is a target of goal « 4 »."""
    return sdg.split(".")[0]


def groups_of(iso2: str) -> tuple[str, ...]:
    """The country groups of a code, none when it is unknown."""
    country = countries().get(iso2)
    return country.groups if country else ()


def values_of(relation: Relation, facet: Facet, codes: Collection[str] = ()) -> tuple[str, ...]:
    """The values that a relation has in a facet, each once; ``codes`` are the priorities in force."""
    item = relation.partnership
    values: dict[Facet, Callable[[], Iterable[str]]] = {
        "kinds": lambda: (item.type,),
        "themes": lambda: item.themes,
        "sdgs": lambda: map(goal_of, item.sdgs),
        "states": lambda: (relation.state,),
        "groups": lambda: groups_of(item.country),
        "countries": lambda: (item.country,),
        "priorities": lambda: _judged(in_priorities(item, codes)),
    }
    return tuple(dict.fromkeys(values[facet]()))


def _judged(inside: bool | None) -> tuple[str, ...]:
    return () if inside is None else (INSIDE,) if inside else (OUTSIDE,)


class Selector:
    """The relations ready to be filtered; build it once an edition and a language.

    ``country_name`` gives the name in which the reader searches a country; ``priorities`` are the themes and countries
    of the strategy, by their codes.
    """

    def __init__(
        self, relations: Sequence[Relation], country_name: Callable[[str], str] = str, priorities: Collection[str] = ()
    ) -> None:
        self.relations = tuple(relations)
        self._priorities = frozenset(priorities)
        self._masks = {facet: self._facet(facet) for facet in FACETS}
        self._first = np.array([item.first_year if item.dated else NEVER for item in self.relations], dtype=int)
        self._last = np.array([item.last_year or NEVER for item in self.relations], dtype=int)
        self._planned = np.array([relation.partnership.status == "planned" for relation in self.relations], dtype=bool)
        self._names = [_searched(relation, country_name) for relation in self.relations]

    def select(self, filters: Filters) -> tuple[Relation, ...]:
        """The relations that pass every filter, in their order."""
        return tuple(self.relations[index] for index in np.flatnonzero(self.mask(filters)))

    def mask(self, filters: Filters, *, without: Facet | None = None) -> Mask:
        """Which relations pass, as booleans in their order; the facet ``without`` is not looked at."""
        kept: Mask = self._in_time(filters) & self._named(filters.text)
        for facet in FACETS:
            wanted: tuple[str, ...] = getattr(filters, facet)
            if wanted and facet != without:
                kept &= self._any(facet, wanted)
        return kept

    def counts(self, filters: Filters, facet: Facet) -> dict[str, int]:
        """How many relations each value of a facet would keep, the other filters staying as they are.

        The groups of countries are always all there; other values only when a relation has them.
        """
        rest = self.mask(filters, without=facet)
        found = {value: int((mask & rest).sum()) for value, mask in self._masks[facet].items()}
        return {name: found.get(name, 0) for name in (GROUPS if facet == "groups" else sorted(found))}

    def undated(self, filters: Filters) -> int:
        """How many of the relations that pass the other filters have no date at all."""
        return int((self.mask(replace(filters, undated=True)) & (self._first == NEVER)).sum())

    @property
    def years(self) -> tuple[int, int] | None:
        """From the oldest dated relation to the day of the reading; None when nothing is dated by then."""
        day = self.relations[0].as_of.year if self.relations else 0
        dated = self._first[self._first <= day]
        return (int(dated.min()), day) if len(dated) else None

    def _facet(self, facet: Facet) -> Mapping[str, Mask]:
        masks: dict[str, Mask] = {}
        for index, relation in enumerate(self.relations):
            for value in values_of(relation, facet, self._priorities):
                masks.setdefault(value, np.zeros(len(self.relations), dtype=bool))[index] = True
        return masks

    def _any(self, facet: Facet, wanted: Iterable[str]) -> Mask:
        kept = np.zeros(len(self.relations), dtype=bool)
        for value in wanted:
            if (mask := self._masks[facet].get(value)) is not None:
                kept |= mask
        return kept

    def _in_time(self, filters: Filters) -> Mask:
        dated: Mask = self._first < NEVER
        if filters.year is not None:
            dated &= (self._first <= filters.year) & (self._last >= filters.year) & ~self._planned
        return dated | (self._first == NEVER) if filters.undated else dated

    def _named(self, text: str) -> Mask:
        key, typed = normalise(text), text.strip().casefold()
        if not typed:
            return np.ones(len(self.relations), dtype=bool)
        return np.array([key in keys if key else typed in raw for keys, raw in self._names], dtype=bool)


def _searched(relation: Relation, country_name: Callable[[str], str]) -> tuple[str, str]:
    """What is searched: keys for letters, the name as it is for a text without any (« <», ideograms)."""
    item = relation.partnership
    names = (item.partner, item.city, country_name(item.country))
    return " | ".join(normalise(name) for name in names), item.partner.casefold()
