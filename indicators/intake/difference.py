"""How two loads of one file differ, row by row: what a person is told before the second one takes the first one's place."""

from __future__ import annotations

import pandas as pd
from sqlalchemy import Engine

from indicators.intake.workshop import Workshop
from indicators.records import RECORD_TYPES
from indicators.store import staged


def difference(work: Workshop, before: str, after: str) -> pd.DataFrame:
    """How two loads of one file differ: rows added, changed, removed and unchanged, by kind."""
    kinds = [
        kind
        for kind in RECORD_TYPES
        if kind in {*staged.kinds_of(work.store, before), *staged.kinds_of(work.store, after)}
    ]
    found = [(kind, *_compared(work.store, before, after, kind)) for kind in kinds]
    return pd.DataFrame(found, columns=["kind", "added", "changed", "removed", "unchanged"])


def _compared(engine: Engine, before: str, after: str, kind: str) -> tuple[int, int, int, int]:
    keys = list(RECORD_TYPES[kind].key)
    old, new = (staged.rows_of(engine, batch, kind).astype(str).fillna("") for batch in (before, after))
    both = old.merge(new, on=keys, how="outer", suffixes=("_old", "_new"), indicator=True)
    shared = both[both["_merge"] == "both"]
    names = [name for name in old.columns if name not in keys]
    same = (shared[[f"{n}_old" for n in names]].to_numpy() == shared[[f"{n}_new" for n in names]].to_numpy()).all(
        axis=1
    )
    alone = both["_merge"].value_counts()
    return int(alone["right_only"]), int((~same).sum()), int(alone["left_only"]), int(same.sum())
