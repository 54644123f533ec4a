"""The reader's choices on the profile: the reference, the base year, and which of the two readings is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import streamlit as st

from indicators.geii import ProfileOptions
from indicators.settings import Settings
from pages.components.context import PageContext

Against = Literal["reference", "base"]


@dataclass(frozen=True)
class Choice:
    """What the profile is read against, and the options that follow."""

    against: Against
    options: ProfileOptions


def settings_options(
    context: PageContext, references: tuple[str, ...] = (), base_year: int | None = None
) -> ProfileOptions:
    """The collectivity's settings as options of the profile; references default to the territory's own."""
    settings: Settings = context.settings
    limits = settings.thresholds
    chosen = frozenset(item.id for item in settings.selected_indicators(context.catalogue))
    return ProfileOptions(
        references=references or context.references,
        base_year=base_year or settings.profile.base_year,
        chosen=chosen,
        minimum_indicators=limits.dimension_minimum_indicators,
        minimum_coverage=limits.coverage_minimum,
        bounds=(limits.index_low, limits.index_high),
        mean=settings.profile.mean,
        weights=settings.profile.weights,
    )


def choose_options(context: PageContext) -> Choice:
    """Draw the selectors; all of them are kept in the address so that a link shows the same profile."""
    t = context.t
    known = {
        code: context.snapshot.territories[code]
        for code in context.territory.references
        if code in context.snapshot.territories
    }
    years = _years(context)
    labels = {"reference": t("le territoire de référence"), "base": t("l'année de base")}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        against = st.segmented_control(
            t("Lire par rapport à"),
            list(labels),
            format_func=labels.__getitem__,
            default="reference",
            required=True,
            key="lecture",
            bind="query-params",
        )
        reference, base = "", None
        if known:
            reference = st.selectbox(
                t("Territoire de référence"),
                list(known),
                format_func=lambda code: known[code].name,
                key="reference",
                bind="query-params",
                width=280,
            )
        if years:
            options = ["auto", *(str(year) for year in years)]
            base = st.selectbox(
                t("Année de base"),
                options,
                format_func=lambda year: t("première année connue") if year == "auto" else str(year),
                key="base",
                bind="query-params",
                width=220,
            )
    ordered = tuple(sorted(known, key=lambda code: code != reference))
    year = int(base) if base and base != "auto" else None
    return Choice("base" if against == "base" else "reference", settings_options(context, ordered, year))


def _years(context: PageContext) -> list[int]:
    mine = context.snapshot.observations
    geii = {item.id for item in context.catalogue.family("geii")}
    own = mine[(mine["territory"] == context.territory.code) & mine["indicator"].isin(geii)]
    return sorted({int(year) for year in own["year"] if year < context.year})
