"""The glossary: every word that explains itself on the pages, in the order of the alphabet."""

from __future__ import annotations

import streamlit as st

from indicators.geography.names import normalise
from pages.shared.context import PageContext


def show_words(context: PageContext) -> None:
    """Each word with its meaning; the same sentences are beside the figures and at the end of the report."""
    t = context.t
    st.markdown(t("Ces mots s'expliquent aussi là où ils sont écrits : le signe « ? » donne leur sens."))
    terms = sorted(context.catalogue.glossary.values(), key=lambda term: normalise(term.word.get(t.lang)))
    st.markdown("\n".join(f"- {line}" for line in context.glossary.lines(terms)))
