"""A grid as the strategy shows it: nothing but a button before it is filled, then what was answered, item by item."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators.grids.maturity import GridYear
from indicators.present.texts.strategy.answered import answered_headers, answered_rows, told_sentence
from pages.shared.tables import show_table
from pages.strategie.data import Writing
from pages.strategie.path import grid_button


def show_answers(grid_id: str, found: GridYear | None, asked: str, page: Writing) -> None:
    """The title, how many items are answered, those that are; ``asked`` is the button that opens the grid."""
    t, grid = page.context.t, page.context.catalogue.grids[grid_id]
    st.header(grid.label.get(t.lang), anchor=False)
    st.caption(grid.note.get(t.lang))
    if found is not None and found.answered:
        st.markdown(told_sentence(found, t))
        table = pd.DataFrame(answered_rows(found, t), columns=list(answered_headers(found, t)))
        show_table(table, t, alt=grid.label.get(t.lang))
    elif not page.officer:
        st.caption(t("Sans réponse."))
    if page.officer:
        grid_button(grid_id, asked)
