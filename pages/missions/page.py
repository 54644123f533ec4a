"""Missions and the calendar: why people travelled, for how much, with what result, and what is due next."""

from __future__ import annotations

import streamlit as st

from indicators.access import PUBLIC_USER
from pages.donnees.kept import tell_done
from pages.missions.calendar import show_calendar
from pages.missions.data import desk
from pages.missions.follow import show_follow_ups
from pages.missions.listing import show_missions
from pages.shared.context import page_context
from pages.shared.layout import empty_state, page_header
from pages.shared.links import link_to
from pages.shared.views import choose_view


def render() -> None:
    """One view at a time; visitors without an account read the public page instead."""
    context = page_context("reader")
    t = context.t
    intro = t("Pourquoi on voyage et qui l'on reçoit, pour combien, avec quelle suite ; et ce qui arrive.")
    page_header(t("Missions et agenda"), intro, context)
    if context.user.mode == PUBLIC_USER.mode:
        empty_state(t("Les missions se lisent avec un compte."), t("La page publique dit ce que la collectivité en publie."))  # fmt: skip
        link_to("publique", t("Page publique"))
        return
    tell_done()
    found = desk(context)
    if found.drafted:
        st.info(t("Vous lisez votre brouillon avec l'édition : lui seul le montre, jusqu'à sa publication."), icon=":material/edit_note:")  # fmt: skip
        link_to("donnees", t("Relire et publier"))
    views = {"missions": show_missions, "suites": show_follow_ups, "calendrier": show_calendar}
    views[choose_view("missions", context)](found)
