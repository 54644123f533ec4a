"""What surrounds every page: the language of the document, the printed look, the name in the sidebar."""

from __future__ import annotations

import streamlit as st

from indicators.present.texts import Translator
from server.document import language_script

_STYLE = """
<style>
  .block-container, [data-testid="stMainBlockContainer"] { padding: 2.25rem 3rem 1.25rem; max-width: 1320px; }
  @media (max-width: 1200px) {
    .block-container, [data-testid="stMainBlockContainer"] { padding-left: 2rem; padding-right: 2rem; }
  }
  [data-testid="stMetricValue"] { font-variant-numeric: tabular-nums; }
  [data-testid="stMetricValue"] > div, [data-testid="stMetricLabel"] p { white-space: normal; overflow: visible; }
  [data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] :not(a) { color: inherit !important; }
  [data-testid="stCaptionContainer"] { opacity: 1 !important; }
  [data-testid="stCaptionContainer"] p, [data-testid="stCaptionContainer"] li { opacity: .82; }
  [data-tag] { background: transparent !important; border: 1px solid currentColor; color: inherit !important; }
  [data-tag] * { color: inherit !important; }
  [data-testid="stMetricDelta"], [data-testid="stMetricDelta"] * {
    white-space: normal !important; overflow: visible !important; height: auto !important;
  }
  [data-testid="stCheckbox"] p { white-space: normal !important; overflow: visible !important; }
  [data-testid="stSidebarHeader"] { padding-bottom: 0; height: 3.25rem; }
  [data-testid="stSidebarNavLinkContainer"] { margin: 0; }
  [data-testid="stNavSectionHeader"] { margin-top: -.35rem; }
  [data-testid="stFileUploaderDropzone"] button p, [data-testid="stFileUploaderDropzoneInstructions"] * { font-size: 0; }
  [data-testid="stFileUploaderDropzone"] button p::after { content: "%(choose)s"; font-size: .875rem; }
  [data-testid="stFileUploaderDropzoneInstructions"]::after { content: "%(drop)s"; font-size: .875rem; }
  a:focus-visible, button:focus-visible, [tabindex]:focus-visible { outline: 3px solid #c26a08; outline-offset: 2px; }
  @media (prefers-reduced-motion: reduce) { * { transition: none !important; animation: none !important; } }
  @media print {
    [data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stToolbar"],
    [data-testid="stPopover"], [data-testid="stElementToolbar"] { display: none !important; }
    .block-container, [data-testid="stMainBlockContainer"] { padding: 0; max-width: none; }
    [data-testid="stVegaLiteChart"], [data-testid="stMetric"] { break-inside: avoid; }
    [data-testid="stElementContainer"]:has([data-testid="stHeading"]) { break-after: avoid; }
  }
</style>
"""

# White words on the light blue of the dark theme's buttons would not be read: theirs are dark.
_DARK = """
<style>
  [data-testid^="stBaseButton-primary"], [data-testid^="stBaseButton-primary"] *,
  button[kind^="primary"], button[kind^="primary"] *, a[kind^="primary"] * { color: #0d1a26 !important; }
  /* Paper is white: a dark page is printed the other way round, its hues kept. */
  @media print { [data-testid="stApp"] { filter: invert(1) hue-rotate(180deg); } }
</style>
"""


def prepare(t: Translator) -> None:
    """Set the document's language, which Streamlit writes in English as it does its file uploader, and the style."""
    st.html(_STYLE % {"choose": t("Choisir un fichier"), "drop": t("ou le déposer ici")})
    if st.context.theme.type == "dark":
        st.html(_DARK)
    st.html(f"<script>{language_script(t.lang)}</script>", unsafe_allow_javascript=True)
    st.logo("static/logo.svg", icon_image="static/icon.svg", size="large")
