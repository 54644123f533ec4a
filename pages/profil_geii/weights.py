"""The weights of the composite: published, the collectivity's, or the reader's own for this reading alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from indicators.geii.method import CompositeOptions, options_for
from pages.shared.choices import segments
from pages.shared.context import PageContext

OWN, HOME = "lecteur", "collectivite"


def choose_weights(context: PageContext) -> CompositeOptions:
    """A published weight set, the collectivity's, or the reader's own, which are never saved over the collectivity's."""
    t, catalogue, profile = context.t, context.catalogue, context.settings.profile
    labels = {name: item.label.get(t.lang) for name, item in catalogue.weight_sets.items()}
    if profile.dimension_weights:
        labels = {HOME: t("Poids de la collectivité"), **labels}
    labels[OWN] = t("Mes poids")
    default = HOME if profile.dimension_weights else profile.weight_set
    chosen = segments(
        t("Poids des dimensions"), list(labels), format_func=labels.__getitem__, default=default, key="poids"
    )
    if chosen == OWN:
        return composite_options(context, "equal", _own_weights(context))
    if chosen == HOME:
        return composite_options(context, profile.weight_set, profile.dimension_weights)
    return composite_options(context, chosen, {})


def _own_weights(context: PageContext) -> dict[str, float]:
    """What the reader sets for this reading alone, starting from the collectivity's; empty when all are nil."""
    t, start = context.t, context.settings.profile.dimension_weights
    st.caption(t("Vos poids ne valent que pour votre lecture : ceux de la collectivité ne changent pas."))
    columns = st.columns(3)
    own = {}
    for position, dimension in enumerate(context.catalogue.dimensions.values()):
        with columns[position % 3]:
            label, key = dimension.short_label.get(t.lang), f"poids_{dimension.id}"
            first = start.get(dimension.id, 1.0)
            steps = sorted({first, *(step / 2 for step in range(7))})
            own[dimension.id] = st.select_slider(label, steps, first, format_func=t.number, key=key)
    if not any(own.values()):
        st.warning(t("Tous les poids sont nuls : les poids égaux sont repris."), icon=":material/balance:")
        return {}
    return own


def composite_options(context: PageContext, weight_set: str, own: Mapping[str, float]) -> CompositeOptions:
    """The options of a published weight set, or of ``own`` weights, with the collectivity's mean and publish rules."""
    limits = context.settings.thresholds
    return replace(
        options_for(context.catalogue.weight_sets[weight_set], own or None),
        mean=context.settings.profile.mean,
        minimum_dimensions=limits.composite_minimum_dimensions,
        minimum_coverage=limits.composite_coverage,
    )
