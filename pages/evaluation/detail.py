"""One indicator opened: its promise drawn, the arithmetic of its status, its definition and its source."""

from __future__ import annotations

import streamlit as st

from indicators.evaluation import IndicatorReading
from indicators.present.charts.evaluation_indicator import indicator_target
from indicators.present.charts.peer_band import banded
from indicators.present.charts.remarks import remarked
from indicators.present.figure import Figure
from indicators.present.texts.evaluation.levels import level_name
from indicators.present.texts.evaluation.reasons import beside
from indicators.present.texts.evaluation.status import method_name
from indicators.present.texts.evaluation.trends import trend_proof
from indicators.present.texts.evaluation.values import quantity
from indicators.records import LEVELS
from pages.evaluation.data import cached_figure, current_evaluation
from pages.evaluation.method import choose_method
from pages.shared import choices
from pages.shared.back import back_button
from pages.shared.context import PageContext
from pages.shared.explaining import explain_button
from pages.shared.figures import show_figure
from pages.shared.layout import empty_state
from pages.shared.links import address_with

VIEW, CHOICE = "vue", "indicateur"
_EXPLAINED = ("status", "value", "indicator_score", "open_sdg")


def address_of(reading: IndicatorReading) -> str:
    """Where an indicator has its own view, from the card of it; empty when there is nothing more to see."""
    return address_with({VIEW: CHOICE, CHOICE: reading.definition.id}) if reading.points else ""


def show_indicator(context: PageContext) -> None:
    """Let the reader open any indicator that has a value, whatever its level."""
    t = context.t
    back_button("evaluation", "niveaux", t)
    evaluation = current_evaluation(context, choose_method(context))
    known = {
        reading.definition.id: (level, reading)
        for level in LEVELS
        for reading in evaluation.levels[level].readings
        if reading.points
    }
    if not known:
        empty_state(t("Aucun indicateur n'a encore de valeur pour ce territoire."))
        return

    def words(name: str) -> str:
        level, reading = known[name]
        return f"{level_name(level, t)} – {reading.definition.label.get(t.lang)}"

    chosen = choices.select(t("Indicateur"), list(known), key=CHOICE, format_func=words)
    reading = known[chosen][1]
    _definition(reading, context)
    figure = cached_figure(
        context,
        f"indicator_{chosen}_{reading.assessment.measure.method}",
        lambda: _figure(reading, context),
    )
    show_figure(figure, context)
    if evaluation is current_evaluation(context):  # the tree is that of the plan's own method
        explain_button([(name, chosen) for name in _EXPLAINED], context, "indicator")
    _arithmetic(reading, context)


def _figure(reading: IndicatorReading, context: PageContext) -> Figure:
    """The indicator against its promise, over the band of similar collectivities, with the remarks of its years."""
    t, definition = context.t, reading.definition
    drawn = indicator_target(reading, context.year, t)
    band = context.readout.peer_band(definition.id)
    drawn = banded(drawn, band, lambda value: quantity(value, definition, t), t)
    return remarked(drawn, context.snapshot.annotations, "evaluation", t)


def _definition(reading: IndicatorReading, context: PageContext) -> None:
    t, definition = context.t, reading.definition
    st.markdown(f"**{definition.question.get(t.lang)}**")
    st.markdown(t("Calcul : {formula}", formula=definition.formula.get(t.lang)))
    if found := beside(reading, t):
        st.markdown(t("À côté : {beside}.", beside=found))
    if definition.target_logic is not None:
        st.caption(definition.target_logic.get(t.lang))


def _arithmetic(reading: IndicatorReading, context: PageContext) -> None:
    """The numbers behind the status, so that anybody can redo them."""
    t, assessment = context.t, reading.assessment
    measure, rules = assessment.measure, assessment.rules
    if measure.progress is None:
        return
    high, low = rules.bounds(measure.method)
    lines = [
        t("Chemin parcouru : {value}", value=t.percent(100 * measure.progress, 1)),
        t(
            "Chemin attendu en {year} : {value}",
            year=assessment.year,
            value=t.percent(None if measure.expected is None else 100 * measure.expected, 1),
        ),
        t("Rythme ({method}) : {value}", method=method_name(measure.method, t), value=t.number(measure.pace, 2)),
        t(
            "Seuils : en bonne voie à partir de {high}, à accélérer à partir de {low}",
            high=t.number(high),
            low=t.number(low),
        ),
    ]
    if proof := trend_proof(reading, t):
        lines.append(proof)
    if reading.open_sdg is not None:
        lines.append(t("Échelle d'Open SDG, de −5 à +5 : {value}", value=t.number(reading.open_sdg, 2, signed=True)))
    with st.expander(t("Refaire le calcul"), icon=":material/calculate:"):
        st.markdown("\n".join(f"- {line}" for line in lines))
