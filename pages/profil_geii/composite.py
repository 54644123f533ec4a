"""The optional composite on the profile page: bounds, interval, peers, recipe."""

from __future__ import annotations

from functools import partial

import streamlit as st

from indicators.geii import Profile
from indicators.geii.composite import Composite, composite_of
from indicators.present.charts.composite import Order, parts_figure, peers_figure
from indicators.present.reports.kit import composite_kit
from indicators.present.reports.stamp import moment
from indicators.present.texts import composite as words
from pages.profil_geii.weights import choose_weights
from pages.shared.choices import select, switch
from pages.shared.context import PageContext
from pages.shared.figures import show_figure


def show_composite(profile: Profile, context: PageContext) -> None:
    """Draw the composite when the reader asks for it."""
    t = context.t
    st.header(t("Un seul indice pour l'ensemble, à la demande"), anchor=False)
    st.caption(
        t(
            "Un seul chiffre cache six réalités : il n'est qu'une aide à la lecture, jamais un classement. Le profil ci-dessus dit plus."
        )
    )
    if not switch(t("Calculer l'indice d'ensemble"), key="composite", default=context.settings.profile.composite):
        return
    options = choose_weights(context)
    composite = composite_of(profile, comparable(profile, context), context.catalogue, options)
    if composite.missing:
        st.info(words.unavailable(composite, options, t), icon=":material/info:")
        st.caption(t("Poids qui seraient appliqués : {weights}.", weights=words.weights(options, context.catalogue, t)))
        return
    show_figure(parts_figure(composite, profile, context.catalogue, options, t), context)
    if note := words.published_total(profile, composite, t):
        st.info(note, icon=":material/info:")
    _by_weight_set(composite, context)
    offer_kit(composite, context)
    if len(composite.standings) > 1:
        _show_peers(composite, profile, context)


def comparable(profile: Profile, context: PageContext) -> list[Profile]:
    """The profiles of the comparable territories, read with the same options and references."""
    references = set(context.readout.references)
    return [
        context.readout.profile_of(item, profile.options)
        for item in context.snapshot.territories.values()
        if item.code != profile.territory.code and item.code not in references and item.role != "reference"
    ]


def _by_weight_set(composite: Composite, context: PageContext) -> None:
    t = context.t
    names = context.catalogue.weight_sets
    rows = [
        f"- **{names[name].label.get(t.lang)}** : {t.number(score, 1)} – {names[name].source.get(t.lang)}"
        for name, score in composite.by_weight_set
    ]
    with st.expander(t("Le même indice avec trois jeux de poids publiés"), icon=":material/balance:"):
        st.markdown(t.typeset("\n".join(rows)))


def offer_kit(composite: Composite, context: PageContext) -> None:
    """The archive that rebuilds this very composite with the command line, weights of the reader included."""
    t = context.t
    if composite.kit is None:
        return
    st.download_button(
        t("De quoi refaire ce résultat (ZIP)"),
        data=partial(composite_kit, composite.kit, moment(context.edition.published_at), t),
        file_name=f"ouverture_composite_{context.territory.code}_{context.year}.zip",
        mime="application/zip",
        icon=":material/receipt_long:",
        on_click="ignore",
        help=t(
            "Les données, le cadre, la recette, la commande à taper et les fichiers qu'elle redonne à l'octet près."
        ),
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
