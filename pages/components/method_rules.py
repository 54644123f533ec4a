"""The thresholds, weights and choices that shape the results, as config.toml holds them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.components.context import PageContext


def show_rules(context: PageContext) -> None:
    """Print the settings that change a figure, so that a result is never separated from its rules."""
    t, limits = context.t, context.settings.thresholds
    profile = context.settings.profile
    weights = context.catalogue.weight_sets[profile.weight_set]
    rows = [
        (
            t("Référence de lecture (indice 100)"),
            t.join(context.snapshot.territories[code].name for code in context.references),
        ),
        (t("Moyenne d'une dimension"), t("géométrique") if profile.mean == "geometric" else t("arithmétique")),
        (t("Indicateurs nécessaires pour noter une dimension"), t.number(limits.dimension_minimum_indicators)),
        (t("Couverture sous laquelle rien n'est noté"), t.percent(100 * limits.coverage_minimum, 0)),
        (t("Couverture à partir de laquelle un score est publié"), t.percent(100 * limits.coverage_full, 0)),
        (t("Bornes d'un indice avant la moyenne"), f"{t.number(limits.index_low)} – {t.number(limits.index_high)}"),
        (t("Composite : dimensions notées nécessaires"), t.number(limits.composite_minimum_dimensions)),
        (t("Composite : couverture nécessaire"), t.percent(100 * limits.composite_coverage, 0)),
        (t("Composite : jeu de poids"), weights.label.get(t.lang)),
        (t("« En bonne voie » à partir de"), t.percent(100 * limits.progress_on_track, 0)),
        (t("« À accélérer » à partir de"), t.percent(100 * limits.progress_acceleration, 0)),
        (t("Relation dormante après"), t.n("{count} mois", "{count} mois", limits.dormant_months)),
        (t("Convention à renouveler dans les"), t.n("{count} mois", "{count} mois", limits.renewal_months)),
    ]
    table = pd.DataFrame(rows, columns=[t("Règle"), t("Valeur")])
    st.markdown(
        t("Ces valeurs se changent dans `config.toml`. Celles qui relèvent de notre jugement y sont signalées.")
    )
    st.dataframe(table, hide_index=True, alt=t("Règles et seuils qui façonnent les résultats"))
