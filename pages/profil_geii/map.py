"""An indicator on the map of France or of the région, with its table: where the territory stands, at the scale published."""

from __future__ import annotations

import streamlit as st

from indicators.geography.keys import TerritoryKey, TerritoryLevel, key_of
from indicators.geography.territories import territories
from indicators.official.areas import areas, mapped_years
from indicators.official.library import Library
from indicators.official.snapshot import fed
from indicators.present.charts.france import france_figure
from indicators.present.texts.official import official_source
from pages.shared import runtime
from pages.shared.choices import segments, select
from pages.shared.context import PageContext
from pages.shared.figures import show_figure

_LEVELS: tuple[TerritoryLevel, ...] = ("DEP", "REG")


def show_map(context: PageContext) -> None:
    """Choose the indicator, the scale and the extent; the latest year that is published is shown."""
    t, catalogue, library = context.t, context.catalogue, runtime.library()
    offered = {name: levels for name in fed(library) if (levels := _levels(library, name))}
    left, right = st.container(key="empile_carte").columns([2, 1])
    with left:
        name = select(
            t("Indicateur"), list(offered), key="carte_indicateur",
            format_func=lambda item: catalogue.indicators[item].label.get(t.lang),
        )  # fmt: skip
    words = {"DEP": t("Départements"), "REG": t("Régions")}
    with right:
        level: TerritoryLevel = segments(
            t("Échelle"), offered[name], key="carte_echelle", format_func=words.__getitem__
        )  # type: ignore[assignment]  # one of the levels
    home = _home(context)
    if home is not None and home.level == "NUTS":
        st.caption(
            t("Pas de carte des régions d'Europe : leurs contours (Eurostat, EuroGeographics) ne peuvent pas être redistribués. Celle de la France est montrée.")
        )  # fmt: skip
    scales = {key.level: key for key in territories().scales(home)} if home else {}
    region = ""
    if level == "DEP" and (above := scales.get("REG")) is not None:
        extents = {"france": t("France"), "region": _name(above)}
        chosen = segments(t("Étendue"), list(extents), key="carte_etendue", format_func=extents.__getitem__)
        region = above.code if chosen == "region" else ""
    found = areas(library, name, level, mapped_years(library, name, level)[0], region)
    source = official_source(library, found, found.year, t)
    show_figure(france_figure(found, catalogue.indicators[name], t, scales.get(level), (source,)), context)


def _levels(library: Library, indicator: str) -> list[TerritoryLevel]:
    return [level for level in _LEVELS if mapped_years(library, indicator, level)]


def _home(context: PageContext) -> TerritoryKey | None:
    territory = context.territory
    return None if territory.fictional else key_of(territory.code, territory.type)


def _name(key: TerritoryKey) -> str:
    known = territories().get(key)
    return known.name if known else str(key)
