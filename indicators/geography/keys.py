"""The name of a territory that leaves no doubt: its level and its code together.

Codes alone repeat: 84 is Vaucluse and Auvergne-Rhône-Alpes, 11 is Aude and Île-de-France. The key puts the level in
front: ``COM-38185``, ``EPCI-200040715``, ``DEP-84``, ``REG-84``, ``NUTS-ITC1``; a country is its ISO code (``FR``).
A commune and an EPCI have codes of their own shape: the store names them by the code alone (:attr:`TerritoryKey.stored`),
so that editions published before are read without being written again. :func:`find` is how every surface reads one.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, TypeAlias, get_args

from indicators.errors import ToldError, marked
from indicators.geography.collectivities import Collectivity, CollectivityKind, collectivities
from indicators.geography.countries import countries
from indicators.records import GeoLevel

#: ``FR`` is France, ``ISO`` another country; both are written as the ISO code alone.
TerritoryLevel: TypeAlias = Literal["COM", "EPCI", "DEP", "REG", "FR", "NUTS", "ISO"]
LEVELS: tuple[TerritoryLevel, ...] = get_args(TerritoryLevel)
_SHAPES: Mapping[TerritoryLevel, re.Pattern[str]] = {
    "COM": re.compile(r"\d{5}|2[AB]\d{3}"),
    "EPCI": re.compile(r"\d{9}"),
    "DEP": re.compile(r"\d\d|2[AB]|9[78]\d"),
    "REG": re.compile(r"\d\d|9[78]\d"),
    "FR": re.compile("FR"),
    # Below the first level a code holds a figure: PARIS and LYON are names that a person typed in capitals.
    "NUTS": re.compile(r"[A-Z]{2}(?:[0-9A-Z]|(?=.*\d)[0-9A-Z]{2,3})"),
    "ISO": re.compile("[A-Z]{2}"),
}
_KINDS: Mapping[CollectivityKind, TerritoryLevel] = {
    "commune": "COM", "former": "COM", "intercommunality": "EPCI", "department": "DEP", "region": "REG",
}  # fmt: skip
#: What a record of a territory says of its level, in the words of the keys; a region abroad is of the NUTS.
_TYPES: Mapping[GeoLevel, frozenset[TerritoryLevel]] = {
    "commune": frozenset({"COM"}),
    "epci": frozenset({"EPCI"}),
    "department": frozenset({"DEP", "NUTS"}),
    "region": frozenset({"REG", "NUTS"}),
    "country": frozenset({"FR", "ISO"}),
    "other": frozenset(),  # says nothing
}
_GEO_LEVELS: Mapping[TerritoryLevel, GeoLevel] = {
    "COM": "commune", "EPCI": "epci", "DEP": "department", "REG": "region", "FR": "country", "NUTS": "other",
    "ISO": "country",
}  # fmt: skip
# The countries that Eurostat divides; it writes Greece and the United Kingdom otherwise than ISO 3166.
_NUTS_COUNTRIES = frozenset({
    "AL", "AT", "BA", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU", "IE", "IS",
    "IT", "LI", "LT", "LU", "LV", "ME", "MK", "MT", "NL", "NO", "PL", "PT", "RO", "RS", "SE", "SI", "SK", "TR", "UK",
    "XK",
})  # fmt: skip


class TerritoryKeyError(ToldError):
    """A text that names no territory, or several; ``candidates`` are the keys that it can mean."""

    code = "territory_key"

    def __init__(self, template: str, candidates: tuple[TerritoryKey, ...] = (), **values: Any) -> None:
        super().__init__(template, **values)
        self.candidates = candidates

    @property
    def cells(self) -> tuple[str, ...]:
        return tuple(str(key) for key in self.candidates)

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(TerritoryKeyError, self.template, self.candidates, **self.values), ()


@dataclass(frozen=True, slots=True, order=True)
class TerritoryKey:
    """A territory: its level and the code that it has there (Insee, SIREN, NUTS or ISO)."""

    level: TerritoryLevel
    code: str

    def __str__(self) -> str:
        return self.code if self.level in {"FR", "ISO"} else f"{self.level}-{self.code}"

    @property
    def stored(self) -> str:
        """What the store calls it: the code alone where no other level can have it, else the whole key."""
        return self.code if self.level in {"COM", "EPCI"} else str(self)

    @property
    def geo_level(self) -> GeoLevel:
        """The same level in the words of the records."""
        return _GEO_LEVELS[self.level]

    @classmethod
    def parse(cls, text: str, level: TerritoryLevel | None = None) -> TerritoryKey:
        """Read a key, or a code whose level is told or beyond doubt.

        Args:
            text: ``COM-38185``, ``DEP:84``, ``38185``, ``200040715``, ``ITC1``, ``FR``; the SIREN of a collectivity.
            level: the level of a bare code, when the place it is written in says it.

        Raises:
            TerritoryKeyError: it names nothing, or has several meanings (84), which are then its ``candidates``.
        """
        written = re.sub(r"\s", "", text).upper()
        prefix, _, code = written.replace(":", "-").partition("-")
        if code and prefix in LEVELS:
            return _one(text, [_at(prefix, code)])
        return _one(text, [_at(level, written)] if level else _bare(written))


def _one(text: str, found: list[TerritoryKey | None]) -> TerritoryKey:
    keys = tuple(key for key in found if key)
    if len(keys) == 1:
        return keys[0]
    if keys:
        raise TerritoryKeyError(
            marked("« {received} » désigne plusieurs territoires : écrivez {accepted}."),
            keys, received=text, accepted=", ".join(named(key) for key in keys),
        )  # fmt: skip
    raise TerritoryKeyError(
        marked(
            "« {received} » n'est le code d'aucun territoire. Sont acceptés : un code commune (38185), le SIREN d'une"
            " intercommunalité (200040715), DEP-84 pour un département, REG-84 pour une région, FR, NUTS-ITC1."
        ),
        received=text,
    )


def _at(level: TerritoryLevel, code: str) -> TerritoryKey | None:
    """The key of a code at a level; None when it has not the shape, or when no département or région has it."""
    if not _SHAPES[level].fullmatch(code):
        return None
    key = TerritoryKey(level, code)
    if level in {"DEP", "REG"}:
        return key if key in _numbered(code) else None
    if level == "NUTS":
        return key if code[:2] in _NUTS_COUNTRIES else None
    return key if level != "ISO" or code in countries() else None


def _numbered(code: str) -> list[TerritoryKey]:
    return [key_of_bearer(item) for item in collectivities().bearers(code)]


def _bare(code: str) -> list[TerritoryKey | None]:
    if _SHAPES["EPCI"].fullmatch(code):
        owner = collectivities().of_siren(code)
        return [key_of_bearer(owner) if owner else None]
    if _SHAPES["COM"].fullmatch(code):
        return [TerritoryKey("COM", code)]
    if _SHAPES["DEP"].fullmatch(code):
        return list(_numbered(code))
    if code == "FR":
        return [TerritoryKey("FR", code)]
    return [_at("ISO", code)] if len(code) == 2 else [_at("NUTS", code)]


def key_of_bearer(item: Collectivity) -> TerritoryKey:
    """The key of a collectivity of the reference."""
    return TerritoryKey(_KINDS[item.kind], item.code)


def name_of(key: TerritoryKey) -> str:
    """The name that the geographic code gives it, "" for what it does not hold."""
    names = [item.name for item in collectivities().bearers(key.code) if key_of_bearer(item) == key]
    return names[0] if names else ""


def named(key: TerritoryKey) -> str:
    """What the store calls it with its name, as a question shows it: « REG-84 (Auvergne-Rhône-Alpes) »."""
    name = name_of(key)
    return f"{key.stored} ({name})" if name else key.stored


def key_of(code: str, type_: GeoLevel) -> TerritoryKey | None:
    """The key of a territory of the store, whatever it was stored under; None for a code of the collectivity's own."""
    try:
        keys: tuple[TerritoryKey, ...] = (TerritoryKey.parse(code),)
    except TerritoryKeyError as refused:
        keys = refused.candidates
    return next((key for key in keys if type_ == "other" or key.level in _TYPES[type_]), None)


