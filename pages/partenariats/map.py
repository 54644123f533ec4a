"""The map and what the reader opens from it. One fragment: moving and zooming run nothing, a click opens a sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.runtime import get_instance

from indicators.budget.relations import by_country
from indicators.partnerships import Relation
from indicators.present.maps.folium_map import HEIGHT, partnership_map, state_group
from indicators.present.maps.payload import selected_id, state
from indicators.present.maps.shading import Shading, shade
from indicators.present.texts import Translator
from indicators.present.texts.markdown import escape
from indicators.present.texts.partnerships.words import state_rules
from indicators.present.texts.strategy.sentences import share_lines
from pages.partenariats.data import SHEET, Portfolio, portfolio
from pages.partenariats.exports import show_exports
from pages.partenariats.filters import MEASURES, MapChoice, choose
from pages.partenariats.sheet import show_sheet
from pages.partenariats.table import show_list
from pages.shared import address, choices
from pages.shared.context import PageContext
from pages.shared.layout import skip_link

MAP, FOCUS = "carte", "carte_cible"
_LISTED = 400


@st.fragment
def show_map(context: PageContext) -> None:
    """Filters, map, sheet, table and files."""
    folio = portfolio(context)
    choice = choose(folio, context)
    kept, drawing = choice.kept, st.container(key="cadre_carte")
    shading = folio.once(f"shading_{choice.shading}", kept, lambda: _shading(choice, context))
    chosen = _choose_sheet(folio, kept, context)
    with drawing:
        skip_link(context.t("Passer la carte"))
        _draw(folio, choice, shading, chosen, context.t)
    if chosen:
        show_sheet(folio.by_id[chosen], folio, context)
    if told := share_lines(context.readout.strategy.priorities, context.year, context.t):
        st.caption(f":material/flag: {escape(' '.join(told))}")
    show_list(folio, kept, open_sheet, context)
    show_exports(folio, choice, shading, context)
    st.caption(state_rules(folio.rules, folio.as_of, context.t))


def open_sheet(identifier: str) -> None:
    """Open a sheet from elsewhere: the map goes to it."""
    st.session_state[SHEET] = identifier


def _shading(choice: MapChoice, context: PageContext) -> Shading | None:
    measure, kept = MEASURES.get(choice.shading), choice.kept
    if measure is None:
        return None
    values: dict[str, float] = {}
    if measure == "euros":
        partnerships = [item.partnership for item in kept]
        countries = {item.country for item in partnerships}
        spent = by_country(context.readout.budget().book, partnerships, "paid")
        values = {country: cents for country, cents in spent.items() if country in countries}
    else:
        for item in kept:
            weight = len(item.activities) if measure == "projects" else 1
            values[item.partnership.country] = values.get(item.partnership.country, 0) + weight
    return shade(values, measure, context.t, context.settings.map.disputed)


def _choose_sheet(folio: Portfolio, kept: Sequence[Relation], context: PageContext) -> str:
    """The relation whose sheet is open: chosen in the list, on the map or in the table; kept in the address."""
    t = context.t
    asked = address.asked(SHEET)
    listed = [item.id for item in kept[:_LISTED]]
    options = ["", *dict.fromkeys(([asked] if asked in folio.by_id else []) + listed)]

    def words(identifier: str) -> str:
        if not identifier:
            return t("aucune : cliquez sur la carte ou choisissez ici")
        partner = folio.by_id[identifier].partnership
        return f"{partner.partner} ({t.country(partner.country)})"

    return choices.select(t("Fiche ouverte"), options, key=SHEET, format_func=words, filter_mode="fuzzy")


def _draw(folio: Portfolio, choice: MapChoice, shading: Shading | None, chosen: str, t: Translator) -> None:
    shown = None if len(choice.kept) == len(folio.relations) else [item.id for item in choice.kept]
    now = state(
        folio.scene, shown, shading=shading, layers=choice.layers, selected=chosen, focus=_focus(chosen), frame=choice.sought
    )  # fmt: skip
    key = f"{MAP}_{folio.version}"
    # Its component registers itself when imported, and only where a page is running: never ahead of time.
    from streamlit_folium import st_folium

    st_folium(
        partnership_map(_address(folio, key), t("La carte n'a pas pu être chargée : rechargez la page.")),
        key=key,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=["last_object_clicked_tooltip"],
        feature_group_to_add=state_group(now),
        on_change=_clicked(folio, key),
    )


def _address(folio: Portfolio, key: str) -> str:
    """Where the browser fetches what does not change, from the frame of the map: once, whatever is filtered after.

    Streamlit keeps the file for the sessions that show it, at an address that cannot be guessed.
    """
    return "../.." + get_instance().media_file_mgr.add(folio.payload, "application/json", key)


def _clicked(folio: Portfolio, key: str) -> Callable[[], None]:
    """Open the sheet of the point that was clicked; the map is already there and does not move."""

    def open_clicked() -> None:
        value: dict[str, str | None] = st.session_state.get(key) or {}
        if identifier := selected_id(folio.scene, value.get("last_object_clicked_tooltip")):
            st.session_state[SHEET] = identifier
            st.session_state[FOCUS] = (identifier, st.session_state.get(FOCUS, ("", 0))[1])

    return open_clicked


def _focus(chosen: str) -> int:
    """A counter that grows when a sheet is opened elsewhere than on the map, which then goes to it."""
    known: tuple[str, int] = st.session_state.get(FOCUS, ("", 0))
    before, count = known
    if chosen != before:
        count += bool(chosen)
        st.session_state[FOCUS] = (chosen, count)
    return count
