"""What staging a reading would write, made before the transaction that writes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import pandas as pd

from indicators.intake import staging
from indicators.intake.checks.around import nothing_published
from indicators.intake.loaded import Loaded
from indicators.intake.reading import Reading
from indicators.intake.workshop import Workshop

#: What a reading puts in a batch: for each kind its rows, and the published ones that go.
Plan: TypeAlias = Sequence[tuple[str, Sequence[Loaded], pd.DataFrame]]


def planned(work: Workshop, reading: Reading) -> Plan:
    """What a reading puts in a batch and takes away from the edition, read beside what is published."""
    found = []
    for kind in dict.fromkeys(item.kind for item in reading.loaded):
        items = [item for item in reading.loaded if item.kind == kind]
        base = work.published(reading.loaded)(kind) if staging.looks_back(items) else nothing_published(kind)
        items = [staging.settled(item, base) for item in items]
        gone = [staging.removals(item, base) for item in items]
        found.append((kind, items, pd.concat(gone, ignore_index=True)))
    return found
