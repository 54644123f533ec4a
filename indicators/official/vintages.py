"""Facts of communes of another year's geography, brought to that of today by their parts.

Counts are shared and summed. A fact that is not a count (a share, a mean) cannot be: it is left aside, and counted.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pandas as pd
import pyarrow as pa

from indicators.errors import Part, marked
from indicators.geography.keys import TerritoryKey
from indicators.geography.passages import CURRENT, passage
from indicators.geography.territories import territories
from indicators.official import flags
from indicators.official.facts import SCHEMA, gathered
from indicators.official.refusals import UnreadableOfficial

#: Beyond this share of unknown communes, the file is of another geography, or of another country.
_STRANGERS = 0.02


def current(table: pa.Table, year: int, shares: Collection[str] = ()) -> tuple[pa.Table, tuple[Part, ...]]:
    """The facts with the communes of today, and what was done to them.

    ``year`` is that of the geography of the facts, 0 when it is not told; ``shares`` are the measures that do not add up.
    """
    frame = table.to_pandas().astype(dict.fromkeys(("level", "code", "measure", "detail", "flag"), "str"))
    communes = frame["level"] == "COM"
    codes = (
        {code: passage(code, year) for code in frame.loc[communes, "code"].unique()} if year not in {0, CURRENT} else {}
    )
    changed = {code: parts for code, parts in codes.items() if parts != {code: 1.0}}
    if not changed:
        return table, ()
    touched = {*changed, *(to for parts in changed.values() for to in parts)}
    moved = communes & frame["code"].isin(touched)
    kept = pa.Table.from_pandas(frame[~moved], preserve_index=False).cast(SCHEMA)
    summed = _summed(frame[moved & ~frame["measure"].isin(shares)], changed)
    note = Part(
        marked(
            "Communes de {year} ramenées à celles de {current} : {count} ont fusionné, ont été divisées ou ont changé de code."
        ),
        year=year,
        current=CURRENT,
        count=len(changed),
    )
    return gathered([kept, summed]), (note,)


def known(table: pa.Table, file: str, geography: str) -> tuple[pa.Table, tuple[Part, ...]]:
    """The facts of the French territories that exist. Raises :class:`UnreadableOfficial` when many are unknown.

    A few are left aside and told: a canton of Mayotte, a code that was mistyped.
    """
    pairs = table.select(["level", "code"]).group_by(["level", "code"]).aggregate([])
    places = {
        (level, code): level not in {"COM", "DEP", "REG"} or territories().get(TerritoryKey(level, code)) is not None
        for level, code in zip(pairs["level"].to_pylist(), pairs["code"].to_pylist(), strict=True)
    }
    strangers = sorted(code for (_, code), exists in places.items() if not exists)
    if not strangers:
        return table, ()
    if len(strangers) > max(_STRANGERS * len(places), 1):
        raise UnreadableOfficial(
            marked(
                "« {file} » nomme {count} territoires qui n’existent pas dans la géographie de {current} ({examples}). Il est"
                " d’un autre millésime ({geography}) ou d’un autre pays : chargez celui de la géographie actuelle."
            ),
            file=file,
            count=len(strangers),
            current=CURRENT,
            examples=", ".join(strangers[:3]),
            geography=geography or "?",
        )
    mask = pa.array([places[pair] for pair in zip(table["level"].to_pylist(), table["code"].to_pylist(), strict=True)])
    note = Part(marked("Laissés de côté, faute d’être un territoire connu : {codes}."), codes=", ".join(strangers[:10]))
    return table.filter(mask), (note,)


def _summed(frame: pd.DataFrame, changed: Mapping[str, Mapping[str, float]]) -> pa.Table:
    """The rows of the communes that changed, shared and summed; a sum with a secret part is secret."""
    parts = pd.DataFrame(
        [(code, to, ratio) for code, shared in changed.items() for to, ratio in shared.items()],
        columns=["code", "to", "ratio"],
    )
    rows = frame.merge(parts, on="code", how="left")
    rows["code"] = rows["to"].fillna(rows["code"])
    rows["value"] = rows["value"] * rows["ratio"].fillna(1.0)
    keys = ["level", "code", "measure", "detail", "year"]
    grouped = rows.groupby(keys, as_index=False).agg(
        value=("value", lambda values: values.sum(skipna=False)), flag=("flag", flags.joined)
    )
    return pa.Table.from_pandas(grouped[SCHEMA.names].astype({"year": "int16"}), preserve_index=False).cast(SCHEMA)
