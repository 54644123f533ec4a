"""The plan of awareness by theme and kind of action, the training of elected officials and staff, what is done together."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from indicators.present.texts.strategy import shared_work as words
from indicators.records import Activity
from indicators.strategy.reading import AWARENESS
from pages.donnees.form import record_form
from pages.shared.folding import folded
from pages.shared.tables import show_table
from pages.strategie.data import Writing


def show_awareness(page: Writing) -> None:
    """The awareness actions of the year and those planned: theme × kind, public, rubric, euros, people, result."""
    t = page.context.t
    st.header(t("Le plan de sensibilisation"), anchor=False)
    rows = words.awareness_rows(_told(page), page.context.catalogue, t)
    if rows:
        _table(rows, words.awareness_headers(t), t("Plan de sensibilisation"), page)
        st.caption(words.awareness_spent(_told(page), page.strategy.awareness_paid, page.context.catalogue, t))
    else:
        st.caption(t("Aucune action de sensibilisation n'est enregistrée cette année."))
    if page.officer:
        draw = partial(
            record_form, page.context, "activity", {"rubric": AWARENESS}, batch=page.batch,
            snapshot=page.readout.snapshot, place="sensibilisation",
        )  # fmt: skip
        title = t("Ajouter une action de sensibilisation ou une formation")
        folded(title, draw, key="ecrire_sensibilisation", icon=":material/campaign:")


def show_training(page: Writing) -> None:
    """Who was trained in the year, elected officials and staff."""
    t = page.context.t
    st.header(t("Élus et agents formés"), anchor=False)
    if rows := words.training_rows(_told(page), t):
        _table(rows, words.training_headers(t), t("Formations"), page)
    else:
        st.caption(t("Aucune formation n'est enregistrée cette année avec ses participants."))


def show_together(page: Writing) -> None:
    """Relations and actions of several French authorities: who leads, who takes part, who pays."""
    t = page.context.t
    st.header(t("À plusieurs collectivités françaises"), anchor=False)
    if rows := words.together_rows(page.readout.snapshot.partnerships, _told(page), t):
        _table(rows, words.together_headers(t), t("Coopérations à plusieurs collectivités françaises"), page)
    else:
        st.caption(t("Aucune coopération n'est menée à plusieurs, d'après ce qui est enregistré."))


def _table(rows: words.Rows, headers: tuple[str, ...], alt: str, page: Writing) -> None:
    show_table(pd.DataFrame(rows, columns=list(headers)), page.context.t, alt=alt)


def _told(page: Writing) -> list[Activity]:
    return [item for item in page.readout.snapshot.activities if page.strategy.covers(item.year)]
