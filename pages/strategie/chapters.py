"""The ten rules as ten chapters: what was written, what is missing, and the form that writes one."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from indicators.grids.maturity import Answer, assessments
from indicators.present.texts.days import day_of
from indicators.present.texts.markdown import escape
from indicators.present.texts.strategy.sentences import missing_words
from indicators.present.typed import spoken
from indicators.strategy import Chapter
from pages.donnees.context import enter
from pages.donnees.kept import kept
from pages.shared.context import PageContext
from pages.shared.folding import folded
from pages.strategie.data import Writing, state_badge
from pages.strategie.path import show_places, show_start

GRID = "ten_steps"


def show_chapters(page: Writing) -> None:
    """Three phases, each with its rules in order."""
    context = page.context
    grid = context.catalogue.grids[GRID]
    if page.officer and not page.strategy.started:
        show_start(page)
    st.caption(grid.note.get(context.t.lang))
    for phase, label in grid.groups.items():
        st.header(label.get(context.t.lang), anchor=False)
        for chapter in page.strategy.chapters:
            if chapter.item.group == phase:
                _show(chapter, page)


def _show(chapter: Chapter, page: Writing) -> None:
    context, row = page.context, chapter.row
    t = context.t
    with st.container(border=True):
        st.markdown(f"### {chapter.item.label.get(t.lang)} {state_badge(chapter.state, page)}")
        if row is not None and row.text:
            mark = f" ({t('exemple')})" if row.example else ""
            st.html(f"<p>{spoken(row.text + mark, context.settings.languages.default)}</p>")
        if row is not None:
            told = (row.document, day_of(row.document, row.horizon, t), row.owner)
            st.caption(escape(" · ".join(part for part in told if part)))
        if missing := missing_words(chapter, t):
            st.caption(missing)
        if page.officer:
            show_places(chapter, page)
            draw = partial(chapter_form, chapter, page)
            folded(t("Écrire ce chapitre"), draw, key=f"ecrire_chapitre_{chapter.item.id}", icon=":material/edit:")


def chapter_form(chapter: Chapter, page: Writing) -> None:
    """The text of a rule, its document, its date and the function in charge."""
    t, row, name = page.context.t, chapter.row, chapter.item.id
    with st.form(f"chapitre_{name}", border=False):
        text = st.text_area(t("Texte"), row.text if row else "", height=140, key=f"chapitre_{name}_texte")
        left, middle, right = st.columns(3)
        document = left.text_input(t("Document"), row.document if row else "", key=f"chapitre_{name}_document", help=t("Son titre ou son adresse."))  # fmt: skip
        when = middle.text_input(t("Date (AAAA, AAAA-MM ou AAAA-MM-JJ)"), row.horizon if row else "", key=f"chapitre_{name}_date")  # fmt: skip
        owner = right.text_input(t("Fonction responsable"), row.owner if row else "", key=f"chapitre_{name}_fonction", help=t("Une fonction, jamais le nom d'une personne."))  # fmt: skip
        sent = st.form_submit_button(t("Garder en brouillon"), type="primary", icon=":material/save:")
    if sent:
        answer = Answer(value=row.answer if row else None, text=text, document=document, horizon=when, owner=owner, evidence=row.evidence if row else "")  # fmt: skip
        keep_answers(GRID, {name: answer}, page)


def keep_answers(grid: str, answers: dict[str, Answer], page: Writing) -> None:
    """Put the answers of a grid in the officer's draft, for the year that is read, and show them."""
    context: PageContext = page.context
    rows = assessments(
        context.catalogue.grids[grid],
        answers,
        territory=context.territory.code,
        year=context.year,
        author=context.user.name,
        date=date.today().isoformat(),
    )
    if not rows:
        st.warning(context.t("Rien à garder : écrivez au moins un mot."))
    elif enter(context, page.batch, "self_assessment", rows):
        kept(context.t)
        st.rerun()
