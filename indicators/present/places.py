"""Where a figure is read: a page and the choices to make there, for a search, a line of news, an alert, a mail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from indicators.catalogue import Indicator
from indicators.readout import Readout

_EVALUATED = ("territorial", "programmatic", "operational")


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the menu by its path, and what to choose there."""

    path: str
    choices: Mapping[str, str] = field(default_factory=dict)

    def address(self, site: str, **chosen: str) -> str:
        """The same as an address under ``site``; ``chosen`` are the choices of the frame."""
        return f"{site}/{self.path}?{urlencode({**chosen, **self.choices})}"


def of_indicator(item: Indicator, readout: Readout) -> Place:
    """An indicator opens where it is read, or in the method when it has no value to read."""
    if item.family == "geii" and item.dimension:
        return Place("profil-geii", {"vue": "dimension", "dimension": item.dimension})
    if item.family in _EVALUATED and item.id in _evaluated(readout):
        return Place("evaluation", {"vue": "indicateur", "indicateur": item.id})
    if item.family == "externality":
        return Place("evaluation", {"vue": "externalites"})
    return Place("methode", {"partie": "indicateurs", "famille": item.family, f"indicateur_{item.family}": item.id})


def of_relation(name: str) -> Place:
    """The sheet of a partnership."""
    return Place("partenariats", {"vue": "carte", "fiche": name})


def _evaluated(readout: Readout) -> set[str]:
    """The indicators of the evaluation that have a value."""
    return {reading.definition.id for reading in readout.evaluation().readings if reading.points}
