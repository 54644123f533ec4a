"""What surrounds the relations: actors of the territory, communities, and how the euros spread."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from indicators.budget.relations import overview
from indicators.geography.names import normalise
from indicators.partnerships import actor_matrix
from indicators.present.charts.partnerships import actor_map
from indicators.present.texts import Translator
from indicators.present.texts.markdown import escape
from indicators.present.texts.partnerships import sentences
from indicators.present.texts.translator import MISSING
from indicators.records import Community
from pages.partenariats.data import portfolio
from pages.shared.context import PageContext
from pages.shared.figures import show_figure
from pages.shared.layout import empty_state
from pages.shared.tables import show_table


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
        names = t.join(escape(actor.name) for actor in matrix.without_country)
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
    left, right = st.container(key="empile_communautes").columns(2, gap="large")
    same = len({(item.year, item.definition) for item in found.communities}) == 1
    for column, title, rows in (
        (left, t("Communautés d'un pays partenaire"), found.with_partner),
        (right, t("Communautés sans partenaire à ce jour"), found.without_partner),
    ):
        with column:
            st.markdown(f"**{title}** ({len(rows)})")
            if rows:
                people = {t("Pays d'origine"): st.column_config.TextColumn(width="medium")}
                show_table(_communities(rows, same, t), t, alt=title, column_config=people, height="content")
    if found.partners_without_community:
        countries = t.join(sorted(map(t.country, found.partners_without_community), key=normalise))
        st.caption(
            t("Pays partenaires qui ne figurent pas dans les communautés connues : {countries}.", countries=countries)
        )
    if same and (definition := found.communities[0].definition):
        st.caption(t("Définition : {definition}.", definition=escape(definition)))
    show_sources([item.source for item in found.communities], t)


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
    readout = context.readout
    found = overview(readout.budget().book, readout.year, "paid", readout.budget_rules)
    st.markdown(sentences.concentration(found, names, t))


def show_sources(sources: Iterable[str], t: Translator) -> None:
    """Where the figures of a table come from, each source once."""
    known = [escape(source) for source in dict.fromkeys(sources) if source]
    if known:
        st.caption(t("Sources : {sources}", sources=" · ".join(known)))
