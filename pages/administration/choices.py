"""The choices of the collectivity that are no figures: its name, its service, its logo, its language, what it follows."""

from __future__ import annotations

from typing import Any

import streamlit as st

from indicators.languages import LANGUAGES
from indicators.present.texts import marked
from indicators.settings import held
from indicators.setup.choosing import change_settings
from pages.administration.identity import document_look
from pages.shared import files, runtime
from pages.shared.context import PageContext
from pages.shared.failures import refusals_told

_NAMES = {
    "collectivity.territory": marked("le territoire"), "collectivity.name": marked("le nom écrit sur les rapports"),
    "collectivity.office": marked("le service"), "languages.default": marked("la langue d'ouverture"),
    "indicators.set": marked("les indicateurs suivis"), "report.logo": marked("le logo"),
    "report.colour": marked("la couleur des documents"), "report.font": marked("la police des documents"),
    "report.signatory": marked("la signature de l'avant-propos"), "collectivity.checklist": marked("ce qui reste à faire"),
    "collectivity.strategy_first": marked("la page d'ouverture"), "collectivity.lead_figures": marked("les chiffres de tête"),
}  # fmt: skip


def show_choices(context: PageContext) -> None:
    """One form; what the file holds is shown and cannot be changed."""
    t, settings = context.t, context.settings
    fixed = held(settings.path)
    shown = [key for key in _NAMES if key in fixed]
    if shown:
        st.caption(
            t(
                "Le fichier de réglages du serveur l'emporte pour : {names}.",
                names=t.join(t(_NAMES[key]) for key in shown),
            )
        )
    sets = {
        "essential_and_loaded": t("L'essentiel : une quinzaine de questions, et ce que vous chargez"),
        "complete": t("Tous les indicateurs"),
    }
    with st.form("collectivity_choices", border=True):
        name = st.text_input(
            t("Nom écrit sur les rapports (vide : celui du territoire)"), settings.collectivity.name,
            disabled="collectivity.name" in fixed,
        )  # fmt: skip
        office = st.text_input(
            t("Service qui tient le tableau de bord"), settings.collectivity.office,
            disabled="collectivity.office" in fixed, placeholder=t("Direction des relations internationales"),
        )  # fmt: skip
        offered = list(settings.languages.offered)
        language = st.selectbox(
            t("Langue d'ouverture"), offered, offered.index(settings.languages.default),
            format_func=lambda code: LANGUAGES[code].name, disabled="languages.default" in fixed,
        )  # fmt: skip
        own_list = settings.indicators.set not in sets
        followed = st.radio(
            t("Indicateurs suivis : ce qui n'est pas choisi ne manque jamais"), list(sets),
            None if own_list else list(sets).index(settings.indicators.set), format_func=sets.__getitem__,
            disabled="indicators.set" in fixed,
        )  # fmt: skip
        leading = _leading(context, "collectivity.lead_figures" in fixed)
        checklist = st.toggle(
            t("Montrer sur la Synthèse ce qui reste à faire"), settings.collectivity.checklist,
            disabled="collectivity.checklist" in fixed,
        )  # fmt: skip
        first = st.toggle(
            t("Tant que rien n'est mesuré, s'ouvrir sur la Stratégie"), settings.collectivity.strategy_first,
            disabled="collectivity.strategy_first" in fixed,
        )  # fmt: skip
        look = document_look(context, fixed)
        sent = st.form_submit_button(t("Enregistrer"), type="primary", icon=":material/save:")
    if not sent:
        return
    asked: dict[str, Any] = {
        "collectivity.name": name.strip() or None,
        "collectivity.office": office.strip() or None,
        "collectivity.checklist": None if checklist else False,
        "collectivity.strategy_first": True if first else None,
        "collectivity.lead_figures": leading or None,
        "languages.default": language
        if language != settings.languages.default
        else runtime.kept().get("languages.default"),
        "indicators.set": followed
        if followed and followed != settings.indicators.set
        else runtime.kept().get("indicators.set"),
    }
    with refusals_told(t):
        asked |= look.asked()
        catalogue, written = files.written()
        wanted = {key: value for key, value in asked.items() if key not in fixed}
        change_settings(context.engine, written, catalogue, wanted, context.user)
        st.session_state["collectivity_done"] = t("Vos choix sont enregistrés, pour tous les postes.")
        st.rerun()


def _leading(context: PageContext, fixed: bool) -> list[str]:
    """The figures that open the summary: comparable ones alone, context is never a headline."""
    t = context.t
    offered = {
        item.id: item.label.get(t.lang)
        for item in context.settings.selected_indicators(context.catalogue)
        if item.direction != "context"
    }
    standing = [name for name in context.settings.collectivity.lead_figures if name in offered]
    return st.multiselect(
        t("Chiffres de tête de la Synthèse (vide : les dimensions au-dessus de la référence)"), list(offered), standing,
        format_func=offered.__getitem__, disabled=fixed, placeholder=t("Aucun"), max_selections=3,
    )  # fmt: skip
