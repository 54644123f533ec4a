"""Looking for partners: the reader weighs criteria, the page gives countries or cities with reasons, never a verdict."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from indicators.catalogue import Theme
from indicators.geography import ATTRIBUTION, GROUPS
from indicators.partnerships import (
    CITY_CRITERIA,
    Candidate,
    Surroundings,
    Wishes,
    candidate_cities,
    candidate_countries,
    latest_communities,
)
from indicators.present.texts import Translator
from indicators.present.texts.partnerships import sentences
from indicators.present.texts.partnerships.reasons import criterion_words, match, reason
from indicators.present.texts.partnerships.words import group_words, language_word, region_words
from indicators.present.texts.translator import MISSING
from pages.components import choices
from pages.components.context import PageContext
from pages.components.layout import empty_state
from pages.components.partnership_data import portfolio

_LANGUAGES = (
    "fr",
    "en",
    "es",
    "pt",
    "ar",
    "de",
    "it",
    "zh",
    "ru",
    "tr",
    "wo",
    "bm",
    "ff",
    "ber",
    "mg",
    "vi",
    "hy",
    "uk",
    "ro",
    "pl",
)
_COUNTRIES, _CITIES = 30, 8  # cities are told by country, so that the first one does not fill the list


@st.fragment
def show_search(context: PageContext) -> None:
    """Weights and wishes on the left, candidates on the right."""
    t = context.t
    st.markdown(t("Pesez vos critères : la page rassemble ce que l'on sait, elle ne choisit pas à votre place."))
    left, right = st.columns([3, 5], gap="medium")
    with left:
        wishes = _wishes(context)
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
            return
        kinds = {"pays": t("Pays"), "villes": t("Villes connues")}
        kind = choices.segments(t("Chercher"), list(kinds), key="chercher_quoi", format_func=kinds.__getitem__)
        _show(_cities(wishes, around, countries, context) if kind == "villes" else countries[:_COUNTRIES], context)


def _wishes(context: PageContext) -> Wishes:
    t = context.t
    words, groups, regions = criterion_words(t), group_words(t), region_words(t)
    weights: dict[str, float] = {}
    st.markdown(f"**{t('Poids de 0 (ignorer) à 3 (essentiel)')}**")
    for name in CITY_CRITERIA:
        first = 2 if name in ("diasporas", "geography") else 1
        weights[name] = float(
            choices.select(words[name], ["0", "1", "2", "3"], key=f"poids_{name}", default=str(first))
        )
    anything = t("Sans préférence")
    st.markdown(f"**{t('Souhaits')}**")
    languages = choices.select_many(
        t("Langues"), list(_LANGUAGES), key="langues_voulues", default=("fr",), format_func=lambda code: language_word(code, t)
    )  # fmt: skip
    wanted_groups = choices.select_many(
        t("Groupes de pays"), list(GROUPS), key="groupes_voulus", format_func=groups.__getitem__, placeholder=anything
    )
    wanted_regions = choices.select_many(
        t("Régions du monde"),
        list(regions),
        key="regions_voulues",
        format_func=regions.__getitem__,
        placeholder=anything,
    )
    themes = context.catalogue.themes
    wanted_themes = choices.select_many(
        t("Thèmes"),
        list(themes),
        key="themes_voulus",
        format_func=lambda code: themes[code].label.get(t.lang),
        placeholder=anything,
    )
    only_new = choices.switch(t("Seulement des pays où nous n'avons pas de relation"), key="nouveaux")
    return Wishes(
        weights, tuple(languages), tuple(wanted_groups), tuple(wanted_regions), tuple(wanted_themes), only_new
    )


def _cities(
    wishes: Wishes, around: Surroundings, countries: Sequence[Candidate], context: PageContext
) -> Sequence[Candidate]:
    """The cities of the countries that the reader keeps, by default the first five."""
    t = context.t
    codes = [item.country for item in countries]
    kept = choices.select_many(t("Dans ces pays"), codes, key="pays_voulus", default=codes[:5], format_func=t.country)
    st.caption(t("Villes du répertoire {source} ; les partenaires actuels n'y figurent pas.", source=ATTRIBUTION))
    found = candidate_cities(wishes, around, kept)
    return [item for country in kept for item in [city for city in found if city.country == country][:_CITIES]]


def _show(candidates: Sequence[Candidate], context: PageContext) -> None:
    """A table that is read rather than scrolled: what speaks for or against each candidate, and what nobody knows."""
    t, themes = context.t, dict(context.catalogue.themes)
    table = pd.DataFrame([_row(item, themes, t) for item in candidates])
    st.table(table.set_index(table.columns[0]))
    st.caption(
        t(
            "Accord avec vos critères : moyenne pondérée ; quand un critère n'est pas connu, la fourchette va de « pas du tout » à « tout à fait ». "
            "Aucun rang n'est donné : deux candidats dont les fourchettes se recouvrent ne se départagent pas."
        )
    )


def _row(item: Candidate, themes: dict[str, Theme], t: Translator) -> dict[str, str]:
    words = criterion_words(t)
    row = {t("Ville"): sentences.escape(item.place.name)} if item.place else {}
    row |= {t("Pays"): t.country(item.country), t("Accord"): match(item, t)}
    if item.distance_km is not None:
        row[t("Distance")] = t("{count} km", count=t.number(item.distance_km, 0))
    row[t("Raisons")] = " · ".join(sentences.escape(reason(known, themes, t)) for known in item.reasons) or MISSING
    row[t("Non connu")] = t.join(words[name] for name in item.unknown) if item.unknown else MISSING
    return row
