"""What an officer notes of a year on the charts of the budget: « 2023 : passage à la M57 », kept as a draft."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators.budget import BudgetView
from indicators.present.texts import Translator
from indicators.present.texts.schema_words import entry_word
from indicators.records import AnnotatedCharts, Annotation
from pages.donnees.context import enter
from pages.shared.context import PageContext
from pages.shared.folding import folded
from pages.shared.links import link_to

_WHERE: tuple[AnnotatedCharts, ...] = ("all", "budget", "profile", "evaluation")


def show_note_form(view: BudgetView, context: PageContext) -> None:
    """The form, for those who may change this territory; a remark that stands is amended on the page of the data."""
    if context.user.may("officer", context.territory.code):
        draw = partial(_form, view, context)
        folded(context.t("Annoter une année"), draw, key="annoter_annee", icon=":material/edit_note:")


def _form(view: BudgetView, context: PageContext) -> None:
    t = context.t
    with st.form("budget_note", border=False, clear_on_submit=False):
        left, middle, right = st.columns([1, 3, 2], vertical_alignment="bottom")
        year = left.number_input(t("Année"), 1900, 2100, value=view.year, step=1)
        label = middle.text_input(t("Ce qui s'est passé"), placeholder=t("Passage à la M57"))
        charts = right.selectbox(t("Graphiques"), _WHERE, index=1, format_func=lambda code: _where(code, t))
        sent = st.form_submit_button(t("Préparer le brouillon"), icon=":material/edit_document:")
    if not sent:
        return
    if not label.strip():
        st.error(t("Dites en quelques mots ce qui s'est passé."), icon=":material/error:")
        return
    told = Annotation(territory=context.territory.code, year=int(year), label=label.strip(), charts=charts)
    if enter(context, entry_word(Annotation.kind, t), Annotation.kind, [told]):
        st.success(t("Annotation gardée en brouillon : elle paraîtra à la publication."), icon=":material/task_alt:")
        link_to("donnees", t("Relire et publier le brouillon"))


def _where(code: str, t: Translator) -> str:
    return {
        "all": t("Tous"), "budget": t("Budget"), "profile": t("Ouverture du territoire"), "evaluation": t("Évaluation"),
    }[code]  # fmt: skip
