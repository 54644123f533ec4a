"""From the accounts that the DGFiP publishes to budget lines: what a city spent on international action, without its own file.

The file of a year holds every collectivity of at least 3,500 inhabitants; the export of the interface holds one. The lines
are those that the accounts of the city would give, at the stage paid: the rubric is suggested in the same way, and the
office confirms it. The file knows neither the credits, nor the chapters by nature, nor what was attached to the year.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO

import numpy as np
import pandas as pd

from indicators.intake import nomenclature
from indicators.intake.issues import Issue, Issues, Refusal, refuse
from indicators.intake.limits import MEGABYTE
from indicators.intake.loaded import Loaded
from indicators.intake.readers.accounting import line_key, no_function_04, orders_left_out
from indicators.intake.schemas import load_schemas
from indicators.intake.territories import Owner, Territories
from indicators.intake.territory_cells import owner_issue
from indicators.official.balances import BalanceError, Balances, read_balances

#: The published file of a year weighs 835 MB.
HEAVIEST = 1_500 * MEGABYTE
#: What budget lines read here say of their document: how they are told from those of a city's own accounts.
DOCUMENT = "Balance comptable DGFiP"
_SIDES = (("expenditure", "D"), ("income", "R"))
_KEPT = {"international", "global_grant"}
_FROM = {
    "territory": "siren", "year": "EXER", "function": "FONCTION", "nature": "COMPTE", "paid": "OBNETDEB", "instruction": "NOMEN",
}  # fmt: skip


def to_records(stream: BinaryIO, file: str, territories: Territories) -> tuple[list[Loaded], Issues]:
    """Budget lines of one collectivity, and whether it had a function 04; those of the others are not looked at.

    Raises :class:`Refusal` for a file that is cut, has other columns, or does not hold the home territory among several.
    """
    try:
        balances = read_balances(stream)
    except BalanceError as error:
        raise _refusal(error) from None
    siren, owner, name = _body(balances, territories)
    issues = Issues()
    if owner.doubt:
        issues.append(owner_issue(owner, file=file, home=territories.home, name=name, siret=siren, column="siren"))
    rows = balances.rows.to_pandas()
    rows = rows[rows["siren"] == siren]
    lines = list(_lines(rows, owner.code))
    issues.extend(_issues(balances, siren, rows, lines, file))
    found = [_loaded("budget_line", pd.DataFrame(lines), file, whole=True)] if lines else []
    if years := sorted({int(line["year"]) for line in lines}):
        found.append(_loaded("observation", pd.DataFrame(_context(owner.code, years, name)), file))
    return found, issues


def _body(balances: Balances, territories: Territories) -> tuple[str, Owner, str]:
    """Whose lines are read: the one body of the file, or the home territory among several."""
    named = {row["siren"]: row for row in balances.rows.select(["siren", "name", "insee"]).to_pylist()}
    if len(balances.sirens) == 1:
        siren = next(iter(balances.sirens))
        row = named.get(siren, {"name": "", "insee": ""})
        return siren, territories.owner(siren, row["name"], row["insee"]), row["name"]
    for siren in balances.sirens:
        if territories.of_siren(siren) == territories.home:
            return siren, Owner(territories.home), named.get(siren, {}).get("name", "")
    raise refuse("body_absent", value=territories.home, count=len(balances.sirens))


def _lines(rows: pd.DataFrame, territory: str) -> Iterator[dict[str, Any]]:
    """A line an account, a function and a side, with ``row``, its place in the file."""
    seen: Counter[tuple[int, str]] = Counter()
    for row in rows.to_dict("records"):
        by_function = nomenclature.looks_by_function(row["function"])
        instruction = nomenclature.instruction_of(row["instruction"])
        meaning = nomenclature.function(row["function"], instruction, voted_by_function=by_function)
        if meaning.scope not in _KEPT:
            continue
        for side, code in _SIDES:
            if not row[side]:
                continue
            key = line_key("", "10", "", (code, row["function"], "", row["account"]))
            seen[row["year"], key] += 1
            order = seen[row["year"], key]
            yield {
                "territory": territory,
                "line": key if order == 1 else f"{key}#{order}",
                "year": row["year"],
                "budget": "principal",
                "instruction": instruction,
                "document": DOCUMENT,
                "function": meaning.code,
                "function_label": meaning.label,
                "nature": row["account"],
                "nature_label": nomenclature.nature_label(row["account"], instruction, row["year"]),
                "direction": side,
                "section": _section(row["function"], row["account"], by_function=by_function),
                "paid": row[side],
                "perimeter": "accounting" if meaning.scope == "international" else "declared",
                "source": f"{DOCUMENT} {row['year']}, {row['name']}",
                "row": row["row"],
            }


def _section(function: str, account: str, *, by_function: bool) -> str:
    """A vote by function says the section in its chapter (93 operating, 90 investment); else the account does."""
    if by_function:
        return "operating" if function.startswith("93") else "investment"
    return nomenclature.section_of(account, "")


def _issues(
    balances: Balances, siren: str, rows: pd.DataFrame, lines: list[dict[str, Any]], file: str
) -> Iterator[Issue]:
    if not lines:
        yield no_function_04(file, balances.read)
    if not rows["final"].all():
        yield Issue(code="accounts_provisional", severity="confirm", file=file, column="BAL")
    if orders := balances.orders[siren]:
        yield orders_left_out(file, orders)
    if annexes := balances.annexes[siren]:
        yield Issue(code="annexes_left_out", severity="information", file=file, details={"count": annexes})


def _context(territory: str, years: list[int], name: str) -> list[dict[str, Any]]:
    return [
        {
            "territory": territory, "indicator": "b_function04", "year": float(year), "value": 1.0, "quality": "final",
            "reliability": "A", "publisher": "DGFiP", "source": f"{DOCUMENT} {year}, {name}",
        }
        for year in years
    ]  # fmt: skip


def _loaded(kind: str, frame: pd.DataFrame, file: str, *, whole: bool = False) -> Loaded:
    rows = frame.pop("row").to_numpy(dtype=int) if "row" in frame else np.ones(len(frame), dtype=int)
    nothing = np.zeros(len(frame), dtype=bool)
    named = load_schemas()[kind].by_field
    columns = {name: _FROM.get(name, named[name].name) for name in frame.columns}
    return Loaded(kind, frame, rows, nothing, nothing.copy(), file=file, columns=columns, whole_accounts=whole)


def _refusal(error: BalanceError) -> Refusal:
    if error.fault == "columns":
        return refuse("balance_columns", value=", ".join(error.missing))
    if error.fault == "archive":
        return refuse("balance_archive", value=error.value)
    if error.fault == "amount":
        return refuse("balance_amount", value=error.value)
    return refuse("no_rows" if error.fault == "empty" else "balance_cut")
