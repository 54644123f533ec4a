"""What the readers of workbooks and French codes share."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from indicators.geography.names import normalise
from indicators.geography.territories import territories

#: Communes whose districts have codes of their own: « 75105 » is in Paris.
_DISTRICTS = (("75101", "75120", "75056"), ("69381", "69389", "69123"), ("13201", "13216", "13055"))


def text(value: Any) -> str:
    """A cell as text: « 974 » for 974.0, without the spaces around it."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\u00a0", " ").strip()


def number(value: Any) -> float | None:
    """A cell as a number; None for what is not one (« n.d. », an empty cell)."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value)


def commune(code: str) -> str:
    """The commune of a code: that of a district of Paris, Lyon or Marseille is the city's."""
    return next((city for first, last, city in _DISTRICTS if first <= code <= last), code)


def region(name: str) -> str:
    """The code of a région by its name, whatever its hyphens and its article; empty for another name."""
    return _regions().get(_bare(name), "")


@lru_cache(maxsize=1)
def _regions() -> dict[str, str]:
    return {_bare(item.name): item.key.code for item in territories().of_level("REG")}


def _bare(name: str) -> str:
    return normalise(name).removeprefix("la ")
