"""Areas of disputed recognition: a neutral name, and how the collectivity has decided to draw them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from indicators.errors import ToldError, marked
from indicators.geography.countries import REFERENCE, countries
from indicators.languages import SOURCE

NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class DisputedArea:
    """An area whose status is not agreed. ``shown_as`` is « neutral » or the ISO code of the country it is drawn with."""

    id: str
    names: Mapping[str, str]
    shown_as: str

    def label(self, lang: str) -> str:
        """Its neutral name in a language."""
        return self.names.get(lang) or self.names[SOURCE]


def disputed_areas(
    overrides: Mapping[str, str] | None = None, labels: Mapping[str, str] | None = None
) -> tuple[DisputedArea, ...]:
    """The disputed areas. From the settings, ``overrides`` maps an id to « neutral » or a country code, ``labels`` to
    the name that the collectivity has chosen, the same in every language.

    Raises ValueError on an unknown area or country: a map that decides a border by a typing error is worse than none.
    """
    with (REFERENCE / "disputed.csv").open(encoding="utf-8", newline="") as stream:
        areas = {
            row["id"]: DisputedArea(row.pop("id"), shown_as=row.pop("shown_as"), names=row)
            for row in csv.DictReader(stream)
        }
    for identifier, shown_as in (overrides or {}).items():
        if identifier not in areas:
            raise _unknown(identifier, areas)
        if shown_as != NEUTRAL and shown_as not in countries():
            raise ToldError(
                marked('{area} = "{value}" ; accepté : "{neutral}" ou un code de pays à deux lettres'),
                area=identifier,
                value=shown_as,
                neutral=NEUTRAL,
            )
        areas[identifier] = replace(areas[identifier], shown_as=shown_as)
    for identifier, label in (labels or {}).items():
        if identifier not in areas:
            raise _unknown(identifier, areas)
        areas[identifier] = replace(areas[identifier], names={SOURCE: label})
    return tuple(areas.values())


def _unknown(identifier: str, areas: Iterable[str]) -> ToldError:
    return ToldError(
        marked("zone au statut disputé inconnue : {area} ; accepté : {accepted}"),
        area=identifier,
        accepted=", ".join(areas),
    )
