"""Several years, who pays, leverage, and the ceilings of the 1 % schemes."""

from __future__ import annotations

import streamlit as st

from indicators.budget import BudgetView, project_leverage
from indicators.present.charts.budget import budget_payers
from indicators.present.charts.budget_leverage import leverage_over_years
from indicators.present.charts.budget_options import ceilings_figure, envelopes_figure
from indicators.present.charts.budget_years import (
    budget_over_years,
    per_inhabitant_over_years,
    share_over_years,
)
from indicators.present.figure import Figure
from indicators.present.texts.markdown import escape
from pages.budget.data import figure
from pages.shared import choices
from pages.shared.context import PageContext
from pages.shared.figures import show_figure
from pages.shared.layout import example_note
from pages.shared.tables import show_table


def show_years(view: BudgetView, context: PageContext) -> None:
    """Amounts by year, then weight in the budget, amount per inhabitant and leverage."""
    t = context.t
    constant = any(row.constant.available for row in view.history) and choices.switch(
        t("Montrer en euros constants de {year}", year=view.euros_of), key="constants"
    )
    years = figure(context, view, f"years{int(constant)}", lambda: budget_over_years(view, t, constant=constant))
    show_figure(years, context)
    marked = choices.switch(
        t("Montrer le repère d'un millième du budget (Rennes, délibération de 1985)"), key="millieme"
    )
    share = figure(context, view, f"share{int(marked)}", lambda: share_over_years(view, t, reference=marked))
    show_figure(share, context)
    show_figure(figure(context, view, "people", lambda: per_inhabitant_over_years(view, t)), context)
    show_figure(figure(context, view, "leverage", lambda: leverage_over_years(view, t)), context)
    agreed = project_leverage(context.snapshot.activities)
    if agreed.available:
        st.caption(
            t(
                "Sur les projets qui disent leur coût et leurs financements obtenus : {value} € extérieur pour 1 € propre.",
                value=t.number(agreed.value, 2),
            )
        )


def show_payers(view: BudgetView, context: PageContext) -> None:
    """Who paid in the year."""
    show_figure(figure(context, view, "payers", lambda: budget_payers(view, context.t)), context)


def show_ceilings(view: BudgetView, context: PageContext) -> None:
    """The 1 % schemes, then multi-year authorisations when there are any."""
    t = context.t
    drawn = figure(context, view, "ceilings", lambda: ceilings_figure(view, t))
    show_figure(drawn, context)
    if view.envelopes:
        _show_envelopes(figure(context, view, "envelopes", lambda: envelopes_figure(view, t)), context)


def _show_envelopes(envelopes: Figure, context: PageContext) -> None:
    """A table in full view: nothing is drawn because nothing may be summed."""
    st.header(escape(envelopes.title), anchor=False)
    if envelopes.example:
        example_note(context)
    st.markdown(escape(envelopes.sentence))
    show_table(envelopes.table, context.t, alt=envelopes.alt, height="content", key="budget_envelopes")
    st.caption(escape(envelopes.note))
