"""What surrounds every page: the language of the document, the words of the dark theme, the name in the sidebar.

The look itself is ``static/ouverture.css``, which comes with the document.
"""

from __future__ import annotations

import streamlit as st

from indicators.present.texts import Translator
from indicators.present.texts.accessibility import conformity
from indicators.present.texts.browser import language_script
from indicators.settings import Settings
from pages.shared.links import link_to

# White words on the light blue of the dark theme's buttons would not be read: theirs are dark. A button that cannot be
# pressed has no blue: its words stay light.
_DARK = """
<style>
  [data-testid^="stBaseButton-primary"]:not(:disabled), [data-testid^="stBaseButton-primary"]:not(:disabled) *,
  button[kind^="primary"]:not(:disabled), button[kind^="primary"]:not(:disabled) *, a[kind^="primary"] * { color: #0d1a26 !important; }
  /* Paper is white: a dark page is printed the other way round, its hues kept. */
  @media print { [data-testid="stApp"] { filter: invert(1) hue-rotate(180deg); } }
</style>
"""


def prepare(t: Translator) -> None:
    """Set the document's language, which Streamlit writes in English, and what the dark theme needs."""
    with st.container(key="cadre"):
        if st.context.theme.type == "dark":
            st.html(_DARK)
        st.html(f"<script>{language_script(t.lang)}</script>", unsafe_allow_javascript=True)
    st.logo("static/logo.svg", icon_image="static/icon.svg", size="large")


def foot(t: Translator, settings: Settings) -> None:
    """Under every page, the mention that the law asks for, which leads to the declaration."""
    with st.container(key="pied"):
        link_to("accessibilite", conformity(settings, t))
