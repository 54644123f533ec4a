"""Questions that no figure answers: the collectivity's own words, each with where it was read where the grid asks it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from indicators.catalogue import Grid
from indicators.grids.maturity import Answer, GridYear
from indicators.present.typed import typed_line
from indicators.records import SelfAssessment
from pages.shared.folding import folded
from pages.strategie.chapters import keep_answers
from pages.strategie.data import Writing


def show_questions(grid_id: str, found: GridYear | None, asked: str, page: Writing, *, sourced: bool = False) -> None:
    """What was answered, then the form that ``asked`` names; ``sourced`` asks where each answer was read."""
    t, grid = page.context.t, page.context.catalogue.grids[grid_id]
    answered = found.answers if found else {}
    st.header(grid.label.get(t.lang), anchor=False)
    st.caption(grid.note.get(t.lang))
    _told(grid, answered, page)
    if not page.officer:
        return

    def draw() -> None:
        with st.form(f"questions_{grid_id}", border=False):
            said = {item.id: _inputs(grid, item.id, answered.get(item.id), page, sourced) for item in grid.items}
            sent = st.form_submit_button(t("Garder en brouillon"), type="primary", icon=":material/save:")
        if sent:
            keep_answers(grid_id, said, page)

    folded(asked, draw, key=f"ecrire_grille_{grid_id}", icon=":material/edit:")


def _told(grid: Grid, answered: Mapping[str, SelfAssessment], page: Writing) -> None:
    """Each answer with where it was read; a reader is told once of the questions that have none."""
    context, t = page.context, page.context.t
    silent = []
    for item in grid.items:
        row = answered.get(item.id)
        if row is None or not row.text:
            silent.append(item.label.get(t.lang))
            continue
        mark = f" ({t('exemple')})" if row.example else ""
        read = f" ({row.evidence})" if row.evidence else ""
        st.html(typed_line(item.label.get(t.lang), row.text + read, context.settings.languages.default, t, detail=mark))
    if silent and not page.officer:
        st.caption("  \n".join(f"{question} {t('Sans réponse.')}" for question in silent))


def _inputs(grid: Grid, name: str, row: SelfAssessment | None, page: Writing, sourced: bool) -> Answer:
    t, item = page.context.t, grid.item(name)
    label = item.label.get(t.lang) if item else name
    text = st.text_area(label, row.text if row else "", key=f"{grid.id}_{name}")
    proof = row.evidence if row else ""
    if sourced:
        proof = st.text_input(t("Où cela se lit : éditeur, date, adresse"), proof, key=f"{grid.id}_{name}_lu")
    return Answer(text=text, evidence=proof)
