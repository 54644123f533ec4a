"""The four answers of the summary, kept in memory by edition, territory, year and language."""

from __future__ import annotations

import streamlit as st

from indicators.present.synthesis import Answer, four_answers
from pages.shared.context import PageContext


@st.cache_resource(max_entries=48, show_spinner=False)
def _answers(key: tuple[object, ...], _context: PageContext) -> tuple[Answer, ...]:
    return four_answers(_context.readout, _context.t)


def answers(context: PageContext) -> tuple[Answer, ...]:
    """The answers to the four questions, in their order."""
    return _answers(context.cache_key, context)
