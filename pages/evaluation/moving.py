"""Move an indicator to another of the three levels: the collectivity's own reading, for every screen and document."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators.access import allowed
from indicators.evaluation import LevelView
from indicators.present.texts.evaluation.levels import level_name
from indicators.records import LEVELS
from indicators.setup.choosing import change_settings
from pages.shared import files, runtime
from pages.shared.choices import distinct
from pages.shared.context import PageContext
from pages.shared.failures import refusals_told
from pages.shared.folding import folded

_KEY = "evaluation.indicator_levels"


def offer_moving(view: LevelView, context: PageContext) -> None:
    """The form, for the administration; what the file of the settings places is changed there."""
    if allowed(context.user, "administrator"):
        title = context.t("Placer un indicateur ailleurs")
        folded(title, partial(_form, view, context), key=f"placer_{view.level}", icon=":material/edit:")


def _form(view: LevelView, context: PageContext) -> None:
    t = context.t
    catalogue, written = files.written()
    names = {
        item.definition.id: item.definition.label.get(t.lang)
        for item in view.readings
        if item.definition.id not in written.evaluation.indicator_levels
    }
    levels = [level for level in LEVELS if level != view.level]
    with st.form(f"placement_{view.level}", border=False):
        name = st.selectbox(
            t("Indicateur"), list(names), None, format_func=distinct(list(names), names.__getitem__),
            key=f"placer_quoi_{view.level}", placeholder=t("Choisissez"),
        )  # fmt: skip
        level = st.selectbox(
            t("Niveau"), levels, format_func=lambda code: level_name(code, t), key=f"placer_ou_{view.level}"
        )
        sent = st.form_submit_button(t("Placer, pour tous les postes"), icon=":material/save:")
    if not sent or name is None:
        return
    moved = dict(runtime.kept().get(_KEY) or {})
    moved[name] = level
    if level == catalogue.indicators[name].family:
        del moved[name]
    with refusals_told(t):
        change_settings(context.engine, written, catalogue, {_KEY: moved or None}, context.user)
        st.rerun()
