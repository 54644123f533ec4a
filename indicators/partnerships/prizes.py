"""Prizes and recognitions (manual, 4.3): actions whose type says so, done, the latest first.

The type of an action is free text: a few words of the three languages are understood. What was only applied for is
``planned`` or ``ongoing``, what was refused ``dropped``: neither is a prize.
"""

from __future__ import annotations

from collections.abc import Iterable

from indicators.geography.names import normalise
from indicators.records import Activity

#: What the form writes.
PRIZE = "Prix"
#: How an officer writes it, simplified.
WORDS = frozenset(
    {"prix", "prix ou reconnaissance", "reconnaissance", "distinction", "label",
     "prize", "award", "recognition", "premio", "reconocimiento", "distincion"}
)  # fmt: skip


def prizes(actions: Iterable[Activity], year: int) -> tuple[Activity, ...]:
    """The prizes received up to a year."""
    held = [item for item in actions if item.status == "done" and item.year <= year and normalise(item.type) in WORDS]
    return tuple(sorted(held, key=lambda item: (-item.year, item.title)))
