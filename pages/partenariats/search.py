"""Looking for partners: the reader weighs criteria, the page gives countries or cities with reasons, never a verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from indicators.access import allowed
from indicators.catalogue import Theme
from indicators.geography import ATTRIBUTION
from indicators.geography.names import normalise
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
from indicators.present.texts.partnerships.reasons import criterion_words, match, reason
from indicators.present.texts.translator import MISSING
from pages.partenariats.data import portfolio
from pages.partenariats.shortlist import VIEW, keep_candidate
from pages.partenariats.wishes import choose_wishes
from pages.shared import choices
from pages.shared.context import PageContext
from pages.shared.layout import empty_state
from pages.shared.sorting import Order, arranged

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
            _show(found.shown, _city_orders(found.shown, t), "tri_villes", context)
            _to_ask(found, t)
        else:
            found = suggestions(countries, _COUNTRIES)
            _show(found.shown, _orders(t), "tri_pays", context)
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


def _orders(t: Translator) -> dict[str, Order[Candidate]]:
    """What candidates are sorted by."""
    return {
        "accord": Order(t("Accord au moins"), lambda item: (item.low, item.high), falling=True),
        "plus": Order(t("Accord au plus"), lambda item: (item.high, item.low), falling=True),
        "pays": Order(t("Pays"), lambda item: normalise(t.country(item.country))),
        "inconnus": Order(t("Nombre de critères non connus"), lambda item: len(item.unknown)),
    }


def _city_orders(found: Sequence[Candidate], t: Translator) -> dict[str, Order[Candidate]]:
    """As they come, country by country, or otherwise."""
    chosen = list(dict.fromkeys(item.country for item in found))
    return {
        "choix": Order(t("Pays, dans l'ordre choisi"), lambda item: chosen.index(item.country)),
        "ville": Order(t("Ville"), lambda item: normalise(item.place.name) if item.place else None),
        **_orders(t),
        "distance": Order(t("Distance"), lambda item: item.distance_km),
    }


def _show(candidates: Sequence[Candidate], orders: dict[str, Order[Candidate]], key: str, context: PageContext) -> None:
    """A table that is read rather than scrolled: what speaks for or against each candidate, and what nobody knows."""
    t, themes = context.t, dict(context.catalogue.themes)
    if not candidates:
        empty_state(
            t("Rien n'est assez connu pour être proposé."),
            t("Choisissez au moins un pays, ou dites davantage de vos souhaits."),
        )
        return
    table = pd.DataFrame([_row(item, themes, t) for item in arranged(candidates, orders, key=key, t=t)])
    st.table(table.set_index(table.columns[0]), alt=t("Candidats, avec ce qui parle pour ou contre chacun"))
    st.caption(
        t(
            "Accord avec vos critères : moyenne pondérée ; quand un critère n'est pas connu, la fourchette va de « pas du tout » à « tout à fait ». "
            "Aucun rang n'est donné : deux candidats dont les fourchettes se recouvrent ne se départagent pas."
        )
    )
    if allowed(context.user, "officer", context.territory.code):
        keep_candidate(candidates, context)


def _row(item: Candidate, themes: dict[str, Theme], t: Translator) -> dict[str, str]:
    words = criterion_words(t)
    row = {t("Ville"): escape(item.place.name)} if item.place else {}
    row |= {t("Pays"): t.country(item.country), t("Accord"): match(item, t)}
    if item.distance_km is not None:
        row[t("Distance")] = t("{count} km", count=t.number(item.distance_km, 0))
    row[t("Raisons")] = " · ".join(escape(reason(known, themes, t)) for known in item.reasons) or MISSING
    row[t("Non connu")] = t.join(words[name] for name in item.unknown) if item.unknown else MISSING
    return row
