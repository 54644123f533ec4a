"""What stands in the place of a level while nothing of it is measured: the questions, by what answers them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from indicators.evaluation import IndicatorReading
from indicators.evaluation.todo import Answer, questions
from indicators.present.texts.evaluation.levels import answer_title
from indicators.present.texts.markdown import escape
from pages.shared.context import PageContext
from pages.shared.links import go_to

_VIEW, _GRIDS, _TO_DO = "vue", "grilles", "afaire"


def ask(readings: Sequence[IndicatorReading], context: PageContext) -> None:
    """One card for each thing that a person can give, with the questions that it answers and the button to give it."""
    t = context.t
    for answer, found in questions(readings).items():
        with st.container(border=True, gap="small"):
            with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
                begun = answer == "partnership" and bool(context.readout.relations)
                st.markdown(f"**{answer_title(answer, t, begun=begun)}**", width="content")
                _button(answer, found, context, begun=begun)
            st.markdown("\n".join(f"- {escape(item.definition.question.get(t.lang))}" for item in found))


def _button(answer: Answer, found: Sequence[IndicatorReading], context: PageContext, *, begun: bool) -> None:
    """For who may load or enter data; a grid is filled on this very page, relations that are known on theirs."""
    if not context.user.may("officer", context.territory.code):
        return
    if st.button(
        context.t("Le faire"), key=f"demande_{answer}_{found[0].definition.id}", on_click=_prepare, args=(answer, begun)
    ):
        go_to("evaluation" if answer == "grid" else "partenariats" if begun else "donnees")


def _prepare(answer: Answer, begun: bool) -> None:
    """Choose the view or the form before the page is drawn."""
    if answer == "grid":
        st.session_state[_VIEW] = _GRIDS
    elif begun:
        st.session_state[_VIEW] = _TO_DO
    elif answer in ("accounts", "value", "partnership"):
        st.session_state["intake_section"], st.session_state["intake_pasting"] = "upload", answer == "partnership"
    else:
        st.session_state["intake_section"], st.session_state["entry_kind"] = "entry", answer
