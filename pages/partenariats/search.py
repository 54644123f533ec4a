"""Looking for partners: the reader weighs criteria, the page gives countries or cities with reasons, never a verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from indicators.geography import ATTRIBUTION
from indicators.partnerships import (
    Candidate,
    Suggestions,
    Surroundings,
    Wishes,
    candidate_cities,
    candidate_countries,
    latest_communities,
    suggestions,
)
from indicators.present.texts import Translator
from indicators.present.texts.markdown import escape
from indicators.present.texts.partnerships.prospects import ask_words
from pages.partenariats.candidates import city_orders, orders, show_candidates
from pages.partenariats.data import portfolio
from pages.partenariats.shortlist import VIEW
from pages.partenariats.wishes import choose_wishes
from pages.shared import choices
from pages.shared.context import PageContext
from pages.shared.layout import empty_state

_ASKED = 3
_COUNTRIES, _CITIES = 8, 4  # cities are told by country, so that the first one does not fill the list


@st.fragment
def show_search(context: PageContext) -> None:
    """What is looked for, weights and wishes on the left, candidates on the right."""
    t = context.t
    if st.session_state.get(VIEW) == "pistes":  # a prospect was opened from here: this fragment is no longer the page
        st.rerun()
    st.markdown(t("Pesez vos critères : la page rassemble ce que l'on sait, elle ne choisit pas à votre place."))
    kinds = {"pays": t("Pays"), "villes": t("Villes connues")}
    cities = (
        choices.segments(t("Chercher"), list(kinds), key="chercher_quoi", format_func=kinds.__getitem__) == "villes"
    )
    left, right = st.container(key="empile_recherche").columns([3, 5], gap="medium")
    with left, st.container(key="souhaits"):
        wishes = choose_wishes(context, cities=cities)
    around = Surroundings(
        context.territory, portfolio(context).relations, latest_communities(context.snapshot.communities), context.snapshot.actors
    )  # fmt: skip
    with right:
        countries = candidate_countries(wishes, around)
        if not countries:
            empty_state(
                t("Aucun pays ne répond à ces critères."),
                t("Donnez un poids à un critère, ou élargissez vos souhaits."),
            )
        elif cities:
            found = _cities(wishes, around, countries, context)
            show_candidates(found.shown, city_orders(found.shown, t), "tri_villes", context)
            _to_ask(found, t)
        else:
            found = suggestions(countries, _COUNTRIES)
            show_candidates(found.shown, orders(t), "tri_pays", context)
            _to_ask(found, t)


def _cities(wishes: Wishes, around: Surroundings, countries: Sequence[Candidate], context: PageContext) -> Suggestions:
    """The cities of the countries that the reader keeps, by default the first three of which enough is known."""
    t = context.t
    codes = [item.country for item in countries]
    first = [item.country for item in suggestions(countries, 3).shown]
    kept = choices.select_many(
        t("Dans ces pays"), codes, key="pays_voulus", default=first or codes[:3], format_func=t.country
    )
    st.caption(t("Villes du répertoire {source} ; les partenaires actuels n'y figurent pas.", source=ATTRIBUTION))
    found = candidate_cities(wishes, around, kept)
    by_country = [suggestions([city for city in found if city.country == country], _CITIES) for country in kept]
    shown = tuple(item for part in by_country for item in part.shown)
    asked = Counter({name: 0 for part in by_country for name, _ in part.to_ask})
    for part in by_country:
        asked.update(dict(part.to_ask))
    return Suggestions(shown, sum(part.waiting for part in by_country), tuple(asked.most_common()))


def _to_ask(found: Suggestions, t: Translator) -> None:
    """What would let the others be told: whom to ask, the criterion that lacks most first."""
    if not found.waiting or not found.to_ask:
        return
    said = t.n(
        "{count} autre répond à un critère, sans que rien ne le distingue. Pour en juger, à demander :",
        "{count} autres répondent à un critère, sans que rien ne les distingue. Pour en juger, à demander :",
        found.waiting,
    )
    asked = "".join(f"\n- {escape(ask_words(name, t))}" for name, _ in found.to_ask[:_ASKED])
    st.markdown(f"{said}\n{asked}")
