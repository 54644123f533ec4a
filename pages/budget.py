"""The budget: what we spend and for what, at one stage at a time, down to the line."""

from __future__ import annotations

import streamlit as st

from indicators.present.texts.budget.sentences import absence, headline
from pages.components import choices
from pages.components.budget_advice import show_advice
from pages.components.budget_confirm import show_confirmation
from pages.components.budget_data import choose_view, has_budget
from pages.components.budget_lines import show_lines
from pages.components.budget_reading import show_execution, show_key_figures, show_rubrics
from pages.components.budget_whatif import show_what_if
from pages.components.budget_years import show_ceilings, show_funding, show_years
from pages.components.context import page_context
from pages.components.layout import empty_state, page_header


def render() -> None:
    """One sentence, key figures, rubrics, years, funding, ceilings, lines; then advice, what-if and confirmation."""
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
    st.markdown(f"#### {headline(view, t)}")
    if view.row is None or view.row.expenditure.net is None:
        empty_state(absence(view, t))
    else:
        show_key_figures(view, context)
        show_rubrics(view, context)
    show_execution(view, context)
    show_years(view, context)
    show_funding(view, context)
    show_ceilings(view, context)
    show_lines(view, context)
    st.divider()
    parts = {"advice": t("Conseils et repères"), "whatif": t("Et si… ?")}
    if context.user.may("officer", context.territory.code):
        parts["confirm"] = t("Confirmer les rubriques")
    part = choices.segments(t("Pour aller plus loin"), list(parts), key="suite", format_func=parts.__getitem__)
    {"advice": show_advice, "whatif": show_what_if, "confirm": show_confirmation}[part](view, context)
