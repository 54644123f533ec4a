"""The one draft in which an officer gathers what she says of budget lines: rubrics, splits, purposes, services, policies.

A line is published whole. Two drafts of the same line would each undo the other: what is said next starts from what the
draft already holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from indicators.intake import operations
from indicators.records import BudgetLine, Record
from indicators.store import staged
from pages.donnees.context import enter, workshop_of
from pages.shared.context import PageContext

KIND = BudgetLine.kind


def draft_name(context: PageContext) -> str:
    """The name of the draft in the list of what is to be published."""
    return context.t("Lignes de budget affectées")


@dataclass(frozen=True)
class Draft:
    """The lines that the officer's draft puts and those that it removes (columns of ``BudgetLine``)."""

    put: pd.DataFrame
    removed: pd.DataFrame

    def told(self, context: PageContext) -> pd.DataFrame:
        """The published lines, those of the draft in the place of what they say again."""
        raw = context.snapshot.budget_lines
        kept = raw[~same_lines(raw, self.put) & ~same_lines(raw, self.removed)]
        return pd.concat([kept, self.put], ignore_index=True) if len(self.put) else kept

    def without(self, rows: pd.DataFrame, ready: pd.DataFrame) -> pd.DataFrame:
        """The rows less those that the draft removes, and less the ``ready`` ones."""
        return rows[~same_lines(rows, ready) & ~same_lines(rows, self.removed)]


def drafted(context: PageContext) -> Draft:
    """What the officer's draft holds; nothing without a draft."""
    batch = operations.entered_by(workshop_of(context), draft_name(context), context.user)
    if batch is None:
        none = context.snapshot.budget_lines.iloc[0:0]
        return Draft(none, none)
    rows = staged.rows_of(context.engine, batch.id, KIND)
    put = rows["action"] == "put"
    return Draft(rows[put].drop(columns="action"), rows[~put].drop(columns="action"))


def same_lines(rows: pd.DataFrame, others: pd.DataFrame) -> pd.Series[bool]:
    """Which rows are lines of ``others``, by year and name."""
    keys = pd.MultiIndex.from_arrays([others["year"].astype(int), others["line"].astype(str)])
    mine = pd.MultiIndex.from_arrays([rows["year"].astype(int), rows["line"].astype(str)])
    return pd.Series(mine.isin(keys), index=rows.index)


def prepare(context: PageContext, records: Sequence[Record], removed: Sequence[Record] = ()) -> bool:
    """Put lines in the draft; whether they are kept (the page tells what refuses them)."""
    return enter(context, draft_name(context), KIND, records, removed=removed)
