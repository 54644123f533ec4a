"""Networks: the memberships of the territory with what they cost and brought, then the directory of the manual."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from indicators.catalogue import Network
from indicators.geography.names import normalise
from indicators.partnerships import MembershipReading
from indicators.present.texts import Translator
from indicators.present.texts.markdown import escape
from indicators.present.texts.partnerships import sentences
from indicators.present.texts.translator import MISSING
from pages.partenariats.around import show_sources
from pages.partenariats.data import portfolio
from pages.shared.context import PageContext
from pages.shared.sorting import Order, arranged
from pages.shared.tables import show_table


def show_networks(context: PageContext) -> None:
    """Memberships with their fee and results, then the directory of the manual."""
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
    st.header(t("Répertoire des réseaux"), anchor=False)
    st.caption(t("D'après le manuel de 2008 : un point de départ. Statut et adresse à vérifier avant tout contact."))
    mine = {item.membership.network for item in folio.networks}
    listed = [
        {
            t("Réseau"): _network_name(item, t),
            t("Thème"): item.theme.get(t.lang),
            t("Créé en"): item.founded,
            t("Membre"): t("oui") if item.id in mine else "",
            t("Statut"): t("à vérifier") if item.status == "to_verify" else t("vérifié"),
            t("Année de la source"): item.year,
        }
        for item in context.catalogue.networks.values()
    ]
    if listed:
        directory = pd.DataFrame(listed).astype({t("Créé en"): "Int64"})
        show_table(directory, t, height=420, alt=t("Répertoire des réseaux."))


def _network_name(item: Network, t: Translator) -> str:
    name = item.name.get(t.lang)
    return f"{name} ({item.acronym})" if item.acronym and item.acronym not in name else name


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
