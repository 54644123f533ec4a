"""Any territory of France, found by its name: the official files fill its profile when no edition knows it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from indicators.geography.keys import TerritoryKeyError, find
from indicators.geography.territories import KnownTerritory, territories
from indicators.present.texts import Translator
from indicators.present.texts.evaluation.values import geo_level
from indicators.present.texts.markdown import escape
from indicators.records import Edition, GeoLevel, Territory
from indicators.store.reading import UnknownEditionError
from pages.shared import runtime
from pages.shared.address import returned

TERRITORY = "territoire"
_ASKED = "elsewhere_asked"
_CHOSEN = "elsewhere_chosen"
_OFFERED = 8


def looked_for(edition: Edition, types: Mapping[str, GeoLevel]) -> Territory | None:
    """The territory that the reader chose here, or that a link names, when the edition does not know it."""
    asked = (not returned() and st.session_state.get(_CHOSEN)) or st.query_params.get(TERRITORY, "")
    try:
        if not asked or find(asked, types) is not None:
            return None
        found = runtime.latest_readout(edition.number, asked).snapshot.territory
    except (UnknownEditionError, TerritoryKeyError):
        return None
    st.session_state[_CHOSEN] = found.code
    return found


def look_elsewhere(t: Translator, types: Mapping[str, GeoLevel]) -> None:
    """A name to type, and a button for each territory that it can mean."""
    with st.popover(t("Autre territoire"), icon=":material/travel_explore:", width="stretch"):
        text = st.text_input(t("Commune, intercommunalité, département ou région"), key=_ASKED, placeholder=t("Rennes"))
        found = territories().named(text, _OFFERED) if text else ()
        if text and not found:
            st.caption(t("Aucun territoire de ce nom. Un code ou un SIREN convient aussi."))
        for item in found:
            st.button(
                escape(_label(item, t)),
                key=f"elsewhere_{item.key}",
                on_click=_choose,
                args=(item, types),
                width="stretch",
            )


def _label(item: KnownTerritory, t: Translator) -> str:
    level = geo_level(item.key.geo_level, t)
    where = f"{level}, {item.dep}" if item.key.level == "COM" else level
    return f"{item.name} ({where})"


def _choose(item: KnownTerritory, types: Mapping[str, GeoLevel]) -> None:
    """Open the territory: the edition's when it knows it, else that of the official files."""
    known = find(str(item.key), types)
    if known is None:
        st.session_state[_CHOSEN] = item.key.stored
    st.session_state[TERRITORY] = known or item.key.stored
    st.session_state[_ASKED] = ""
