"""Which entries of a recipe have an effect, given the others.

An entry that nothing reads is published as if it mattered: a range beside z-scores, winsorised points where nothing is
treated. Each such key has one need, told once here; a recipe that gives the key without it is refused by name, and a
robustness factor on it too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from indicators.errors import marked

ACROSS = "arithmetic_then_geometric"

UNBOUNDED = ("zscore", "rank", "borda", "base100", "none")
"""Normalisers without a range."""

TREAT_WITH = ("winsorise", "log_ct")
"""Treatments tried where the recipe names none."""

STRICT = frozenset({"geometric", "harmonic"})
"""Means that a zero annuls, with ``power`` for an exponent that is not positive."""


class Entries:
    """Entries of a recipe read as attributes, before or without the recipe itself; one left out is ``None``."""

    def __init__(self, entries: Mapping[str, Any], changes: Mapping[str, Any] | None = None) -> None:
        self._entries = {**entries, **(changes or {})}

    def __getattr__(self, key: str) -> Any:
        return self._entries.get(key)

    @property
    def rules(self) -> tuple[str, ...]:
        """Every aggregation rule that the entries name."""
        return rules_of(self.aggregate, self.aggregate_nodes or {}, self.weights)


def rules_of(aggregate: str | tuple[str, ...] | None, nodes: Mapping[str, str], weights: str) -> tuple[str, ...]:
    """The rules that an aggregation names, node by node included; weights of benefit of the doubt are a rule too."""
    named = (aggregate,) if isinstance(aggregate, str) else aggregate or ()
    means = tuple(rule for name in named for rule in (("arithmetic", "geometric") if name == ACROSS else (name,)))
    return means + tuple(nodes.values()) + (("bod",) if weights == "bod" else ())


Need: TypeAlias = tuple[str, Callable[[Any], bool]]


def annulling(recipe: Any) -> list[str]:
    """The rules of the recipe that a zero annuls."""
    strict = STRICT | ({"power"} if recipe.power is not None and recipe.power <= 0 else set())
    return [rule for rule in recipe.rules if rule in strict]


def annulled(recipe: Any) -> bool:
    """Whether a rule of the recipe is annulled by a zero."""
    return bool(annulling(recipe))


def _treats(*ways: str) -> Callable[[Any], bool]:
    def test(recipe: Any) -> bool:
        return bool(recipe.treat) and (not ways or bool(set(ways) & set(recipe.treat_with or TREAT_WITH)))

    return test


def _uses(*rules: str) -> Callable[[Any], bool]:
    return lambda recipe: bool(set(rules) & set(recipe.rules))


NEEDS: Mapping[str, Need] = {
    "impute_group": (marked("une imputation par groupe"), lambda r: r.impute.startswith("group_")),
    "treat_with": ("treat = true", _treats()),
    "skew": ("treat = true", _treats()),
    "kurt": ("treat = true", _treats()),
    "winmax": (marked("treat = true avec « winsorise »"), _treats("winsorise")),
    "boxcox_lambda": (marked("treat = true avec « boxcox »"), _treats("boxcox")),
    "treat_by": (
        marked("treat = true et years = « panel »"),
        lambda r: r.treat and r.years == "panel",
    ),
    "range": (
        marked("un normaliseur borné (« zscore » lit mean_sd), ou une règle « bod », « wroclaw » ou « complement »"),
        lambda r: r.normalise not in UNBOUNDED or bool({"bod", "wroclaw", "complement"} & set(r.rules)),
    ),
    "mean_sd": ("normalise = « zscore »", lambda r: r.normalise == "zscore"),
    "cap": (
        marked("des bornes, une cible ou une référence"),
        lambda r: r.normalise in ("goalposts", "distance_to_target", "distance_to_reference"),
    ),
    "reference": (marked("une référence"), lambda r: r.normalise in ("distance_to_reference", "base100")),
    "reference_year": (marked("une référence"), lambda r: r.normalise in ("distance_to_reference", "base100")),
    "goalposts": ("normalise = « goalposts »", lambda r: r.normalise == "goalposts"),
    "targets": ("normalise = « distance_to_target »", lambda r: r.normalise == "distance_to_target"),
    "comparisons": ("weights = « ahp »", lambda r: r.weights == "ahp"),
    "rotation": ("weights = « factor »", lambda r: r.weights == "factor"),
    "power": (marked("une règle « power »"), _uses("power")),
    "owa": (marked("une règle « owa »"), _uses("owa")),
    "mean_min": (marked("une règle « mean_min »"), _uses("mean_min")),
    "mpi_penalty": (marked("une règle « mpi » ou « ampi »"), _uses("mpi", "ampi")),
    "bod_shares": (marked("une règle « bod »"), _uses("bod")),
    "bod_direction": (marked("une règle « bod »"), _uses("bod")),
    "zero": (marked("une moyenne géométrique ou harmonique"), annulled),
    "floor": ("zero = « floor »", lambda r: r.zero == "floor" and annulled(r)),
    "panel_base": ("years = « panel »", lambda r: r.years == "panel"),
}
"""For each key that may have no effect: what it needs, in words and as a test of the recipe."""


def idle(entries: Mapping[str, Any]) -> list[str]:
    """Keys that have no effect beside these entries, nor beside any alternative that their factors give."""
    variants = [Entries(entries), *(Entries(entries, option) for option in _options(entries.get("factors") or {}))]
    return [key for key, (_, test) in NEEDS.items() if not any(test(each) for each in variants)]


def _options(factors: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    for key, options in factors.items():
        for option in options if isinstance(options, list | tuple) else ():
            yield option if isinstance(option, Mapping) else {key: option}
