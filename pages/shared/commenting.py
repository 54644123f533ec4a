"""« Commenter » beside a figure, for people who sign in: what was said of it in this edition, and a field."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from indicators.present.texts.markdown import escape
from indicators.readers import comments
from indicators.readers.comments import Figure
from pages.shared.context import PageContext
from pages.shared.failures import refusals_told
from pages.shared.permanent import CHOSEN
from pages.shared.titles import open_page


def show_commenting(key: str, title: str, context: PageContext) -> None:
    """The button; nothing is drawn, and nothing is asked of the database, for who does not sign in."""
    t, user = context.t, context.user
    if not user.login:
        return
    said = [item for item in context.comments if item.open and (item.subject, item.edition) == (key, context.edition.number)]  # fmt: skip
    label = t("Commenter ({count})", count=len(said)) if said else t("Commenter")
    with st.popover(label, icon=":material/comment:", key=f"comments_{key}"):
        for item in said:
            st.markdown(f"{escape(item.text)}  \n:small[{escape(item.author)}, {t.day(item.at)}]")
        with st.form(f"comment_on_{key}", clear_on_submit=True, border=False):
            text = st.text_area(t("Votre commentaire"), max_chars=comments.LONGEST, key=f"comment_text_{key}")
            st.caption(t("Lu par les personnes qui ont un compte, jamais par le public."))
            if st.form_submit_button(t("Envoyer"), type="primary"):
                others = {name: value for name, value in st.query_params.items() if name not in CHOSEN}
                figure = Figure(key, title, f"{open_page()}?{urlencode(others)}")
                with refusals_told(t):
                    comments.add(
                        context.engine, user, context.territory.code, context.edition.number, context.year, figure, text
                    )
                    st.rerun()
