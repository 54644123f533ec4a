"""The choices made once in the frame: language, territory, year and edition, all kept in the address."""

from __future__ import annotations

from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from indicators.geography.keys import TerritoryKey, TerritoryKeyError, find, name_of
from indicators.languages import LANGUAGES
from indicators.present.texts import Translator, translator
from indicators.records import Edition, Territory
from indicators.settings import Settings
from pages.shared import runtime
from pages.shared.choices import segments, select
from pages.shared.context import SELECTION, Selection
from pages.shared.elsewhere import TERRITORY, look_elsewhere, looked_for

LATEST = "derniere"


def choose_language(settings: Settings, where: DeltaGenerator) -> Translator:
    """The reader's language, from the address or the settings."""
    offered = list(settings.languages.choices)
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
            territory, installed = _choose_territory(t, edition, settings)
        with year_slot:
            year = _choose_year(t, edition, territory) if installed else date.today().year
    selection = Selection(t.lang, edition, territory, year, installed)
    st.session_state[SELECTION] = selection
    return selection


def _choose_edition(t: Translator, editions: list[Edition]) -> Edition:
    by_number = {LATEST: editions[0]} | {str(item.number): item for item in editions}

    def label(number: str) -> str:
        item = by_number[number]
        date = t.day(item.published_at)
        if number == LATEST:
            return t("Dernière : {name}", name=t(item.name))
        return t("{number} – {name} ({date})", number=number, name=t(item.name), date=date)

    help_text = t("Une édition est un jeu de données publié et figé : ce que le conseil a vu reste consultable.")
    return by_number[select(t("Édition"), list(by_number), format_func=label, key="edition", help=help_text)]


def _choose_territory(t: Translator, edition: Edition, settings: Settings) -> tuple[Territory, bool]:
    """The territory that is read, and whether the edition has it.

    The collectivity's own is offered first even when the edition has it not: another city never takes its place unseen.
    """
    everybody = runtime.territories(edition.number)
    types = {item.code: item.type for item in everybody}
    default = find(settings.collectivity.territory, types) or ""
    opened = st.session_state.get(TERRITORY)
    known = {item.code: item for item in everybody if item.role == "home" or item.code in {default, opened}}
    if (other := looked_for(edition, types)) is not None:
        known[other.code] = other
    homes = any(item.role == "home" for item in everybody)
    absent = None if default or (homes and not settings.territory_chosen) else _absent(t, settings)
    offered = known if absent is None else {absent.code: absent, **known}
    codes = list(offered)
    chosen = select(
        t("Territoire"),
        codes,
        default=default if default in offered else codes[0],
        format_func=lambda code: t.place(offered[code].name),
        key=TERRITORY,
        read=lambda text: find(text, {code: item.type for code, item in known.items()}),
    )
    look_elsewhere(t, types)
    return offered[chosen], chosen in known


def _absent(t: Translator, settings: Settings) -> Territory:
    """The collectivity that is still to be installed, by the name that the geographic code gives it."""
    code = settings.collectivity.territory
    if not settings.territory_chosen:
        return Territory(code=code, name=t("Votre collectivité"))
    try:
        name = name_of(TerritoryKey.parse(code))
    except TerritoryKeyError:
        name = ""
    return Territory(code=code, name=name or code)


def _choose_year(t: Translator, edition: Edition, territory: Territory) -> int:
    latest = runtime.latest_readout(edition.number, territory.code)
    help_text = t("La valeur la plus récente à cette date est affichée, avec son année.")
    return int(
        select(
            t("Année de lecture"),
            [str(year) for year in latest.years],
            key="annee",
            default=str(latest.year),
            help=help_text,
        )
    )
