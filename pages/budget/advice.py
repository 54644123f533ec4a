"""The quiet part of the budget: advice with its reasons, landmarks with their date, rules of conduct."""

from __future__ import annotations

import streamlit as st

from indicators.budget import (
    DENOMINATORS,
    BudgetView,
    Sign,
    magnitude_jump,
    predictability,
    solidarity_share,
    split_by_year,
    thousandth_share,
)
from indicators.present.texts.budget.advice import (
    bracket_sentence,
    dispersion_sentence,
    governance_sentence,
    reference_sentence,
    sign_sentence,
)
from indicators.present.texts.budget.markers import marker_groups
from indicators.present.texts.budget.prudence import prudence_sentences
from indicators.present.texts.budget.words import basis_name, key_name
from indicators.present.texts.days import read_on
from indicators.present.texts.markdown import escape
from pages.budget.cofinancing import show_cofinancing
from pages.shared import choices
from pages.shared.context import PageContext
from pages.shared.layout import know_more


def show_advice(view: BudgetView, context: PageContext) -> None:
    """Dispersion, bracket, governance, survey markers, reference lines, co-financing rules."""
    left, right = st.columns(2, gap="large")
    with left:
        _dispersion(view, context)
        _bracket(view, context)
    with right:
        _governance(view, context)
        _markers(view, context)
    _references(view, context)
    show_cofinancing(view, context)


def _dispersion(view: BudgetView, context: PageContext) -> None:
    t = context.t
    st.markdown(f"**{t('Dispersion des moyens')}**  \n{dispersion_sentence(view.dispersion, t)}")
    st.markdown("\n".join(f"- {_mark(sign)} {sign_sentence(sign, t)}" for sign in view.dispersion.signs))
    st.caption(read_on(view.as_of, t))
    st.caption(t("Un conseil avec ses raisons, jamais un verdict. La collectivité règle les repères."))


def _mark(sign: Sign) -> str:
    if sign.value is None:
        return "?"
    return "▲" if sign.raised else "●"


def _bracket(view: BudgetView, context: PageContext) -> None:
    t = context.t
    st.markdown(f"**{t('Que faire avec un budget de cette taille ?')}**  \n{bracket_sentence(view.bracket, t)}")
    if view.bracket is not None:
        st.markdown("\n".join(f"- {item.get(t.lang)}" for item in view.bracket.recommendations))
        st.caption(view.bracket.note.get(t.lang))


def _governance(view: BudgetView, context: PageContext) -> None:
    t = context.t
    st.markdown(f"**{t('Règles de conduite du budget (manuel, section 2.2)')}**")
    checks = [*(governance_sentence(check, t) for check in view.governance), *prudence_sentences(view, t)]
    st.markdown("\n".join(f"- {check}" for check in checks))
    steady = predictability(split_by_year(view.book, view.stage, "rubric"))
    if steady:
        words = [
            f"{key_name(key, 'rubric', view.snapshot, view.catalogue, t)} {t.percent(100 * value, 0)}"
            for key, value in sorted(steady.items(), key=lambda item: item[1])
        ]
        st.caption(t("D'une année à l'autre, les plus régulières : {names}.", names=t.join(words[:2])))
        with know_more("steady", context):
            st.markdown(
                t("L'écart habituel à la moyenne de chaque rubrique, de la plus régulière à la moins régulière :")
            )
            st.markdown("\n".join(f"- {escape(word)}" for word in words))
    jump = magnitude_jump(view.book, view.year, view.stage, view.rules)
    if jump is not None:
        st.warning(t("Montant {times} fois différent de l'année précédente : euros ou milliers d'euros ?", times=t.number(jump, 0)))  # fmt: skip


def _markers(view: BudgetView, context: PageContext) -> None:
    t = context.t
    title = t("Repères d'enquête, jamais des normes")
    st.markdown(f"**{title}**")
    for origin, sentences in marker_groups(view, t):
        st.caption(origin)
        st.markdown("\n".join(f"- {sentence}" for sentence in sentences))


def _references(view: BudgetView, context: PageContext) -> None:
    t = context.t
    shown = choices.switch(
        t("Montrer les repères symboliques du 0,7 % et du millième, avec leur dénominateur"),
        key="symbolique",
        default=context.settings.budget.show_zero_seven,
    )
    if not shown:
        return
    of = choices.select(
        t("Rapporter à"),
        list(DENOMINATORS),
        key="denominateur",
        default=view.bases.denominator,
        format_func=lambda code: basis_name(code, t).capitalize(),
    )
    chosen = next(item for item in DENOMINATORS if item == of)
    for build in (solidarity_share, thousandth_share):
        line = build(view.book, view.context, view.year, view.stage, chosen)
        st.markdown(f"- {reference_sentence(line, t)}")
    st.caption(t("« Plus un symbole qu'un chiffre normatif » (manuel, encadré 19) : jamais lu comme une conformité."))
