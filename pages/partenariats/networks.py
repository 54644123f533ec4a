"""Networks: the memberships of the territory with what they cost and brought, then the directory."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators.geography.names import normalise
from indicators.partnerships import MembershipReading
from indicators.present.texts import Translator
from indicators.present.texts.markdown import escape
from indicators.present.texts.partnerships import sentences
from indicators.present.texts.translator import MISSING
from pages.partenariats.around import show_sources
from pages.partenariats.data import portfolio
from pages.partenariats.directory import show_directory
from pages.partenariats.network_analysis import show_analysis
from pages.shared.context import PageContext
from pages.shared.sorting import Order, arranged


def show_networks(context: PageContext) -> None:
    """Memberships with their fee and results, then the directory."""
    t, folio = context.t, portfolio(context)
    st.markdown(f"## {sentences.networks(folio.networks, t)}")
    if folio.networks:
        rows = arranged(folio.networks, _orders(t), key="tri_reseaux", t=t)
        table = pd.DataFrame([_membership(item, t) for item in rows])
        st.table(table.set_index(t("Réseau")), alt=t("Réseaux dont le territoire est membre"))
        st.caption(
            t(
                "Coût par résultat : cotisation d'une année divisée par les résultats documentés, toutes années confondues. Un ordre de grandeur, jamais un classement."
            )
        )
        show_sources([item.membership.source for item in folio.networks], t)
    show_analysis(folio.networks, context)
    show_directory(folio.networks, context)


def _membership(item: MembershipReading, t: Translator) -> dict[str, str]:
    row = item.membership
    results = {
        "recent": t("résultat récent"),
        "old": t("résultat ancien"),
        "undated": t("résultat sans date"),
        "none": t("aucun résultat documenté"),
    }
    states = {"active": "", "to_verify": t("à vérifier"), "ended": t("terminée")}
    name = _name(item, t)
    state = states.get(row.status, row.status)
    text = {
        t("Réseau"): f"{name} ({state})" if state else name,
        t("Depuis"): t.date(row.since),
        t("Cotisation annuelle"): t.money(row.fee),
        t("Rôle"): row.role or MISSING,
        t("Résultats"): " · ".join(row.results) or results[item.results],
        t("Dernier résultat"): t.date(row.last_result),
        t("Coût par résultat"): t.money(item.cost_per_result),
    }
    return {column: escape(value) for column, value in text.items()}


def _name(item: MembershipReading, t: Translator) -> str:
    return item.membership.name or (item.network.name.get(t.lang) if item.network else item.membership.network)


def _orders(t: Translator) -> dict[str, Order[MembershipReading]]:
    """What the memberships are sorted by; dates sort as they are written."""
    return {
        "nom": Order(t("Réseau"), lambda item: normalise(_name(item, t))),
        "depuis": Order(t("Depuis"), lambda item: item.membership.since or None),
        "cotisation": Order(t("Cotisation annuelle"), lambda item: item.membership.fee, falling=True),
        "resultats": Order(t("Nombre de résultats"), lambda item: len(item.membership.results), falling=True),
        "dernier": Order(t("Dernier résultat"), lambda item: item.membership.last_result or None, falling=True),
        "cout": Order(t("Coût par résultat"), lambda item: item.cost_per_result),
    }
