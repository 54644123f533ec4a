"""What the budget page reads: the stage and the perimeter that were chosen, and the figures of the view that follows."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from indicators.budget import FUNCTION_04, MONEY_UNITS, Book, BudgetView, MoneyUnit, Scope
from indicators.present.figure import Figure
from indicators.present.texts.budget.units import unit_name
from indicators.present.texts.budget.words import key_name, stage_meaning, stage_name
from indicators.records import STAGES, Stage
from pages.shared import choices
from pages.shared.context import PageContext

_STAGE: dict[str, Stage] = {name: name for name in STAGES}
_UNITS: dict[str, MoneyUnit] = {name: name for name in MONEY_UNITS}


@st.cache_resource(max_entries=400, show_spinner=False)
def _figure(key: tuple[object, ...], _build: Callable[[], Figure]) -> Figure:
    return _build()


def figure(context: PageContext, view: BudgetView, name: str, build: Callable[[], Figure]) -> Figure:
    """A figure of the view, built once by edition, year, stage, perimeter and language."""
    scope = view.book.scope
    return _figure((*context.cache_key, view.stage, scope.budget, scope.staff, scope.perimeter, name), build)


def has_budget(context: PageContext) -> bool:
    """Whether there is a line of budget, or at least accounts that are said to have none in function 04."""
    if not context.snapshot.budget_lines.empty:
        return True
    told = context.snapshot.observations
    known = (told["territory"] == context.territory.code) & (told["indicator"] == FUNCTION_04)
    return bool(known.any())


def choose_view(context: PageContext) -> BudgetView:
    """Draw the choice of stage and perimeter, kept in the address, and read the budget accordingly."""
    t = context.t
    with st.container(horizontal=True, vertical_alignment="bottom"):
        stage = choices.segments(
            t("Montants"),
            list(_STAGE),
            key="stade",
            default="paid",
            format_func=lambda code: stage_name(_STAGE[code], t),
        )
        scope = _choose_scope(context, context.readout.book)
    st.caption(stage_meaning(_STAGE[stage], t))
    return context.readout.budget(_STAGE[stage], scope)


def choose_unit(view: BudgetView, context: PageContext) -> MoneyUnit:
    """The one switch of units, kept in the address from view to view; a unit that no year knows is not offered."""
    t = context.t
    offered = [unit for unit in MONEY_UNITS if any(found.available for found in view.measured(unit).factors.values())]
    chosen = choices.segments(
        t("Unité"), offered, key="unite", format_func=lambda code: unit_name(_UNITS[code], view, t), default="euros"
    )
    return _UNITS[chosen]


def _choose_scope(context: PageContext, book: Book) -> Scope:
    t = context.t
    budget, perimeter = "", ""
    with st.popover(t("Périmètre"), icon=":material/filter_alt:"):
        staff = choices.switch(t("Compter le personnel"), key="personnel", default=context.readout.scope.staff)
        if len(book.budgets) > 1:
            names = {"": t("Tous les budgets, virements internes éliminés")}
            names |= {name: key_name(name, "budget", context.snapshot, context.catalogue, t) for name in book.budgets}
            budget = choices.select(t("Budget"), list(names), key="budget", format_func=names.__getitem__)
        if book.cash["perimeter"].nunique() > 1:
            kinds = {
                "": t("Comptes et lignes déclarées"),
                "accounting": t("Périmètre comptable (fonction 04)"),
                "declared": t("Périmètre déclaré par le service"),
            }
            perimeter = choices.select(t("Lignes"), list(kinds), key="perimetre", format_func=kinds.__getitem__)
        st.caption(
            t(
                "Les opérations d'ordre sont écartées ; les apports en nature sont montrés à part et ne s'ajoutent jamais."
            )
        )
    return Scope(budget, staff, perimeter)  # type: ignore[arg-type]  # one of the words offered by the selector
