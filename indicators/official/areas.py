"""One indicator in one year for every territory of a level, or for those of a région: what a map shades."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indicators.geography.keys import TerritoryKey, TerritoryLevel
from indicators.geography.territories import territories
from indicators.official.cube import read_level, years_known
from indicators.official.library import Library


@dataclass(frozen=True, slots=True)
class Area:
    """A territory of the map; ``value`` is None where ``flag`` says secret, or where nothing was published."""

    key: TerritoryKey
    name: str
    value: float | None
    flag: str


@dataclass(frozen=True, slots=True)
class Areas:
    """Every territory of the level, by name; ``source``, ``vintage`` and ``sha256`` are those of the figures."""

    indicator: str
    level: TerritoryLevel
    year: int
    areas: tuple[Area, ...]
    source: str = ""
    vintage: str = ""
    sha256: str = ""


def areas(library: Library, indicator: str, level: TerritoryLevel, year: int, region: str = "") -> Areas:
    """An indicator in a year on a level; ``region`` keeps the territories of one."""
    rows = read_level(library.cube, level, [indicator], [year]).to_pylist()
    found: Mapping[str, dict[str, object]] = {row["code"]: row for row in rows}
    kept = [item for item in territories().of_level(level) if not region or item.reg == region]
    shown = [
        Area(item.key, item.name, *_said(found.get(item.key.code))) for item in sorted(kept, key=lambda item: item.name)
    ]
    made = [str(rows[0][name]) for name in ("source", "vintage", "sha256")] if rows else []
    return Areas(indicator, level, year, tuple(shown), *made)


def mapped_years(library: Library, indicator: str, level: TerritoryLevel) -> tuple[int, ...]:
    """The years for which a level has values, the latest first."""
    return tuple(reversed(years_known(library.cube, level, indicator)))


def _said(row: dict[str, object] | None) -> tuple[float | None, str]:
    if row is None:
        return None, "absent"
    value = row["value"]
    return (float(value) if isinstance(value, float) else None), str(row["flag"])
