"""The strategy: ten chapters in three phases, from a diagnosis to a vote, written where its figures are."""

from __future__ import annotations

import streamlit as st

from indicators.present.texts.strategy.sentences import headline
from pages.donnees.kept import tell_done
from pages.shared.context import page_context
from pages.shared.layout import page_header
from pages.shared.views import choose_view
from pages.strategie.chapters import show_chapters
from pages.strategie.data import tell_draft, writing
from pages.strategie.diagnosis import show_diagnosis
from pages.strategie.matrix import show_matrix
from pages.strategie.paper import show_paper
from pages.strategie.participation import show_participation
from pages.strategie.path import follow, show_next
from pages.strategie.plan import show_plan
from pages.strategie.priorities import show_priorities
from pages.strategie.qualities import show_qualities
from pages.strategie.vision import show_vision


def render() -> None:
    """One view at a time; writing is for officers, and nothing is compulsory."""
    follow()
    context = page_context("reader")
    t = context.t
    page_header(
        t("Stratégie"),
        t("Du diagnostic au vote, en dix règles. Rien n'est obligatoire : ce qui n'est pas écrit ne se voit nulle part ailleurs."),
        context,
    )  # fmt: skip
    page = writing(context)
    tell_done()
    tell_draft(page)
    st.markdown(f"**{headline(page.strategy, t)}**")
    views = {
        "chapitres": show_chapters,
        "diagnostic": show_diagnosis,
        "matrice": show_matrix,
        "priorites": show_priorities,
        "vision": show_vision,
        "plan": show_plan,
        "participation": show_participation,
        "qualites": show_qualities,
        "document": show_paper,
    }
    view = choose_view("strategie", context)
    views[view](page)
    if page.officer:
        show_next(view, page)
