"""Whether agreements and memberships live, as of the end of a year: one answer for the evaluation and for the budget.

An agreement lives by a documented exchange, a membership by a documented result, each within the months that the
collectivity has set. What nobody documented is told apart: it is neither alive nor dead (docs/decisions/042).
"""

from __future__ import annotations

from collections.abc import Iterable

from indicators.records import Activity, Membership, PartialDate, Partnership

EXCHANGES = frozenset({"ongoing", "done"})


def months_to_year_end(earlier: PartialDate, year: int) -> int | None:
    """Months from a partial date to the end of ``year``; an unknown month counts as January. None if unreadable."""
    parts = earlier[:7].split("-")
    if not all(part.isdigit() for part in parts) or len(parts[0]) != 4:
        return None
    month = int(parts[1]) if len(parts) > 1 else 1
    return (year - int(parts[0])) * 12 + 12 - month


def in_force(item: Partnership, year: int) -> bool:
    """Whether an agreement binds during ``year``: signed, not ended, not merely planned or to be verified."""
    if item.status not in ("active", "suspended"):
        return False
    ends = item.ends[:4]
    return not (ends.isdigit() and int(ends) < year)


def recently_active(activities: Iterable[Activity], year: int, months: int) -> frozenset[str]:
    """The partnerships with a documented exchange in the ``months`` before the end of the year."""
    found = set()
    for action in activities:
        if action.status not in EXCHANGES or action.year > year:
            continue
        age = months_to_year_end(action.last_exchange or f"{action.year}-12", year)
        if age is not None and age < months:
            found.add(action.partnership)
    return frozenset(found - {""})


def has_recent_result(item: Membership, year: int, months: int) -> bool:
    """Whether a membership documents a result in the ``months`` before the end of the year."""
    age = months_to_year_end(item.last_result, year) if item.last_result else None
    return bool(item.results) and age is not None and 0 <= age < months
