"""From a candidate, or a name that somebody said, to a prospect of the office's short list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from indicators.geography import countries
from indicators.partnerships import Candidate
from indicators.partnerships.prospects import Prospect, prospect_id
from indicators.present.texts.partnerships.prospects import ask_words
from indicators.present.texts.partnerships.reasons import reason
from indicators.prospecting import save_prospect, the_prospects
from indicators.prospecting.keeping import new_version
from pages.shared.back import opening
from pages.shared.context import PageContext
from pages.shared.failures import refusals_told
from pages.shared.folding import folded

VIEW, OPEN = "vue", "piste"


def keep_candidate(candidates: Sequence[Candidate], context: PageContext) -> None:
    """Choose one of the suggestions and keep it, with what spoke for it that day and what nobody knew."""
    t = context.t
    names = {_identifier(item, context): item for item in candidates}
    with st.form("garder_piste", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            t("Garder une piste"), list(names), index=None, placeholder=t("Choisissez"),
            format_func=lambda code: _called(names[code], context),
        )  # fmt: skip
        sent = st.form_submit_button(t("Garder"), icon=":material/bookmark_add:")
    st.caption(t("Une piste n'est vue que du service : ni page publique, ni données ouvertes, ni export, ni édition."))
    if sent and chosen:
        item, themes = names[chosen], dict(context.catalogue.themes)
        place = item.place.name if item.place else t.country(item.country)
        reasons = tuple(reason(found, themes, t) for found in item.reasons)
        unknown = tuple(ask_words(name, t) for name in item.unknown)
        keep_new(Prospect(chosen, place, item.country, _today(), reasons=reasons, unknown=unknown), context)


def add_by_hand(context: PageContext) -> None:
    """A prospect that no list suggested: a visit, a letter received, an elected person's idea."""
    folded(context.t("Ajouter une piste"), partial(_by_hand, context), key="ecrire_piste", icon=":material/add:")


def _by_hand(context: PageContext) -> None:
    t = context.t
    with st.form("ajouter_piste", border=False):
        left, right = st.columns(2)
        name = left.text_input(t("Collectivité"))
        codes = sorted(countries(), key=t.country)
        country = right.selectbox(t("Pays"), codes, index=None, format_func=t.country, placeholder=t("Choisissez"))
        purpose = st.text_input(t("Pour quoi faire"))
        if st.form_submit_button(t("Ajouter"), icon=":material/bookmark_add:"):
            if name.strip() and country:
                keep_new(Prospect(prospect_id(name, country), name.strip(), country, _today(), purpose), context)
            else:
                st.warning(t("Une piste porte le nom d'une collectivité et son pays."))


def keep_new(item: Prospect, context: PageContext) -> None:
    """Keep a prospect that is not in the list yet, then open it where it is followed."""
    t, code = context.t, context.territory.code
    if item.id in the_prospects(context.engine, code, context.user):
        st.info(t("Cette piste est déjà dans la liste."))
    else:
        with refusals_told(t):
            save_prospect(context.engine, code, item, context.user, seen=new_version(context.engine, code, item.id))
            st.success(t("Piste gardée."), icon=":material/bookmark_added:")
    st.button(
        t("Ouvrir la piste"), key=f"ouvrir_piste_{item.id}", icon=":material/arrow_forward:", on_click=opening,
        args=({VIEW: "pistes", OPEN: item.id},),
    )  # fmt: skip


def _identifier(item: Candidate, context: PageContext) -> str:
    return prospect_id(item.place.name if item.place else "", item.country)


def _called(item: Candidate, context: PageContext) -> str:
    country = context.t.country(item.country)
    return f"{item.place.name} ({country})" if item.place else country


def _today() -> str:
    return date.today().isoformat()
