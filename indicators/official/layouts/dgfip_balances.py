"""DGFiP, accounts crossed by nature and function: what each collectivity spent and received in function 04.

The reading itself is :mod:`indicators.official.balances`, which the loading of budget lines uses too. A body is placed by
its SIREN; those that are not a collectivity (syndicates, public establishments) have no place in the cube.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from indicators.errors import Part, marked
from indicators.geography.collectivities import CollectivityKind, collectivities
from indicators.official.balances import BalanceError, Balances, read_balances, recognised
from indicators.official.facts import gathered, table_of
from indicators.official.head import Head
from indicators.official.layouts import Reading, Recognised
from indicators.official.refusals import UnreadableOfficial
from indicators.official.tabular import content, cut, lacking, members

SOURCE = "dgfip_balances"
_LEVELS: dict[CollectivityKind, str] = {
    "commune": "COM", "intercommunality": "EPCI", "department": "DEP", "region": "REG"
}  # fmt: skip
_MEASURES = {"expenditure": "function04_spent", "income": "function04_received"}


def recognise(head: Head) -> Recognised | None:
    """The table, or a zip whose table it is."""
    if head.kind == "zip":
        names = members(head)
        if len(names) != 1:
            return None
        with content(head, names[0]) as stream:
            start = stream.readline(4096)
    elif head.kind == "text":
        start = head.first.encode("latin-1", "replace")
    else:
        return None
    return Recognised(SOURCE, "", "BalanceSPL_Fonction") if recognised(start) else None


def read(head: Head, found: Recognised) -> Reading:
    """The facts, and whether some accounts are not closed."""
    balances = balances_of(head)
    years = pc.unique(balances.rows["year"]).to_pylist()
    notes = (
        (Part(marked("Comptes provisoires : {count} lignes ne sont pas définitives."), count=provisional),)
        if (provisional := pc.sum(pc.invert(balances.rows["final"])).as_py())
        else ()
    )
    return Reading(facts_of(balances), notes, str(max(years, default="")))


def facts_of(balances: Balances) -> pa.Table:
    """Real spending and receipts of function 04 by collectivity and year, in euros."""
    return gathered(_facts(balances))


def balances_of(head: Head) -> Balances:
    """The rows of international functions; the faults of the file as refusals that say what to do."""
    try:
        with head.path.open("rb") as stream:
            return read_balances(stream)
    except BalanceError as error:
        raise refusal(head, error) from None


def refusal(head: Head, error: BalanceError) -> UnreadableOfficial:
    """What a fault of the file is told as."""
    if error.fault == "columns":
        return lacking(head, error.missing)
    if error.fault == "amount":
        return UnreadableOfficial(
            marked("« {file} » a un montant illisible : {value}. Reprenez le fichier de la DGFiP sans l’ouvrir dans un tableur."),
            file=head.path.name, value=error.value,
        )  # fmt: skip
    return cut(head)


def _facts(balances: Balances) -> Iterator[pa.Table]:
    summed = balances.rows.group_by(["siren", "year"]).aggregate([(name, "sum") for name in _MEASURES])
    places = [collectivities().of_siren(siren) for siren in summed["siren"].to_pylist()]
    levels = [_LEVELS.get(place.kind, "") if place else "" for place in places]
    codes = [place.code if place else "" for place in places]
    kept = pc.not_equal(pa.array(levels, pa.string()), "")
    for column, measure in _MEASURES.items():
        table = pa.table(
            {
                "level": pa.array(levels, pa.string()), "code": pa.array(codes, pa.string()), "year": summed["year"],
                "value": pc.divide(pc.cast(summed[f"{column}_sum"], pa.float64()), 100.0),
            }
        ).filter(kept)  # fmt: skip
        yield table_of({name: table[name] for name in table.column_names} | {"measure": measure})
