"""« Nous cherchons un partenaire pour… »: the wishes of the city, said in public when it wants."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from indicators.geography import countries
from indicators.geography.names import normalise
from indicators.partnerships.prospects import PartnerWish
from indicators.present.texts.markdown import escape
from indicators.present.texts.partnerships.prospects import wish_line
from indicators.prospecting import forget_wish, save_wish, the_wishes
from indicators.prospecting.keeping import new_wish_version
from pages.shared.context import PageContext
from pages.shared.failures import refusals_told


def show_announced(context: PageContext) -> None:
    """Each wish with its switch, then a form for a new one."""
    t, code = context.t, context.territory.code
    st.header(t("Ce que nous cherchons"), anchor=False)
    st.caption(t("Une recherche cochée « publique » paraît sur la page publique ; les autres restent au service."))
    for item, seen in the_wishes(context.engine, code, context.user).values():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(escape(wish_line(item, t)), width="stretch")
            said = st.toggle(t("publique"), item.public, key=f"publique_{item.id}_{seen}")
            gone = st.button(t("Retirer"), type="tertiary", icon=":material/close:", key=f"retirer_{item.id}")
        with refusals_told(t):
            if gone:
                forget_wish(context.engine, code, item.id, context.user, seen=seen)
                st.rerun()
            if said != item.public:
                save_wish(context.engine, code, replace(item, public=said), context.user, seen=seen)
                st.rerun()
    _new(context)


def _new(context: PageContext) -> None:
    t, code = context.t, context.territory.code
    with st.form("recherche", border=False, clear_on_submit=True):
        text = st.text_input(t("Nous cherchons un partenaire pour…"))
        where = st.multiselect(t("Pays"), sorted(countries(), key=t.country), format_func=t.country, placeholder=t("Sans préférence"))  # fmt: skip
        public = st.checkbox(t("La dire sur la page publique"))
        if not st.form_submit_button(t("Ajouter"), icon=":material/campaign:"):
            return
    item = PartnerWish(
        normalise(text).replace(" ", "-")[:80], text.strip(), tuple(where), public, date.today().isoformat()
    )
    with refusals_told(t):
        save_wish(context.engine, code, item, context.user, seen=new_wish_version(context.engine, code, item.id))
        st.rerun()
