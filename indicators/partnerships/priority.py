"""Whether a relation is in the priorities of the strategy: by its country, or by one of its themes."""

from __future__ import annotations

from collections.abc import Collection

from indicators.records import Partnership

INSIDE, OUTSIDE = "inside", "outside"


def in_priorities(partnership: Partnership, codes: Collection[str]) -> bool | None:
    """Whether a relation has a theme or a country of ``codes``; None without priorities, or when it says neither."""
    if not codes or not (partnership.country or partnership.themes):
        return None
    return partnership.country in codes or any(theme in codes for theme in partnership.themes)
