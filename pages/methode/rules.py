"""The thresholds, weights and choices that shape the results, as config.toml holds them."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from indicators.composite import describe, recipe_to_toml
from indicators.geii.composite import composite_of
from indicators.geii.method import recipe_of
from indicators.present.texts import composite as words
from indicators.present.texts.markdown import escape
from pages.profil_geii.composite import comparable, offer_kit
from pages.profil_geii.weights import composite_options
from pages.shared.context import PageContext
from pages.shared.tables import show_table


def show_rules(context: PageContext) -> None:
    """Print the settings that change a figure, so that a result is never separated from its rules."""
    t, limits = context.t, context.settings.thresholds
    profile = context.settings.profile
    names = [context.snapshot.territories[code].called for code in context.readout.references]
    weights = context.catalogue.weight_sets[profile.weight_set]
    rows = [
        (
            t("Référence de lecture (indice 100)"),
            t.join(names[:1]),
        ),
        (t("Autres références, lues à côté"), t.join(names[1:]) or t("aucune")),
        (t("Moyenne d'une dimension"), t("géométrique") if profile.mean == "geometric" else t("arithmétique")),
        (t("Indicateurs nécessaires pour noter une dimension"), t.number(limits.dimension_minimum_indicators)),
        (
            t("Couverture sous laquelle une dimension ou un niveau n'est pas noté"),
            t.percent(100 * limits.coverage_minimum, 0),
        ),
        (t("Couverture à partir de laquelle un score est publié"), t.percent(100 * limits.coverage_full, 0)),
        (t("Bornes d'un indice avant la moyenne"), f"{t.number(limits.index_low)} – {t.number(limits.index_high)}"),
        (t("Indice d'ensemble : dimensions notées nécessaires"), t.number(limits.composite_minimum_dimensions)),
        (t("Indice d'ensemble : couverture nécessaire"), t.percent(100 * limits.composite_coverage, 0)),
        (t("Indice d'ensemble : jeu de poids"), weights.label.get(t.lang)),
        (t("« En bonne voie » à partir de"), t.percent(100 * limits.progress_on_track, 0)),
        (t("« À accélérer » à partir de"), t.percent(100 * limits.progress_acceleration, 0)),
        (t("Relation dormante après"), t.n("{count} mois", "{count} mois", limits.dormant_months)),
        (t("Convention à renouveler dans les"), t.n("{count} mois", "{count} mois", limits.renewal_months)),
    ]
    table = pd.DataFrame(rows, columns=[t("Règle"), t("Valeur")])
    st.markdown(
        t("La collectivité choisit ces valeurs ; la personne qui administre le tableau de bord peut les changer.")
    )
    show_table(table, t, height="content", alt=t("Règles et seuils qui façonnent les résultats"))
    _show_recipe(context)


def _show_recipe(context: PageContext) -> None:
    """The recipe of the composite in plain words, with its weights, and as the files that rebuild its result."""
    t, profile = context.t, context.settings.profile
    options = composite_options(context, profile.weight_set, profile.dimension_weights)
    recipe = recipe_of(options)
    st.header(t("La recette de l'indice d'ensemble"), anchor=False)
    named = replace(
        recipe, reference=t.join(context.snapshot.territories[code].called for code in context.readout.references[:1])
    )
    limits = context.settings.thresholds
    st.markdown(
        t(
            "Elle part des six indices de dimension, dont chaque indicateur est déjà ramené entre {low} et {high}.",
            low=t.number(limits.index_low), high=t.number(limits.index_high),
        )
    )  # fmt: skip
    # The engine treats nothing further here: « kept as they are » would deny the bounds just told.
    told = [item for item in describe(named) if item.step != "treat" or recipe.treat]
    st.markdown("\n".join(f"1. {escape(item.told(t))}" for item in told))
    st.caption(t("Poids des dimensions : {weights}.", weights=words.weights(options, context.catalogue, t)))
    st.download_button(
        t("Télécharger la recette (TOML)"),
        data=recipe_to_toml(recipe),
        file_name="ouverture_recette.toml",
        mime="application/toml",
        icon=":material/receipt_long:",
        on_click="ignore",
    )
    read = context.readout.profile()
    composite = composite_of(read, comparable(read, context), context.catalogue, options)
    if composite.missing:
        st.info(words.unavailable(composite, options, t), icon=":material/info:")
    offer_kit(composite, context)
