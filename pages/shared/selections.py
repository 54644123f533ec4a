"""The choices made once in the frame: language, territory, year and edition, all kept in the address."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from indicators.geography.keys import find
from indicators.languages import LANGUAGES
from indicators.present.texts import Translator, translator
from indicators.readout import years_to_read
from indicators.records import Edition, Territory
from indicators.settings import Settings
from pages.shared import runtime
from pages.shared.choices import segments, select
from pages.shared.context import SELECTION, Selection
from pages.shared.elsewhere import TERRITORY, look_elsewhere, looked_for

LATEST = "derniere"


def choose_language(settings: Settings, where: DeltaGenerator) -> Translator:
    """The reader's language, from the address or the settings."""
    offered = [lang for lang in LANGUAGES if lang in settings.languages.offered]
    with where:
        lang = segments(
            "Langue · Language · Idioma",
            offered,
            default=settings.languages.default,
            format_func=lambda code: LANGUAGES[code].name,
            key="langue",
        )
    return translator(lang, settings.collectivity.timezone)


def choose(t: Translator, settings: Settings, where: DeltaGenerator) -> Selection:
    """Draw the selectors and keep the choice in the session for the pages."""
    editions = runtime.all_editions()
    with where:
        territory_slot, year_slot = st.container(), st.container()
        edition = _choose_edition(t, editions)
        with territory_slot:
            territory = _choose_territory(t, edition, settings)
        with year_slot:
            year = _choose_year(t, edition, territory)
    selection = Selection(t.lang, edition, territory, year)
    st.session_state[SELECTION] = selection
    return selection


def _choose_edition(t: Translator, editions: list[Edition]) -> Edition:
    by_number = {LATEST: editions[0]} | {str(item.number): item for item in editions}

    def label(number: str) -> str:
        item = by_number[number]
        date = t.day(item.published_at)
        if number == LATEST:
            return t("Dernière : {name}", name=item.name)
        return t("{number} – {name} ({date})", number=number, name=item.name, date=date)

    help_text = t("Une édition est un jeu de données publié et figé : ce que le conseil a vu reste consultable.")
    return by_number[select(t("Édition"), list(by_number), format_func=label, key="edition", help=help_text)]


def _choose_territory(t: Translator, edition: Edition, settings: Settings) -> Territory:
    everybody = runtime.territories(edition.number)
    types = {item.code: item.type for item in everybody}
    default = find(settings.collectivity.territory, types) or ""
    opened = st.session_state.get(TERRITORY)
    homes = [item for item in everybody if item.role == "home" or item.code in {default, opened}]
    known = {item.code: item for item in homes or everybody}
    if (other := looked_for(edition, types)) is not None:
        known[other.code] = other
    codes = list(known)
    chosen = select(
        t("Territoire"),
        codes,
        default=default if default in known else codes[0],
        format_func=lambda code: known[code].name,
        key=TERRITORY,
        read=lambda text: find(text, {code: item.type for code, item in known.items()}),
    )
    look_elsewhere(t, types)
    return known[chosen]


def _choose_year(t: Translator, edition: Edition, territory: Territory) -> int:
    latest = runtime.latest_readout(edition.number, territory.code)
    years = years_to_read(latest.snapshot) or [latest.year]
    help_text = t("La valeur la plus récente à cette date est affichée, avec son année.")
    return int(
        select(
            t("Année de lecture"), [str(year) for year in years], key="annee", default=str(latest.year), help=help_text
        )
    )
