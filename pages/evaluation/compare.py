"""Beside similar collectivities: the group first, with its size, then what it allows to say."""

from __future__ import annotations

import streamlit as st

from indicators.present.charts.evaluation_beside import comparison_figure
from indicators.present.texts.evaluation.comparison import compared_sources
from indicators.records import LEVELS
from pages.evaluation.data import cached_figure
from pages.shared.choices import segments
from pages.shared.context import PageContext
from pages.shared.figures import show_figure
from pages.shared.layout import empty_state
from pages.shared.tables import show_table


def show_comparison(context: PageContext) -> None:
    """The group of similar collectivities and the indicators it covers at more than 75 %."""
    t = context.t
    group = context.readout.peers
    if not group:
        empty_state(
            t("Aucune collectivité semblable dans cette édition : rien à comparer."),
            t(
                "Sont semblables les territoires enregistrés comme pairs, de même nature et de population voisine (de la moitié au double)."
            ),
        )
        return
    names = t.join([member.called for member in group[:12]])
    more = t(" et {count} autres", count=len(group) - 12) if len(group) > 12 else ""
    st.markdown(
        t.n(
            "Groupe de {count} collectivité semblable : {names}{more}.",
            "Groupe de {count} collectivités semblables : {names}{more}.",
            len(group),
            names=names,
            more=more,
        )
    )
    families, catalogue = _families(context), context.catalogue
    found = context.readout.comparison
    known = {
        name: item for name, item in found.items() if catalogue.indicators[name].family in families and item.values
    }
    if not known:
        empty_state(t("Aucun indicateur suivi n'est renseigné dans le groupe."))
        return
    home = t.place(context.territory.name)
    figure = cached_figure(
        context,
        f"comparison_{min(families)}",
        lambda: comparison_figure(
            known,
            context.catalogue,
            t,
            home=home,
            sources=compared_sources(context.snapshot.observations, known, t),
        ),
    )
    show_figure(figure, context)
    show_table(figure.table, t, alt=figure.alt, height="content")


def _families(context: PageContext) -> frozenset[str]:
    t = context.t
    labels = {"evaluation": t("Évaluation"), "profil": t("Ouverture du territoire")}
    chosen = segments(t("Indicateurs"), list(labels), format_func=labels.__getitem__, key="famille")
    return frozenset({"geii"}) if chosen == "profil" else frozenset(LEVELS)
