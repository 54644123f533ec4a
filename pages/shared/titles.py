"""The title of the document: what a tab, a bookmark, the history and a screen reader call the view (WCAG 2.2, 2.4.2)."""

from __future__ import annotations

import streamlit as st

from indicators.present.texts import Translator
from pages.shared.context import SELECTION, Selection
from pages.shared.registry import PAGES, PRODUCT, Entry

_LAST, _PAGE = "document_title", "document_page"


def last() -> str:
    """The title that the document already has: the frame is drawn under it, so that the tab does not flicker."""
    return str(st.session_state.get(_LAST, PRODUCT))


def open_page() -> str:
    """The path of the page that is open, the first one until a page was drawn."""
    return str(st.session_state.get(_PAGE, PAGES[0].path))


def entitle(entry: Entry, t: Translator, *, view: str = "") -> None:
    """« Budget 2024 – Nantes », or « Au fil des ans – Budget 2024 – Nantes » for a view that is not the first.

    ``view`` is a name in the reader's language. What is not of a year does not give one; where no
    territory is read yet the product's name stands in its place.
    """
    title = title_of(entry, t, st.session_state.get(SELECTION), view=view)
    st.session_state[_LAST], st.session_state[_PAGE] = title, entry.path
    st.set_page_config(page_title=title)


def title_of(entry: Entry, t: Translator, selection: Selection | None, *, view: str = "") -> str:
    """The title of a page of which that is read."""
    page = t(entry.title)
    dated = f"{page} {selection.year}" if selection and entry.dated else page
    place = t.place(selection.territory.name) if selection else PRODUCT
    return " – ".join(part for part in (view, dated, place) if part)
