"""« Accessibilité »: the declaration that the law asks for, open to whoever reaches the address, signed in or not."""

from __future__ import annotations

import streamlit as st

from indicators.present.accessibility import last_readings
from indicators.present.texts import translator
from indicators.present.texts.accessibility import declaration
from indicators.present.texts.markdown import escape
from pages.shared import runtime
from pages.shared.registry import PAGES


def render() -> None:
    """The parts of the declaration, then the pages that were read."""
    _, settings = runtime.configuration()
    t = translator(str(st.session_state.get("langue") or settings.languages.default), settings.collectivity.timezone)
    st.title(t("Déclaration d'accessibilité"), anchor=False)
    readings = last_readings()
    name = settings.collectivity.name or t("La collectivité")
    for part in declaration(readings, settings, escape(name), t):
        if part.title:
            st.header(part.title, anchor=False)
        st.markdown("\n\n".join(part.paragraphs))
        if part.items:
            st.markdown("\n".join(f"- {item}" for item in part.items))
    titles = {entry.address: t(entry.title) for entry in PAGES}
    views = {
        f"{entry.address}?{entry.key}={view.code}": f"{t(entry.title)}{t(' : ')}{t(view.title)}"
        for entry in PAGES
        for view in entry.views
    }
    read = sorted({address for reading in readings.values() for address in reading.pages})
    with st.expander(t.n("{count} page contrôlée", "{count} pages contrôlées", len(read)), icon=":material/checklist:"):
        st.markdown("\n".join(f"- {({**titles, **views}).get(address, address)}" for address in read))
