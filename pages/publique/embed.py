"""The public page elsewhere: its address, and the line that shows it in a frame of the collectivity's site."""

from __future__ import annotations

from urllib.parse import quote

import streamlit as st

from pages.seance.list import site
from pages.shared.context import PageContext


def show_embed(context: PageContext) -> None:
    """The address of the document without menu, to send or to embed."""
    t = context.t
    path = f"/publique/{quote(context.territory.code)}?langue={t.lang}"
    with st.expander(t("Montrer cette page ailleurs"), icon=":material/code:"):
        st.markdown(t("La même page, sans menu et sans script, se lit seule ou dans une page de votre site. Elle suit la dernière édition publiée."))  # fmt: skip
        st.link_button(t("Ouvrir la page seule"), path, icon=":material/open_in_new:")
        title = t("{name} et le monde", name=context.territory.called)
        st.code(f'<iframe src="{site()}{path}" title="{title}" width="100%" height="1600" loading="lazy"></iframe>', language="html")  # fmt: skip
        st.caption(t("Le public ne la voit que si l'accès est ouvert (access.mode = public) ; sinon il faut se connecter."))  # fmt: skip
