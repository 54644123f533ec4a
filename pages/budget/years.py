"""Several years in four units, leverage, and the ceilings of the 1 % schemes."""

from __future__ import annotations

import streamlit as st

from indicators.budget import BudgetView, By, project_leverage
from indicators.present.charts.budget_leverage import leverage_over_years
from indicators.present.charts.budget_options import ceilings_figure, envelopes_figure
from indicators.present.charts.budget_series import budget_over_years, parts_over_years
from indicators.present.figure import Figure
from indicators.present.texts.budget.words import cut_name
from indicators.present.texts.markdown import escape
from pages.budget.data import choose_unit, figure
from pages.budget.notes import show_note_form
from pages.shared import choices
from pages.shared.context import PageContext
from pages.shared.explaining import explain_button
from pages.shared.figures import show_figure
from pages.shared.layout import example_note
from pages.shared.tables import show_table

_ALL, _UNTOLD = "*", "-"
_CUTS: dict[str, By] = {
    "rubric": "rubric", "purpose": "purpose", "service": "service", "policy": "policy", "partnership": "partnership",
    "country": "country",
}  # fmt: skip


def show_years(view: BudgetView, context: PageContext) -> None:
    """Amounts by year in the unit and the cut that the reader chose, one part alone if asked, then leverage."""
    t = context.t
    with st.container(horizontal=True, vertical_alignment="bottom"):
        unit = choose_unit(view, context)
        by = _CUTS[choices.select(t("Répartition"), list(_CUTS), key="detail", format_func=lambda code: cut_name(code, t).capitalize(), width=240)]  # fmt: skip
        only = _isolated(view, by, context)
    marked = unit == "thousand" and choices.switch(
        t("Montrer le repère d'un millième du budget (Rennes, délibération de 1985)"), key="millieme"
    )
    name = f"years_{by}_{unit}_{only}_{int(marked)}"
    show_figure(
        figure(context, view, name, lambda: budget_over_years(view, t, by=by, unit=unit, only=only, reference=marked)),
        context,
    )
    show_note_form(view, context)
    show_figure(figure(context, view, "leverage", lambda: leverage_over_years(view, t)), context)
    agreed = project_leverage(context.snapshot.activities)
    if agreed.available:
        st.caption(
            t(
                "Sur les projets qui disent leur coût et leurs financements obtenus : {value} € extérieur pour 1 € propre.",
                value=t.number(agreed.value, 2),
            )
        )


def _isolated(view: BudgetView, by: By, context: PageContext) -> str | None:
    """One part of the chart, chosen by the keyboard and kept in the address; the legend's click fades the others."""
    t = context.t
    names = parts_over_years(view, by, t)
    offered = {_ALL: t("Toutes les parts")} | {key or _UNTOLD: name for key, name in names.items()}
    chosen = choices.select(t("Isoler"), list(offered), key=f"isoler_{by}", format_func=offered.__getitem__, width=240)
    return None if chosen == _ALL else "" if chosen == _UNTOLD else chosen


def show_ceilings(view: BudgetView, context: PageContext) -> None:
    """The 1 % schemes of the services that there are, then multi-year authorisations when there are any."""
    t = context.t
    if view.ceilings:
        show_figure(figure(context, view, "ceilings", lambda: ceilings_figure(view, t)), context)
    if view.ceilings and view is context.readout.budget():
        asked = [("ceiling_status", item.service) for item in view.ceilings]
        explain_button([*asked, *(("ceiling_room", of) for _, of in asked)], context, "ceilings")
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
