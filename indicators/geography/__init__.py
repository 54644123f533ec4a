"""Countries, places and distances, all offline.

What reads geometry (``world``, ``checks``) is imported from its own module: geopandas is heavy and few need it.
"""

from indicators.geography.countries import GROUPS, Country, CountryMatch, countries, find_country, in_group
from indicators.geography.disputed import NEUTRAL, DisputedArea, disputed_areas
from indicators.geography.gazetteer import ATTRIBUTION, Gazetteer, Lookup, Place, gazetteer
from indicators.geography.geodesic import arc, distance_km

__all__ = [
    "ATTRIBUTION",
    "GROUPS",
    "NEUTRAL",
    "Country",
    "CountryMatch",
    "DisputedArea",
    "Gazetteer",
    "Lookup",
    "Place",
    "arc",
    "countries",
    "disputed_areas",
    "distance_km",
    "find_country",
    "gazetteer",
    "in_group",
]
