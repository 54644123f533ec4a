"""What the engine refuses, told once and rendered late.

    CompositeError
    ├── RecipeError       a choice that does not exist or contradicts another one
    ├── FrameworkError    a tree of indicators that cannot be climbed
    ├── DataError         a table that does not fit the framework
    └── MethodError       a step that has no meaning on these values

Every message is a French sentence (``template``) and its ``values``: the exception prints itself in French, and a page
renders it in the reader's language with ``t(error.template, **error.values)``.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from indicators.composite.synonyms import meant
from indicators.errors import ToldError


class CompositeError(ToldError):
    """A refusal of the engine; ``template`` holds the French sentence and ``values`` what fills it."""

    code = "composite"


class RecipeError(CompositeError):
    """A recipe that cannot be followed."""

    code = "recipe"


class FrameworkError(CompositeError):
    """A framework that is not a tree of indicators."""

    code = "framework"


class DataError(CompositeError):
    """A table of data that does not fit the framework."""

    code = "data"


class MethodError(CompositeError):
    """A step that has no meaning on the values it received."""

    code = "method"


def nearest(value: str, accepted: Iterable[str]) -> str:
    """The accepted word that means or resembles ``value``, upper and lower case alike; empty when nothing is accepted."""
    words = {word.casefold(): word for word in accepted}
    for word in meant(value):
        if word in words:
            return words[word]
    found = difflib.get_close_matches(value.casefold(), list(words), n=1, cutoff=0.0)
    return words[found[0]] if found else ""


def listed(words: Iterable[str], limit: int = 12) -> str:
    """Words joined for a message, cut after ``limit`` of them."""
    items = list(words)
    return ", ".join(items[:limit]) + (", …" if len(items) > limit else "")
