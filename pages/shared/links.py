"""Links between pages, and inside one. The frame says which pages the reader has; a link to another one is not drawn."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st

_KEY = "pages_by_path"


def register(pages: dict[str, st.Page]) -> None:
    """Keep the reader's pages for this run."""
    st.session_state[_KEY] = pages


def reachable(path: str) -> bool:
    """Whether the reader has a page."""
    return path in st.session_state.get(_KEY, {})


def go_to(path: str) -> None:
    """Open a page of the menu, as a button does; nothing happens when the reader does not have it."""
    page = st.session_state.get(_KEY, {}).get(path)
    if page is not None:
        st.switch_page(page)


def link_to(path: str, label: str) -> None:
    """A link to a page of the menu, keeping the choices of the address."""
    page = st.session_state.get(_KEY, {}).get(path)
    if page is not None:
        st.page_link(page, label=label, icon=":material/arrow_forward:")


def address_with(choices: Mapping[str, str]) -> str:
    """The address of this page with other choices, to link to in HTML: the browser opens it in place (``history.js``)."""
    return f"?{urlencode({**st.query_params, **choices})}"
