"""Editions: the list, and what changed since another."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from indicators.present.exports import csv_bytes
from indicators.records import RECORD_TYPES, Edition
from indicators.store import editions
from pages.donnees.context import kind_title, literal, shown
from pages.editions.changes import change_table
from pages.shared import runtime
from pages.shared.context import PageContext
from pages.shared.layout import empty_state


def show_editions(context: PageContext, known: list[Edition]) -> None:
    """Every edition, newest first."""
    t = context.t
    table = pd.DataFrame(
        {
            t("Numéro"): [item.number for item in known],
            t("Nom"): [literal(item.name) for item in known],
            t("Publiée le ({clock})", clock=t.clock): [t.moment(item.published_at) for item in known],
            t("Par"): [literal(item.author) for item in known],
            t("Approuvée par"): [literal(item.approver) for item in known],
            t("Égale à l'édition"): [str(item.restores or "") for item in known],
            t("Note"): [literal(item.note) for item in known],
        }
    )
    told = table.loc[:, (table.astype(str) != "").any()]  # a column that says nothing takes the place of a note
    st.table(told, hide_index=True, border="horizontal", alt=t("Éditions publiées"))


def show_changes(context: PageContext, known: list[Edition]) -> None:
    """What an edition changed, record by record, against the one before or any other."""
    t = context.t
    if len(known) < 2:
        empty_state(t("Il n'y a qu'une édition : rien à comparer encore."))
        return
    labels = {item.number: f"{item.number} – {item.name}" for item in known}
    numbers = list(labels)
    with st.container(horizontal=True):
        new = st.selectbox(t("Édition"), numbers[:-1], format_func=labels.__getitem__, key="changes_new")
        older = [number for number in numbers if number < new]
        old = st.selectbox(t("Comparée à"), older, format_func=labels.__getitem__, key="changes_old")
    found = _changes(context.territory.code, int(new), int(old))
    if not found:
        empty_state(t("Ces deux éditions disent la même chose."))
        return
    for kind, rows in found.items():
        count = t.n("{count} ligne changée", "{count} lignes changées", len(rows))
        st.header(t("{kind} : {count}", kind=kind_title(kind, t), count=count), anchor=False)
        table = change_table(kind, rows, context)
        shown(table, t, key=f"changed_{kind}_{new}_{old}")
        st.download_button(
            t("Télécharger (CSV)"),
            data=partial(csv_bytes, table),
            file_name=f"changements_{kind}_{old}_{new}.csv",
            mime="text/csv",
            on_click="ignore",
            key=f"csv_{kind}_{new}_{old}",
        )


@st.cache_resource(max_entries=16, show_spinner=False)
def _changes(territory: str, new: int, old: int) -> dict[str, pd.DataFrame]:
    """By kind of record. Two editions never change, so what is between them is kept for every reader."""
    found = {}
    for kind in RECORD_TYPES:
        rows = editions.changes(runtime.engine(), kind, new, old)
        owner = "code" if kind == "territory" else "territory"
        rows = rows[rows[owner] == territory] if owner in rows else rows
        if owner not in rows and f"new_{owner}" in rows:
            rows = rows[(rows[f"new_{owner}"] == territory) | (rows[f"old_{owner}"] == territory)]
        if len(rows):
            found[kind] = rows
    return found
