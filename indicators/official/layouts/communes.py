"""Counts of communes added up to those that hold them: intercommunalities, départements, régions, the country.

A sum is made only where the communes of the file hold nearly all of the inhabitants: a file of one département says nothing
of its région, and a base without Mayotte nothing of the country. A sum one part of which is secret is secret.
"""

from __future__ import annotations

from functools import lru_cache

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from indicators.errors import Part
from indicators.geography.passages import FIRST
from indicators.geography.territories import DATA
from indicators.official import flags, vintages
from indicators.official.facts import SCHEMA, gathered

#: Communes without an employed person or an immigrant are not in the files: a thousandth of the inhabitants may lack.
_WHOLE = 0.999
_KEYS = ["measure", "detail", "year"]


def added_up(table: pa.Table, geography: int) -> tuple[pa.Table, tuple[Part, ...]]:
    """The facts of the communes of today, and those of the territories that they make whole.

    ``geography`` is the year of the communes of the table, whose facts are counts.
    """
    table, notes = vintages.current(table, geography if geography >= FIRST else 0)
    frame = table.to_pandas().astype(dict.fromkeys(("level", "code", "measure", "detail", "flag"), "str"))
    frame = frame[frame["level"] == "COM"].merge(_holders(), on="code")
    sums = [_sums(frame, level) for level in ("EPCI", "DEP", "REG", "FR")]
    return gathered([table, *sums]), notes


@lru_cache(maxsize=1)
def _holders() -> pd.DataFrame:
    """Each commune with its inhabitants and the codes of those that hold it."""
    frame = pq.read_table(
        DATA, columns=["code", "epci", "dep", "reg", "population"], filters=[("level", "==", "COM")]
    ).to_pandas()
    frame = frame.rename(columns={"epci": "EPCI", "dep": "DEP", "reg": "REG"}).assign(FR="FR")
    return frame.astype({"population": "float64"}).fillna({"population": 0.0})


def _sums(frame: pd.DataFrame, level: str) -> pa.Table:
    inhabitants = _holders().groupby(level)["population"].sum()
    grouped = frame[frame[level] != ""].groupby([level, *_KEYS], as_index=False, observed=True)
    found = grouped.agg(
        value=("value", lambda values: values.sum(skipna=False)), flag=("flag", lambda words: flags.joined(set(words))),
        population=("population", "sum"),
    )  # fmt: skip
    found = found[found["population"] >= _WHOLE * found[level].map(inhabitants)]
    rows = found.rename(columns={level: "code"}).assign(level=level).astype({"year": "int16"})
    return pa.Table.from_pandas(rows[SCHEMA.names], preserve_index=False).cast(SCHEMA)
