"""Editions of when formalisation was a count of situations are still read: by their answers, not by their counts."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from indicators.catalogue import load_catalogue
from indicators.demo import demo_snapshot
from indicators.records import Target
from tests.defaults import readout

CATALOGUE = load_catalogue()


def test_a_count_of_an_old_edition_is_no_level() -> None:
    now = demo_snapshot("EX001")
    counted = now.observations.copy()
    old = (counted["indicator"] == "p_formalisation") & (counted["territory"] == "EX001")
    counted.loc[old, ["value", "unit"]] = [10.0, "situations sur 11"]
    promise = Target(territory="EX001", indicator="p_formalisation", plan="P", target_year=2026, target_value=10.0)
    kept = [item for item in now.targets if item.indicator != "p_formalisation"]
    before = replace(now, observations=counted, targets=(*kept, promise))
    reading = readout(before, CATALOGUE, 2025).evaluation().reading("p_formalisation")
    assert reading is not None and reading.origin == "grid"
    assert (reading.value, reading.target) == (4, None)
    assert [point.value for point in reading.points][:4] == [2, 2, 2, 3]


def test_what_is_on_the_scale_is_left_as_it_is() -> None:
    snapshot = replace(demo_snapshot("EX001"), missions=())  # missions give a footprint in the place of a typed one
    read = readout(snapshot, CATALOGUE, 2025)
    assert read.snapshot is snapshot
    assert isinstance(read.snapshot.observations, pd.DataFrame)
