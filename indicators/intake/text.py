"""Small treatments of words that every reader and check shares."""

from __future__ import annotations

from functools import lru_cache

from indicators.geography.names import normalise


@lru_cache(maxsize=20_000)
def simplify(text: str) -> str:
    """A text without accent, case, ligature nor punctuation: « Année  (civile) » → « annee civile »."""
    return normalise(text)


def slug(text: str) -> str:
    """A stable identifier made of a text: « Fès, Maroc » → « fes-maroc »."""
    return simplify(text).replace(" ", "-")
