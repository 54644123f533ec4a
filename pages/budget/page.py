"""The budget: what we spend and for what, at one stage at a time, down to the line."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from indicators.budget.view import BudgetView
from indicators.present.key_figures import budget_figures
from indicators.present.texts.budget import sentences
from indicators.present.texts.markdown import escape
from pages.budget.advice import show_advice
from pages.budget.aims import show_aims
from pages.budget.confirm import show_confirmation
from pages.budget.data import choose_view, has_budget
from pages.budget.execution import show_execution
from pages.budget.lines import show_lines
from pages.budget.reading import show_rubrics
from pages.budget.whatif import show_what_if
from pages.budget.years import show_ceilings, show_years
from pages.shared import views
from pages.shared.context import PageContext, page_context
from pages.shared.explaining import explain_button
from pages.shared.layout import empty_state, headline, key_figures, page_header

_EXPLAINED = (
    "spent", "budget_share", "per_inhabitant", "received", "leverage", "leverage_of_year", "execution", "concentration",
    "size_bracket",
)  # fmt: skip


def render() -> None:
    """One sentence, then the year, the years, the lines, the advice, the what-if or the rubrics, one at a time."""
    context = page_context("reader")
    t = context.t
    page_header(t("Budget"), "", context)
    if not has_budget(context):
        empty_state(
            t("Aucune ligne de budget n'est enregistrée pour ce territoire."),
            t(
                "Un agent peut charger le compte administratif (TotEM, SCDL, classeur) : la fonction 04 est lue d'office."
            ),
        )
        return
    view = choose_view(context)
    first, *rest = sentences.headlines(view, t)
    headline(escape(first), context)
    if rest:
        st.markdown(escape(" ".join(rest)), help=context.glossary.help(*rest))
    if told := sentences.confirmation(view.rubrics, t):
        st.caption(f":material/rule: {told}")
    parts: dict[str, Callable[[BudgetView, PageContext], None]] = {
        "year": _year,
        "years": show_years,
        "aims": show_aims,
        "lines": show_lines,
        "advice": show_advice,
        "whatif": show_what_if,
        "confirm": show_confirmation,
    }
    parts[views.choose_view("budget", context)](view, context)


def _year(view: BudgetView, context: PageContext) -> None:
    """What the accounts of the year say: totals, rubrics, what was done of what was voted, legal ceilings."""
    if view.row is None or view.row.expenditure.net is None:
        empty_state(sentences.absence(view, context.t))
    else:
        key_figures(budget_figures(view, context.t), context)
        if view is context.readout.budget():
            explain_button([(name, "") for name in _EXPLAINED], context, "budget")
        show_rubrics(view, context)
    show_execution(view, context)
    show_ceilings(view, context)
