"""Whose rows these are: the collectivity of an account by its SIRET, the territory that an officer typed.

Nothing is put under a territory in silence: what is not written as a known code is read as the one that is meant and
asked about, or refused with the nearest ones. An account never makes a territory of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from indicators.geography.collectivities import bare_name, collectivities, spelled_code
from indicators.geography.countries import countries, find_country
from indicators.intake.issues import Issue
from indicators.intake.text import simplify

Doubt: TypeAlias = Literal["", "other_territory", "other_establishment", "giver_unknown", "siret_shortened"]
# A shorter text is a code that nobody bears, rather than a name.
_SHORTEST = 3
_NAME = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœ][A-Za-zÀ-ÖØ-öø-ÿŒœ'’.() \u00a0-]*")
_CODE = re.compile(r"(?<![0-9A-Za-z])(\d{5}|2[ABab]\d{3}|\d{9})(?![0-9A-Za-z])")
#: A SIRET that a spreadsheet took for a number: 2,13802E+13.
SHORTENED = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{1,2}")
# « 2A4 » lost its zeros; « DEP-38 » and « COM-38185 » say their level; « Saint-Denis (93) » and « 38000 Grenoble » their place.
_SHORT_CODE = re.compile(r"(2[AB])(\d{1,2})")
_COMMUNE = 3
_LEVEL = re.compile(r"(?:COM|DEP|EPCI)[-_ ](\w+)")
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


@dataclass(frozen=True, slots=True)
class Owner:
    """The territory of an account, what has to be asked about it, and the collectivity that was recognised."""

    code: str
    doubt: Doubt = ""
    name: str = ""


@dataclass(frozen=True)
class Territories:
    """The ``home`` territory, and those that are ``known``: published, or in the same file."""

    home: str
    known: Mapping[str, Known] = field(default_factory=dict)

    def with_codes(self, codes: Iterable[str]) -> Territories:
        """The same with the codes of the territories that a file brings."""
        return replace(self, known={**{code: Known() for code in codes if code}, **self.known})

    def of_siren(self, siren: str) -> str:
        """The code of the collectivity of a SIREN, "" when no table knows it."""
        for code, known in self.known.items():
            if siren and siren in {known.siren, code}:
                return code
        if siren == self.home or spelled_code(siren) == self.home:
            owner = collectivities().of_siren(siren)
            return owner.code if owner else self.home
        found = collectivities().of_siren(siren)
        return found.code if found else ""

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
        words, mine = set(bare_name(name).split()), set(bare_name(own).split())
        return not words - mine - _COMMON or not mine

    def knows(self, code: str) -> bool:
        """Whether a code is one that the territories or the reference have, as it stands."""
        return code == self.home or code in self.known or _official(code)

    def read(self, text: str, *, near: bool = True) -> tuple[str, tuple[str, ...]]:
        """The code that a text means and what has to be asked: nothing, the code itself, or the candidates.

        A code that is known as it stands asks nothing; one that is recognised is proposed; with several candidates or
        none the text stays, and the candidates are told. Without ``near`` the nearest names are not looked for.
        """
        if self.knows(text):
            return text, ()
        meant = list(dict.fromkeys(self._meant(text)))
        if len(meant) == 1:
            return meant[0], (meant[0],)
        found = collectivities().near(text) if near and not meant and _NAME.fullmatch(text) else ()
        return text, tuple(meant) or tuple(item.code for item in found)

    def _meant(self, text: str) -> Iterable[str]:
        packed = re.sub(r"[\s.-]", "", text.upper()) if text[:1].isalnum() else ""
        padded = f"0{packed}" if re.fullmatch(r"\d{4}", packed) else packed
        if len(padded) >= _SHORTEST and (padded in self.known or _official(padded)):
            return [padded]
        if packed.isdigit() and len(packed) in {9, 14}:
            return [code] if (code := self.of_siren(packed[:9])) else []
        if written := [code.upper() for code in _CODE.findall(text) if _official(code.upper())]:
            return written
        if (short := _SHORT_CODE.fullmatch(packed)) and _official(code := short[1] + short[2].zfill(_COMMUNE)):
            return [code]
        if (level := _LEVEL.fullmatch(text.strip().upper())) and _official(level[1]):
            return [level[1]]
        if packed.isdigit() and _official(packed.lstrip("0")):
            return [packed.lstrip("0")]
        if (placed := _PLACED.fullmatch(text)) and (where := placed["where"] or placed["post"]):
            return self._within(placed["name"], where)
        name = bare_name(text)
        if name in _WHOLE_COUNTRY:
            return ["FR"]
        if len(name) < _SHORTEST or not _NAME.fullmatch(text):
            return []
        mine = [code for code, known in self.known.items() if known.name and bare_name(known.name) == name]
        found = _bearers(text)
        country = find_country(text).iso2 if len(name) > _SHORTEST else ""
        return mine or ([self.home] if self.home in found else found) or [code for code in [country] if code]


def _bearers(text: str) -> list[str]:
    """The codes of who bears a name: a commune, and the department elsewhere that has it too (Vaucluse, Vienne)."""
    found = [item.code for item in collectivities().named(text)]
    others = [item.code for item in collectivities().named(text, "department")]
    return found + [code for code in others if not any(code == item or item.startswith(code) for item in found)]


_COMMON = frozenset(
    [
        "ville",
        "commune",
        "mairie",
        "collectivite",
        "departement",
        "conseil",
        "departemental",
        "region",
        "regional",
        "metropole",
        "communaute",
        "urbaine",
        "agglomeration",
        "communes",
        "budget",
        "principal",
        "annexe",
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "l",
        "d",
        "et",
        "m57",
        "m14",
    ]
)


def _digits(siret: str) -> str:
    return re.sub(r"\D", "", siret)


def _insee(code: str) -> str:
    packed = re.sub(r"\s", "", code).upper()
    padded = f"0{packed}" if re.fullmatch(r"\d{4}", packed) else packed
    return padded if _INSEE.fullmatch(padded) else ""


def _named(code: str) -> str:
    found = collectivities().of_code(code)
    return found.name if found else ""


def _official(code: str) -> bool:
    return code in countries() or collectivities().of_code(code) is not None


def owner_issue(owner: Owner, *, file: str, home: str, name: str, siret: str, row: int = 0, column: str = "") -> Issue:
    """The question that an owner in doubt asks."""
    return Issue(
        code=owner.doubt, severity="confirm", file=file, row=row, column=column,
        value=siret if owner.doubt == "siret_shortened" else owner.code, accepted=(home,),
        details={"name": name, "siret": siret, "spelled": owner.name},
    )  # fmt: skip
