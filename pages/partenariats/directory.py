"""The directory of networks: who they are, where they say they are, who told it and when; filtered, never guessed."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from indicators.catalogue import Network
from indicators.geography.names import normalise
from indicators.partnerships import MembershipReading
from indicators.present.texts import Translator
from indicators.present.texts.partnerships.directory import (
    membership_word,
    network_category,
    network_name,
    network_state,
)
from pages.shared.context import PageContext
from pages.shared.layout import empty_state
from pages.shared.tables import show_table


def show_directory(memberships: Sequence[MembershipReading], context: PageContext) -> None:
    """The filters, then the networks that answer to them."""
    t = context.t
    st.header(t("Répertoire des réseaux"), anchor=False)
    st.caption(
        t(
            "Les réseaux du manuel de 2008 et ceux d'aujourd'hui, dont les réseaux régionaux multi-acteurs. Une adresse n'est dite vérifiée que si une personne l'a ouverte : sinon, on dit de quand elle est connue."
        )
    )
    found = _filtered(list(context.catalogue.networks.values()), context)
    if not found:
        empty_state(t("Aucun réseau ne répond à ces filtres."), t("Élargissez la recherche."))
        return
    states = {item.membership.network: item for item in memberships}
    table = pd.DataFrame([_row(item, states.get(item.id), t) for item in found])
    st.markdown(t.n("**{count} réseau**", "**{count} réseaux**", len(found)))
    show_table(table.astype({t("Créé en"): "Int64"}), t, height=420, alt=t("Répertoire des réseaux."))


def _filtered(networks: list[Network], context: PageContext) -> list[Network]:
    t = context.t
    left, middle, right = st.columns(3)
    kinds = list(dict.fromkeys(item.category for item in networks))
    kind = left.selectbox(
        t("Sorte"), ["", *kinds], format_func=lambda code: network_category(code, t) if code else t("Toutes"), key="reseau_sorte"
    )  # fmt: skip
    places = sorted({_place(item, t) for item in networks}, key=normalise)
    place = middle.selectbox(
        t("Pays ou région"), ["", *places], format_func=lambda name: name or t("Tous"), key="reseau_lieu"
    )
    text = normalise(right.text_input(t("Nom ou thème"), key="reseau_texte"))
    return [
        item
        for item in networks
        if (not kind or item.category == kind)
        and (not place or _place(item, t) == place)
        and text in normalise(f"{network_name(item, t)} {item.theme.get(t.lang)}")
    ]


def _place(item: Network, t: Translator) -> str:
    scopes = {"world": t("Monde"), "continent": t("Continent"), "other": t("Autre échelle"), "country": t("Pays")}
    return item.region or (t.country(item.country) if item.country else scopes[item.scope])


def _row(item: Network, mine: MembershipReading | None, t: Translator) -> dict[str, object]:
    return {
        t("Réseau"): network_name(item, t),
        t("Sorte"): network_category(item.category, t),
        t("Thème"): item.theme.get(t.lang),
        t("Pays ou région"): _place(item, t),
        t("Membre"): membership_word(mine, t),
        t("Adresse"): item.url or t("à chercher"),
        t("État"): network_state(item, t),
        t("Donnée par"): item.publisher,
        t("Année de la source"): item.year,
        t("Créé en"): item.founded,
    }
