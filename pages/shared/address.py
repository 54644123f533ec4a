"""A choice kept in the address by its code, so that a link opens the same view in whatever language.

Streamlit's own binding writes the displayed words in the address: a link made in French would not open in English.
Here the address carries ``territoire=93048`` or ``partie=completude``; a default is not written, and a code that is
not offered is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

_NEW_FIELDS = "champs_nouveaux"


def returned() -> bool:
    """Whether the browser's Back or Forward brought the reader here: the address then says what she saw."""
    run = get_script_run_ctx()
    return run is not None and run.is_history_navigation


def asked(key: str) -> str:
    """What the session holds under a key, else the address; the other way round after Back. « » where neither says."""
    in_session, in_address = st.session_state.get(key) or "", st.query_params.get(key, "")
    return str(in_address if returned() else in_session or in_address)


@contextmanager
def new_fields(really: bool) -> Iterator[None]:
    """Meanwhile the browser has none of the page's fields yet: each choice that the session holds is told to its own."""
    st.session_state[_NEW_FIELDS] = really
    try:
        yield
    finally:
        st.session_state[_NEW_FIELDS] = False


def start(key: str, read: Callable[[str], Any], default: Any, valid: Callable[[Any], bool]) -> None:
    """Give the widget its value: the session's, else the address's, else the default; after Back, the address's alone."""
    if not returned() and key in st.session_state and valid(st.session_state[key]):
        if st.session_state.get(_NEW_FIELDS):
            st.session_state[key] = st.session_state[key]
        return
    text = st.query_params.get(key)
    value = default
    if text is not None:
        try:
            found = read(text)
        except ValueError:
            found = None
        value = found if valid(found) else default
    st.session_state[key] = value


def write(key: str, text: str, default: str) -> None:
    """Write the choice in the address, unless it is the default."""
    if text == default:
        if key in st.query_params:
            del st.query_params[key]
    elif st.query_params.get(key) != text:
        st.query_params[key] = text


def reword(key: str, labels: list[str]) -> None:
    """The browser keeps and sends back the words it shows: when they change, it is given its choice in the new ones.

    They change with the language, and with the editions.
    """
    told, words = f"{key}__mots", hash(tuple(labels))  # thousands of names would weigh on every session
    if st.session_state.get(told, words) != words:
        chosen = st.session_state[key]
        st.session_state[key] = list(chosen) if isinstance(chosen, list) else chosen
    st.session_state[told] = words
