"""The GEII-type profile: how open is the territory, on six dimensions, and what the data allow to say."""

from __future__ import annotations

import streamlit as st

from indicators.present.charts.geii import profile_figure
from indicators.present.texts import geii as words
from indicators.present.texts.markdown import escape
from pages.components import choices, geii_data
from pages.components.context import page_context
from pages.components.figures import show_figure
from pages.components.geii_composite import show_composite
from pages.components.geii_dimension import show_dimension
from pages.components.geii_options import choose_options
from pages.components.layout import page_header


def render() -> None:
    """Sentence, then the profile with the optional composite, or one dimension opened."""
    context = page_context("reader")
    t = context.t
    page_header(t("Profil GEII"), "", context)
    choice = choose_options(context)
    profile = geii_data.profile(context, choice.options)
    headline = words.time_headline if choice.against == "base" else words.headline
    st.markdown(f"## {escape(headline(profile, t))}")
    views = {"profil": t("Les six dimensions"), "dimension": t("Une dimension")}
    view = choices.segments(
        t("Vue"), list(views), format_func=views.__getitem__, label_visibility="collapsed", key="vue"
    )
    if view == "dimension":
        show_dimension(profile, context)
        return
    against = choice.against
    drawn = geii_data.figure(context, profile, against, lambda: profile_figure(profile, t, against=against))
    show_figure(drawn, context)
    st.divider()
    show_composite(profile, context)
