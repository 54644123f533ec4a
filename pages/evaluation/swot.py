"""The SWOT as the manual draws it: four findings, and the four strategies that their crossings give."""

from __future__ import annotations

import streamlit as st

from indicators.catalogue.grids import Grid, GridItem
from indicators.grids.maturity import GridYear
from indicators.present.texts.markdown import escape
from pages.shared.context import PageContext


def show_swot(grid: Grid, read: GridYear | None, context: PageContext) -> None:
    """Findings two by two, then each strategy under the pair of findings it crosses, as written in one year."""
    findings = [item for item in grid.items if not item.crosses]
    strategies = [item for item in grid.items if item.crosses]
    _two_by_two(findings, read, context)
    if strategies:
        st.header(context.t("Les quatre stratégies qui en découlent"), anchor=False)
        _two_by_two(strategies, read, context)


def _two_by_two(items: list[GridItem], read: GridYear | None, context: PageContext) -> None:
    for start in range(0, len(items), 2):
        for column, item in zip(st.columns(2, gap="medium"), items[start : start + 2], strict=False):
            with column.container(border=True, height="stretch"):
                _cell(item, read, context)


def _cell(item: GridItem, read: GridYear | None, context: PageContext) -> None:
    t = context.t
    row = read.answers.get(item.id) if read else None
    mark = f" :gray-badge[{t('exemple')}]" if row is not None and row.example else ""
    st.markdown(f"**{item.label.get(t.lang)}**{mark}")
    if item.description is not None:
        st.caption(item.description.get(t.lang))
    st.markdown(escape(row.text).replace("\n", "  \n") if row is not None and row.text else t("*Rien d'écrit.*"))
