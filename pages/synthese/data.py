"""The four answers of the summary and its strip, kept in memory by edition, territory, year and language."""

from __future__ import annotations

import streamlit as st

from indicators.present.decisions import Decision, decisions, good_news
from indicators.present.synthesis import Answer, four_answers
from pages.shared.context import PageContext


@st.cache_resource(max_entries=48, show_spinner=False)
def _answers(key: tuple[object, ...], _context: PageContext) -> tuple[Answer, ...]:
    return four_answers(_context.readout, _context.t)


def answers(context: PageContext) -> tuple[Answer, ...]:
    """The answers to the four questions, in their order."""
    return _answers(context.cache_key, context)


@st.cache_resource(max_entries=48, show_spinner=False)
def _told(key: tuple[object, ...], _context: PageContext) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
    return decisions(_context.readout, _context.t), good_news(_context.readout, _context.t)


def told(context: PageContext) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
    """What the year asks to decide, and what went well."""
    return _told(context.cache_key, context)
