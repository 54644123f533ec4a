"""The footprint of the missions stands in the observations that are read, in place of what was typed for those years.

One owner: wherever missions give a year its footprint, that value is read by every surface. The typed one stays in its
edition, in the files and in the history; :func:`set_aside` says what it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from indicators.catalogue import Catalogue
from indicators.desk import Footprint, footprints, read_missions
from indicators.records import Observation, Record, Snapshot, frame_of

FOOTPRINT = "x_mission_footprint"


def with_footprint(snapshot: Snapshot, catalogue: Catalogue) -> Snapshot:
    """The snapshot with the footprints that its missions give; the same one when they give none."""
    known = [item for item in _footprints(snapshot) if item.tonnes is not None]
    if not known:
        return snapshot
    rows, unit = snapshot.observations, catalogue.indicators[FOOTPRINT].unit
    made = frame_of(Observation, list[Record](_row(item, snapshot, unit) for item in known))
    kept = rows[~_replaced(rows, snapshot, known)]
    fresh = made.astype({name: kept[name].dtype for name in made.columns if name in kept and not kept.empty})
    return replace(snapshot, observations=pd.concat([kept, fresh], ignore_index=True))


def set_aside(snapshot: Snapshot) -> Mapping[int, float]:
    """The typed footprints, in tonnes by year, that those of the missions take the place of; of the stored snapshot."""
    known = [item for item in _footprints(snapshot) if item.tonnes is not None]
    rows = snapshot.observations
    found = rows[_replaced(rows, snapshot, known) & rows["value"].notna()]
    return {int(year): float(value) for year, value in zip(found["year"], found["value"], strict=True)}


def _footprints(snapshot: Snapshot) -> tuple[Footprint, ...]:
    if not snapshot.missions:
        return ()
    return footprints(read_missions(snapshot.missions, snapshot.follow_ups))


def _replaced(rows: pd.DataFrame, snapshot: Snapshot, known: list[Footprint]) -> pd.Series[bool]:
    own = (rows["territory"] == snapshot.territory.code) & (rows["indicator"] == FOOTPRINT)
    return own & rows["year"].isin([item.year for item in known])


def _row(item: Footprint, snapshot: Snapshot, unit: str) -> Observation:
    """The footprint as an observation, with the sources of its factors; an invented town publishes nothing."""
    own = "" if snapshot.territory.fictional else snapshot.territory.name
    return Observation(
        territory=snapshot.territory.code,
        indicator=FOOTPRINT,
        year=item.year,
        value=item.tonnes,
        unit=unit,
        geo_name=own,
        publisher=own,
        source=" ; ".join(item.sources),
        example=item.example,
    )
