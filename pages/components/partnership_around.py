"""What surrounds the relations: networks, actors of the territory, communities."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from indicators.catalogue import Network
from indicators.geography.names import normalise
from indicators.partnerships import MembershipReading, actor_matrix, overview
from indicators.present.charts.partnerships import actor_map
from indicators.present.texts import Translator
from indicators.present.texts.partnerships import sentences
from indicators.present.texts.translator import MISSING
from indicators.records import Community
from pages.components.budget_data import book
from pages.components.context import PageContext
from pages.components.figures import show_figure
from pages.components.layout import empty_state
from pages.components.partnership_data import portfolio


def show_networks(context: PageContext) -> None:
    """Memberships with their fee and results, then the directory of the manual."""
    t, folio = context.t, portfolio(context)
    st.markdown(f"## {sentences.networks(folio.networks, t)}")
    if folio.networks:
        table = pd.DataFrame([_membership(item, t) for item in folio.networks])
        st.table(table.set_index(t("Réseau")))
        st.caption(
            t(
                "Coût par résultat : cotisation d'une année divisée par les résultats documentés, toutes années confondues. Un ordre de grandeur, jamais un classement."
            )
        )
        _sources([item.membership.source for item in folio.networks], t)
    st.header(t("Répertoire des réseaux"), anchor=False)
    st.caption(t("D'après le manuel de 2008 : un point de départ. Statut et adresse à vérifier avant tout contact."))
    mine = {item.membership.network for item in folio.networks}
    rows = [
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
    if rows:
        st.dataframe(
            pd.DataFrame(rows).astype({t("Créé en"): "Int64"}), hide_index=True, placeholder=MISSING, height=420, alt=t("Répertoire des réseaux.")
        )  # fmt: skip


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
    name = row.name or (item.network.name.get(t.lang) if item.network else row.network)
    state = states.get(row.status, row.status)
    text = {
        t("Réseau"): f"{name} ({state})" if state else name,
        t("Depuis"): t.date(row.since),
        t("Cotisation annuelle"): t.money(row.fee),
        t("Rôle"): row.role or MISSING,
        t("Résultats"): " ; ".join(row.results) or results[item.results],
        t("Dernier résultat"): t.date(row.last_result),
        t("Coût par résultat"): t.money(item.cost_per_result),
    }
    return {column: sentences.escape(value) for column, value in text.items()}


def _sources(sources: Iterable[str], t: Translator) -> None:
    """Where the figures of a table come from, each source once."""
    known = [sentences.escape(source) for source in dict.fromkeys(sources) if source]
    if known:
        st.caption(t("Sources : {sources}", sources=" ; ".join(known)))


def show_actors(context: PageContext) -> None:
    """The matrix of the six groups, with the actors without a country told apart."""
    t, folio = context.t, portfolio(context)
    groups = {name: item.label.get(t.lang) for name, item in context.catalogue.actor_groups.items()}
    if not context.snapshot.actors:
        empty_state(
            t("Aucun acteur du territoire n'est recensé."),
            t("Un agent peut charger la liste des acteurs, leur groupe et leurs pays d'action."),
        )
        return
    matrix = actor_matrix(context.snapshot.actors, list(groups), folio.relations)
    show_figure(actor_map(matrix, groups, t), context)
    if matrix.without_country:
        names = t.join(sentences.escape(actor.name) for actor in matrix.without_country)
        st.caption(t("Sans pays d'action renseigné : {names}.", names=names))
    if matrix.partners_without_actor and not matrix.counts.empty:
        countries = t.join(t.country(code) for code in matrix.partners_without_actor)
        st.caption(t("Pays partenaires sans acteur recensé : {countries}.", countries=countries))


def show_communities(context: PageContext) -> None:
    """Communities beside partner countries: two lists, an overlap, no verdict."""
    t, folio = context.t, portfolio(context)
    found = folio.communities
    st.markdown(f"## {sentences.overlap(found, t)}")
    if not found.communities:
        empty_state(
            t("Aucune communauté n'est renseignée pour ce territoire."),
            t("Un agent peut charger les effectifs par pays de naissance ou par nationalité (recensement de l'Insee)."),
        )
        return
    st.caption(t("Ces listes ouvrent une discussion, elles ne disent pas avec qui signer."))
    left, right = st.columns(2, gap="large")
    same = len({(item.year, item.definition) for item in found.communities}) == 1
    for column, title, rows in (
        (left, t("Communautés d'un pays partenaire"), found.with_partner),
        (right, t("Communautés sans partenaire à ce jour"), found.without_partner),
    ):
        with column:
            st.markdown(f"**{title}** ({len(rows)})")
            if rows:
                people = {
                    t("Pays d'origine"): st.column_config.TextColumn(width="medium"),
                    t("Personnes"): st.column_config.NumberColumn(format="localized"),
                }
                st.dataframe(
                    _communities(rows, same, t),
                    hide_index=True,
                    placeholder=MISSING,
                    alt=title,
                    column_config=people,
                    height="content",
                )
    if found.partners_without_community:
        countries = t.join(sorted(map(t.country, found.partners_without_community), key=normalise))
        st.caption(
            t("Pays partenaires qui ne figurent pas dans les communautés connues : {countries}.", countries=countries)
        )
    if same and (definition := found.communities[0].definition):
        st.caption(t("Définition : {definition}.", definition=sentences.escape(definition)))
    _sources([item.source for item in found.communities], t)


def _communities(rows: tuple[Community, ...], same: bool, t: Translator) -> pd.DataFrame:
    """Communities with what tells them apart; a year and a definition that all share are said once, beside the table."""
    columns: dict[str, object] = {
        t("Pays d'origine"): [t.country(item.country) for item in rows],
        t("Personnes"): pd.array([item.population for item in rows], dtype="Int64"),
        t("Rang cité"): pd.array([item.rank for item in rows], dtype="Int64"),
    }
    if not same:
        columns |= {
            t("Année"): [item.year for item in rows],
            t("Définition"): [item.definition or MISSING for item in rows],
        }
    return pd.DataFrame(columns)


def show_money(context: PageContext) -> None:
    """How the euros attached to relations spread in the year of the reading."""
    t, folio = context.t, portfolio(context)
    names = {item.id: item.partnership.partner for item in folio.relations}
    st.markdown(sentences.concentration(overview(book(context), context.year, "paid"), names, t))
