"""What the budget page reads: the stage and the perimeter that were chosen, and the view that follows, kept in memory."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from indicators.budget import FUNCTION_04, Bases, Book, BudgetView, Scope, budget_view, rules_of
from indicators.present.figure import Figure
from indicators.present.texts.budget.words import key_name, stage_meaning, stage_name
from indicators.records import STAGES, Stage
from pages.shared import choices
from pages.shared.context import PageContext

_STAGE: dict[str, Stage] = {name: name for name in STAGES}


@st.cache_resource(max_entries=12, show_spinner=False)
def _book(database: str, edition: int, territory: str, _context: PageContext) -> Book:
    catalogue = _context.catalogue
    return Book.of(_context.snapshot.budget_lines, catalogue.rubrics, catalogue.funding_sources)


def book(context: PageContext) -> Book:
    """The budget lines of the territory, laid out once an edition for every page."""
    return _book(*context.cache_key[:3], context)


@st.cache_resource(max_entries=48, show_spinner=False)
def _view(
    key: tuple[str, int, str, int], stage: Stage, scope: tuple[str, bool, str], _context: PageContext
) -> BudgetView:
    database, edition, territory, year = key
    settings = _context.settings
    budget, staff, perimeter = scope
    return budget_view(
        _context.snapshot,
        _context.catalogue,
        year,
        stage,
        scope=Scope(budget, staff, perimeter),  # type: ignore[arg-type]  # one of the words offered by the selector
        bases=Bases(settings.budget.denominator, settings.budget.population),
        rules=rules_of(settings),
        book=_book(database, edition, territory, _context),
    )


@st.cache_resource(max_entries=400, show_spinner=False)
def _figure(key: tuple[object, ...], _build: Callable[[], Figure]) -> Figure:
    return _build()


def figure(context: PageContext, view: BudgetView, name: str, build: Callable[[], Figure]) -> Figure:
    """A figure of the view, built once by edition, year, stage, perimeter and language."""
    scope = view.book.scope
    return _figure((*context.cache_key, view.stage, scope.budget, scope.staff, scope.perimeter, name), build)


def has_budget(context: PageContext) -> bool:
    """Whether there is a line of budget, or at least accounts that are said to have none in function 04."""
    told = context.snapshot.observations
    known = (told["territory"] == context.territory.code) & (told["indicator"] == FUNCTION_04)
    return not context.snapshot.budget_lines.empty or bool(known.any())


def choose_view(context: PageContext) -> BudgetView:
    """Draw the choice of stage and perimeter, kept in the address, and read the budget accordingly."""
    t = context.t
    key = context.cache_key[:4]
    lines = book(context)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        stage = choices.segments(
            t("Stade, un seul à la fois"),
            list(_STAGE),
            key="stade",
            default="paid",
            format_func=lambda code: stage_name(_STAGE[code], t),
        )
        scope = _choose_scope(context, lines)
    st.caption(stage_meaning(_STAGE[stage], t))
    return _view(key, _STAGE[stage], scope, context)


def _choose_scope(context: PageContext, book: Book) -> tuple[str, bool, str]:
    t = context.t
    budget, perimeter = "", ""
    with st.popover(t("Périmètre"), icon=":material/filter_alt:"):
        staff = choices.switch(
            t("Compter le personnel"), key="personnel", default=context.settings.budget.staff_included
        )
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
    return budget, staff, perimeter
