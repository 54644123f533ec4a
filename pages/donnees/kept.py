"""What a page says once after it kept something in the officer's draft: it is drawn again, and would say nothing."""

from __future__ import annotations

import streamlit as st

from indicators.present.texts import Translator

_DONE = "intake_entry_done"


def kept(t: Translator) -> None:
    """Remember to say that what was written waits in the draft."""
    st.session_state[_DONE] = t("Gardé dans votre brouillon. Rien n'est publié : cela se fait dans « Vérifier et publier ».")  # fmt: skip


def drafted(t: Translator) -> None:
    """Remember to say that the record of a form waits in the draft."""
    st.session_state[_DONE] = t("Brouillon prêt : relisez-le et publiez-le dans « Vérifier et publier ».")


def tell_done() -> None:
    """Say once that the last form was kept."""
    if done := st.session_state.pop(_DONE, None):
        st.success(done, icon=":material/task_alt:")
