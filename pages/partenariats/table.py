"""The relations of the map as a table: the same content, for whoever does not read a map."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from indicators.partnerships import Relation
from indicators.present.maps.table import partnership_table, with_dates
from indicators.present.texts import Translator
from pages.partenariats.data import Portfolio
from pages.shared.context import PageContext
from pages.shared.tables import Laid, show_laid

TABLE = "tableau_carte"
_SELECTABLE = 1500


def show_list(folio: Portfolio, kept: Sequence[Relation], opened: Callable[[str], None], context: PageContext) -> None:
    """The same relations in a table that sorts; choosing a row hands its relation to ``opened``."""
    t = context.t
    st.markdown(f"**{t('Les mêmes relations en tableau')}**")
    table = folio.once("table", kept, lambda: _laid(folio, kept, t))

    def open_row() -> None:
        rows = st.session_state[TABLE].selection.rows
        if rows:
            opened(kept[rows[0]].id)

    small = len(table) <= _SELECTABLE
    show_laid(
        table,
        alt=t("Tableau des relations affichées : partenaire, pays, nature, état, dates, actions, résultats, source."),
        key=TABLE if small else f"{TABLE}_long",
        on_select=open_row if small else "ignore",
        selection_mode="single-row",
        lazy=None if small else True,  # a table of a whole nation is sent as it is scrolled
        height=min(420, 60 + 35 * max(1, len(table))),
    )


def _laid(folio: Portfolio, kept: Sequence[Relation], t: Translator) -> Laid:
    table = with_dates(partnership_table(kept, folio.scene, t), t)
    return Laid.of(table.drop(columns=[t("Latitude"), t("Longitude"), t("Origine du lieu")]), t)
