"""The outlines of the régions and départements of France, overseas beside the mainland (``data/reference/build_france.py``)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from indicators.geography.keys import TerritoryLevel

DATA = Path(__file__).parents[2] / "data" / "reference" / "france.json"
ATTRIBUTION = "IGN, ADMIN EXPRESS, Licence Ouverte 2.0"


@lru_cache(maxsize=1)
def _levels() -> Mapping[str, list[dict[str, Any]]]:
    read: Mapping[str, list[dict[str, Any]]] = json.loads(DATA.read_text(encoding="utf-8"))
    return read


def outlines(level: TerritoryLevel) -> Mapping[str, dict[str, Any]]:
    """The GeoJSON geometry of each territory of a level, by code: ``DEP`` or ``REG``, nothing for another level."""
    return {item["id"]: item["geometry"] for item in _levels().get(level, ())}
