"""The filters of the map and of the table, all kept in the address by their codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import streamlit as st

from indicators.partnerships import Facet, Filters
from indicators.present.maps.shading import Measure
from indicators.present.texts import Translator
from indicators.present.texts.partnerships.words import group_words, state_words
from pages.components import choices
from pages.components.context import PageContext
from pages.components.partnership_data import Portfolio

SHADINGS: tuple[str, ...] = ("nombre", "euros", "actions", "aucun")
MEASURES: Mapping[str, Measure] = {"nombre": "number", "euros": "euros", "actions": "projects"}
Words = Callable[[str], str]


@dataclass(frozen=True)
class MapChoice:
    """What the reader asked of the map."""

    filters: Filters
    shading: str
    layers: tuple[str, ...]


def choose(folio: Portfolio, context: PageContext) -> MapChoice:
    """Draw the filters; the numbers count the whole portfolio."""
    t = context.t
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        text = choices.search(
            t("Chercher un partenaire ou un pays"), key="cherche", icon=":material/search:", width=300
        )
        with st.popover(t("Filtrer"), icon=":material/filter_alt:", width="content"):
            facets = _facets(folio, context)
        with st.popover(t("Couches"), icon=":material/layers:", width="content"):
            shading, layers = _layers(folio, t)
    year, undated = _time(folio, t)
    return MapChoice(Filters(**facets, year=year, undated=undated, text=text), shading, layers)


def _facets(folio: Portfolio, context: PageContext) -> dict[str, tuple[str, ...]]:
    t, catalogue = context.t, context.catalogue
    kinds = {name: item.label for name, item in folio.scene.kinds.items()}
    states, groups = state_words(t), group_words(t)

    def theme(code: str) -> str:
        return catalogue.themes[code].label.get(t.lang) if code in catalogue.themes else code

    def goal(code: str) -> str:
        entry = next((item for item in catalogue.sdgs.values() if str(item.number) == code), None)
        return f"{code}. {entry.short_label.get(t.lang)}" if entry else code

    every = t("Tout")
    return {
        "kinds": _facet(folio, "kinds", "types", t("Nature de la relation"), lambda code: kinds.get(code, code), every),
        "states": _facet(folio, "states", "etats", t("État"), lambda code: states.get(code, code), every),
        "themes": _facet(folio, "themes", "themes", t("Thème"), theme, every),
        "sdgs": _facet(folio, "sdgs", "odd", t("Objectif de développement durable"), goal, every),
        "groups": _facet(folio, "groups", "groupes", t("Groupe de pays"), lambda code: groups.get(code, code), every),
        "countries": _facet(folio, "countries", "pays", t("Pays"), t.country, every),
    }


def _facet(folio: Portfolio, facet: Facet, key: str, label: str, words: Words, everything: str) -> tuple[str, ...]:
    """One list of choices with how many relations each has; not drawn when there is nothing to choose."""
    counts = folio.selector.counts(Filters(), facet)
    numeric = facet == "sdgs"
    codes = sorted(
        counts, key=lambda code: (int(code), "") if numeric and code.isdigit() else (0, words(code).casefold())
    )
    if not codes:
        return ()
    return tuple(
        choices.select_many(
            label, codes, key=key, format_func=lambda code: f"{words(code)} ({counts[code]})", placeholder=everything
        )
    )


def _layers(folio: Portfolio, t: Translator) -> tuple[str, tuple[str, ...]]:
    words = {
        "nombre": t("nombre de relations"),
        "euros": t("euros"),
        "actions": t("actions"),
        "aucun": t("sans couleur"),
    }
    shading = choices.segments(t("Couleur des pays"), SHADINGS, key="couleur", format_func=words.__getitem__)
    names = {layer.id: f"{layer.symbol.label} ({len(layer.points)})" for layer in folio.scene.layers if layer.points}
    if not names:
        return shading, ()
    chosen = choices.select_many(
        t("Autres couches"), list(names), key="calques", format_func=names.__getitem__, placeholder=t("Aucune")
    )
    return shading, tuple(chosen)


def _time(folio: Portfolio, t: Translator) -> tuple[int | None, bool]:
    """The year to look at, from the oldest dated relation to the day of the edition; the last year keeps everything."""
    years = folio.selector.years
    undated = folio.selector.undated(Filters())
    if years is None or years[0] == years[1]:
        return None, True
    with st.container(horizontal=True, vertical_alignment="center", gap="large"):
        with st.container(width="stretch"):
            year = choices.moment(t("Relations en cours cette année-là"), *years, key="an")
        if undated:
            label = t.n("avec {count} relation sans date", "avec {count} relations sans date", undated)
            keep = choices.switch(label, key="sans_date", default=True, width="content")
    return (None if year == years[1] else year), keep if undated else True
