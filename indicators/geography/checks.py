"""Whether coordinates can be believed: not in the sea, not in another country, not at home.

Every finding is data (a code, what was received, what was found, a suggestion): the words are written later, in the
reader's language. Nothing is corrected here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import geopandas as gpd
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from indicators.geography.countries import countries, find_country
from indicators.geography.disputed import NEUTRAL, disputed_areas
from indicators.geography.gazetteer import Gazetteer, Place, gazetteer
from indicators.geography.geodesic import distance_km
from indicators.geography.world import world

GeoCode = Literal[
    "unknown_country", "missing_coordinates", "out_of_range", "null_island", "swapped", "at_sea", "other_country",
    "disputed_area", "far_from_place", "same_country",
]  # fmt: skip
TOLERANCE_DEGREES = 0.25  # the background is drawn to about 5 km, and cities sit on coasts and borders
FAR_KM = 60.0


@dataclass(frozen=True, slots=True)
class GeoFinding:
    """One doubt about a place. ``found`` is the country where the point falls (or the nearest one, for the sea)."""

    code: GeoCode
    partner: str
    country: str
    latitude: float | None = None
    longitude: float | None = None
    found: str = ""
    distance_km: float | None = None
    suggestion: Place | None = None
    choices: tuple[str, ...] = ()

    @property
    def blocking(self) -> bool:
        """Whether the place cannot be drawn at all; the rest is for a person to confirm."""
        return self.code in {"unknown_country", "out_of_range"}


def check_place(
    partner: str,
    country: str,
    latitude: float | None = None,
    longitude: float | None = None,
    *,
    home_country: str = "FR",
    places: Gazetteer | None = None,
) -> tuple[GeoFinding, ...]:
    """All that is doubtful about where a partner is said to be; empty when nothing is.

    ``country`` is an ISO code or a name as typed; ``home_country`` the territory's own. The gazetteer suggests a place
    when it knows exactly one of that name.
    """
    match = find_country(country)
    if not match.iso2:
        finding = GeoFinding("unknown_country", partner, country, latitude, longitude, choices=match.suggestions)
        return (_located(finding),)
    known = (places or gazetteer()).place(partner, match.iso2)
    findings = []
    if match.iso2 == home_country:
        findings.append(GeoFinding("same_country", partner, match.iso2, latitude, longitude))
    doubt = _check_point(partner, match.iso2, latitude, longitude, known)
    return (*findings, doubt) if doubt else tuple(findings)


def country_at(latitude: float, longitude: float) -> str:
    """The country that holds a point (areas shown with a country count as it), or an empty text at sea."""
    area = _area_at(latitude, longitude)
    return _attached().get(area, area)


def nearest_country(latitude: float, longitude: float) -> str:
    """The country nearest to a point, itself included."""
    frame = world()
    area = str(frame.index[frame.sindex.nearest(Point(longitude, latitude), return_all=False)[1][0]])
    return _attached().get(area, area)


def _area_at(latitude: float, longitude: float) -> str:
    frame = world()
    hits = frame.sindex.query(Point(longitude, latitude), predicate="within")
    return str(frame.index[hits[0]]) if len(hits) else ""


def _check_point(
    partner: str, country: str, latitude: float | None, longitude: float | None, known: Place | None
) -> GeoFinding | None:
    if latitude is None or longitude is None:
        return GeoFinding("missing_coordinates", partner, country, latitude, longitude, suggestion=known)
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return GeoFinding("out_of_range", partner, country, latitude, longitude, suggestion=known)
    if abs(latitude) < 0.01 and abs(longitude) < 0.01:
        return GeoFinding("null_island", partner, country, latitude, longitude, suggestion=known)
    if not _belongs(country, latitude, longitude):
        return _misplaced(partner, country, latitude, longitude, known)
    apart = distance_km(latitude, longitude, known.latitude, known.longitude) if known else 0.0
    if apart > FAR_KM:
        return GeoFinding("far_from_place", partner, country, latitude, longitude, country, apart, known)
    return None


def _misplaced(partner: str, country: str, latitude: float, longitude: float, known: Place | None) -> GeoFinding:
    """Why a point is not in its country: swapped numbers, another country, or the sea."""
    if -90 <= longitude <= 90 and _belongs(country, longitude, latitude):
        return GeoFinding("swapped", partner, country, latitude, longitude, suggestion=known)
    if area := _area_at(latitude, longitude):
        code: GeoCode = "disputed_area" if area in {item.id for item in disputed_areas()} else "other_country"
        return GeoFinding(code, partner, country, latitude, longitude, area, suggestion=known)
    return GeoFinding(
        "at_sea", partner, country, latitude, longitude, nearest_country(latitude, longitude), suggestion=known
    )


def _located(finding: GeoFinding) -> GeoFinding:
    """Say where the point of an unknown country falls: « Prussia » with the coordinates of Beit Sira is in Palestine."""
    if finding.latitude is None or finding.longitude is None:
        return finding
    holder = country_at(finding.latitude, finding.longitude)
    known = gazetteer().place(finding.partner, holder) if holder in countries() else None
    return GeoFinding(
        finding.code, finding.partner, finding.country, finding.latitude, finding.longitude, holder,
        suggestion=known, choices=finding.choices,
    )  # fmt: skip


def _belongs(country: str, latitude: float, longitude: float) -> bool:
    """Whether a point is in a country or within the tolerance; a country too small for the background always holds."""
    area = _areas().get(country)
    return area is None or area.distance(Point(longitude, latitude)) <= TOLERANCE_DEGREES


@lru_cache(maxsize=1)
def _attached() -> dict[str, str]:
    return {area.id: area.shown_as for area in disputed_areas() if area.shown_as != NEUTRAL}


@lru_cache(maxsize=1)
def _areas() -> dict[str, BaseGeometry]:
    """The geometry of each country, with the areas shown with it and its overseas territories."""
    frame = gpd.GeoDataFrame(world()).copy()
    frame["country"] = [_attached().get(identifier, identifier) for identifier in frame.index]
    own = dict(frame.dissolve("country").geometry.items())
    overseas: dict[str, list[BaseGeometry]] = {}
    for iso2, country in countries().items():
        if country.part_of and iso2 in own:
            overseas.setdefault(country.part_of, []).append(own[iso2])
    return own | {state: unary_union([own[state], *parts]) for state, parts in overseas.items() if state in own}
