"""Whose rows these are: the collectivity of an account by its SIRET, the territory that an officer typed.

Nothing is put under a territory in silence: what is not written as a known code is read as the one that is meant and
asked about, or refused with the nearest ones. An account never makes a territory of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, TypeAlias

import pandas as pd

from indicators.geography.collectivities import bare_name, collectivities, kind_told, spelled_code
from indicators.geography.countries import country_code
from indicators.geography.keys import (
    TerritoryKey,
    TerritoryKeyError,
    TerritoryLevel,
    identifier,
    key_of_bearer,
    name_of,
)
from indicators.intake.text import simplify
from indicators.records import GeoLevel

Doubt: TypeAlias = Literal["", "other_territory", "other_establishment", "giver_unknown", "siret_shortened"]
# A shorter text is a code that nobody bears, rather than a name.
_SHORTEST = 3
_NAME = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœ][A-Za-zÀ-ÖØ-öø-ÿŒœ'’.() \u00a0-]*")
_CODE = re.compile(r"(?<![0-9A-Za-z])(\d{5}|2[ABab]\d{3}|\d{9})(?![0-9A-Za-z])")
#: A SIRET that a spreadsheet took for a number: 2,13802E+13.
SHORTENED = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{1,2}")
# « 2A4 » lost its zeros; « DEP 38 » and « com_38185 » say their level; « Saint-Denis (93) » and « 38000 Grenoble » their place.
_SHORT_CODE = re.compile(r"(2[AB])(\d{1,2})")
_COMMUNE = 3
_LEVEL = re.compile(r"(COM|DEP|REG|EPCI)[-_ ](\w+)")
_PLACED = re.compile(
    r"(?:(?P<post>\d{5})[ -]+)?(?P<name>[^\d,(]{3,}?)\s*(?:[,(]\s*(?P<where>[^,()]{2,}?)\s*\)?)?", re.DOTALL
)
_ARTICLES = frozenset({"le", "la", "les", "l"})
_WHOLE_COUNTRY = frozenset({"france entiere", "france metropolitaine", "fra"})
_INSEE = re.compile(r"\d{5}|2[AB]\d{3}")
# Establishments of a commune that are not the commune: CCAS, school funds, syndicates.
_ESTABLISHMENT = ("25", "26")


@dataclass(frozen=True, slots=True)
class Known:
    """What the published territories say of one of them."""

    name: str = ""
    siren: str = ""
    type: GeoLevel = "commune"


@dataclass(frozen=True, slots=True)
class Owner:
    """The territory of an account, what has to be asked about it, and the collectivity that was recognised."""

    code: str
    doubt: Doubt = ""
    name: str = ""


@dataclass(frozen=True)
class Territories:
    """The ``home`` territory, those that are ``known``, published or in the same file, and those that it ``brought``."""

    home: str
    known: Mapping[str, Known] = field(default_factory=dict)
    brought: frozenset[str] = frozenset()

    def bringing(self, rows: pd.DataFrame) -> Territories:
        """The same with the territories that a file brings, as they were read."""
        types = rows["type"] if "type" in rows else pd.Series("commune", index=rows.index)
        new = {code: Known(type=type_) for code, type_ in zip(rows["code"], types, strict=True) if code}
        return replace(self, known={**new, **self.known}, brought=self.brought | new.keys())

    def of_siren(self, siren: str) -> str:
        """The code of the collectivity of a SIREN, "" when no table knows it."""
        for code, known in self.known.items():
            if siren and siren in {known.siren, code}:
                return code
        if siren == self.home or spelled_code(siren) == self.home:
            owner = collectivities().of_siren(siren)
            return owner.code if owner else self.home
        found = collectivities().of_siren(siren)
        return self._stored(key_of_bearer(found)) if found else ""

    def owner(self, siret: str, name: str, insee: str = "") -> Owner:
        """The territory of an account by its SIRET, else by its Insee code, else asked as being the home one."""
        if SHORTENED.fullmatch(siret.strip()):
            return Owner(self.home, "siret_shortened")
        siren, told = _digits(siret)[:9], _insee(insee)
        found = self.of_siren(siren) if len(siren) == 9 else ""
        if found:
            return Owner(found, "" if found == self.home else "other_territory")
        if told:
            foreign = siren.startswith(_ESTABLISHMENT)
            doubt: Doubt = "other_establishment" if foreign else "" if told == self.home else "other_territory"
            return Owner(told, doubt)
        if not siren and self._called(name):
            return Owner(self.home)
        return Owner(self.home, "giver_unknown", _named(spelled_code(siren)))

    def _within(self, name: str, where: str) -> list[str]:
        """The communes of a name in a department, told by its number, its name or a postal code; the article may follow."""
        if simplify(where) in _ARTICLES:
            return [item.code for item in collectivities().named(f"{where} {name}")]
        found = [item.code for item in collectivities().named(name)]
        numbers = (
            [where[:2]] if where[:1].isdigit() else [item.code for item in collectivities().named(where, "department")]
        )
        numbers = [where[:3] if number == "97" else number for number in numbers]
        inside = [code for code in found if any(code.startswith(number) for number in numbers)]
        return inside

    def _called(self, name: str) -> bool:
        """Whether a name without a SIRET is that of the home territory, or says nothing of its own (« Ville »)."""
        own = self.known.get(self.home, Known()).name or _named(self.home)
        if (kind := kind_told(name)) and self.home in self.known and self._types[self.home] != _TYPE_TOLD[kind]:
            return False
        words, mine = set(bare_name(name).split()), set(bare_name(own).split())
        return not words - mine - _COMMON or not mine

    @cached_property
    def _types(self) -> Mapping[str, GeoLevel]:
        return {code: known.type for code, known in self.known.items()}

    def _stored(self, key: TerritoryKey) -> str:
        return identifier(str(key), self._types)

    def knows(self, code: str) -> bool:
        """Whether a code is one that the territories or the reference have, as it stands."""
        return code == self.home or code in self.known or _official(code) == code

    def read(self, text: str, *, near: bool = True, level: TerritoryLevel | None = None) -> tuple[str, tuple[str, ...]]:
        """The code that a text means and what has to be asked: nothing, the code itself, or the candidates.

        A key and a code that is known as it stands ask nothing; what is recognised is proposed; with several
        candidates (84) or none the text stays, and the candidates are told. Without ``near`` the nearest names are not
        looked for. ``level`` is the one that the title of the column tells.
        """
        if level is None and (text == self.home or text in self.known):
            return text, ()
        if official := _official(text, level):
            return identifier(official, self._types), ()
        meant = list(dict.fromkeys(self._meant(text)))
        if len(meant) == 1:
            return meant[0], (meant[0],)
        found = collectivities().near(text) if near and not meant and _NAME.fullmatch(text) else ()
        return text, tuple(meant) or tuple(self._stored(key_of_bearer(item)) for item in found)

    def _meant(self, text: str) -> Iterable[str]:
        packed = re.sub(r"[\s.-]", "", text.upper()) if text[:1].isalnum() else ""
        padded = f"0{packed}" if re.fullmatch(r"\d{4}", packed) else packed
        if several := _several(packed):
            codes = [self._stored(key) for key in several]
            mine = [code for code in codes if code == self.home or code in self.brought]
            return mine if len(mine) == 1 else codes
        if len(padded) >= _SHORTEST and (padded in self.known or _official(padded)):
            return [padded if padded in self.known else identifier(padded, self._types)]
        if packed.isdigit() and len(packed) in {9, 14}:
            return [code] if (code := self.of_siren(packed[:9])) else []
        if written := [sure for code in _CODE.findall(text) if (sure := _official(code.upper()))]:
            return written
        if (short := _SHORT_CODE.fullmatch(packed)) and _official(code := short[1] + short[2].zfill(_COMMUNE)):
            return [code]
        if (level := _LEVEL.fullmatch(text.strip().upper())) and (key := _official(f"{level[1]}-{level[2]}")):
            return [identifier(key, self._types)]
        if packed.isdigit() and _official(packed.lstrip("0")):
            return [identifier(packed.lstrip("0"), self._types)]
        if (placed := _PLACED.fullmatch(text)) and (where := placed["where"] or placed["post"]):
            return self._within(placed["name"], where)
        name = bare_name(text)
        if name in _WHOLE_COUNTRY:
            return ["FR"]
        if len(name) < _SHORTEST or not _NAME.fullmatch(text):
            return []
        level = _TYPE_TOLD.get(kind_told(text) or "")
        mine = [
            code
            for code, known in self.known.items()
            if known.name and bare_name(known.name) == name and level in {None, known.type}
        ]
        found = self._bearers(text)
        country = country_code(text) if len(name) > _SHORTEST else ""
        return mine or ([self.home] if self.home in found else found) or [code for code in [country] if code]

    def _bearers(self, text: str) -> list[str]:
        """Who bears a name: a commune, and the department elsewhere that has it too (Vaucluse, Vienne)."""
        found = collectivities().named(text)
        departments = () if kind_told(text) else collectivities().named(text, "department")
        others = [
            item for item in departments if not any(item == one or one.code.startswith(item.code) for one in found)
        ]
        return [self._stored(key_of_bearer(item)) for item in (*found, *others)]


_TYPE_TOLD: Mapping[str, GeoLevel] = {
    "commune": "commune", "intercommunality": "epci", "department": "department", "region": "region",
}  # fmt: skip
_COMMON = frozenset({
    "ville", "commune", "mairie", "collectivite", "departement", "conseil", "departemental", "region", "regional",
    "metropole", "communaute", "urbaine", "agglomeration", "communes", "budget", "principal", "annexe", "de", "du",
    "des", "la", "le", "les", "l", "d", "et", "m57", "m14",
})  # fmt: skip


def _digits(siret: str) -> str:
    return re.sub(r"\D", "", siret)


def _insee(code: str) -> str:
    packed = re.sub(r"\s", "", code).upper()
    padded = f"0{packed}" if re.fullmatch(r"\d{4}", packed) else packed
    return padded if _INSEE.fullmatch(padded) else ""


def _named(code: str) -> str:
    found = collectivities().of_code(code)
    return found.name if found else ""


def _official(text: str, level: TerritoryLevel | None = None) -> str:
    """What the store calls the territory of a key or of a code beyond doubt; "" for what is written otherwise."""
    try:
        key = TerritoryKey.parse(text, level)
    except TerritoryKeyError:
        return ""
    written = text == key.code if level or text.isalnum() else text.upper().replace(":", "-") == str(key)
    unheard = text == key.code and key.level == "COM" and not name_of(key)
    return "" if unheard or not written else key.stored


def _several(text: str) -> tuple[TerritoryKey, ...]:
    """The keys of a code that two levels share."""
    try:
        TerritoryKey.parse(text)
    except TerritoryKeyError as refused:
        return refused.candidates
    return ()
