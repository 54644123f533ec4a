"""What-if for a budget debate: moves, both sides, the ceilings they cross; never taken for the budget."""

from __future__ import annotations

import streamlit as st

from indicators.budget import BudgetView, Move, Outcome, Scenario, ScenarioError, Start, compare
from indicators.budget.scenario import OUTSIDE, OWN, Axis
from indicators.present.charts.budget_options import scenario_figure
from indicators.present.texts.budget.advice import ceiling_sentence
from indicators.present.texts.budget.words import end_name, year_of_stage
from pages.budget.scenarios import keep_moves, open_scenario, save_scenario
from pages.shared.choices import distinct
from pages.shared.context import PageContext
from pages.shared.figures import show_figure


def show_what_if(view: BudgetView, context: PageContext) -> None:
    """Choose moves, see both sides, keep the scenario under a name."""
    t = context.t
    st.warning(
        t("Ceci est un scénario, pas le budget. Rien n'est enregistré tant qu'un nom ne lui est pas donné."),
        icon=":material/science:",
    )
    if not view.rubrics.gross:
        st.markdown(t("Sans dépense de départ, il n'y a rien à déplacer."))
        return
    start, key = view.scenario_start(), f"moves_{context.territory.code}_{view.year}_{view.stage}"
    moves: tuple[Move, ...] = st.session_state.get(key, ())
    open_scenario(view, context, key)
    st.markdown(t("Départ : {when}. Année du scénario : {year}.", when=year_of_stage(view, t), year=view.year + 1))
    left, right = st.columns(2, gap="medium")
    with left:
        _move_form("rubric", start, view, context, key)
    with right:
        _move_form("source", start, view, context, key)
    _list_moves(moves, view, context, key)
    scenario = Scenario(st.session_state.get(f"{key}_name", ""), view.year, view.stage, view.year + 1, moves)
    _outcome(scenario, start, view, context)
    save_scenario(scenario, context, key)


def _move_form(axis: Axis, start: Start, view: BudgetView, context: PageContext, key: str) -> None:
    t = context.t
    held = start.rubrics if axis == "rubric" else start.sources
    items = [*held, OUTSIDE] if axis == "rubric" else [OWN, *(name for name in view.catalogue.funding_sources if name not in {OWN, "in_kind"})]  # fmt: skip
    title = t("Déplacer entre rubriques") if axis == "rubric" else t("Changer qui paie")

    def label(item: str) -> str:
        name = end_name(item, axis, view, t)
        return f"{t.money(held[item])} – {name}" if held.get(item) else name

    words = distinct(items, label)
    with st.form(f"{key}_{axis}", border=True):
        st.markdown(f"**{title}**")
        source = st.selectbox(t("De"), items, format_func=words, key=f"{key}_{axis}_from")
        target = st.selectbox(t("Vers"), items, index=1, format_func=words, key=f"{key}_{axis}_to")
        euros = st.number_input(t("Montant (€)"), 0, value=10_000, step=1_000, key=f"{key}_{axis}_amount")
        if st.form_submit_button(t("Ajouter ce déplacement"), icon=":material/add:"):
            _add(Move(axis, source, target, int(euros) * 100), start, view, context, key)


def _add(move: Move, start: Start, view: BudgetView, context: PageContext, key: str) -> None:
    """Keep a move when it can be made after the others; else say what the item holds."""
    t = context.t
    moves = (*st.session_state.get(key, ()), move)
    scenario = Scenario("", view.year, view.stage, view.year + 1, moves)
    try:
        compare(scenario, start, view.catalogue.funding_sources, view.catalogue.one_percent, view.rules)
    except ScenarioError:
        st.error(
            t(
                "Déplacement impossible : « {source} » ne contient pas {amount}, ou les deux postes sont le même.",
                source=end_name(move.source, move.axis, view, t),
                amount=t.money(move.amount),
            )
        )
        return
    keep_moves(moves, key)


def _list_moves(moves: tuple[Move, ...], view: BudgetView, context: PageContext, key: str) -> None:
    t = context.t
    for rank, move in enumerate(moves):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                t(
                    "{amount} de « {source} » vers « {target} »",
                    amount=t.money(move.amount),
                    source=end_name(move.source, move.axis, view, t),
                    target=end_name(move.target, move.axis, view, t),
                )
            )
            if st.button(t("Retirer"), key=f"{key}_drop_{rank}", icon=":material/close:", type="tertiary"):
                keep_moves(moves[:rank] + moves[rank + 1 :], key)


def _outcome(scenario: Scenario, start: Start, view: BudgetView, context: PageContext) -> None:
    t = context.t
    try:
        before, after = compare(scenario, start, view.catalogue.funding_sources, view.catalogue.one_percent, view.rules)
    except ScenarioError:
        st.error(t("Ces déplacements ne tiennent plus avec les montants de l'année : retirez-en."))
        return
    show_figure(scenario_figure(scenario, before, after, view, t), context)
    _moved_ceilings(before, after, context)


def _moved_ceilings(before: Outcome, after: Outcome, context: PageContext) -> None:
    moved = [new for old, new in zip(before.ceilings, after.ceilings, strict=True) if old != new]
    for item in moved:
        st.markdown(f"- {ceiling_sentence(item, context.t)}")
