"""Where a collectivity is drawn: found by the gazetteer, chosen among homonyms, or given by hand; never a middle."""

from __future__ import annotations

import streamlit as st

from indicators.geography.gazetteer import Place, gazetteer
from indicators.present.texts import Translator
from indicators.present.texts.markdown import escape
from indicators.setup.finding import Found


def place_of(found: Found, t: Translator) -> tuple[float, float] | None:
    """Where it is drawn: found, chosen among homonyms, or given by a city or by hand."""
    if found.sure and found.places:
        at = found.places[0]
        where = t("Sur la carte : {place}", place=_at(at, t))
        st.markdown(
            where + (f" ({t('à {city}, sa commune la plus peuplée', city=escape(found.seat))})" if found.seat else "")
        )
        return at.latitude, at.longitude
    choices = {str(number): place for number, place in enumerate(found.places)}
    by_hand = "hand"
    chosen = st.radio(
        t("Où la placer sur la carte ?"), [*choices, by_hand], index=None if choices else 0,
        format_func=lambda key: _at(choices[key], t) if key in choices else t("Ailleurs : je donne une ville ou des coordonnées"),
        key=f"collectivity_place_{found.code}",
    )  # fmt: skip
    if chosen in choices:
        return choices[chosen].latitude, choices[chosen].longitude
    return _by_hand(found, t) if chosen == by_hand else None


def _by_hand(found: Found, t: Translator) -> tuple[float, float] | None:
    city = st.text_input(t("Ville où la placer"), key=f"collectivity_city_{found.code}")
    known = gazetteer().place(city, found.country) if city.strip() else None
    if known is not None:
        st.markdown(t("Sur la carte : {place}", place=_at(known, t)))
        return known.latitude, known.longitude
    left, right = st.columns(2)
    with left:
        latitude = st.number_input(t("Latitude"), -90.0, 90.0, None, format="%.4f", key=f"latitude_{found.code}")
    with right:
        longitude = st.number_input(t("Longitude"), -180.0, 180.0, None, format="%.4f", key=f"longitude_{found.code}")
    return None if latitude is None or longitude is None else (latitude, longitude)


def _at(place: Place, t: Translator) -> str:
    main = gazetteer().main_town(place)
    near = t(" (près de {city})", city=main.name) if main and main.name != place.name else ""
    point = t.typeset(f"{t.number(place.latitude, 4)} ; {t.number(place.longitude, 4)}")
    return f"{place.name}{near}, {point}"
