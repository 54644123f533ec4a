"""A territory beside those that resemble it, in the official files: each indicator at the scale where it is measured.

An indicator that is published by département compares the département of a commune with other départements: a commune
is not compared with a neighbour by what both borrow from the same place.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from indicators.geography.keys import TerritoryKey
from indicators.geography.territories import KnownTerritory, territories
from indicators.official.groups import Likeness, alike
from indicators.official.library import Library
from indicators.official.newcomers import territory_record
from indicators.official.profile import Figure, best, figures
from indicators.official.snapshot import beside, fed
from indicators.peers.comparison import Comparison, compare
from indicators.records import Observation, frame_of


@dataclass(frozen=True, slots=True)
class Compared:
    """An indicator of ``place`` (the territory, or the one that holds it where the figure is measured) and its group."""

    place: KnownTerritory
    latest: Figure
    comparison: Comparison


def compared(library: Library, key: TerritoryKey, by: Collection[Likeness]) -> dict[str, Compared]:
    """Each indicator that the official files know for a territory, beside the group of its scale."""
    found = best(figures(library, key, fed(library)))
    groups: dict[TerritoryKey, tuple[KnownTerritory, ...]] = {}
    result = {}
    for indicator, series in found.items():
        latest = next(figure for figure in reversed(series) if figure.value is not None)
        place = territories().get(latest.place)
        if place is None:
            continue
        members = groups.setdefault(place.key, alike(library, place.key, by))
        result[indicator] = Compared(place, latest, _beside(library, indicator, latest, place, members))
    return result


def _beside(
    library: Library, indicator: str, latest: Figure, place: KnownTerritory, members: Collection[KnownTerritory]
) -> Comparison:
    keys = [place.key, *(item.key for item in members)]
    frame = frame_of(Observation, list(beside(library, keys, "peer", [indicator])))
    group = [territory_record(item, "peer") for item in members]
    return compare(frame, [indicator], territory_record(place, "peer"), group, latest.year)[indicator]
