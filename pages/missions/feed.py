"""Subscribe to the calendar: an address of one's own, shown once, revoked by hand or with the account."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators.access import feeds
from indicators.present.texts.errors import error_message
from pages.missions.data import Desk
from pages.shared import runtime
from pages.shared.choices import distinct
from pages.shared.context import PageContext
from pages.shared.folding import folded, just_opened

_NEW = "new_feed"


def show_feed(desk: Desk) -> None:
    """Make an address, see those there are, revoke one."""
    title, key = desk.context.t("S'abonner au calendrier"), f"abonnement_{desk.context.territory.code}"
    if just_opened(key):
        st.session_state.pop(_NEW, None)
    folded(title, partial(_addresses, desk.context), key=key, icon=":material/link:")


def _addresses(context: PageContext) -> None:
    t = context.t
    st.markdown(
        t(
            "Une adresse que votre logiciel de calendrier relit de lui-même. Elle vaut un mot de passe : elle lit le calendrier en votre nom, tant que votre compte est ouvert et que vous ne la révoquez pas."
        )
    )
    if secret := st.session_state.get(_NEW):
        st.success(t("Voici l'adresse, montrée cette seule fois : collez-la dans votre calendrier."))
        st.code(f"{_site(context)}/agenda/{secret}.ics?langue={t.lang}", language=None, wrap_lines=True)
    if st.button(t("Créer une adresse"), icon=":material/link:"):
        try:
            st.session_state[_NEW], _ = feeds.create(runtime.engine(), context.user, context.territory.code)
        except feeds.FeedError as error:
            st.error(error_message(error, t))
        else:
            st.rerun()
    _revoke(context)


def _revoke(context: PageContext) -> None:
    t, held = context.t, feeds.of_account(runtime.engine(), context.user.login)
    if not held:
        return
    names = {item.id: t("{territory}, créée le {day}", territory=item.territory, day=t.moment(item.created_at)) for item in held}  # fmt: skip
    chosen = st.selectbox(t("Adresse à révoquer"), list(names), format_func=distinct(list(names), names.__getitem__))
    if st.button(t("Révoquer"), icon=":material/key_off:", key="revoke_feed"):
        feeds.revoke(runtime.engine(), context.user, str(chosen))
        st.session_state.pop(_NEW, None)
        st.rerun()


def _site(context: PageContext) -> str:
    """The address of the site: that of the settings, else the one that the reader typed."""
    known = context.settings.collectivity.address
    if known:
        return known
    scheme, _, rest = st.context.url.partition("://") if st.context.url else ("", "", "")
    return f"{scheme}://{rest.partition('/')[0]}" if rest else ""
