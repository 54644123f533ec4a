"""The ten qualities and the ten recommendations: the office's answer beside what the application can already see."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from indicators.catalogue import Grid
from indicators.grids.maturity import GridYear
from indicators.present.texts.evaluation.grids import answer_word
from indicators.present.texts.strategy.seen import seen_sentence
from indicators.present.texts.translator import MISSING
from indicators.strategy import Seen
from indicators.strategy.reading import QUALITY_GRID, RECOMMENDATION_GRID
from pages.shared.tables import show_table
from pages.strategie.data import Writing
from pages.strategie.path import grid_button


def show_qualities(page: Writing) -> None:
    """Two tables of ten; the answers are given in the self-assessments, with their proof."""
    t, grids, found = page.context.t, page.context.catalogue.grids, page.strategy
    st.caption(t("Ce que l'application voit est une proposition : seule une personne répond, avec sa preuve."))
    _table(grids[QUALITY_GRID], found.qualities, found.seen_qualities, page)
    _table(grids[RECOMMENDATION_GRID], found.recommendations, found.seen_recommendations, page)


def _table(grid: Grid, answered: GridYear | None, seen: Mapping[str, Seen], page: Writing) -> None:
    t = page.context.t
    st.header(grid.label.get(t.lang), anchor=False)
    st.caption(grid.note.get(t.lang))
    rows = answered.answers if answered else {}
    table = pd.DataFrame(
        {
            t("Énoncé"): [item.label.get(t.lang) for item in grid.items],
            t("Réponse du service"): [answer_word(grid, rows[item.id].answer, t, item) if item.id in rows else t("sans réponse") for item in grid.items],
            t("Preuve"): [rows[item.id].evidence or MISSING if item.id in rows else MISSING for item in grid.items],
            t("Ce que les données montrent"): [seen_sentence(seen[item.id], t) if item.id in seen else MISSING for item in grid.items],
        }
    )  # fmt: skip
    show_table(table, t, alt=grid.label.get(t.lang))
    if page.officer:
        grid_button(grid.id, t("Répondre, avec une preuve"))
