"""The summary: four questions answered on one screen, each with its sentence, its key figure and a way in."""

from __future__ import annotations

import streamlit as st

from indicators.access import allowed
from indicators.present.figure import together
from indicators.present.glance import WIDTH
from indicators.present.opening import SHOWN, strip_words, summary_caption, summary_heading
from indicators.present.synthesis import Answer
from indicators.present.texts.citations import cited
from indicators.present.texts.markdown import escape
from indicators.present.texts.translator import MISSING
from pages.shared.context import PageContext, page_context
from pages.shared.figures import show_cited, source_line
from pages.shared.layout import example_note, fictional_band, in_edition, know_more
from pages.shared.links import go_to, link_to
from pages.synthese.data import answers, told
from pages.synthese.path import show_path

_FIGURE = 165  # pixels: seven figures and the euro sign


def render() -> None:
    """Place the four answers two by two."""
    context = page_context("reader")
    t = context.t
    _begin_with_the_strategy(context)
    st.title(escape(summary_heading(context.territory, t)), anchor=False)
    if in_edition(context):
        st.caption(escape(summary_caption(context.own_edition, t)))
    else:
        st.caption(t("Statistiques officielles"))
    fictional_band(context)
    if context.settings.collectivity.checklist and allowed(context.user, "officer", context.territory.code):
        show_path(context)
    _strip(context)
    found = answers(context)
    for pair in (found[:2], found[2:]):
        for column, answer in zip(st.columns(2, gap="medium"), pair, strict=True):
            with column:
                _card(answer, context)


def _begin_with_the_strategy(context: PageContext) -> None:
    """Where the collectivity wishes it, a territory of which nothing is measured opens once on its strategy."""
    seen = "strategy_opened"
    wished = context.settings.collectivity.strategy_first and not st.session_state.get(seen)
    if wished and not context.readout.evaluation().measured:
        st.session_state[seen] = True
        go_to("strategie")


def _strip(context: PageContext) -> None:
    """What the year asks to decide beside what went well: the same room for both, the most pressing first."""
    t = context.t
    asked, good = told(context)
    if not asked and not good:
        return
    for column, told_by, items in zip(st.columns(2, gap="medium"), strip_words(t), (asked, good), strict=True):
        title, none = told_by
        with column, st.container(border=True, height="stretch", gap="xsmall", key=f"strip_{title}"):
            st.header(title, anchor=False)
            if items and context.readout.snapshot.example:
                example_note(context)
            for item in items[:SHOWN]:
                mark = ":material/warning:" if item.urgent else ":material/chevron_right:"
                st.markdown(f"{mark} {escape(item.brief)}")
            if not items:
                st.markdown(none)
            if items:
                with st.popover(
                    t.n("Le détail : {count} point", "Le détail : {count} points", len(items)), key=f"points_{title}"
                ):
                    st.markdown("\n".join(f"- {escape(item.text)}" for item in items))


def _figure(answer: Answer, context: PageContext) -> None:
    """The figure, or what is not known yet in its place: a dash in large type would lead with nothing."""
    if answer.value == MISSING:
        st.markdown(f"**{escape(answer.label)}**")
    else:
        st.metric(answer.label, answer.value, help=context.glossary.help(answer.label, answer.detail))


def _card(answer: Answer, context: PageContext) -> None:
    t = context.t
    with st.container(border=True, height="stretch", gap="xsmall"):
        st.header(answer.question, anchor=False)
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            with st.container(width=_FIGURE, gap="xsmall"):
                _figure(answer, context)
                if answer.change:
                    st.caption(answer.change)
                if answer.trail:
                    st.html(answer.trail.html)
                    st.caption(escape(answer.trail.under))
            if answer.thumbnail:
                st.html(answer.thumbnail, width=WIDTH)
        if answer.detail:
            st.caption(escape(answer.detail))
        st.markdown(escape(answer.sentence))
        if answer.example:
            example_note(context)
        st.space("stretch")
        with st.container(horizontal=True, vertical_alignment="center"):
            if answer.more:
                with know_more(answer.path, context):
                    st.markdown("\n".join(f"- {escape(line)}" for line in answer.more))
            link_to(answer.path, answer.way_in)
            if answer.sources:
                with st.popover(t("Sources"), icon=":material/link:"):
                    st.markdown("\n".join(f"- {source_line(source, t)}" for source in together(answer.sources)))
                    st.markdown(f"**{t('Citer')}**")
                    show_cited(cited(answer.sources, t), answer.path)
