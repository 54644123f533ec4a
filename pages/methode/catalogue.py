"""The catalogue as a reader consults it: a filtered list, and one indicator with all that it carries."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators.catalogue import Indicator
from indicators.present.exports import csv_bytes
from indicators.present.texts import marked
from pages.shared.choices import select
from pages.shared.context import PageContext
from pages.shared.tables import show_table

FAMILIES = {
    "geii": marked("Ouverture du territoire (profil inspiré du GEII)"),
    "territorial": marked("Évaluation – niveau territorial"),
    "programmatic": marked("Évaluation – niveau programmatique"),
    "operational": marked("Évaluation – niveau opérationnel"),
    "externality": marked("Effets indésirables"),
    "geii_published": marked("Indices publiés"),
    "context": marked("Données de contexte"),
}
DIRECTIONS = {
    "up": marked("↑ plus haut est recherché"),
    "down": marked("↓ plus bas est recherché"),
    "band": marked("↔ une plage est recherchée"),
    "context": marked("○ contexte, ni bon ni mauvais"),
}


def show_catalogue(context: PageContext) -> None:
    """Choose a family, read its table, open one indicator."""
    t = context.t
    family = select(t("Famille"), list(FAMILIES), format_func=lambda name: t(FAMILIES[name]), key="famille", width=380)
    indicators = context.catalogue.family(family)  # type: ignore[arg-type]  # a word of FAMILIES
    table = catalogue_table(indicators, context)
    show_table(table, t, alt=t("Liste des indicateurs de la famille {name}", name=t(FAMILIES[family])))
    st.download_button(
        t("Télécharger cette liste (CSV)"),
        data=lambda: csv_bytes(table),
        file_name=f"ouverture_catalogue_{family}.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )
    by_id = {item.id: item for item in indicators}
    chosen = select(
        t("Ouvrir un indicateur"),
        list(by_id),
        format_func=lambda name: by_id[name].label.get(t.lang),
        key=f"indicateur_{family}",
    )
    _sheet(by_id[chosen], context)


def catalogue_table(indicators: tuple[Indicator, ...], context: PageContext) -> pd.DataFrame:
    """The indicators of a family with what each is, one row each."""
    t = context.t
    chosen = context.readout.chosen
    return pd.DataFrame(
        [
            {
                t("Indicateur"): item.label.get(t.lang),
                t("Unité"): item.unit_label.get(t.lang),
                t("Sens"): t(DIRECTIONS[item.direction]),
                t("Formule"): item.formula.get(t.lang),
                t("Source habituelle"): item.source_name.get(t.lang),
                t("Suivi ici"): t("oui") if item.id in chosen else t("non"),
                t("Essentiel"): t("oui") if item.essential else t("non"),
                t("Identifiant"): item.id,
            }
            for item in indicators
        ]
    )


def _sheet(item: Indicator, context: PageContext) -> None:
    t = context.t
    with st.container(border=True):
        st.markdown(f"**{item.label.get(t.lang)}** · `{item.id}`")
        st.markdown(item.question.get(t.lang))
        lines = [
            (t("Formule"), item.formula.get(t.lang)),
            (t("Unité"), item.unit_label.get(t.lang)),
            (t("Sens"), t(DIRECTIONS[item.direction])),
            (t("Source habituelle"), item.source_name.get(t.lang)),
            (t("À savoir"), item.caveat.get(t.lang)),
            (t("Origine"), context.catalogue.cited(item.origin, t.lang)),
        ]
        if item.range_lo is not None and item.range_hi is not None:
            bounds = t("de {low} à {high}", low=t.number(item.range_lo), high=t.number(item.range_hi))
            judged = t(" (notre jugement, sans source)") if item.range_judgement else ""
            lines.append((t("Plage vraisemblable"), bounds + judged))
        st.markdown(t.typeset("\n".join(f"- **{name}** : {text}" for name, text in lines)))
