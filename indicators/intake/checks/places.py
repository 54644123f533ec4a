"""Checks of where and when: the country, the city and the coordinates of a partner, the order of its dates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace

import numpy as np
import pandas as pd

from indicators.geography import Place, gazetteer
from indicators.geography.checks import check_place
from indicators.geography.countries import country_code
from indicators.intake.checks.around import Around
from indicators.intake.checks.measures import column, text
from indicators.intake.issues import Issue
from indicators.intake.limits import LOOKED_FOR
from indicators.intake.loaded import Loaded


def partners(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """Doubts on the place of a partner, each with what the gazetteer would put instead."""
    yield from _places(loaded, around, "partner")


def seats(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """The same for the seat of a network, when a city is told."""
    yield from _places(loaded, around, "seat_city")


def homes(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """A collectivity that nobody placed, with where the gazetteer would put it: it is drawn nowhere until then."""
    names, country, role = text(loaded, "name"), text(loaded, "country"), text(loaded, "role")
    unplaced = column(loaded, "latitude").isna() & column(loaded, "longitude").isna()
    home = role.isin(["", "home"]) & (text(loaded, "type") != "country")
    base = around.base("territory")
    placed = set(base.loc[base["latitude"].notna(), "code"]) if not base.empty else set()
    asked = home & (names != "") & unplaced & ~text(loaded, "code").isin(placed) & ~loaded.removed
    for place in np.flatnonzero(asked):
        nation = country_code(country.iloc[place] or around.home_country)
        if nation:
            known = gazetteer().place(names.iloc[place], nation)
            if known is None:
                continue
            yield from loaded.issues_on(
                [int(place)],
                "place_missing_coordinates",
                "information",
                "name",
                mend=written(replace(known, name=names.iloc[place])),
                found="",
                country=nation,
                kind="territory",
                distance=None,
                latitude=None,
                longitude=None,
            )


def _places(loaded: Loaded, around: Around, city_field: str) -> Iterable[Issue]:
    names, country = text(loaded, "city"), text(loaded, "country")
    names = names.where(names != "", text(loaded, city_field))
    latitude, longitude = column(loaded, "latitude"), column(loaded, "longitude")
    placed = _published_places(loaded, around)
    looked = set[tuple[str, str]]()
    for place in np.flatnonzero((names != "") & (country != "") & ~loaded.removed):
        point = [None if pd.isna(axis.iloc[place]) else float(axis.iloc[place]) for axis in (latitude, longitude)]
        if point == [None, None] and placed[place]:
            continue
        found = check_place(names.iloc[place], country.iloc[place], *point, home_country=around.home_country)
        for doubt in found:
            if city_field == "seat_city" and doubt.code in {"same_country", "missing_coordinates"}:
                continue
            named = (names.iloc[place], country.iloc[place])
            if doubt.suggestion is None and len(looked) < LOOKED_FOR:
                looked.add(named)
            mend, accepted = _mends(doubt.suggestion, *named, alike=named in looked)
            yield from loaded.issues_on(
                [int(place)],
                f"place_{doubt.code}",
                "blocking" if doubt.blocking else "confirm" if doubt.code != "missing_coordinates" or not mend else "information",
                city_field,
                named=names.iloc[place],
                mend=mend,
                accepted=accepted,
                found=doubt.found,
                country=country.iloc[place],
                distance=doubt.distance_km,
                latitude=point[0],
                longitude=point[1],
            )  # fmt: skip


def _mends(known: Place | None, name: str, country: str, *, alike: bool) -> tuple[str, tuple[str, ...]]:
    """« Name @ latitude ; longitude » of the place that is known, as it was typed, or of those that may be meant."""
    if known is not None:
        return written(replace(known, name=name)), ()
    if not alike:
        return "", ()
    lookup = gazetteer().find(name, country)
    return "", tuple(written(place) for place in (*lookup.candidates, *lookup.suggestions)[:5])


def written(place: Place) -> str:
    """A place as an issue proposes it."""
    return "{name} @ {latitude:.4f} ; {longitude:.4f}".format(**asdict(place))


def _published_places(loaded: Loaded, around: Around) -> list[bool]:
    base = around.base(loaded.kind)
    if base.empty:
        return [False] * len(loaded.frame)
    keys = list(loaded.frame.columns.intersection(["id"])) or ["territory", "network"]
    known = set(base.loc[base["latitude"].notna(), keys].itertuples(index=False, name=None))
    return [row in known for row in loaded.frame[keys].itertuples(index=False, name=None)]


def dates(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """A renewal before the signature, an end before both."""
    for first, second in (("signed", "renewed"), ("signed", "ends"), ("renewed", "ends")):
        yield from _upside_down(loaded, first, second, "dates_upside_down")


def spans(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """A membership that ends before it begins."""
    return _upside_down(loaded, "since", "until", "end_before_start")


def stays(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """A mission that ends before it begins."""
    return _upside_down(loaded, "starts", "ends", "end_before_start")


def openings(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """A call for projects that closes before it opens."""
    return _upside_down(loaded, "opens", "closes", "end_before_start")


def _upside_down(loaded: Loaded, first: str, second: str, code: str) -> Iterable[Issue]:
    """Dates compared at the precision that both have."""
    early, late = text(loaded, first), text(loaded, second)
    wrong = [
        bool(a and b) and b[: min(len(a), len(b))] < a[: min(len(a), len(b))] for a, b in zip(early, late, strict=True)
    ]
    return loaded.issues_at(wrong, code, "blocking", second, earlier=early)
