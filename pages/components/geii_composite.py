"""The optional composite on the profile page: weights in the reader's hands, bounds, interval, peers, recipe."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from indicators.geii import Composite, CompositeOptions, Profile, build_profile, composite_of, options_for
from indicators.present.charts.composite import Order, parts_figure, peers_figure
from indicators.present.texts import Translator
from indicators.present.texts import composite as words
from pages.components.choices import segments, select, switch
from pages.components.context import PageContext
from pages.components.figures import show_figure

OWN = "lecteur"


def show_composite(profile: Profile, context: PageContext) -> None:
    """Draw the composite when the reader asks for it."""
    t = context.t
    st.subheader(t("L'indice composite, si vous le souhaitez"), anchor=False)
    st.caption(
        t(
            "Un seul chiffre cache six réalités : il n'est qu'une aide à la lecture, jamais un classement. Le profil ci-dessus dit plus."
        )
    )
    if not switch(t("Calculer l'indice composite"), key="composite", default=context.settings.profile.composite):
        return
    options = _choose_weights(context)
    composite = composite_of(profile, _peers(profile, context), context.catalogue, options)
    if composite.missing:
        st.info(words.unavailable(composite, options, t), icon=":material/info:")
        _weights_only(options, context)
        return
    show_figure(parts_figure(composite, profile, context.catalogue, options, t), context)
    if note := words.published_total(profile, composite, t):
        st.info(note, icon=":material/info:")
    _by_weight_set(composite, context)
    _recipe(composite, t)
    if len(composite.standings) > 1:
        _show_peers(composite, profile, context)


def _choose_weights(context: PageContext) -> CompositeOptions:
    """A published weight set, the collectivity's, or the reader's own, which are never saved over the collectivity's."""
    t, catalogue, settings = context.t, context.catalogue, context.settings
    limits, profile = settings.thresholds, settings.profile
    labels = {name: item.label.get(t.lang) for name, item in catalogue.weight_sets.items()} | {OWN: t("Mes poids")}
    chosen = segments(
        t("Poids des dimensions"), list(labels), format_func=labels.__getitem__, default=profile.weight_set, key="poids"
    )
    own = dict(profile.dimension_weights)
    if chosen == OWN:
        st.caption(t("Vos poids ne valent que pour votre lecture : ceux de la collectivité ne changent pas."))
        columns = st.columns(3)
        for position, dimension in enumerate(catalogue.dimensions.values()):
            with columns[position % 3]:
                label = dimension.short_label.get(t.lang)
                own[dimension.id] = st.slider(
                    label, 0.0, 3.0, own.get(dimension.id, 1.0), 0.5, key=f"poids_{dimension.id}"
                )
        if not any(own.values()):
            st.warning(t("Tous les poids sont nuls : les poids égaux sont repris."), icon=":material/balance:")
            own = {}
    weight_set = catalogue.weight_sets[profile.weight_set if chosen == OWN else chosen]
    return replace(
        options_for(weight_set, own if chosen == OWN or profile.dimension_weights else None),
        mean=profile.mean,
        minimum_dimensions=limits.composite_minimum_dimensions,
        minimum_coverage=limits.composite_coverage,
    )


def _peers(profile: Profile, context: PageContext) -> list[Profile]:
    """The profiles of the comparable territories, read with the same options and references."""
    snapshot = context.snapshot
    references = set(context.references)
    options = replace(profile.options, references=profile.options.references or context.references)
    return [
        build_profile(replace(snapshot, territory=item), context.catalogue, context.year, options)
        for item in snapshot.territories.values()
        if item.code != profile.territory.code and item.code not in references and item.role != "reference"
    ]


def _weights_only(options: CompositeOptions, context: PageContext) -> None:
    total = sum(options.weights.values())
    names = context.catalogue.dimensions
    st.caption(
        context.t(
            "Poids qui seraient appliqués : {weights}.",
            weights=context.t.join(
                f"{names[code].short_label.get(context.t.lang)} {context.t.percent(100 * weight / total, 0)}"
                for code, weight in options.weights.items()
            ),
        )
    )


def _by_weight_set(composite: Composite, context: PageContext) -> None:
    t = context.t
    names = context.catalogue.weight_sets
    rows = [
        f"- **{names[name].label.get(t.lang)}** : {t.number(score, 1)} – {names[name].source.get(t.lang)}"
        for name, score in composite.by_weight_set
    ]
    with st.expander(t("Le même indice avec trois jeux de poids publiés"), icon=":material/balance:"):
        st.markdown(t.typeset("\n".join(rows)))


def _recipe(composite: Composite, t: Translator) -> None:
    st.download_button(
        t("Télécharger la recette qui reconstruit ce résultat"),
        data=composite.recipe,
        file_name="ouverture_recette.toml",
        mime="application/toml",
        icon=":material/receipt_long:",
        on_click="ignore",
    )


def _show_peers(composite: Composite, profile: Profile, context: PageContext) -> None:
    t = context.t
    labels: dict[str, str] = {
        "name": t("par nom"),
        "similarity": t("du plus ressemblant au moins ressemblant"),
        "rank": t("par rang, avec son intervalle"),
    }
    chosen = select(t("Ordre des territoires"), list(labels), format_func=labels.__getitem__, key="ordre", width=380)
    order: Order = "similarity" if chosen == "similarity" else "rank" if chosen == "rank" else "name"
    show_figure(peers_figure(composite, profile, order, t), context)
