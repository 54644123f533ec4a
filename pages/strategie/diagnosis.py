"""The diagnosis: what is already known, with its sources; the four questions of the manual; the two levels."""

from __future__ import annotations

import streamlit as st

from indicators.grids.maturity import Answer
from indicators.present.reports.source import ReportSource
from indicators.present.reports.strategy import level_lines
from indicators.present.texts.markdown import escape
from indicators.present.texts.strategy.known import grouped, known_facts
from indicators.present.typed import typed_line
from indicators.strategy.reading import DIAGNOSIS
from pages.shared.layout import empty_state
from pages.shared.links import link_to
from pages.strategie.around import show_around
from pages.strategie.chapters import keep_answers
from pages.strategie.data import Writing
from pages.strategie.path import grid_button


def show_diagnosis(page: Writing) -> None:
    """Known facts, what the others do, levels, then the four questions."""
    t = page.context.t
    st.header(t("Ce que les chiffres disent déjà"), anchor=False)
    facts = known_facts(page.readout, t)
    if facts:
        for about, told in grouped(facts).items():
            lines = "\n".join(f"- {escape(line)}" for line in told)
            st.markdown(f"**{escape(about)}**\n{lines}")
    else:
        empty_state(t("Rien n'est encore chargé pour ce territoire."), t("Les statistiques officielles se reprennent en quelques minutes."))  # fmt: skip
        link_to("donnees", t("Charger des données"))
    show_around(page)
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
    _questions(page)


def _questions(page: Writing) -> None:
    """The four questions, answered in the collectivity's own words."""
    context, t = page.context, page.context.t
    grid, found = context.catalogue.grids[DIAGNOSIS], page.strategy.diagnosis
    st.header(grid.label.get(t.lang), anchor=False)
    st.caption(grid.note.get(t.lang))
    answered = found.answers if found else {}
    for item in grid.items:
        row = answered.get(item.id)
        if row is not None and row.text:
            mark = f" ({t('exemple')})" if row.example else ""
            st.html(typed_line(item.label.get(t.lang), row.text, context.settings.languages.default, t, detail=mark))
        elif not page.officer:
            st.caption(f"{item.label.get(t.lang)} {t('Sans réponse.')}")
    if not page.officer:
        return
    with st.expander(t("Répondre aux quatre questions"), icon=":material/edit:"), st.form("diagnostic", border=False):
        said = {}
        for item in grid.items:
            row = answered.get(item.id)
            text = st.text_area(item.label.get(t.lang), row.text if row else "", key=f"diagnostic_{item.id}")
            said[item.id] = Answer(text=text, evidence=row.evidence if row else "")
        sent = st.form_submit_button(t("Garder en brouillon"), type="primary", icon=":material/save:")
    if sent:
        keep_answers(DIAGNOSIS, said, page)
