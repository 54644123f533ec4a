"""What the official files say of a territory that no edition knows, as an edition would say it.

Any commune of France opens with a profile: its own figures, those of the places that hold it where it has none, its
références and the collectivities of its size. Nothing of it is stored; what a collectivity adopts goes through a draft,
and an edition that knows the territory is then the only one to speak of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from indicators.geography.keys import TerritoryKey
from indicators.geography.territories import territories
from indicators.official import flags
from indicators.official.cube import read_level
from indicators.official.groups import alike
from indicators.official.library import Library
from indicators.official.newcomers import territory_record
from indicators.official.observations import observation
from indicators.official.profile import Figure, best, figures
from indicators.records import BudgetLine, Edition, Observation, Record, Role, Snapshot, Territory, frame_of


def official_snapshot(library: Library, key: TerritoryKey, edition: Edition) -> Snapshot | None:
    """The snapshot of a territory that the official files know; None for another one."""
    known = territories().get(key)
    if known is None:
        return None
    home = territory_record(known)
    references = [item for above in territories().scales(key)[1:] if (item := territories().get(above))]
    peers = alike(library, key)
    others = [
        *(territory_record(item, "reference") for item in references),
        *(territory_record(item, "peer") for item in peers),
    ]
    rows: list[Record] = [
        *own_observations(library, key, home),
        *beside(library, [item.key for item in references], "reference"),
        *beside(library, [item.key for item in peers], "peer"),
    ]
    return Snapshot(
        edition=edition,
        territory=home,
        territories={item.code: item for item in (home, *others)},
        observations=frame_of(Observation, rows),
        budget_lines=frame_of(BudgetLine, ()),
    )


def own_observations(library: Library, key: TerritoryKey, home: Territory) -> list[Observation]:
    """Each indicator at the nearest scale that has it; a secret year stays secret, an absent one says nothing."""
    found = best(figures(library, key, fed(library)))
    return [
        observation(library, home, figure)
        for series in found.values()
        for figure in series
        if figure.value is not None or flags.has(figure.flag, flags.SECRET)
    ]


def beside(
    library: Library, keys: Sequence[TerritoryKey], role: Role, indicators: Sequence[str] = ()
) -> Iterator[Observation]:
    """The figures of other territories, each of its own place alone: two neighbours are not compared by what they share."""
    by_level: dict[str, list[TerritoryKey]] = {}
    for key in keys:
        by_level.setdefault(key.level, []).append(key)
    for level, same in by_level.items():
        records = {key.code: (key, territory_record(known, role)) for key in same if (known := territories().get(key))}
        for row in read_level(library.cube, level, indicators or fed(library), codes=list(records)).to_pylist():
            key, record = records[row.pop("code")]
            row.pop("level")
            if row["value"] is not None:
                yield observation(library, record, Figure(place=key, scale="own", **row))


def fed(library: Library) -> list[str]:
    """The indicators of the catalogue that the official files feed."""
    names: Iterable[str] = (feed.indicator for feed in library.catalogue.official_feeds.values())
    return [name for name in dict.fromkeys(names) if name in library.catalogue.indicators]
