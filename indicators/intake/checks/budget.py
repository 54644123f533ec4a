"""Checks of budget lines. Real accounts pay more than they voted and hold negative lines: flagged, never corrected."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from rapidfuzz import fuzz

from indicators.intake.balances import DOCUMENT
from indicators.intake.checks.around import Around
from indicators.intake.checks.measures import column, published_before, text
from indicators.intake.issues import Issue
from indicators.intake.loaded import Loaded, plain
from indicators.intake.nomenclature import function, lost_zero, meant
from indicators.intake.schemas import load_schemas
from indicators.intake.text import simplify
from indicators.records import STAGES

_ALIKE = 55
# What a person calls a row by.
_NAMED = {"budget_line": "label", "activity": "title"}


def years(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """Accounts of a year that has not begun; a budget may be voted one year ahead."""
    year, bounds = column(loaded, "year"), load_schemas()["budget_line"].by_field["year"]
    yield from loaded.issues_at(
        year > around.this_year + 1, "future_year", "confirm", "year", this_year=around.this_year
    )
    # A national format gives its year by a date: an empty one, for a spreadsheet, is in 1899.
    old = year < (bounds.minimum or 0)
    yield from loaded.issues_at(old, "out_of_bounds", "blocking", "year", accepted=(f"{bounds.minimum:g}", ""))


def stages(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """More committed than voted, more paid than committed; or no amount at all, in the file nor in the edition."""
    voted, committed, paid = (column(loaded, stage) for stage in STAGES)
    yield from loaded.issues_at(
        committed > voted, "stage_above", "information", "committed", other=voted, stage="voted"
    )
    yield from loaded.issues_at(
        paid > committed, "stage_above", "information", "paid", other=committed, stage="committed"
    )
    nothing = voted.isna() & committed.isna() & paid.isna() & ~loaded.removed & ~loaded.faulty
    if nothing.any():
        nothing &= ~published_before(loaded, around)
    if not any(stage in loaded.columns for stage in STAGES):
        # The whole file has no amount: its reading says so, or the first line does.
        nothing &= nothing.cumsum() == 1
    if not loaded.exported:
        yield from loaded.issues_at(nothing, "no_amount", "confirm", "paid")
    elif nothing.any():
        yield Issue(
            code="lines_without_amount", severity="information", file=loaded.file, details={"count": int(nothing.sum())}
        )


def repeats(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """A row that says again, cell by cell, what another one says: numbered, the two count twice.

    Two lines of one nature are two lines, so that nothing is set aside; a file with its own identifiers is believed.
    """
    [key] = (
        name for name in load_schemas()[loaded.kind].key if load_schemas()[loaded.kind].by_field[name].derived_from
    )
    if loaded.exported or key in loaded.columns:
        return
    said = loaded.frame.drop(columns=key)
    alike = said.select_dtypes("number")
    near = said[alike.duplicated(keep=False)].map(plain) if len(alike.columns) else said.map(plain)
    same = near.groupby(list(near.columns), sort=False)
    first = same["territory"].transform(lambda part: part.index[0])
    for place in near.index[first != near.index]:
        row = int(loaded.rows[int(first[place])])
        yield from loaded.issues_on([place], "row_repeated", "confirm", _NAMED[loaded.kind], first=row)


def zeros(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """« 48 » for 048: a spreadsheet that takes a code for a number drops its zero, and the line leaves its function."""
    codes = zip(text(loaded, "function"), text(loaded, "instruction"), strict=True)
    whole = pd.Series([lost_zero(str(code), str(norm)) for code, norm in codes], index=loaded.frame.index, dtype=object)
    return loaded.issues_at(whole != "", "function_lost_zero", "confirm", "function", mend=whole)


def codes(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """A function written with words or marks, or with the chapter of a vote by function: no total would find it."""
    written = text(loaded, "function").astype(str)
    cells = list(zip(written, text(loaded, "instruction").astype(str), strict=True))
    known = {cell: meant(*cell) for cell in dict.fromkeys(cells)}
    read = pd.Series([known[cell] for cell in cells], index=loaded.frame.index, dtype=object)
    wordy = (written != "") & ~written.str.contains(r"\d", regex=True)
    return loaded.issues_at((read != "") | wordy, "function_meant", "confirm", "function", mend=read)


def labels(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """A function whose label is another one's: columns of a PDF that slipped, or a code of another instruction."""
    code, label, instruction = (text(loaded, name) for name in ("function", "function_label", "instruction"))
    known = [function(a, b).label for a, b in zip(code, instruction, strict=True)]
    apart = [
        bool(said and meant) and fuzz.token_set_ratio(simplify(str(said)), simplify(meant)) < _ALIKE
        for said, meant in zip(label, known, strict=True)
    ]
    return loaded.issues_at(
        apart, "label_disagrees", "confirm", "function_label", function=code, expected=pd.Series(known, dtype=object)
    )


