"""The vision: the text, the statements chosen with their horizon, and the fourteen of the manual to choose from."""

from __future__ import annotations

import streamlit as st

from indicators.grids.maturity import history, latest
from indicators.present.texts.markdown import escape
from indicators.present.texts.strategy.sentences import statement_words
from indicators.present.typed import spoken
from indicators.strategy.reading import VISION
from pages.evaluation.grid_items import item_inputs
from pages.shared.layout import empty_state
from pages.strategie.chapters import keep_answers
from pages.strategie.data import Writing


def show_vision(page: Writing) -> None:
    """The text of the chapter, the statements, the form."""
    context, t = page.context, page.context.t
    grid = context.catalogue.grids[VISION]
    text = next((item.row.text for item in page.strategy.chapters if item.item.id == "vision" and item.row), "")
    if text:
        st.html(f"<p>{spoken(text, context.settings.languages.default)}</p>")
    st.header(t("Ce que nous voulons devenir"), anchor=False)
    st.caption(grid.note.get(t.lang))
    if page.strategy.vision:
        for item in page.strategy.vision:
            mark = f" :gray-badge[{t('exemple')}]" if item.example else ""
            st.markdown(f"- {escape(statement_words(item, t))}{mark}")
    else:
        empty_state(t("Aucun énoncé n'est choisi."))
    if page.officer:
        with st.expander(t("Choisir les énoncés et leur horizon"), icon=":material/edit:"):
            _form(page)


def _form(page: Writing) -> None:
    context, t = page.context, page.context.t
    grid = context.catalogue.grids[VISION]
    known = latest(history(grid, page.readout.snapshot.self_assessments, until=context.year))
    with st.form("vision", border=False):
        answers = {item.id: item_inputs(grid, item, known, f"vision_{item.id}", context) for item in grid.items}
        sent = st.form_submit_button(t("Garder en brouillon"), type="primary", icon=":material/save:")
    if not sent:
        return
    lost = [
        item.label.get(t.lang) for item in grid.items if answers[item.id].value and not answers[item.id].horizon.strip()
    ]
    if lost:
        st.error(t("Rien n'est gardé : un énoncé retenu porte une année d'horizon ({statements}).", statements=t.join(lost)))  # fmt: skip
        return
    keep_answers(VISION, answers, page)
