"""What a reader saw of a text when she began to write: each click draws the page again, on what others saved meanwhile.

Without it, the words of the second of two writers would be lost in the redrawing, or cover the first one's unseen.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from indicators.present.texts.markdown import escape
from pages.shared.context import PageContext


@dataclass(frozen=True)
class Seen:
    """A working document as it was read: its version, its text, its author, the moment when it was saved."""

    version: int
    text: str = ""
    author: str = ""
    at: str = ""


def seen(key: str, now: Seen) -> Seen:
    """The document as the reader first saw it, until :func:`read_again`."""
    first: Seen = st.session_state.setdefault(key, now)
    return first


def read_again(key: str) -> None:
    """The next drawing takes the document as it is: what was held has been saved, or given up."""
    st.session_state.pop(key, None)


def show_newer(context: PageContext, key: str, now: Seen) -> bool:
    """Say that somebody saved the document since the reader saw it, and what; whether it is so."""
    t = context.t
    if seen(key, now).version == now.version:
        return False
    if now.author:
        st.warning(t("{author} a enregistré une autre version, {date} :", author=escape(now.author), date=t.moment(now.at)), icon=":material/group:")  # fmt: skip
        st.text(now.text)
    else:
        st.warning(t("Une autre personne a retiré ce texte depuis que vous l'avez ouvert."), icon=":material/group:")
    if st.button(t("Reprendre cette version, sans la mienne"), icon=":material/refresh:", key=f"{key}_again"):
        read_again(key)
        st.rerun()
    return True
