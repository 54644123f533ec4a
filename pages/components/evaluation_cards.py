"""The indicators of a level one by one: what each says, and why the others say nothing."""

from __future__ import annotations

import streamlit as st

from indicators.evaluation import IndicatorReading, LevelView
from indicators.present.sparkline import sparkline
from indicators.present.texts.evaluation.reasons import computed_details
from indicators.present.texts.evaluation.status import explain, status_label
from indicators.present.texts.evaluation.trends import pace_word, trend_sentence
from indicators.present.texts.evaluation.values import origin_mark, quality, quantity
from indicators.progress import Status
from pages.components.context import PageContext
from pages.components.evaluation_detail import open_button

_BADGES: dict[Status, str] = {
    "achieved": "green",
    "on_track": "blue",
    "acceleration": "blue",
    "limited": "orange",
    "regression": "red",
    "missed": "red",
    "stale": "yellow",
    "too_early": "violet",
}


def status_badge(reading: IndicatorReading, context: PageContext) -> str:
    """The status as a badge: its colour repeats what its symbol and its word already say."""
    status = reading.assessment.status
    return f":{_BADGES.get(status, 'gray')}-badge[{status_label(status, context.t)}]"


def marks(reading: IndicatorReading, context: PageContext) -> str:
    """What must be known before reading the value: invented, computed, borrowed, withdrawn, context."""
    t, row = context.t, reading.observation
    found = [t("exemple")] if reading.example else []
    found += [mark] if (mark := origin_mark(reading, t)) else []
    found += [text] if reading.origin == "observed" and row is not None and (text := quality(row, t)) else []
    found += [t("contexte, jamais noté")] if not reading.definition.scored else []
    found += [t("retiré de la liste, encore compté")] if reading.kept_by_plan else []
    found += [t("bande tirée de votre propre moyenne sur trois ans")] if reading.band_from_history else []
    return " ".join(f":gray-badge[{text}]" for text in found)


def show_card(reading: IndicatorReading, context: PageContext) -> None:
    """One indicator: its status in a sentence, its evolution, its value and the way to its own view."""
    t = context.t
    with st.container(border=True):
        left, right = st.columns([5, 2], gap="medium", vertical_alignment="center")
        with left:
            st.markdown(f"**{reading.definition.label.get(t.lang)}**")
            st.markdown(f"{status_badge(reading, context)} {marks(reading, context)}")
            st.markdown(explain(reading, context.year, t))
            for line in (_details(reading, context), _evolution(reading, context)):
                if line:
                    st.caption(line)
        with right:
            _value(reading, context)
            open_button(reading, context)


def show_missing(view: LevelView, context: PageContext) -> None:
    """What has no value, why, and where it is usually found."""
    t = context.t
    absent = [reading for reading in view.readings if reading.value is None]
    if not absent:
        return
    title = t.n("{count} indicateur sans donnée : pourquoi", "{count} indicateurs sans donnée : pourquoi", len(absent))
    with st.expander(f"∅ {title}", expanded=len(absent) == len(view.readings)):
        for reading in absent:
            where = t("source habituelle : {source}", source=reading.definition.source_name.get(t.lang))
            name = reading.definition.label.get(t.lang)
            st.markdown(f"**{name}** {marks(reading, context)}  \n{explain(reading, context.year, t)} – {where}")


def _details(reading: IndicatorReading, context: PageContext) -> str:
    if reading.computed is None or reading.origin not in ("computed", "grid"):
        return ""
    found = computed_details(reading.definition.id, reading.computed, context.t)
    return "" if found == quantity(reading.value, reading.definition, context.t) else found


def _evolution(reading: IndicatorReading, context: PageContext) -> str:
    t = context.t
    sentence = trend_sentence(reading, t)
    if reading.assessment.status == "no_target" and (word := pace_word(reading.trend, t)):
        return f"{word} – {sentence}"
    return sentence


def _value(reading: IndicatorReading, context: PageContext) -> None:
    t = context.t
    if reading.value is None:
        return
    unit = reading.definition.unit_label.get(t.lang)
    attached = reading.definition.unit.startswith(("%", "‰"))
    st.metric(
        str(reading.assessment.year) if attached else f"{reading.assessment.year} · {unit}",
        quantity(reading.value, reading.definition, t, bare=True),
    )
    points = [(point.year, point.value) for point in reading.points]
    if line := sparkline(points, t("Évolution : {sentence}", sentence=trend_sentence(reading, t))):
        st.html(line)
