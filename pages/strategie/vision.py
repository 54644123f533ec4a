"""The vision: the text, the statements chosen with their horizon, and the fourteen of the manual to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from indicators.catalogue import Grid, GridItem
from indicators.grids.maturity import Answer
from indicators.present.texts.markdown import escape
from indicators.present.texts.strategy.sentences import statement_words
from indicators.present.typed import spoken
from indicators.strategy import Statement
from indicators.strategy.reading import VISION
from indicators.strategy.vision import CHOSEN, REACHED
from pages.shared.choices import distinct
from pages.shared.folding import folded
from pages.shared.layout import empty_state
from pages.strategie.chapters import chapter_form, keep_answers
from pages.strategie.data import Writing


def show_vision(page: Writing) -> None:
    """The text of the chapter, the statements, the forms."""
    context, t = page.context, page.context.t
    grid = context.catalogue.grids[VISION]
    chapter = next(item for item in page.strategy.chapters if item.item.id == "vision")
    if chapter.row is not None and chapter.row.text:
        st.html(f"<p>{spoken(chapter.row.text, context.settings.languages.default)}</p>")
    st.header(t("Ce que nous voulons devenir"), anchor=False)
    st.caption(grid.note.get(t.lang))
    if page.strategy.vision:
        for item in page.strategy.vision:
            mark = f" :gray-badge[{t('exemple')}]" if item.example else ""
            st.markdown(f"- {escape(statement_words(item, t))}{mark}")
    else:
        empty_state(t("Aucun énoncé n'est choisi."))
    if page.officer:
        choose, write = partial(_form, grid, page), partial(chapter_form, chapter, page)
        folded(t("Choisir les énoncés et leur horizon"), choose, key="choisir_enonces", icon=":material/checklist:")
        folded(t("Écrire le texte de la vision"), write, key="ecrire_texte_vision", icon=":material/edit:")


def _form(grid: Grid, page: Writing) -> None:
    """The statements first, then of each of them its horizon and, once it is reached, its proof."""
    t = page.context.t
    known = {item.item.id: item for item in page.strategy.vision}
    names = {item.id: item.label.get(t.lang) for item in grid.items}
    chosen = st.multiselect(
        t("Énoncés choisis"), list(names), list(known), format_func=distinct(list(names), names.__getitem__),
        key="vision_choisis", placeholder=t("Parmi les quatorze du manuel"), select_all=False,
    )  # fmt: skip
    with st.form("vision", border=False):
        answers = {item.id: _inputs(item, known, page) for item in grid.items if item.id in chosen}
        sent = st.form_submit_button(t("Garder en brouillon"), type="primary", icon=":material/save:")
    if not sent:
        return
    if lost := [names[name] for name, answer in answers.items() if not answer.horizon.strip()]:
        st.error(t("Rien n'est gardé : un énoncé retenu porte une année d'horizon ({statements}).", statements=t.join(lost)))  # fmt: skip
        return
    keep_answers(VISION, answers | {name: Answer(value=0) for name in known if name not in chosen}, page)


def _inputs(item: GridItem, known: Mapping[str, Statement], page: Writing) -> Answer:
    t, before = page.context.t, known.get(item.id)
    st.markdown(f"**{escape(item.label.get(t.lang))}**")
    left, middle, right = st.columns([2, 1, 3], vertical_alignment="bottom")
    year = str(before.horizon) if before and before.horizon else ""
    horizon = left.text_input(t("Année d'horizon"), year, key=f"vision_{item.id}_horizon", placeholder=t("AAAA"))
    reached = middle.checkbox(t("Atteint"), bool(before and before.reached), key=f"vision_{item.id}_atteint")
    proof = right.text_input(t("Preuve, une fois atteint"), before.proof if before else "", key=f"vision_{item.id}_preuve")  # fmt: skip
    return Answer(value=REACHED if reached else CHOSEN, evidence=proof, horizon=horizon)
