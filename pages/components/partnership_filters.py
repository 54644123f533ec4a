"""The filters of the map and of the table, all kept in the address by their codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from indicators.partnerships import FACETS, Facet, Filters, Relation
from indicators.present.maps.scene import position
from indicators.present.maps.shading import Measure
from indicators.present.texts import Translator
from indicators.present.texts.partnerships import sentences
from indicators.present.texts.partnerships.words import group_words, state_words
from pages.components import choices
from pages.components.context import PageContext
from pages.components.partnership_data import Portfolio

SHADINGS: tuple[str, ...] = ("nombre", "euros", "actions", "aucun")
MEASURES: Mapping[str, Measure] = {"nombre": "number", "euros": "euros", "actions": "projects"}
KEYS: Mapping[Facet, str] = {
    "kinds": "types", "states": "etats", "themes": "themes", "sdgs": "odd", "groups": "groupes", "countries": "pays",
}  # fmt: skip
TEXT, YEAR, UNDATED = "cherche", "an", "sans_date"
Words = Callable[[str], str]


@dataclass(frozen=True)
class MapChoice:
    """What the reader asked of the map, and the relations that answer."""

    kept: Sequence[Relation]
    shading: str
    layers: tuple[str, ...]


@dataclass(frozen=True)
class _Facet:
    label: str
    words: Words


def choose(folio: Portfolio, context: PageContext) -> MapChoice:
    """Draw the filters, then say in words what they keep; a click takes them all away."""
    t, facets = context.t, _facets(folio, context)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        text = choices.search(
            t("Chercher un partenaire ou un pays"), key=TEXT, icon=":material/search:", width=270, live=True
        )
        filtering = st.popover(t("Filtrer"), icon=":material/filter_alt:", width="content")
        layering = st.popover(t("Couches"), icon=":material/layers:", width="content")
        year = _year(folio, t)
    with filtering:
        others = Filters(year=year, undated=choices.switched(UNDATED, True), text=text)
        chosen = _choose_facets(folio, facets, others, t)
    with layering:
        shading, layers = _layers(folio, t)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        said = st.container(width="stretch")
        undated = _undated(folio, t)
    filters = Filters(**chosen, year=year, undated=undated, text=text)
    kept = folio.selector.select(filters)
    with said:
        _summary(folio, kept, _active(filters, facets, t), t)
    return MapChoice(kept, shading, layers)


def _facets(folio: Portfolio, context: PageContext) -> Mapping[Facet, _Facet]:
    t, catalogue = context.t, context.catalogue
    kinds = {name: item.label for name, item in folio.scene.kinds.items()}
    states, groups = state_words(t), group_words(t)

    def theme(code: str) -> str:
        return catalogue.themes[code].label.get(t.lang) if code in catalogue.themes else code

    def goal(code: str) -> str:
        entry = next((item for item in catalogue.sdgs.values() if str(item.number) == code), None)
        return f"{code}. {entry.short_label.get(t.lang)}" if entry else code

    return {
        "kinds": _Facet(t("Nature de la relation"), lambda code: kinds.get(code, code)),
        "states": _Facet(t("État"), lambda code: states.get(code, code)),
        "themes": _Facet(t("Thème"), theme),
        "sdgs": _Facet(t("Objectif de développement durable"), goal),
        "groups": _Facet(t("Groupe de pays"), lambda code: groups.get(code, code)),
        "countries": _Facet(t("Pays"), t.country),
    }


def _choose_facets(
    folio: Portfolio, facets: Mapping[Facet, _Facet], others: Filters, t: Translator
) -> dict[str, tuple[str, ...]]:
    """One list a facet; each choice says how many relations it would keep beside all the other filters."""
    options = {name: _options(folio, name, facet) for name, facet in facets.items()}
    now = {name: tuple(choices.held(KEYS[name], codes)) for name, codes in options.items()}
    filters = Filters(**now, year=others.year, undated=others.undated, text=others.text)
    chosen: dict[str, tuple[str, ...]] = {}
    for name, facet in facets.items():
        if not options[name]:
            continue
        counts = folio.selector.counts(filters, name)
        words = {code: f"{facet.words(code)} ({t.number(counts[code])})" for code in options[name]}
        chosen[name] = tuple(
            choices.select_many(
                facet.label, options[name], key=KEYS[name], format_func=words.__getitem__, placeholder=t("Tout")
            )
        )  # fmt: skip
    return chosen


def _options(folio: Portfolio, name: Facet, facet: _Facet) -> list[str]:
    """Every value of the whole portfolio, so that a choice never disappears under the hand."""
    codes = folio.selector.counts(Filters(), name)
    if name == "sdgs":
        return sorted(codes, key=lambda code: (int(code) if code.isdigit() else 99, code))
    return sorted(codes, key=lambda code: facet.words(code).casefold())


def _active(filters: Filters, facets: Mapping[Facet, _Facet], t: Translator) -> list[str]:
    """The filters in force, in words."""
    found = [facets[name].words(code) for name in FACETS for code in getattr(filters, name)]
    if filters.year is not None:
        found.append(t("en {year}", year=str(filters.year)))
    if filters.text.strip():
        found.append(t("« {text} »", text=filters.text.strip()))
    return found


def _summary(folio: Portfolio, kept: Sequence[Relation], active: Sequence[str], t: Translator) -> None:
    unplaced = sum(position(item) is None for item in kept)
    text = sentences.shown(len(kept), len(folio.relations), unplaced, t)
    if not active:
        st.markdown(text)
        return
    filters, last = " ; ".join(sentences.escape(words) for words in active), (folio.selector.years or (0, 0))[1]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(t.typeset(f"{text} {t('Filtres : {filters}', filters=filters)}"), width="content")
        st.button(
            t("Effacer les filtres"), icon=":material/filter_alt_off:", type="tertiary", key="effacer_filtres", on_click=_clear, args=(last,),
        )  # fmt: skip


def _clear(last_year: int) -> None:
    for key in KEYS.values():
        st.session_state[key] = []
    st.session_state[TEXT], st.session_state[YEAR] = "", last_year


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


def _year(folio: Portfolio, t: Translator) -> int | None:
    """The year to look at, from the oldest dated relation to the day of the edition; the last year keeps everything."""
    years = folio.selector.years
    if years is None or years[0] == years[1]:
        return None
    label = t("Relations en cours cette année-là ({first} à {last})", first=str(years[0]), last=str(years[1]))
    year = choices.moment(label, *years, key=YEAR, width=420)
    return None if year == years[1] else year


def _undated(folio: Portfolio, t: Translator) -> bool:
    count = folio.selector.undated(Filters())
    if not count or count == len(folio.relations):
        return True
    label = t.n("avec {count} relation sans date", "avec {count} relations sans date", count)
    return choices.switch(label, key=UNDATED, default=True, width="content")
