"""The indicators of a level one by one, what is behind first; and why the others say nothing."""

from __future__ import annotations

import streamlit as st

from indicators.evaluation import LevelView
from indicators.present.cards import missing_list, reading_card
from indicators.present.texts.evaluation.levels import GROUPS, cards_title
from pages.evaluation.detail import address_of
from pages.shared.context import PageContext


def show_cards(view: LevelView, context: PageContext) -> None:
    """Every indicator that has a value under the title of its group, then those that have none."""
    for statuses in GROUPS:
        found = [item for item in view.readings if item.value is not None and item.assessment.status in statuses]
        if found:
            st.subheader(cards_title(statuses, len(found), context.t), anchor=False)
            st.html("".join(reading_card(item, context.year, context.t, address_of(item)) for item in found))
    _show_missing(view, context)


def _show_missing(view: LevelView, context: PageContext) -> None:
    t = context.t
    absent = [reading for reading in view.readings if reading.value is None]
    if not absent:
        return
    title = t.n("{count} indicateur sans donnée : pourquoi", "{count} indicateurs sans donnée : pourquoi", len(absent))
    with st.expander(f"∅ {title}", expanded=len(absent) == len(view.readings)):
        st.html(missing_list(absent, context.year, t, context.settings.languages.default))
