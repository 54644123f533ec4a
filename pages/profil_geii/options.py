"""The reader's choices on the profile: the reference, the base year, and which of the two readings is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import streamlit as st

from indicators.present.texts import Translator
from pages.shared.choices import segments, select
from pages.shared.context import PageContext

Against = Literal["reference", "base"]
AUTO = "auto"


@dataclass(frozen=True)
class Choice:
    """What the profile is read against: references, the main one first, and a base year (None: the first of a series)."""

    against: Against
    references: tuple[str, ...]
    base_year: int | None


def choose_options(context: PageContext) -> Choice:
    """Draw the selectors; all of them are kept in the address so that a link shows the same profile."""
    t = context.t
    known = {code: context.snapshot.territories[code] for code in context.readout.references}
    years = context.once("profile_years", lambda: _years(context))
    labels = {"reference": t("le territoire de référence"), "base": t("l'année de base")}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        against = segments(t("Lire par rapport à"), list(labels), format_func=labels.__getitem__, key="lecture")
        reference, base = "", AUTO
        if known:
            label = t("Territoire de référence")
            reference = select(
                label, list(known), format_func=lambda code: t.place(known[code].name), key="reference", width=280
            )
        if years:
            options = [AUTO, *(str(year) for year in years)]
            base = select(
                t("Année de base"), options, format_func=lambda year: _base_label(year, t), key="base", width=220
            )
    ordered = tuple(sorted(known, key=lambda code: code != reference))
    year = None if base == AUTO else int(base)
    return Choice("base" if against == "base" else "reference", ordered, year)


def _years(context: PageContext) -> list[int]:
    mine = context.snapshot.observations
    geii = {item.id for item in context.catalogue.family("geii")}
    own = mine[(mine["territory"] == context.territory.code) & mine["indicator"].isin(geii)]
    return sorted({int(year) for year in own["year"] if year < context.year})


def _base_label(year: str, t: Translator) -> str:
    return t("première année connue") if year == AUTO else year
