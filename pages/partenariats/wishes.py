"""What the reader looks for in a partner: a weight by criterion, and what each one means to them."""

from __future__ import annotations

import streamlit as st

from indicators.geography import GROUPS
from indicators.partnerships import CITY_CRITERIA, COUNTRY_CRITERIA, Wishes
from indicators.present.texts.partnerships.reasons import criterion_words
from indicators.present.texts.partnerships.words import group_words, language_word, region_words
from pages.shared import choices
from pages.shared.context import PageContext

_LANGUAGES = (
    "fr", "en", "es", "pt", "ar", "de", "it", "zh", "ru", "tr", "wo", "bm", "ff", "ber", "mg", "vi", "hy", "uk", "ro", "pl",
)  # fmt: skip
_WEIGHTS = ("0", "1", "2", "3")
_FIRST = {"diasporas": "2", "geography": "2"}


def choose_wishes(context: PageContext, *, cities: bool) -> Wishes:
    """The weights, then the wishes; a criterion of cities is not weighed where countries are looked for."""
    t = context.t
    st.markdown(f"**{t('Poids de 0 (ignorer) à 3 (essentiel)')}**")
    words = criterion_words(t)
    weights: dict[str, float] = {}
    for name in CITY_CRITERIA:
        idle = not cities and name not in COUNTRY_CRITERIA
        label = t("{criterion} (pour des villes seulement)", criterion=words[name]) if idle else words[name]
        weights[name] = float(
            choices.select(label, _WEIGHTS, key=f"poids_{name}", default=_FIRST.get(name, "1"), disabled=idle)
        )
    groups, regions, themes = group_words(t), region_words(t), context.catalogue.themes
    anything = t("Sans préférence")
    st.markdown(f"**{t('Souhaits')}**")
    return Wishes(
        weights,
        languages=tuple(
            choices.select_many(
                t("Langues"), _LANGUAGES, key="langues_voulues", default=("fr",), format_func=lambda code: language_word(code, t)
            )
        ),
        groups=tuple(
            choices.select_many(
                t("Groupes de pays"), list(GROUPS), key="groupes_voulus", format_func=groups.__getitem__, placeholder=anything
            )
        ),
        regions=tuple(
            choices.select_many(
                t("Régions du monde"), list(regions), key="regions_voulues", format_func=regions.__getitem__, placeholder=anything
            )
        ),
        themes=tuple(
            choices.select_many(
                t("Thèmes"), list(themes), key="themes_voulus", format_func=lambda code: themes[code].label.get(t.lang), placeholder=anything
            )
        ),
        only_new=choices.switch(t("Seulement des pays où nous n'avons pas de relation"), key="nouveaux", default=True),
    )  # fmt: skip
