"""The permanent address of what is read, and what is said when a later edition supersedes it."""

from __future__ import annotations

from html import escape as escape_html
from urllib.parse import quote, urlencode, urlsplit

import streamlit as st

from indicators.present.reports.embeddable import is_chart
from indicators.present.texts import Translator
from indicators.present.texts.markdown import escape
from pages.shared import runtime
from pages.shared.context import SELECTION, Selection
from pages.shared.selections import LATEST

#: Pixels that a frame keeps for a key figure, and for a chart with its sentence.
_LOW, _TALL = 260, 640
#: The choices of the frame, which leaves them out of the address while they are the usual ones.
CHOSEN = ("territoire", "annee", "edition", "langue")


def permanent_address() -> str:
    """Where the same page shows the same figures for good: the edition, the territory and the year are said whole.

    Empty outside a browser. The public address of the settings comes before that of the browser's bar.
    """
    _, settings = runtime.configuration()
    seen = urlsplit(st.context.url or "")
    base = settings.collectivity.address or (f"{seen.scheme}://{seen.netloc}" if seen.netloc else "")
    selection: Selection | None = st.session_state.get(SELECTION)
    if not base or selection is None:
        return ""
    said = {
        "territoire": selection.territory.code,
        "annee": str(selection.year),
        "edition": str(selection.edition.number),
        "langue": selection.lang,
    }
    others = {name: value for name, value in st.query_params.items() if name not in CHOSEN}
    return f"{base}{seen.path or '/'}?{urlencode(said | others)}"


def embedded_address(name: str) -> str:
    """Where a figure of the territory stands alone, at its latest edition, for another site; empty outside a browser."""
    seen = urlsplit(st.context.url or "")
    _, settings = runtime.configuration()
    base = settings.collectivity.address or (f"{seen.scheme}://{seen.netloc}" if seen.netloc else "")
    selection: Selection | None = st.session_state.get(SELECTION)
    if not base or selection is None:
        return ""
    return f"{base}/figure/{quote(selection.territory.code)}/{name}?langue={selection.lang}"


def embed_code(name: str, title: str) -> str:
    """The line that shows a figure in a frame of the collectivity's site; empty where no site is let in."""
    _, settings = runtime.configuration()
    address = embedded_address(name)
    if not settings.api.frame_origins or not address:
        return ""
    height = _TALL if is_chart(name) else _LOW
    return f'<iframe src="{escape_html(address)}" title="{escape_html(title)}" width="100%" height="{height}" loading="lazy" style="border:0"></iframe>'  # fmt: skip


def show_superseded(t: Translator) -> None:
    """At the head of a page read in an old edition: which one came after for this territory, and the way to it."""
    selection: Selection | None = st.session_state.get(SELECTION)
    editions = runtime.all_editions()
    if selection is None or not selection.installed or selection.edition.number == editions[0].number:
        return
    later = runtime.own_edition(editions[0].number, selection.territory.code)
    if later.number <= selection.edition.number:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="superseded"):
        told = t(
            "Vous lisez l'édition {number}. L'édition {later}, « {name} », l'a remplacée pour {territory} le {day}.",
            number=selection.edition.number, later=later.number, name=t(later.name), day=t.day(later.published_at),
            territory=selection.territory.called,
        )  # fmt: skip
        st.markdown(f":material/history: {escape(told)}", width="stretch")
        st.button(t("Lire la dernière édition"), on_click=_read_latest, key="read_latest")


def _read_latest() -> None:
    st.session_state["edition"] = LATEST
