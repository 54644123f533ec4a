"""Insee, « Population en AAAA, recensement de la population, base infracommunale (IRIS) »: immigrants and foreigners.

``base-ic-evol-struct-pop-AAAA``: one row an IRIS, columns named after the year (``P21_POP_IMM``). The rows of a commune
are added up; the arrondissements of Paris, Lyon and Marseille are part of their commune.
"""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc

from indicators.official import flags
from indicators.official.facts import gathered, table_of
from indicators.official.head import Head
from indicators.official.layouts import Reading, Recognised
from indicators.official.layouts.codes import communes_of
from indicators.official.layouts.communes import added_up
from indicators.official.tabular import batches, header, lacking, members, numbers, words

SOURCE = "insee_rp_iris"
MEASURES = {"POP": "population", "POP_IMM": "immigrants", "POP_ETR": "foreigners"}
#: The base of a year names the communes of two years later (base of 2021: 1 January 2023).
_LATER = 2
_NAMED = re.compile(r"P(\d\d)_(POP(?:_IMM|_ETR)?)")
_ALSO = re.compile(r"P\d\d_POP\d{4}|P\d\d_PHORMEN|P\d\d_POP_FR")


def recognise(head: Head) -> Recognised | None:
    """A table by IRIS with the population of a year; its columns of nationality and immigration may be missing."""
    names = header(head)
    found = [match for name in names if (match := _NAMED.fullmatch(name))]
    if "IRIS" not in names or not (found or any(map(_ALSO.fullmatch, names))):
        return None
    missing = [f"Pxx_{name}" for name in MEASURES if name not in {match[2] for match in found}] + [
        name for name in ("COM",) if name not in names
    ]
    if missing:
        raise lacking(head, missing)
    return Recognised(SOURCE, f"20{found[0][1]}", "base-ic-evol-struct-pop")


def read(head: Head, found: Recognised) -> Reading:
    """The three counts of each commune."""
    prefix = f"P{found.vintage[2:]}_"
    member = members(head)[0] if head.kind == "zip" else ""
    columns = [prefix + name for name in MEASURES]
    parts = [
        pa.table({"COM": words(batch["COM"]), **{name: numbers(batch[name]) for name in columns}})
        for batch in batches(head, ["COM", *columns], member)
    ]
    whole = pa.concat_tables(parts)
    whole = whole.set_column(0, "COM", communes_of(whole["COM"]))
    # A commune one IRIS of which is secret has no total: adding up the others would be another territory.
    asked = [(name, function) for name in columns for function in ("sum", "count")]
    summed = whole.group_by("COM").aggregate([*asked, ("COM", "count")])
    facts = [_facts(summed, prefix + name, measure, found.vintage) for name, measure in MEASURES.items()]
    return Reading(*added_up(gathered(facts), int(found.vintage) + _LATER))


def _facts(summed: pa.Table, column: str, measure: str, vintage: str) -> pa.Table:
    whole = pc.equal(summed[f"{column}_count"], summed["COM_count"])
    return table_of(
        {
            "level": "COM",
            "code": summed["COM"],
            "measure": measure,
            "year": pa.array([int(vintage)] * len(summed), pa.int16()),
            "value": pc.if_else(whole, summed[f"{column}_sum"], pa.scalar(None, pa.float64())),
            "flag": pc.if_else(whole, flags.OK, flags.SECRET),
        }
    )
