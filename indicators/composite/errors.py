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
from collections.abc import Iterable, Mapping

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


ALIASES: Mapping[str, tuple[str, ...]] = {
    "mean": ("arithmetic",), "average": ("arithmetic", "mean"), "moyenne": ("arithmetic", "mean"),
    "a_amean": ("arithmetic",), "a_gmean": ("geometric",), "a_hmean": ("harmonic",), "a_genmean": ("power",),
    "gmean": ("geometric",), "hmean": ("harmonic",), "i_mean": ("mean",), "i_median": ("median",),
    "i_mean_grp": ("group_mean",), "i_median_grp": ("group_median",), "aucune": ("none",), "n_prank": ("percentile",),
    "n_dist2max": ("distance_to_max",), "n_dist2ref": ("distance_to_reference",), "prank": ("percentile",),
    "n_dist2targ": ("distance_to_target",), "n_fracmax": ("fraction_of_max",), "expert": ("framework",),
    "standardize": ("zscore",), "standardise": ("zscore",), "seed": ("random_state",), "graine": ("random_state",),
    "aggregation": ("aggregate",), "imputation": ("impute",), "treatment": ("treat",), "screening": ("screen",),
}  # fmt: skip
"""Other names of the same things: COINr's functions, and the words people write first."""


def nearest(value: str, accepted: Iterable[str]) -> str:
    """The accepted word that means or resembles ``value``, upper and lower case alike; empty when nothing is accepted."""
    words = {word.casefold(): word for word in accepted}
    for word in ALIASES.get(value.casefold(), ()):
        if word in words:
            return words[word]
    found = difflib.get_close_matches(value.casefold(), list(words), n=1, cutoff=0.0)
    return words[found[0]] if found else ""


def listed(words: Iterable[str], limit: int = 12) -> str:
    """Words joined for a message, cut after ``limit`` of them."""
    items = list(words)
    return ", ".join(items[:limit]) + (", …" if len(items) > limit else "")
