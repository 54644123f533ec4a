"""The three levels: every status at a glance, then one level with its score, its limits and its indicators."""

from __future__ import annotations

import streamlit as st

from indicators.evaluation import Evaluation, LevelView
from indicators.present.charts.evaluation import level_progress, status_strip
from indicators.present.key_figures import KeyFigure
from indicators.present.texts.evaluation import levels as words
from indicators.present.texts.evaluation.externalities import panel_sentence
from indicators.present.texts.evaluation.trends import few_years, few_years_sentence
from indicators.records import LEVELS, Level
from pages.evaluation.asking import ask
from pages.evaluation.cards import show_cards
from pages.evaluation.data import cached_figure, current_evaluation, current_panel
from pages.evaluation.method import choose_method
from pages.evaluation.moving import offer_moving
from pages.shared.choices import segments
from pages.shared.context import PageContext
from pages.shared.explaining import explain_button
from pages.shared.figures import show_figure
from pages.shared.layout import key_figures, know_more

_EXPLAINED = ("level_score", "level_coverage", "level_low", "level_high", "level_publication")


def show_levels(context: PageContext) -> None:
    """The strip of statuses, the choice of a level and of a method, the level itself."""
    t = context.t
    evaluation = current_evaluation(context)
    if not evaluation.measured and evaluation.readings:
        _begin(evaluation, context)
        return
    method = choose_method(context)
    evaluation = current_evaluation(context, method)
    name = method or "plan"
    show_figure(cached_figure(context, f"strip_{name}", lambda: status_strip(evaluation, t)), context)
    with st.container(border=True):
        st.markdown(f":material/warning: {panel_sentence(current_panel(context), t)}")
        st.caption(t("Les effets indésirables ont leur propre vue : ils ne sont jamais retranchés d'une note."))
    level = _level(context)
    view = evaluation.levels[level]
    st.header(words.level_name(level, t), anchor=False)
    st.markdown(words.level_question(level, t))
    with know_more(f"placed_{level}", context):
        st.markdown(words.placed_sentence(view, t))
        offer_moving(view, context)
    if not any(reading.value is not None for reading in view.readings):
        ask(view.readings, context)
        return
    _score(view, evaluation, context)
    show_figure(cached_figure(context, f"{level}_{name}", lambda: level_progress(view, evaluation, t)), context)
    show_cards(view, context)


def _begin(evaluation: Evaluation, context: PageContext) -> None:
    """Nothing is measured yet: what to give, and the questions that each thing answers."""
    t = context.t
    st.header(
        t.n("{count} question pour commencer", "{count} questions pour commencer", evaluation.asked),
        anchor=False,
    )
    st.markdown(t("Rien n'est encore mesuré. Donnez d'abord ce que vous avez sous la main : le reste peut attendre."))
    ask(evaluation.readings, context)


def _level(context: PageContext) -> Level:
    t = context.t
    labels = {str(level): words.level_name(level, t) for level in LEVELS}
    chosen = segments(t("Niveau"), list(labels), format_func=labels.__getitem__, key="niveau")
    return next((level for level in LEVELS if level == chosen), "territorial")


def _score(view: LevelView, evaluation: Evaluation, context: PageContext) -> None:
    t, score = context.t, view.score
    state = {
        "published": t("tout est connu") if score.scored == score.total else "",
        "provisional": t("provisoire"),
        "withheld": t("couverture insuffisante"),
    }[score.publication]
    coverage = t.percent(None if score.coverage is None else 100 * score.coverage, 0)
    count = t("{scored} indicateurs sur {total}", scored=score.scored, total=score.total)
    answered = view.counts["achieved"] + view.counts["on_track"]
    key_figures(
        [
            KeyFigure(t("Note de progression"), words.score_words(view, t), state),
            KeyFigure(t("Couverture"), coverage, count),
            KeyFigure(
                t("Atteints ou en bonne voie"),
                t("{part} sur {whole}", part=answered, whole=len(view.readings)),
                t("indicateurs de contexte compris"),
            ),
        ],
        context,
    )
    if evaluation is current_evaluation(context):  # the tree is that of the plan's own method
        explain_button([(name, view.level) for name in _EXPLAINED], context, "level")
    if proof := words.score_proof(view, t):
        with know_more("score", context):
            st.markdown(proof)
    if any(few_years(reading) for reading in view.readings):
        st.caption(few_years_sentence(t))
    if withdrawn := words.withdrawn_sentence(evaluation, t):
        st.warning(withdrawn, icon=":material/visibility:")