# The last territories that were looked among, each with the codes of their keys: a file names thousands of them.
_STORED: deque[tuple[Mapping[str, GeoLevel], int, Mapping[TerritoryKey, Sequence[str]]]] = deque(maxlen=4)


def _stored_as(known: Mapping[str, GeoLevel]) -> Mapping[TerritoryKey, Sequence[str]]:
    """The codes under which each key is stored, found once for a mapping as long as nothing is added to it."""
    kept = next((index for same, size, index in list(_STORED) if same is known and size == len(known)), None)
    if kept is not None:
        return kept
    index: dict[TerritoryKey, list[str]] = {}
    for code, type_ in known.items():
        if (key := key_of(code, type_)) is not None:
            index.setdefault(key, []).append(code)
    _STORED.append((known, len(known), index))
    return index


def find(text: str, known: Mapping[str, GeoLevel], level: TerritoryLevel | None = None) -> str | None:
    """The stored code of the territory that a text names, among those that are known; None when none is.

    It answers to ``REG-84`` in an edition of before that stores the région as 84, and to an old link ``84`` in one
    that stores ``REG-84``. ``known`` gives the type of each stored territory.

    Raises:
        TerritoryKeyError: two of the known territories can be meant.
    """
    if text in known and level is None:
        return text
    try:
        wanted: tuple[TerritoryKey, ...] = (TerritoryKey.parse(text, level),)
    except TerritoryKeyError as refused:
        wanted = refused.candidates
    stored = _stored_as(known) if wanted else {}
    found = [code for key in wanted for code in stored.get(key, ())]
    if len(found) > 1:
        found = [code for code in known if code in found]
        _one(text, [key_of(code, known[code]) for code in found])
    return found[0] if found else None


def identifier(text: str, known: Mapping[str, GeoLevel], level: TerritoryLevel | None = None) -> str:
    """What the store calls, or will call, the territory that a text names: the one function that surfaces read with.

    A territory that is ``known`` answers by the code that it is stored under, whatever way it is named; another one
    gets the code that the store would give it; a code of the collectivity's own (EX001) stays as it is.

    Raises:
        TerritoryKeyError: several territories can be meant.
    """
    try:
        return find(text, known, level) or TerritoryKey.parse(text, level).stored
    except TerritoryKeyError as refused:
        if refused.candidates:
            raise
        return text
