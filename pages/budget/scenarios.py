"""Scenarios: moves kept for the session, saved only under a name, opened again from the same year and stage."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from indicators.access import require
from indicators.budget import BudgetView, Move, Scenario
from indicators.store import workspace
from pages.shared.context import PageContext

KIND = "scenario"


def keep_moves(moves: tuple[Move, ...], key: str, name: str = "") -> None:
    """Hold the moves for the session; a scenario that has changed loses the name it was kept under."""
    st.session_state[key] = moves
    st.session_state[f"{key}_name"] = name
    st.rerun()


def save_scenario(scenario: Scenario, context: PageContext, key: str) -> None:
    t = context.t
    if not scenario.moves or not context.user.may("officer", context.territory.code):
        return
    with st.form(f"{key}save_scenario", border=True):
        name = st.text_input(t("Nom du scénario"), key=f"{key}_typed", max_chars=80).strip()
        if st.form_submit_button(t("Garder ce scénario sous ce nom"), icon=":material/bookmark_add:"):
            if not name:
                st.error(t("Donnez un nom au scénario pour le garder."))
                return
            user = require(context.user, "officer", context.territory.code)
            payload = replace(scenario, name=name).payload()
            workspace.put(context.engine, KIND, context.territory.code, name, payload, user.name)
            st.toast(
                t("Scénario « {name} » gardé. Le budget n'a pas changé.", name=name), icon=":material/bookmark_added:"
            )
            keep_moves(scenario.moves, key, name)


def open_scenario(view: BudgetView, context: PageContext, key: str) -> None:
    """Open a kept scenario that starts from the same year and stage."""
    t = context.t
    kept = [Scenario.from_payload(item.payload) for item in workspace.latest(context.engine, KIND, context.territory.code)]  # fmt: skip
    mine = {item.name: item for item in kept if (item.base_year, item.stage) == (view.year, view.stage)}
    if not mine:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.selectbox(t("Scénarios gardés"), list(mine), key=f"{key}_kept", width=320)
        if st.button(t("Ouvrir"), key=f"{key}_open", icon=":material/folder_open:"):
            keep_moves(mine[name].moves, key, name)
