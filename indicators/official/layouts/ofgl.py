"""OFGL, « Comptes consolidés » of communes, intercommunalities, départements and régions: operating expenditure, population.

The long table of data.ofgl.fr: one row a budget (SIREN), a year and an aggregate. A commune made of several keeps a row
for each of the former ones, whose SIREN is its own: amounts are added up by the code of today, and population once for
each SIREN. An amount that is left empty was not published: the commune has no total for that year.
"""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc

from indicators.official import flags
from indicators.official.facts import table_of
from indicators.official.head import Head
from indicators.official.layouts import Reading, Recognised
from indicators.official.tabular import batches, header, lacking, members, numbers, words

SOURCE = "ofgl_comptes"
_LEVELS = {
    "com_code": "COM",
    "insee": "COM",
    "inseecom": "COM",
    "epci_code": "EPCI",
    "dep_code": "DEP",
    "reg_code": "REG",
}
#: The columns of the long table by the names that its exports give them: technical, or the labels of the portal.
_TITLES = {
    "exer": "exer", "exercice": "exer", "agregat": "agregat", "agrégat": "agregat", "montant": "montant",
    "siren": "siren", "code siren collectivité": "siren", "ptot": "ptot", "population totale": "ptot",
    "montant_eur": "montant", "code_insee": "com_code", "code insee commune": "com_code",
}  # fmt: skip
# The label of the code says the year of the communes: « Code Insee 2024 Commune ».
_YEAR_IN_LABEL = re.compile(r" 20\d\d")
_OPERATING = {"dépenses de fonctionnement", "depenses_fonctionnement"}
_NEEDED = ("exer", "siren", "agregat", "montant")


def recognise(head: Head) -> Recognised | None:
    """A long table with an aggregate and an amount by SIREN."""
    names = header(head)
    renamed = _renamed(names)
    if not {"exer", "agregat"} <= set(renamed.values()):
        return None
    missing = [name for name in _NEEDED if name not in renamed.values()]
    if missing or not _code(set(renamed.values())):
        raise lacking(head, missing or ["com_code"])
    return Recognised(SOURCE, "", "ofgl-base-consolidee")


def read(head: Head, found: Recognised) -> Reading:
    """Operating expenditure of each territory and year, and population where the table has it."""
    renamed = _renamed(header(head))
    code = _code(set(renamed.values()))
    counted = ("ptot",) if "ptot" in renamed.values() else ()
    parts = [
        pa.table({name: words(batch[name]) for name in (code, *_NEEDED, *counted)})
        for batch in batches(head, [code, *_NEEDED, *counted], members(head)[0] if head.kind == "zip" else "", renamed)
    ]
    rows = pa.concat_tables(parts).rename_columns(["code", *_NEEDED, *counted])
    operating = pc.is_in(pc.utf8_lower(rows["agregat"]), pa.array(sorted(_OPERATING)))
    level = _LEVELS[code]
    tables = [_summed(rows.filter(operating), "montant", "operating_expenditure", level)]
    if counted:
        once = (
            rows.group_by(["code", "exer", "siren"])
            .aggregate([("ptot", "max")])
            .rename_columns(["code", "exer", "siren", "ptot"])
        )
        tables.append(_summed(once, "ptot", "population", level))
    table = pa.concat_tables(tables)
    years = pc.unique(table["year"]).to_pylist()
    return Reading(table, vintage=str(max(years, default="")))


def _summed(rows: pa.Table, column: str, measure: str, level: str) -> pa.Table:
    """The sum over the former communes of a code; nothing where one of them has no amount."""
    typed = pa.table(
        {"code": rows["code"], "exer": pc.utf8_slice_codeunits(rows["exer"], 0, 4), "value": numbers(rows[column])}
    )
    whole = typed.group_by(["code", "exer"]).aggregate([("value", "sum"), ("value", "count"), ("code", "count")])
    told = pc.equal(whole["value_count"], whole["code_count"])
    return table_of(
        {
            "level": level,
            "code": whole["code"],
            "measure": measure,
            "year": pc.cast(whole["exer"], pa.int16()),
            "value": pc.if_else(told, whole["value_sum"], pa.scalar(None, pa.float64())),
            "flag": pc.if_else(told, flags.OK, flags.ABSENT),
        }
    )


def _renamed(names: tuple[str, ...]) -> dict[str, str]:
    plain = {name: _YEAR_IN_LABEL.sub("", name.lower()) for name in names}
    return {name: _TITLES.get(label, label) for name, label in plain.items()}


def _code(names: set[str]) -> str:
    """The column of the territory: the most precise that the table has."""
    return next((name for name in _LEVELS if name in names), "")
