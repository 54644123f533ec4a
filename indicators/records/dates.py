"""Arithmetic on dates whose month or day may be unknown: « 2019 » starts on 1 January and ends on 31 December."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from indicators.records import PartialDate


def _parts(value: PartialDate) -> list[int]:
    texts = value[:10].split("-") if value else []
    return [int(text) for text in texts] if all(text.isdigit() for text in texts) else []


def first_day(value: PartialDate) -> date | None:
    """The earliest day that a partial date can mean; None when empty or unreadable."""
    try:
        return date(*([*_parts(value), 1, 1][:3])) if _parts(value) else None
    except ValueError:
        return None


def last_day(value: PartialDate) -> date | None:
    """The latest day that a partial date can mean; None when empty or unreadable."""
    parts = _parts(value)
    first = first_day(value)
    if first is None:
        return None
    month = parts[1] if len(parts) > 1 else 12
    return date(parts[0], month, parts[2] if len(parts) > 2 else monthrange(parts[0], month)[1])


def year_of(value: PartialDate) -> int | None:
    """The year of a partial date, or None."""
    first = first_day(value)
    return first.year if first else None


def months_between(start: date, end: date) -> int:
    """Whole months from one day to a later one; negative when the second comes first."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - 1 if end.day < start.day else months
