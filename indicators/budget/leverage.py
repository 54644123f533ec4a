"""What external money is raised for each euro of one's own, on three years because grants arrive late.

On real accounts the yearly figure went from 0.006 to 3.81 while the three-year one stayed between 0.19 and 0.67: the
window is the figure, the year is a detail. Cash only: contributions in kind never enter (method 5.5, 5.8).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from indicators.budget.amounts import Ratio, cents, known, ratio, unavailable
from indicators.budget.book import Book
from indicators.catalogue import FundingSource, OnePercent
from indicators.records import Activity, Stage

# Annulments of earlier years and refunds of pay reduce a cost: nobody co-financed anything (method 5.8).
REFUND_NATURES = ("773", "6419", "6459", "6479")
EMERGENCY = "r5_emergency"
# A receipt whose payer nobody has named still comes from somebody else: it is external, and told apart.
UNKNOWN_SOURCE = "unknown"


@dataclass(frozen=True, slots=True)
class Funding:
    """Who paid in a year, in cents: ``external`` cash received, ``refunds`` (never co-financing) and ``own``.

    ``own`` is expenditure less all receipts; None when the stage carries no expenditure. ``unidentified`` is the part
    of ``external`` whose payer is not named. ``told`` is whether any receipt of the year is recorded at all: where none
    is, what others paid is unknown, not nought.
    """

    year: int
    expenditure: int | None
    external: int
    refunds: int
    unidentified: int
    own: int | None
    told: bool = True


def funding_by_year(
    book: Book, sources: Mapping[str, FundingSource] | None = None, *, stage: Stage = "paid"
) -> Mapping[int, Funding]:
    """The cash of each year by who pays. A receipt counts as external unless its source says otherwise.

    ``sources`` is the catalogue's: a source that is not external (own funds) or not cash is left out of leverage.
    """
    if not book.years:
        return {}
    rows = book.cash[(book.cash["direction"] == "income").to_numpy() & book.cash[stage].notna().to_numpy()]
    refunds = rows["nature"].astype(str).str.startswith(REFUND_NATURES).to_numpy(dtype=bool)
    ours = [name for name, source in (sources or {}).items() if not source.external or not source.cash]
    own = rows["payer"].isin([name for name in ours if name != UNKNOWN_SOURCE]).to_numpy()
    unnamed = rows["payer"].isin(["", UNKNOWN_SOURCE]).to_numpy()
    masks = {"all": np.ones(len(rows), dtype=bool), "refunds": refunds, "external": ~refunds & ~own}
    masks["unidentified"] = masks["external"] & unnamed
    sums = {name: rows.loc[mask, stage].groupby(rows.loc[mask, "year"]).sum() for name, mask in masks.items()}
    return {year: _funding(book.total(year, stage).net, year, sums) for year in book.years}


def _funding(spent: int | None, year: int, sums: Mapping[str, pd.Series[float]]) -> Funding:
    received, refunds, external, unnamed = (
        round(float(sums[name].get(year, 0.0))) for name in ("all", "refunds", "external", "unidentified")
    )
    own = None if spent is None else spent - received
    return Funding(year, spent, external, refunds, unnamed, own, year in sums["all"].index)


def receipts(book: Book, year: int, stage: Stage) -> dict[str, int]:
    """The cents received in a year by payer, refunds left out; a payer that nobody named is ``unknown``."""
    rows = book.lines(year, "income")
    told = rows[~rows["nature"].astype(str).str.startswith(REFUND_NATURES).to_numpy(dtype=bool)]
    payers = told["payer"].astype(str).where(told["payer"].astype(str) != "", UNKNOWN_SOURCE)
    amounts = told.groupby(payers)[stage].sum(min_count=1).dropna()
    return {str(name): round(amount) for name, amount in amounts.items()}


def scheme_money(book: Book, year: int, stage: Stage, schemes: Mapping[str, OnePercent]) -> dict[str, int]:
    """The cents that each 1 % scheme spent in a year, by funding source: own money, that the law ties to a service."""
    spent = book.lines(year, "expenditure")
    names = list(dict.fromkeys(scheme.funding_source or scheme.id for scheme in schemes.values()))
    amounts = {name: cents(spent.loc[(spent["payer"] == name).to_numpy(), stage].sum()) or 0 for name in names}
    return {name: amount for name, amount in amounts.items() if amount}


def leverage(years: Iterable[Funding]) -> Ratio:
    """Σ external ÷ Σ own over the years given; without own money it has no meaning, it is not infinite.

    Years of which no receipt is recorded (``no_income``) do not say that nobody paid.
    """
    found = list(years)
    if found and not any(item.told for item in found):
        return unavailable("no_income", "times", basis="own")
    external, own = _sums(found)
    return ratio(external, own, "times", basis="own", denominator_not_positive="no_own_funds")


def cofinancing_rate(years: Iterable[Funding]) -> Ratio:
    """Σ external ÷ Σ (external + own), in per cent; ``no_income`` as for :func:`leverage`."""
    found = list(years)
    if found and not any(item.told for item in found):
        return unavailable("no_income", "percent", basis="external_and_own")
    external, own = _sums(found)
    return ratio(external, None if own is None else external + own, "percent", basis="external_and_own")


def _sums(years: Iterable[Funding]) -> tuple[int, int | None]:
    items = list(years)
    owns = [item.own for item in items if item.own is not None]
    complete = bool(items) and len(owns) == len(items)
    return sum(item.external for item in items), sum(owns) if complete else None


def rolling_leverage(years: Mapping[int, Funding], year: int, window: int = 3) -> Ratio:
    """Leverage over the ``window`` years that end in ``year``; not available when one of them is missing."""
    wanted = [years.get(item) for item in range(year - window + 1, year + 1)]
    found = [item for item in wanted if item is not None and item.own is not None]
    if len(found) < window:
        return unavailable("window_incomplete", "times", basis="own")
    return leverage(found)


def project_leverage(activities: Sequence[Activity]) -> Ratio:
    """Granted external money ÷ own commitment, over the projects that tell both (preferred: no timing bias).

    ``amount`` is the whole cost of the activity, ``external_amount`` the part that others agreed to pay. Sums of
    parts, never a mean of ratios.
    """
    told = [item for item in activities if item.amount is not None and item.external_amount is not None]
    if not told:
        return unavailable("not_exhaustive", "times", basis="own")
    external = sum(item.external_amount or 0 for item in told)
    total = sum(item.amount or 0 for item in told)
    return ratio(external, total - external, "times", basis="own", denominator_not_positive="no_own_funds")


def emergency_reserve(book: Book, year: int) -> int | None:
    """What is left of the credits of the emergency rubric (voted less committed, or less paid), in cents.

    Emergency aid is a reserve to be spent fast when needed: what is left of it is told, not its execution, and no
    co-financing is expected from it. None when no credit was voted for it.
    """
    rows = book.lines(year, "expenditure", assigned=EMERGENCY)
    voted, committed, paid = (known(rows[name].sum(min_count=1)) for name in ("voted", "committed", "paid"))
    if voted is None:
        return None
    return round(voted - (committed if committed is not None else paid or 0.0))
