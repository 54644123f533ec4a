"""The log of corrective measures: indicators in difficulty, what is done about each, by whom and since when."""

from __future__ import annotations

import streamlit as st

from indicators.evaluation.corrective import Correction, corrective_log
from indicators.present.cards import reading_line
from indicators.present.texts.evaluation import corrective as words
from indicators.present.texts.evaluation.externalities import measure_sentence
from indicators.present.texts.evaluation.levels import owner_name
from indicators.present.texts.evaluation.status import explain
from indicators.present.texts.markdown import escape
from pages.evaluation.corrective_form import show_measure_form
from pages.evaluation.data import current_evaluation
from pages.shared.context import PageContext


def show_corrective(context: PageContext) -> None:
    """The log, what nothing answers first."""
    t = context.t
    evaluation = current_evaluation(context)
    log = corrective_log(evaluation)
    st.markdown(f"**{words.log_sentence(log, t)}**")
    st.caption(
        t(
            "Une mesure se consigne ici ou dans le fichier « Mesures d'atténuation ». Elle nomme l'indicateur à redresser, "
            "son responsable, sa date, son statut et l'effet attendu. Elle reste au journal quand l'indicateur se redresse."
        )
    )
    show_measure_form(log, evaluation, context)
    for item in log:
        _card(item, context)


def _card(item: Correction, context: PageContext) -> None:
    t, reading = context.t, item.reading
    with st.container(border=True):
        st.html(reading_line(reading, t))
        st.markdown(explain(reading, context.year, t))
        st.markdown(words.correction_sentence(item, t))
        lines = [measure_sentence(measure, t) for measure in item.measures]
        lines += [
            t("Action en cours : {title} ({year})", title=escape(act.title), year=act.year) for act in item.activities
        ]
        if lines:
            st.markdown("\n".join(f"- {line}" for line in lines))
        st.caption(t("Indicateur suivi par : {owner}", owner=escape(owner_name(reading.owner, t))))
