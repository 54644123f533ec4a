"""Communes of another year brought to those of today: merged ones are summed, split ones shared by population.

The table (``data/reference/passages.csv``) has one line a passage since 2013. What is split is shared in proportion to
inhabitants: it holds for counts of people, roughly for other counts, never for a share or a mean.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parents[2] / "data" / "reference" / "passages.csv"
FIRST, CURRENT = 2013, 2026


def passage(code: str, year: int) -> Mapping[str, float]:
    """The communes of :data:`CURRENT` that a commune of another year's geography (1 January) has become, with its parts.

    A commune that did not change is itself. Raises ValueError before :data:`FIRST`: nothing is known of those years.
    """
    if year < FIRST:
        raise ValueError(f"no passage is known before {FIRST}; received {year}")
    parts = {code: 1.0}
    if code not in _moving():
        return parts
    for date, moves in _moves().items():
        if date > f"{year}-01-01" and not moves.keys().isdisjoint(parts):
            parts = _moved(parts, moves)
    return parts


def _moved(parts: Mapping[str, float], moves: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for code, share in parts.items():
        for to, ratio in moves.get(code, {code: 1.0}).items():
            found[to] += share * ratio
    return dict(found)


@lru_cache(maxsize=1)
def _moving() -> frozenset[str]:
    """The communes that any passage speaks of: one in ten."""
    return frozenset(code for moves in _moves().values() for code in moves)


@lru_cache(maxsize=1)
def _moves() -> Mapping[str, Mapping[str, Mapping[str, float]]]:
    """Date → code → parts, the dates in order."""
    found: dict[str, dict[str, dict[str, float]]] = {}
    with DATA.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found.setdefault(row["date"], {}).setdefault(row["code"], {})[row["to"]] = float(row["ratio"])
    return dict(sorted(found.items()))
