"""What is closed is drawn once it is opened: a form folded away costs nothing to whoever does not write in it.

Streamlit sends what a closed block holds as if it were open, and the browser builds an expander's fields at once: the
ten forms of a strategy were half of what its page had to draw. Fields, buttons of records and tables are therefore
folded with :func:`folded` and :func:`behind_button`; a few sentences stay in a plain expander, which opens at once.

What was opened stays drawn when it is closed, until the page or the view is left: nothing that was typed is lost.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st


def folded(label: str, draw: Callable[[], object], *, key: str, icon: str | None = None, opened: bool = False) -> None:
    """An expander whose content ``draw`` writes; ``opened`` says whether it is so when the page opens.

    ``key`` is its name on the page: whether it is open follows it when its words change, with the language or a count.
    """
    _keep(key, opened)
    block = st.expander(label, key=key, icon=icon, on_change="rerun")
    if _drawn(key, block.open):
        with block:
            draw()


def behind_button(label: str, draw: Callable[[], object], *, key: str, icon: str | None = None) -> None:
    """The same for a popover."""
    _keep(key, opened=False)
    block = st.popover(label, key=key, icon=icon, on_change="rerun")
    if _drawn(key, block.open):
        with block:
            draw()


def just_opened(key: str) -> bool:
    """Whether the page or the view begins with this drawing: asked before what has the key is drawn."""
    return key not in st.session_state


def _keep(key: str, opened: bool) -> None:
    """Streamlit names a block by its words, and forgets it with them: its state is given again under its key.

    It forgets the key once the page or the view is left: there, nothing was opened yet.
    """
    if just_opened(key):
        st.session_state[key], st.session_state[_opened(key)] = opened, False
    else:
        st.session_state[key] = st.session_state[key]


def _drawn(key: str, is_open: bool | None) -> bool:
    name = _opened(key)
    st.session_state[name] = is_open or st.session_state.get(name, False)
    return bool(st.session_state[name])


def _opened(key: str) -> str:
    return f"{key}__ouvert"
