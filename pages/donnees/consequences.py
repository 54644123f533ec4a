"""The consequences, read before anything is published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from indicators.intake.consequences import Consequences, consequences
from indicators.intake.projection import reading_year
from indicators.intake.wording.consequences import counts_table, headline, indicators_table, ratios_table
from indicators.present.exports import csv_bytes
from indicators.records import Territory
from indicators.store import compare, staged
from indicators.store.drafts import Batch
from pages.donnees.context import SHOWN, kind_title, shown
from pages.editions.changes import change_table
from pages.shared.context import PageContext
from pages.shared.tables import show_table


def show_consequences(context: PageContext, batches: Sequence[Batch]) -> None:
    """One sentence, then what it counts: statuses, thresholds, lost values, rows by kind, every changed cell."""
    t = context.t
    territory = _territory(context, batches)
    identifiers = [batch.id for batch in batches]
    year = reading_year(context.engine, identifiers, context.year, this_year=date.today().year)
    with st.spinner(t("Calcul des conséquences…")):
        found = consequences(
            context.engine,
            identifiers,
            territory.code,
            context.catalogue,
            context.settings,
            year,
        )
    st.markdown(f"## {headline(found, t)}")
    st.caption(t("Lecture pour {name}, année {year}.", name=territory.called, year=year))
    if found.nothing:
        return
    _effects(context, found)
    st.header(t("Lignes par type de donnée"), anchor=False)
    show_table(counts_table(found, t), t, alt=t("Lignes par type de donnée"))
    _cells(context, batches, found)


def _territory(context: PageContext, batches: Sequence[Batch]) -> Territory:
    """The territory that the rows speak of: the one that is shown, unless they are all about another one."""
    about = staged.territories_staged(context.engine, [batch.id for batch in batches])
    known = {item.code: item for item in context.territories}
    other = next((known[code] for code in about if code in known), context.territory)
    return context.territory if context.territory.code in about or not about else other


def _effects(context: PageContext, found: Consequences) -> None:
    t = context.t
    if found.crossed:
        st.warning(
            t.n("{count} seuil franchi.", "{count} seuils franchis.", len(found.crossed)), icon=":material/warning:"
        )
    if found.ratios:
        st.header(t("Ratios du budget"), anchor=False)
        show_table(ratios_table(found.ratios, context.catalogue, t), t, alt=t("Ratios du budget"))
    for title, changes in (
        (t("Indicateurs qui changent de statut"), found.statuses),
        (t("Valeurs qui deviennent manquantes"), found.missing),
        (t("Autres indicateurs qui changent"), tuple(i for i in found.indicators if not i.status_changes)),
    ):
        if changes:
            st.header(title, anchor=False)
            shown(indicators_table(changes, context.catalogue, t), t, key=f"changes_{title}")


@st.fragment
def _cells(context: PageContext, batches: Sequence[Batch], found: Consequences) -> None:
    """Every cell before and after, one kind at a time; choosing another kind computes nothing else again."""
    t = context.t
    kinds = list(found.counts["kind"][(found.counts[["added", "changed", "removed"]].sum(axis=1) > 0)])
    st.header(t("Détail, cellule par cellule"), anchor=False)
    kind = st.segmented_control(
        t("Type de donnée"), kinds, default=kinds[0], required=True, format_func=lambda item: kind_title(item, t),
        key="cells_kind",
    )  # fmt: skip
    for batch in batches:
        counts = compare.counts(context.engine, batch.id).set_index("kind")
        if kind not in counts.index or not (total := int(counts.loc[kind, ["added", "removed", "cells"]].sum())):
            continue
        shown(_lines(context, batch, kind, SHOWN), t, key=f"cells_{batch.id}_{kind}", total=total)
        st.download_button(
            t("Télécharger (CSV)"),
            data=partial(_cells_csv, context, batch, kind),
            file_name=f"consequences_{kind}_{batch.id}.csv",
            mime="text/csv",
            on_click="ignore",
            key=f"csv_cells_{batch.id}_{kind}",
        )


def _cells_csv(context: PageContext, batch: Batch, kind: str) -> bytes:
    return csv_bytes(_lines(context, batch, kind))


def _lines(context: PageContext, batch: Batch, kind: str, limit: int | None = None) -> pd.DataFrame:
    return change_table(kind, compare.differences(context.engine, batch.id, kind, limit=limit), context)
