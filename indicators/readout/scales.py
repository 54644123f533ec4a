"""What was written when formalisation and participation were counts of situations, and is not on their scale of levels.

An edition is never rewritten: its rows keep « 10 situations sur 11 », which is no level from 0 to 5. Such a value is left
out of the reading, and the level is read from the answers themselves, year by year; so is a target beyond the scale.
"""

from __future__ import annotations

from dataclasses import replace

from indicators.catalogue import Catalogue, Indicator
from indicators.records import Snapshot, Target


def on_scale(snapshot: Snapshot, catalogue: Catalogue) -> Snapshot:
    """The snapshot without the values and the targets of another scale; the same one when there are none."""
    levelled = {item.id: item for item in catalogue.indicators.values() if _levelled(item, catalogue)}
    rows = snapshot.observations
    foreign = rows["indicator"].isin(list(levelled)) & (rows["unit"] != "")
    foreign &= rows["unit"] != rows["indicator"].map(lambda name: levelled[name].unit if name in levelled else "")
    kept = tuple(target for target in snapshot.targets if not _beyond(target, levelled.get(target.indicator)))
    if len(kept) == len(snapshot.targets) and not foreign.any():
        return snapshot
    return replace(snapshot, observations=rows[~foreign], targets=kept)


def _levelled(definition: Indicator, catalogue: Catalogue) -> bool:
    grid = catalogue.grids.get(definition.grid)
    return grid is not None and bool(grid.levels)


def _beyond(target: Target, definition: Indicator | None) -> bool:
    top = None if definition is None else definition.scale_max
    return top is not None and target.target_value is not None and target.target_value > top
