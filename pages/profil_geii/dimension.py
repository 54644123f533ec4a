"""One dimension opened on its indicators: value, parts, trend, source, caveat, quality, and the facts beside."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators.geii import DimensionReading, Profile, Reading
from indicators.present.charts.geii_series import series_figure
from indicators.present.charts.peer_band import banded
from indicators.present.charts.remarks import remarked
from indicators.present.figure import Figure
from indicators.present.texts import geii as words
from indicators.present.texts import geii_reading as opened
from indicators.present.texts.evaluation.status import explain, status_label
from indicators.present.texts.markdown import escape
from pages.profil_geii import data
from pages.shared.choices import segments
from pages.shared.context import PageContext
from pages.shared.explaining import explain_button
from pages.shared.figures import show_citation, show_figure, source_line


def show_dimension(profile: Profile, context: PageContext) -> None:
    """Let the reader open one of the six dimensions."""
    t = context.t
    by_id = {item.dimension.id: item for item in profile.dimensions}
    chosen = segments(
        t("Dimension"),
        list(by_id),
        format_func=lambda name: by_id[name].dimension.short_label.get(t.lang),
        default=_fullest(profile).dimension.id,
        label_visibility="collapsed",
        key="dimension",
    )
    item = by_id[chosen]
    st.markdown(f"**{item.dimension.label.get(t.lang)}** – {item.dimension.question.get(t.lang)}")
    st.markdown(escape(words.dimension_sentence(item, profile, t)))
    if profile is context.readout.profile():
        known = [("index", reading.indicator.id) for reading in item.readings if reading.benchmark is not None]
        explain_button(
            [*([("dimension_index", chosen)] if item.index is not None else []), *known], context, "dimension"
        )
    if item.published:
        st.caption(t("Indice publié tel quel : {source}", source=source_line(words.source(item.published, t), t)))
    for reading in item.readings:
        if reading.point is not None:
            _known(reading, profile, context)
    _missing(item, context)
    _facts(item, context)


def _fullest(profile: Profile) -> DimensionReading:
    return max(profile.dimensions, key=lambda item: item.with_value)


def _known(reading: Reading, profile: Profile, context: PageContext) -> None:
    t, point = context.t, reading.point
    if point is None:
        return
    badge = f" :orange-badge[{t('mesurée à une autre échelle')} – {words.level(point, t)}]" if reading.proxy else ""
    if told := words.direction(reading.indicator, t):
        badge += f" :gray-badge[{told}]"
    if brought := words.capped(reading, t):
        badge += f" :orange-badge[{brought}]"
    with st.container(border=True):
        left, right = st.columns([3, 4], gap="medium")
        with left:
            st.markdown(f"**{reading.indicator.label.get(t.lang)}**{badge}")
            heading, figure = opened.key_figure(reading, t)
            compared = opened.benchmark(reading, context.snapshot.territories, t)
            st.metric(heading, figure, compared, delta_color="off", delta_arrow="off")
            if parts := opened.parts(reading, t):
                st.caption(parts)
            _aim(reading, context)
            st.caption(t("Source : {source}", source=source_line(words.source(point, t), t)))
            if len(reading.series) == 1:
                show_citation([words.source(point, t)], reading.indicator.id, t)
            st.caption(t("À savoir : {caveat}", caveat=reading.indicator.caveat.get(t.lang)))
        with right:
            if len(reading.series) > 1:
                build = partial(_series, reading, context)
                show_figure(data.figure(context, profile, reading.indicator.id, build), context, heading=False)


def _aim(reading: Reading, context: PageContext) -> None:
    """The target that the collectivity set on this indicator, and where it stands: nothing else on the page would tell."""
    aimed = context.readout.evaluation().reading(reading.indicator.id)
    if aimed is None or aimed.target is None:
        return
    t, plan = context.t, aimed.target.plan
    status = status_label(aimed.assessment.status, t)
    st.markdown(f"**{status}** – {escape(explain(aimed, context.year, t))}")
    if plan:
        st.caption(t("Cible de : {plan}", plan=escape(plan)))


def _series(reading: Reading, context: PageContext) -> Figure:
    t, code = context.t, reading.reference.territory if reading.reference else ""
    theirs = context.readout.values.of(reading.indicator.id, code, context.year)
    known = context.snapshot.territories.get(code)
    names = (t.place(context.territory.name), t.place(known.name) if known else t("Référence"))
    drawn = series_figure(reading, theirs, names, t)
    band = context.readout.peer_band(reading.indicator.id)
    drawn = banded(drawn, band, lambda value: words.written(value, reading.indicator, t), t)
    return remarked(drawn, context.snapshot.annotations, "profile", t)


def _missing(item: DimensionReading, context: PageContext) -> None:
    t = context.t
    missing = [reading.indicator for reading in item.readings if reading.point is None]
    if not missing or item.published:
        return
    with st.expander(
        t.n(
            "{count} indicateur sans donnée : où la trouver",
            "{count} indicateurs sans donnée : où la trouver",
            len(missing),
        ),
        icon=":material/search:",
        expanded=item.status == "empty",
    ):
        for indicator in missing:
            st.markdown(
                f"- **{indicator.label.get(t.lang)}** ({indicator.unit_label.get(t.lang)}) – {indicator.source_name.get(t.lang)}"
            )


def _facts(item: DimensionReading, context: PageContext) -> None:
    t = context.t
    if not item.facts:
        return
    st.markdown(t("**Faits disponibles**, qui n'entrent dans aucun indice :"))
    for indicator, series in item.facts:
        told = escape(opened.fact(indicator, series[-3:], t))
        st.markdown(t.typeset(f"- {told} {source_line(words.source(series[-1], t), t)}"))
