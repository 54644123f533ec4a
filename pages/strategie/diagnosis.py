"""The diagnosis: what is already known, with its sources; what others do; the levels and the support; the questions of the manual."""

from __future__ import annotations

import streamlit as st

from indicators.present.reports.source import ReportSource
from indicators.present.reports.strategy import level_lines
from indicators.present.texts.markdown import escape
from indicators.present.texts.strategy.known import grouped, known_facts
from indicators.strategy.reading import DIAGNOSIS, OUTSIDE, SUPPORT
from pages.shared.layout import empty_state
from pages.shared.links import link_to
from pages.strategie.answers import show_answers
from pages.strategie.around import show_around
from pages.strategie.data import Writing
from pages.strategie.path import grid_button
from pages.strategie.questions import show_questions


def show_diagnosis(page: Writing) -> None:
    """Known facts, what the others do, levels and support, then the four questions."""
    t = page.context.t
    st.header(t("Ce que les chiffres disent déjà"), anchor=False)
    facts = known_facts(page.readout, t)
    if facts:
        for about, told in grouped(facts).items():
            listed = "\n".join(f"- {escape(line)}" for line in told)
            st.markdown(f"**{escape(about)}**\n{listed}")
    else:
        empty_state(t("Rien n'est encore chargé pour ce territoire."), t("Les statistiques officielles se reprennent en quelques minutes."))  # fmt: skip
        link_to("donnees", t("Charger des données"))
    show_around(page)
    show_questions(
        OUTSIDE, page.strategy.outside, t("Dire ce que font l'État et les autres niveaux"), page, sourced=True
    )
    st.header(t("Où en est l'institution"), anchor=False)
    lines = level_lines(ReportSource(page.readout, t))
    if lines:
        st.markdown("\n".join(f"- {escape(line)}" for line in lines))
    else:
        st.caption(t("Les grilles « Formalisation » et « Participation » ne sont pas remplies."))
    for name, asked in (
        ("formalisation", t("Dire le niveau de formalisation")),
        ("participation", t("Dire le niveau de participation")),
    ):
        grid_button(name, asked)
    show_answers(SUPPORT, page.strategy.support, t("Dire qui soutient la politique"), page)
    show_questions(DIAGNOSIS, page.strategy.diagnosis, t("Répondre aux quatre questions"), page)
