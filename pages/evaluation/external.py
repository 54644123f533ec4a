"""The externalities on their own panel: alert, answer, measures; never set against a benefit."""

from __future__ import annotations

import streamlit as st

from indicators.evaluation.externalities import Externality
from indicators.present.charts.evaluation_beside import externality_figure
from indicators.present.texts.evaluation import externalities as words
from pages.evaluation.data import cached_figure, current_panel
from pages.shared.context import PageContext
from pages.shared.figures import show_figure
from pages.shared.layout import empty_state

_COLOURS = {"alert": "orange", "clear": "green", "unknown": "gray", "no_threshold": "gray"}


def show_externalities(context: PageContext) -> None:
    """The whole panel, then each externality: alerts first, then what is known, then what is not."""
    t = context.t
    panel = current_panel(context)
    if not panel.items:
        empty_state(
            t("Aucun effet indésirable n'est suivi."),
            t("La personne qui administre le tableau de bord choisit la liste."),
        )
        return
    show_figure(cached_figure(context, "externalities", lambda: externality_figure(panel, t)), context)
    order = ("alert", "clear", "no_threshold", "unknown")
    for item in sorted(panel.items, key=lambda item: order.index(item.state)):
        _card(item, context)


def _card(item: Externality, context: PageContext) -> None:
    t, definition = context.t, item.definition
    badge = f":{_COLOURS[item.state]}-badge[{words.SYMBOLS[item.state]} {words.state_word(item.state, t)}]"
    if item.unanswered:
        badge += f" :red-badge[{t('⚑ sans réponse')}]"
    if item.observation is not None and item.observation.example:
        badge += f" :gray-badge[{t('exemple')}]"
    with st.container(border=True):
        st.markdown(f"**{definition.label.get(t.lang)}** {badge}")
        st.markdown(words.externality_sentence(item, t))
        if note := words.threshold_words(definition, t):
            st.caption(note)
        st.markdown(words.answer_sentence(item, t))
        for measure in item.measures:
            st.markdown(f"- {words.measure_sentence(measure, t)}")
        _known_measures(item, context)


def _known_measures(item: Externality, context: PageContext) -> None:
    """What elsewhere is known to mitigate it, offered where nothing is in force."""
    t = context.t
    typical = context.catalogue.externality_measures.get(item.definition.id, ())
    if item.in_force or not typical:
        return
    with st.expander(t("Mesures connues pour y répondre"), icon=":material/lightbulb:"):
        for measure in typical:
            law = f" – {measure.law.get(t.lang)}" if measure.law else ""
            st.markdown(f"- {measure.label.get(t.lang)}{law}")
