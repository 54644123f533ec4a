"""Countries, places and distances, all offline."""

from indicators.geography.checks import GeoFinding, check_place, country_at
from indicators.geography.countries import GROUPS, Country, CountryMatch, countries, find_country, in_group
from indicators.geography.gazetteer import ATTRIBUTION, Gazetteer, Lookup, Place, gazetteer
from indicators.geography.geodesic import arc, distance_km
from indicators.geography.world import NEUTRAL, DisputedArea, disputed_areas, shaded, world

__all__ = [
    "ATTRIBUTION",
    "GROUPS",
    "NEUTRAL",
    "Country",
    "CountryMatch",
    "DisputedArea",
    "Gazetteer",
    "GeoFinding",
    "Lookup",
    "Place",
    "arc",
    "check_place",
    "countries",
    "country_at",
    "disputed_areas",
    "distance_km",
    "find_country",
    "gazetteer",
    "in_group",
    "shaded",
    "world",
]
