"""Counts of communes added up to those that hold them: intercommunalities, départements, régions, the country.

A sum is made only where the communes of the file hold nearly all of the inhabitants: a file of one département says nothing
of its région, and a base without Mayotte nothing of the country. A sum one part of which is secret is secret.
"""

from __future__ import annotations

from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from indicators.errors import Part
from indicators.geography.passages import FIRST
from indicators.geography.territories import DATA
from indicators.official import flags, vintages
from indicators.official.facts import gathered, table_of

#: Communes without an employed person or an immigrant are not in the files: a thousandth of the inhabitants may lack.
_WHOLE = 0.999
_HOLDERS = {"EPCI": "epci", "DEP": "dep", "REG": "reg", "FR": "country"}
_KEYS = ["holder", "measure", "detail", "year"]


def added_up(table: pa.Table, geography: int) -> tuple[pa.Table, tuple[Part, ...]]:
    """The facts of the communes of today, and those of the territories that they make whole.

    ``geography`` is the year of the communes of the table, whose facts are counts.
    """
    table, notes = vintages.current(table, geography if geography >= FIRST else 0)
    holders = _holders()
    places = pc.index_in(pc.cast(table["code"], pa.string()), holders["code"].combine_chunks())
    communes = pc.and_(pc.equal(pc.cast(table["level"], pa.string()), "COM"), pc.is_valid(places))
    facts, places = _plain(table.filter(communes)), pc.drop_null(places.filter(communes))
    facts = facts.append_column("inhabitants", holders["population"].take(places))
    return gathered(
        [
            table,
            *(
                _sums(facts.append_column("holder", holders[name].take(places)), level)
                for level, name in _HOLDERS.items()
            ),
        ]
    ), notes


def _plain(table: pa.Table) -> pa.Table:
    """The columns that are added up or grouped by, their words spelled out."""
    words = {name: pc.cast(table[name], pa.string()) for name in ("measure", "detail", "flag")}
    return pa.table({**words, "year": table["year"], "value": table["value"]})


@lru_cache(maxsize=1)
def _holders() -> pa.Table:
    """Each commune with its inhabitants and the codes of those that hold it."""
    columns = ["code", "epci", "dep", "reg", "population"]
    table = pq.read_table(DATA, columns=columns, filters=[("level", "==", "COM")])
    peopled = table.set_column(4, "population", pc.cast(pc.fill_null(table["population"], 0), pa.float64()))
    return peopled.append_column("country", pa.array(["FR"] * len(peopled)))


@lru_cache(maxsize=4)
def _inhabitants(level: str) -> pa.Table:
    """The inhabitants of each territory of a level: those of its communes."""
    return _holders().group_by(_HOLDERS[level]).aggregate([("population", "sum")])


def _sums(facts: pa.Table, level: str) -> pa.Table:
    """The territories of a level whose communes are in the file, with their counts added up."""
    asked = [("value", "sum"), ("value", "count"), ("flag", "count"), ("flag", "distinct"), ("inhabitants", "sum")]
    grouped = facts.filter(pc.not_equal(facts["holder"], "")).group_by(_KEYS).aggregate(asked)
    every = _inhabitants(level)
    whole = every["population_sum"].take(pc.index_in(grouped["holder"], every[_HOLDERS[level]].combine_chunks()))
    found = grouped.filter(pc.greater_equal(grouped["inhabitants_sum"], pc.multiply(whole, _WHOLE)))
    known = pc.equal(found["value_count"], found["flag_count"])
    return table_of(
        {
            "level": level, "code": found["holder"], "measure": found["measure"], "detail": found["detail"],
            "year": found["year"], "value": pc.if_else(known, found["value_sum"], pa.scalar(None, pa.float64())),
            "flag": [flags.OK if said == [flags.OK] else flags.joined(said) for said in found["flag_distinct"].to_pylist()],
        }
    )  # fmt: skip
