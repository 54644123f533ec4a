"""What the application knows of countries: codes, regions, languages and the groups that partnerships are filtered by.

Names are never stored: the translator gives them in the reader's language. This module only recognises the names that
an officer may type, in French, English or Spanish, and says which State a vanished name is not.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from babel import Locale
from rapidfuzz import fuzz, process

from indicators.geography.names import normalise
from indicators.languages import LANGUAGES

REFERENCE = Path(__file__).parents[2] / "data" / "reference"
GROUPS = ("eu", "oda", "ldc", "francophonie")
# Names in use that CLDR does not give as a country's main name.
_ALSO_CALLED = {
    "PS": "Palestine|State of Palestine|Palestinian Territory|Palestinian Authority|Palestinian National Authority|Territoires palestiniens|Cisjordanie|West Bank",
    "GB": "Grande-Bretagne|Angleterre|Écosse|Pays de Galles|England|Scotland|Wales|UK|Great Britain",
    "US": "États-Unis d'Amérique|United States of America|USA|EUA|EEUU",
    "CN": "République populaire de Chine|People's Republic of China",
    "CI": "Ivory Coast|Costa de Marfil",
    "CD": "République démocratique du Congo|RDC|Democratic Republic of the Congo|DRC|RD Congo",
    "CG": "Congo|République du Congo|Republic of the Congo",
    "CV": "Cape Verde|Cabo Verde",
    "CZ": "République tchèque|Czech Republic",
    "MK": "Macédoine|Macedonia|Republic of Macedonia",
    "SZ": "Swaziland",
    "MM": "Birmanie|Burma",
    "KR": "Corée du Sud|South Korea|Corée",
    "LA": "Laos",
    "MD": "Moldavie|Moldova",
    "RU": "Russie|Fédération de Russie|Russian Federation",
    "SY": "Syrie|Syria",
    "TZ": "Tanzanie|Tanzania",
    "TR": "Turquie|Turkey|Türkiye",
    "VN": "Viêt Nam|Vietnam|Viet Nam",
    "IE": "République d'Irlande|Republic of Ireland",
    "NL": "Hollande|Holland|Kingdom of the Netherlands",
}
_SMALL_WORDS = frozenset({"and", "et", "y", "the", "la", "le", "les", "l", "el"})


def _key(name: str) -> str:
    """« Trinidad & Tobago », « Trinité-et-Tobago »: the words that vary from one list to the other are left out."""
    return " ".join(word for word in normalise(name).split() if word not in _SMALL_WORDS)


_VANISHED = frozenset(
    _key(name)
    for name in [
        "Prussia",
        "Prusse",
        "Prusia",
        "URSS",
        "USSR",
        "Union soviétique",
        "Soviet Union",
        "Unión Soviética",
        "Yougoslavie",
        "Yugoslavia",
        "Tchécoslovaquie",
        "Czechoslovakia",
        "Checoslovaquia",
        "RDA",
        "East Germany",
        "Allemagne de l'Est",
        "West Germany",
        "Zaïre",
        "Zaire",
        "Haute-Volta",
        "Upper Volta",
        "Serbie-et-Monténégro",
        "Serbia and Montenegro",
        "Bohemia",
        "Ottoman Empire",
        "Empire ottoman",
    ]
)


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory with an ISO 3166 alpha-2 code, and the point where it is named on a map.

    ``income_group`` is the DAC's for recipients of official development assistance, empty for the others.
    ``francophonie`` is member, associate, observer, withdrawn or empty. ``part_of`` is the State of a territory that
    has a code of its own (Réunion: FR).
    """

    iso2: str
    iso3: str
    m49: str
    region: str
    subregion: str
    eu: bool
    income_group: str
    ldc: bool
    francophonie: str
    part_of: str
    languages: tuple[str, ...]
    latitude: float | None
    longitude: float | None

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of :data:`GROUPS` that the country belongs to; observers of the Francophonie are not members."""
        belongs = (self.eu, bool(self.income_group), self.ldc, self.francophonie in ("member", "associate"))
        return tuple(group for group, inside in zip(GROUPS, belongs, strict=True) if inside)


@dataclass(frozen=True, slots=True)
class CountryMatch:
    """What a typed country is: its code, or suggestions that a person must choose from (never taken silently)."""

    received: str
    iso2: str = ""
    suggestions: tuple[str, ...] = ()
    vanished: bool = False


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@lru_cache(maxsize=1)
def countries() -> Mapping[str, Country]:
    """Every country by its ISO alpha-2 code (« NA » is Namibia)."""
    points = {row["id"]: (float(row["latitude"]), float(row["longitude"])) for row in _rows("country_points.csv")}
    found = {}
    for row in _rows("countries.csv"):
        latitude, longitude = points.get(row["iso2"], (None, None))
        found[row["iso2"]] = Country(
            iso2=row["iso2"],
            iso3=row["iso3"],
            m49=row["m49"],
            region=row["region"],
            subregion=row["subregion"],
            eu=row["eu"] == "1",
            income_group=row["income_group"],
            ldc=row["ldc"] == "1",
            francophonie=row["francophonie"],
            part_of=row["part_of"],
            languages=tuple(row["languages"].split()),
            latitude=latitude,
            longitude=longitude,
        )
    return MappingProxyType(found)


def in_group(iso2: str, group: str) -> bool:
    """Whether a country is in a group (eu, oda, ldc, francophonie); an unknown code is in none."""
    if group not in GROUPS:
        raise ValueError(f"unknown country group {group!r}; accepted: {', '.join(GROUPS)}")
    country = countries().get(iso2)
    return country is not None and group in country.groups


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    """Code by key of each known name."""
    known: dict[str, str] = {}
    locales = [Locale.parse(lang) for lang in LANGUAGES]
    for iso2, country in countries().items():
        for name in (iso2, country.iso3, *(str(locale.territories.get(iso2, "")) for locale in locales)):
            known.setdefault(_key(name), iso2)
    for iso2, names in _ALSO_CALLED.items():
        known.update(dict.fromkeys(map(_key, names.split("|")), iso2))
    known.pop("", None)
    return known


def country_code(text: str) -> str:
    """The code of a country by its code or its name, "" when nothing is called so: nothing alike is looked for."""
    return _names().get(_key(text), "")


def find_country(text: str) -> CountryMatch:
    """Recognise a country by its code or its name in French, English or Spanish.

    An unknown name gives up to three suggestions by likeness; the name of a State that no longer exists gives none,
    since the nearest word is then a wrong country (« Prussia » is not Russia).
    """
    key = _key(text)
    if iso2 := _names().get(key):
        return CountryMatch(text, iso2)
    if key in _VANISHED:
        return CountryMatch(text, vanished=True)
    near = process.extract(key, _names().keys(), scorer=fuzz.ratio, score_cutoff=72, limit=6) if len(key) > 3 else []
    return CountryMatch(text, suggestions=tuple(dict.fromkeys(_names()[name] for name, _, _ in near))[:3])