def negatives(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """Cancellations and refunds, kept signed."""
    for stage in STAGES:
        yield from loaded.issues_at(column(loaded, stage) < 0, "negative_amount", "information", stage)


def refunds(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """A cost or a fee below zero: a refund, or a slip of the hand."""
    for name in ("amount", "external_amount", "fee"):
        yield from loaded.issues_at(column(loaded, name) < 0, "amount_below_zero", "confirm", name)


def shares(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """More paid by others than the whole."""
    whole, part = column(loaded, "amount"), column(loaded, "external_amount")
    return loaded.issues_at(part > whole, "part_above_whole", "blocking", "external_amount", whole=whole)


def magnitudes(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """The total of a year and a sense far from the year before, at one stage: k€ taken for €, or the other way."""
    base = around.base("budget_line")
    keys = ["territory", "year", "direction"]
    mine = loaded.frame.assign(direction=text(loaded, "direction").replace("", "expenditure"), **_stages(loaded))
    new = mine.groupby(keys)[list(STAGES)].sum(min_count=1)
    known = base.astype({"year": float}).groupby(keys)[list(STAGES)].sum(min_count=1) if len(base) else new.iloc[:0]
    before = pd.concat([known[~known.index.isin(new.index)], new]).reset_index()
    before["year"] += 1
    compared = new.reset_index().merge(before, on=keys, suffixes=("", "_before"))
    for stage in STAGES:
        ratio = (compared[stage] / compared[f"{stage}_before"].where(compared[f"{stage}_before"] != 0)).abs()
        for row in compared[(ratio > around.jump) | (ratio < 1 / around.jump)].to_dict("records"):
            here = (mine[keys] == [row[key] for key in keys]).all(axis=1)
            first = here & (here.cumsum() == 1)
            yield from loaded.issues_at(
                first,
                "budget_magnitude",
                "confirm",
                stage,
                year=int(row["year"]),
                total=row[stage],
                before=row[f"{stage}_before"],
                direction=row["direction"],
                jump=around.jump,
            )


def over_accounts(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """Lines of the DGFiP over those of the city's own accounts of the same year, which say more: asked, never in silence."""
    base = around.base("budget_line")
    mine = loaded.frame[text(loaded, "document") == DOCUMENT] if loaded.whole_accounts else loaded.frame.iloc[:0]
    own = base[(base["perimeter"] == "accounting") & (base["document"] != DOCUMENT)] if len(base) else base
    for (territory, _), lines in mine.groupby(["territory", "year"]):
        year = int(lines["year"].iloc[0])
        known = own[(own["territory"] == territory) & (own["year"].astype(int) == year)]
        for document, replaced in known.groupby("document"):
            first = loaded.frame.index == lines.index[0]
            yield from loaded.issues_at(
                first, "accounts_over_accounts", "confirm", "line", named=document, count=len(replaced), year=year,
                before=float(replaced["paid"].fillna(0).sum()), total=float(lines["paid"].fillna(0).sum()),
            )  # fmt: skip


def _stages(loaded: Loaded) -> dict[str, pd.Series[float]]:
    return {stage: column(loaded, stage) for stage in STAGES}


def envelopes(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """An authorisation reduced below what was already paid on it."""
    for place, row in enumerate(loaded.frame.to_dict("records")):
        paid = sum((row.get("paid_by_year") or {}).values())
        authorised = row.get("authorised")
        if authorised is not None and paid > authorised:
            yield from loaded.issues_on([place], "below_paid", "blocking", "authorised", paid=paid)
