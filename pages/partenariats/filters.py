"""The filters of the map and of the table, all kept in the address by their codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from indicators.partnerships import Filters, Relation
from indicators.present.maps.scene import position
from indicators.present.maps.shading import Measure
from indicators.present.texts import Translator
from indicators.present.texts.markdown import escape
from indicators.present.texts.partnerships import sentences
from pages.partenariats.data import Portfolio
from pages.partenariats.facets import KEYS, choose_facets, facet_words, in_force
from pages.shared import choices
from pages.shared.context import PageContext

SHADINGS: tuple[str, ...] = ("nombre", "euros", "actions", "aucun")
MEASURES: Mapping[str, Measure] = {"nombre": "number", "euros": "euros", "actions": "projects"}
TEXT, YEAR = "cherche", "an"
UNDATED: Mapping[bool, str] = {False: "sans_date", True: "sans_date_alors"}


@dataclass(frozen=True)
class MapChoice:
    """What the reader asked of the map, the relations that answer, and how many a past year leaves out undated.

    ``sought`` names the search and the filters but the year, which is looked at without moving; empty without any.
    """

    kept: Sequence[Relation]
    shading: str
    layers: tuple[str, ...]
    undated: int
    sought: str


def choose(folio: Portfolio, context: PageContext) -> MapChoice:
    """Draw the filters, then say in words what they keep; a click takes them all away."""
    t, facets = context.t, facet_words(folio, context)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        text = choices.search(
            t("Chercher un partenaire ou un pays"), key=TEXT, icon=":material/search:", width=270, live=True
        )
        filtering = st.popover(t("Filtrer"), icon=":material/filter_alt:", width="content")
        layering = st.popover(t("Couches"), icon=":material/layers:", width="content")
        year = _year(folio, t)
    with filtering:
        past = folio.past or year is not None
        others = Filters(year=year, undated=choices.switched(UNDATED[past], not past), text=text)
        chosen = choose_facets(folio, facets, others, t)
    with layering:
        shading, layers = _layers(folio, t)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        said = st.container(width="stretch")
        undated = _undated(folio, t, past=past)
    filters = Filters(**chosen, year=year, undated=undated, text=text)
    kept = folio.selector.select(filters)
    left_out = folio.selector.undated(filters) if past and not undated else 0
    with said:
        _summary(folio, kept, in_force(filters, facets, t), left_out, t)
    sought = " · ".join([text.strip(), *(f"{name}={value}" for name, value in sorted(chosen.items()) if value)])
    return MapChoice(kept, shading, layers, left_out, sought)


def _summary(folio: Portfolio, kept: Sequence[Relation], active: Sequence[str], undated: int, t: Translator) -> None:
    unplaced = sum(position(item) is None for item in kept)
    text = sentences.shown(kept, len(folio.relations), unplaced, t, undated)
    if not active:
        st.markdown(text)
        return
    filters, last = " · ".join(escape(words) for words in active), (folio.selector.years or (0, 0))[1]
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
    """The year to look at, from the oldest dated relation to the day of the reading, whose year keeps everything."""
    years = folio.selector.years
    if years is None or years[0] == years[1]:
        return None
    label = t("Relations en cours cette année-là ({first} à {last})", first=str(years[0]), last=str(years[1]))
    year = choices.moment(label, *years, key=YEAR, width=420)
    return None if year == years[1] else year


def _undated(folio: Portfolio, t: Translator, *, past: bool) -> bool:
    """Whether relations without a date stay: today they are taken at their word, in a past year they are left out."""
    count = folio.selector.undated(Filters())
    if not count or (count == len(folio.relations) and not past):
        return not past
    label = t.n("avec {count} relation sans date", "avec {count} relations sans date", count)
    return choices.switch(label, key=UNDATED[past], default=not past, width="content")
