"""« Retour »: from the sheet of an indicator or of a partner to the view where it was opened, wherever that was."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from indicators.present.texts import Translator
from pages.shared.links import go_to
from pages.shared.registry import BY_PATH
from pages.shared.titles import open_page

_FROM = "came_from"


def opening(choices: Mapping[str, str]) -> None:
    """Make the choices that open a sheet, as a callback does, and remember the view that is left."""
    entry = BY_PATH[open_page()]
    st.session_state[_FROM] = (
        entry.path,
        str(st.session_state[entry.key]) if entry.key and entry.key in st.session_state else "",
    )
    for key, value in choices.items():
        st.session_state[key] = value


def forget() -> None:
    """The reader went elsewhere by the menu or by a view: there is nothing to come back to."""
    st.session_state.pop(_FROM, None)


def back_button(path: str, view: str, t: Translator, closing: Mapping[str, str] | None = None) -> None:
    """The way back, named; to ``view`` of ``path`` when the sheet was opened by a link.

    Where the sheet stands in that very view, ``closing`` are the choices that close it, and there is nowhere to go.
    """
    came_path, came_view = st.session_state.get(_FROM, (path, view))
    entry = BY_PATH[came_path]
    title = next((item.title for item in entry.views if item.code == came_view), entry.title)
    here = (came_path, came_view) == (path, view)
    choices = closing if closing and here else ({entry.key: came_view} if came_view else {})
    if st.button(
        t("Retour : {place}", place=t(title)), icon=":material/arrow_back:", type="tertiary", key=f"back_{path}",
        on_click=_go_back, args=(choices,),
    ):  # fmt: skip
        forget()
        go_to(came_path)


def _go_back(choices: Mapping[str, str]) -> None:
    for key, value in choices.items():
        st.session_state[key] = value
