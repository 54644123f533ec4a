"""The public page: what the collectivity does abroad, with whom, for what money, with what result, in plain words."""

from __future__ import annotations

import html

import streamlit as st

from indicators.present.figure import together
from indicators.present.key_figures import KeyFigure
from indicators.present.maps.paper import HAND
from indicators.present.opening import summary_heading
from indicators.present.texts.markdown import escape
from pages.publique.embed import show_embed
from pages.rapport.data import report_map, report_source, told
from pages.shared.context import page_context
from pages.shared.figures import show_citation, show_figure, source_line
from pages.shared.layout import example_note, fictional_band, key_figures

_SOURCES = 40


def render() -> None:
    """Four figures, three lists, a map; the address to show elsewhere."""
    context = page_context("reader")
    t = context.t
    source = report_source(context)
    st.title(escape(summary_heading(context.territory, t)), anchor=False)
    fictional_band(context)
    page = told(context, source)
    if source.snapshot.example:
        example_note(context)
    foreword = source.narrative("avant-propos")
    if foreword is not None:
        paragraphs = (part for part in foreword.text.split("\n\n") if part.strip())
        st.html("".join(f'<p lang="{foreword.lang}">{html.escape(t.typeset(part))}</p>' for part in paragraphs))
        if by := source.settings.report.signatory:
            st.markdown(f"**{escape(by)}**")
    key_figures([KeyFigure(item.question, item.value, escape(f"{item.label} · {item.detail}".strip(" ·"))) for item in page.answers], context)  # fmt: skip
    for text in page.still_open:
        st.markdown(escape(text))
    for title, lines in page.parts:
        st.header(title, anchor=False)
        st.markdown("\n".join(f"- {escape(line)}" for line in lines))
    if source.relations:
        show_figure(report_map(context), context, hand=report_map(context, HAND))
    with st.expander(t("Sources"), icon=":material/link:"):
        st.markdown("\n".join(f"- {source_line(item, t)}" for item in together(page.sources)[:_SOURCES]))
        show_citation(page.sources[:_SOURCES], "publique", t)
    show_embed(context)
