"""A page is drawn for one reading: a territory, a year, an edition. What is typed in it belongs to that reading alone.

Streamlit knows a field by its key, whatever it was filled with: the words written for one city would otherwise stand in
the form of the next one that the reader opens, and be saved for it.
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from indicators.present.texts import translator
from pages.shared.address import new_fields
from pages.shared.context import SELECTION, Selection

_BEFORE = "lecture_dessinee"
# How Streamlit calls the button of a form that the last drawing showed.
_FORM = "FormSubmitter:"


def drawn_apart(render: Callable[[], object]) -> None:
    """Draw a page whose fields are those of what is read; say that what was typed for another reading is not in it."""
    run = get_script_run_ctx()
    selection: Selection | None = st.session_state.get(SELECTION)
    if run is None or selection is None:
        render()
        return
    now = (run.page_script_hash, selection.territory.code, str(selection.year), str(selection.edition.number))
    before = st.session_state.get(_BEFORE, now)
    st.session_state[_BEFORE] = now
    same_page = before[0] == now[0]
    if same_page and before != now and any(str(key).startswith(_FORM) for key in st.session_state):
        _tell(selection)
    with run.run_with_active_hash("-".join(now)), new_fields(same_page and before != now):
        render()


def _tell(selection: Selection) -> None:
    t = translator(selection.lang)
    told = t(
        "Vous lisez maintenant {name}, {year} : ce que vous aviez tapé avant sans l'enregistrer n'est pas repris ici.",
        name=selection.territory.called,
        year=selection.year,
    )
    st.info(told, icon=":material/edit_off:")
