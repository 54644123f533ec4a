"""The four answers of the summary, kept in memory by edition, territory, year and language."""

from __future__ import annotations

import streamlit as st

from indicators.evaluation.rules import rules_of
from indicators.partnerships import Rules
from indicators.present.synthesis import Answer, four_answers
from pages.profil_geii.options import settings_options
from pages.shared.context import PageContext


@st.cache_resource(max_entries=48, show_spinner=False)
def _answers(key: tuple[object, ...], _context: PageContext) -> tuple[Answer, ...]:
    options, limits = settings_options(_context), _context.settings.thresholds
    return tuple(
        four_answers(
            _context.snapshot,
            _context.catalogue,
            _context.year,
            _context.t,
            options=options,
            chosen=options.chosen or frozenset(),
            rules=rules_of(_context.settings),
            durations=Rules(limits.dormant_months, limits.renewal_months, limits.network_result_months),
        )
    )


def answers(context: PageContext) -> tuple[Answer, ...]:
    """The answers to the four questions, in their order."""
    return _answers(context.cache_key, context)
