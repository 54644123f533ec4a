"""Search from anywhere: a button of the menu, or Ctrl+K, opens a field; each result opens where it is read."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from indicators.present.texts import Translator
from indicators.present.texts.markdown import escape
from pages.shared.back import opening
from pages.shared.context import page_context
from pages.shared.finding import Found, find
from pages.shared.links import go_to, reachable

_TEXT = "search_text"
_SHOWN = 10


def offer_search(t: Translator, where: DeltaGenerator) -> None:
    """The button, in the sidebar; the window is drawn only while it is open."""
    with where:
        asked = st.button(
            t("Chercher"), icon=":material/search:", shortcut="Ctrl+K", width="stretch", key="search_open",
            help=t("Un indicateur, un partenaire, une page, un mot"), on_click=_forget,
        )  # fmt: skip
    if asked:
        st.dialog(t("Chercher"), icon=":material/search:")(_window)()


def _forget() -> None:
    st.session_state[_TEXT] = ""


def _window() -> None:
    context = page_context("reader")
    t = context.t
    text = st.text_input(
        t("Un indicateur, un partenaire, une page, un mot"),
        key=_TEXT,
        type="search",
        live=True,
        autocomplete="off",
        placeholder=t("Chercher"),
    )
    found = find(text or "", context, reachable)
    if text:
        st.caption(t.n("{count} résultat", "{count} résultats", len(found)) if found else t("Rien de ce nom."))
    for rank, item in enumerate(found[:_SHOWN]):
        _show(rank, item)
    if len(found) > _SHOWN:
        st.caption(t("Ajoutez un mot pour préciser."))


def _show(rank: int, item: Found) -> None:
    if not item.path:
        st.markdown(f"**{escape(item.name)}**  \n{escape(item.kind)}")
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        opened = st.button(
            escape(item.name), key=f"search_{rank}", type="tertiary", icon=":material/arrow_forward:",
            on_click=opening, args=(item.choices,),
        )  # fmt: skip
        st.caption(escape(item.kind))
    if opened:
        go_to(item.path)
