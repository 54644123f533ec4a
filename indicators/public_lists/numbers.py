"""Amounts and years as lists write them: comma or point, a time of day after a date, day first or year first."""

from __future__ import annotations

import re

from indicators.records import Cents

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def cents(text: str) -> Cents | None:
    """An amount in cents, None when the cell is empty or says no number: missing is not zero."""
    plain = re.sub(r"[ \u00a0\u202f]", "", text).replace(",", ".")
    try:
        return round(float(plain) * 100) if plain else None
    except ValueError:
        return None


def year(*texts: str) -> int | None:
    """The year of the first text that has one."""
    return next((int(found[1]) for text in texts if (found := _YEAR.search(text))), None)
