"""The first screen of the budget: key figures and the split by rubric."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators.budget import BudgetView
from indicators.present.charts.budget import budget_by_rubric
from indicators.present.texts.budget.advice import concentration_sentence, unassigned_alert
from pages.budget.data import choose_unit, figure
from pages.shared.context import PageContext
from pages.shared.figures import show_figure


def show_rubrics(view: BudgetView, context: PageContext) -> None:
    """The split by rubric; its sentence tells the share that nobody confirmed."""
    t, unit = context.t, choose_unit(view, context)
    show_figure(figure(context, view, f"rubric_{unit}", lambda: budget_by_rubric(view, t, unit=unit)), context)
    alert = unassigned_alert(view, t)
    if alert:
        st.warning(alert, icon=":material/help_center:")
    if view.rubrics.gross:
        st.caption(concentration_sentence(view.concentration, view, t))
    _beside(view, context)


def _beside(view: BudgetView, context: PageContext) -> None:
    """What stands beside the total and is never added to it: in kind, transfers, attached charges."""
    t = context.t
    told = []
    for rows, words in (
        (view.book.in_kind, t("apports en nature valorisés, hors total : {amount}")),
        (view.book.intra_group, t("virements entre budgets, éliminés : {amount}")),
    ):
        amount = rows.loc[(rows["year"] == view.year).to_numpy(), view.stage].sum(min_count=1)
        if pd.notna(amount):
            told.append(words.format(amount=t.money(float(amount))))
    attached = view.book.lines(view.year, "expenditure")["attached"].sum(min_count=1)
    if pd.notna(attached):
        told.append(
            t("charges rattachées, importées à part et non ajoutées : {amount}", amount=t.money(float(attached)))
        )
    if told:
        st.caption(t("À côté du total : {items}.", items=" ; ".join(told)))
