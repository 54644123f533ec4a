"""The form in which an officer notes a corrective measure, or tells again one that is known; kept as a draft."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from indicators.evaluation import Evaluation
from indicators.evaluation.corrective import STATUSES, Correction, MeasureError, noted
from indicators.present.texts.evaluation.externalities import measure_status
from indicators.records import ExternalityMeasure
from pages.donnees.context import enter
from pages.shared.choices import distinct
from pages.shared.context import PageContext
from pages.shared.folding import folded
from pages.shared.links import link_to

NEW = ""


def show_measure_form(log: Sequence[Correction], evaluation: Evaluation, context: PageContext) -> None:
    """The form, for those who may change this territory; nothing is published from here."""
    if context.user.may("officer", context.territory.code):
        draw = partial(_choose, log, evaluation, context)
        folded(context.t("Consigner une mesure"), draw, key="consigner_mesure", icon=":material/edit:")


def _choose(log: Sequence[Correction], evaluation: Evaluation, context: PageContext) -> None:
    """A measure of an indicator, new or known, then its fields."""
    t = context.t
    indicator = _indicator(log, evaluation, context)
    known = {m.measure: m for item in log if item.reading.definition.id == indicator for m in item.measures}
    words = distinct([NEW, *known], lambda key: known[key].label if key else t("Nouvelle mesure"))
    chosen = st.selectbox(t("Mesure"), [NEW, *known], format_func=words, key=f"mesure_{indicator}") if known else NEW
    start = known.get(chosen or NEW) or ExternalityMeasure(
        territory=context.territory.code, indicator=indicator, measure=NEW
    )
    _form(start, context)


def _indicator(log: Sequence[Correction], evaluation: Evaluation, context: PageContext) -> str:
    """Any indicator of the three levels, those of the log first."""
    t = context.t
    first = [item.reading for item in log]
    readings = {reading.definition.id: reading for reading in [*first, *evaluation.readings]}
    words = distinct(list(readings), lambda name: readings[name].definition.label.get(t.lang))
    return str(st.selectbox(t("Indicateur à redresser"), list(readings), format_func=words, key="mesure_indicateur"))


def _form(start: ExternalityMeasure, context: PageContext) -> None:
    t, key = context.t, f"{start.indicator}_{start.measure}"
    with st.form(f"mesure_{key}", border=False):
        label = st.text_input(t("Ce qui est fait"), start.label, key=f"quoi_{key}")
        left, middle, right = st.columns(3)
        owner = left.text_input(
            t("Responsable (fonction ou service)"), start.owner, key=f"qui_{key}",
            help=t("Jamais le nom d'une personne : la fonction reste quand la personne change."),
        )  # fmt: skip
        date = middle.text_input(t("Depuis (AAAA, AAAA-MM ou AAAA-MM-JJ)"), start.date, key=f"quand_{key}")
        status = right.selectbox(
            t("Statut"), STATUSES, index=STATUSES.index(start.status), key=f"statut_{key}",
            format_func=lambda item: measure_status(item, t),
        )  # fmt: skip
        effect = st.text_input(t("Effet attendu"), start.expected_effect, key=f"effet_{key}")
        note = st.text_input(t("Remarque"), start.note, key=f"note_{key}")
        if not st.form_submit_button(t("Enregistrer le brouillon"), type="primary", icon=":material/save:"):
            return
    told = ExternalityMeasure(
        territory=start.territory, indicator=start.indicator, measure=start.measure, label=label, status=status,
        owner=owner, date=date, expected_effect=effect, source=start.source, url=start.url, note=note,
        example=start.example,
    )  # fmt: skip
    try:
        record = noted(told)
    except MeasureError as refused:
        st.error(t(refused.template, **refused.values), icon=":material/error:")
        return
    if not enter(context, t("Mesures correctives"), ExternalityMeasure.kind, [record]):
        return
    st.success(t("Mesure gardée en brouillon. Elle sera visible après publication."), icon=":material/check_circle:")
    link_to("donnees", t("Relire et publier"))
