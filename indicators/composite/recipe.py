"""Every choice of the method, in one frozen record that rebuilds its result byte for byte.

A recipe says what is done, in the order of the steps: denominate, impute, screen, treat, normalise, weigh, aggregate.
It is data: it is published as TOML or JSON, compared, and changed one entry at a time (``recipe.with_(winmax=3)``).
Nothing is accepted silently: an unknown key or value is refused with the nearest valid one, and two choices that
cannot go together (a scale that starts at zero, a geometric mean) are refused with the cure.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from indicators.composite import recipe_checks as checks
from indicators.composite.errors import RecipeError
from indicators.composite.mapping import FrozenMap, plain
from indicators.errors import Part, marked

IMPUTATIONS = ("none", "mean", "median", "group_mean", "group_median", "last", "linear")
TREATMENTS = ("winsorise", "log_ct", "log", "boxcox")
NORMALISERS = (
    *("minmax", "zscore", "rank", "percentile", "borda", "goalposts", "distance_to_max"),
    *("distance_to_reference", "distance_to_target", "fraction_of_max", "base100"),
)
WEIGHTINGS = ("framework", "equal", "pca", "balanced", "bod")
AGGREGATORS = ("arithmetic", "geometric", "harmonic", "power", "owa", "wroclaw", "mpi", "copeland", "bod")
ACROSS = "arithmetic_then_geometric"

TOUCHES_LOW = ("minmax", "percentile", "distance_to_max", "distance_to_reference", "distance_to_target")
"""Normalisers that give the lowest value of their range to some unit, whatever the data."""

NATURAL_RANGES: Mapping[str, tuple[float, float]] = {"minmax": (1.0, 100.0)}

_rule = checks.one_of(*AGGREGATORS)
_share = checks.number(0.0, 1.0)
CHECKS: Mapping[str, checks.Check] = {
    "denominate": checks.flag,
    "impute": checks.one_of(*IMPUTATIONS),
    "impute_group": checks.optional(checks.text),
    "screen": _share,
    "screen_dimension": checks.optional(_share),
    "screen_on": checks.one_of("available", "observed"),
    "treat": checks.flag,
    "treat_with": checks.words(checks.one_of(*TREATMENTS)),
    "skew": checks.number(0.0),
    "kurt": checks.number(),
    "winmax": checks.integer(0, 1_000_000),
    "boxcox_lambda": checks.optional(checks.number(-5.0, 5.0)),
    "transform": checks.table(checks.one_of("linear", "log")),
    "normalise": checks.one_of(*NORMALISERS),
    "range": checks.optional(checks.interval),
    "mean_sd": checks.center_and_spread,
    "cap": checks.optional(checks.flag),
    "reference": checks.optional(checks.text),
    "reference_year": checks.optional(checks.integer(1, 9999)),
    "goalposts": checks.table(checks.interval),
    "targets": checks.table(checks.number()),
    "weights": checks.one_of(*WEIGHTINGS),
    "node_weights": checks.table(checks.number(0.0, above=True)),
    "aggregate": checks.optional(checks.word_or_words(checks.one_of(*AGGREGATORS, ACROSS))),
    "aggregate_nodes": checks.table(_rule),
    "power": checks.number(-50.0, 50.0),
    "owa": checks.number(0.0, 50.0, above=True),
    "mpi_penalty": checks.one_of("negative", "positive"),
    "min_share": _share,
    "years": checks.one_of("single", "mixed", "panel"),
    "panel_base": checks.optional(checks.integer(1, 9999)),
    "random_state": checks.integer(0, 2**32 - 1),
}


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """The choices of one index; see ``docs/method/composite.md`` for what each key means.

    ``range`` and ``aggregate`` left out (``None``) become the explicit values they stand for: min-max goes to 1–100
    and the other bounded normalisers to 0–1; means are arithmetic inside dimensions and geometric across them where
    the scale is strictly positive, arithmetic everywhere otherwise. Raises ``RecipeError``.
    """

    denominate: bool = True
    impute: str = "none"
    impute_group: str | None = None
    screen: float = 0.65
    screen_dimension: float | None = None
    screen_on: str = "available"
    treat: bool = True
    treat_with: tuple[str, ...] = ("winsorise", "log_ct")
    skew: float = 2.0
    kurt: float = 3.5
    winmax: int = 5
    boxcox_lambda: float | None = None
    transform: Mapping[str, str] = field(default_factory=FrozenMap)
    normalise: str = "minmax"
    range: tuple[float, float] | None = None
    mean_sd: tuple[float, float] = (0.0, 1.0)
    cap: bool | None = None
    reference: str | None = None
    reference_year: int | None = None
    goalposts: Mapping[str, tuple[float, float]] = field(default_factory=FrozenMap)
    targets: Mapping[str, float] = field(default_factory=FrozenMap)
    weights: str = "framework"
    node_weights: Mapping[str, float] = field(default_factory=FrozenMap)
    aggregate: str | tuple[str, ...] | None = None
    aggregate_nodes: Mapping[str, str] = field(default_factory=FrozenMap)
    power: float = 0.5
    owa: float = 1.0
    mpi_penalty: str = "negative"
    min_share: float = 0.5
    years: str = "single"
    panel_base: int | None = None
    random_state: int = 0
    factors: Mapping[str, Any] = field(default_factory=FrozenMap)

    def __post_init__(self) -> None:
        for key, check in CHECKS.items():
            object.__setattr__(self, key, check(key, getattr(self, key)))
        object.__setattr__(self, "factors", _factors(self.factors))
        self._fill()
        self._cohere()

    def _fill(self) -> None:
        if self.range is None:
            object.__setattr__(self, "range", NATURAL_RANGES.get(self.normalise, (0.0, 1.0)))
        if self.aggregate is None:
            object.__setattr__(self, "aggregate", ACROSS if self._positive and self.weights != "bod" else "arithmetic")

    @property
    def bounds(self) -> tuple[float, float]:
        """The range of the bounded normalisers, once filled."""
        return self.range or (0.0, 1.0)

    @property
    def capped(self) -> bool:
        """Whether values beyond the goalposts, the target or the reference are brought back to the range."""
        return self.normalise == "goalposts" if self.cap is None else self.cap

    @property
    def dimension_share(self) -> float:
        """Least share of data a unit must have in each dimension to be ranked: one half, or less with ``screen``."""
        return min(0.5, self.screen) if self.screen_dimension is None else self.screen_dimension

    @property
    def _positive(self) -> bool:
        """Whether no normalised value can be zero or negative by construction."""
        if self.normalise in (*TOUCHES_LOW, "goalposts"):
            return self.bounds[0] > 0
        return self.normalise in ("rank", "base100", "fraction_of_max")

    @property
    def rules(self) -> tuple[str, ...]:
        """Every aggregation rule that the recipe names."""
        named = (self.aggregate,) if isinstance(self.aggregate, str) else self.aggregate or ()
        means = tuple(rule for name in named for rule in (("arithmetic", "geometric") if name == ACROSS else (name,)))
        return means + tuple(self.aggregate_nodes.values())

    def _cohere(self) -> None:
        if isinstance(self.aggregate, tuple) and ACROSS in self.aggregate:
            checks.refuse(
                "aggregate",
                list(self.aggregate),
                Part(marked("un nom par niveau, ou « {rule} » seul"), rule=ACROSS),
                ACROSS,
            )
        if self.impute.startswith("group_") and self.impute_group is None:
            raise RecipeError(
                marked(
                    "Recette : impute = « {impute} » demande la clé impute_group, le nom de la colonne des groupes."
                ),
                impute=self.impute,
            )
        if self.impute in ("last", "linear") and self.years != "panel":
            raise RecipeError(
                marked(
                    'Recette : impute = « {impute} » lit d’autres années ; écrivez years = "panel", ou impute = "mean".'
                ),
                impute=self.impute,
            )
        if self.normalise in ("distance_to_reference", "base100") and not (self.reference or self.reference_year):
            raise RecipeError(
                marked(
                    "Recette : normalise = « {normalise} » demande la clé reference, le code de l’unité de référence."
                ),
                normalise=self.normalise,
            )
        self._refuse_zero()
        self._refuse_bod()

    def _refuse_zero(self) -> None:
        strict = {"geometric", "harmonic"} | ({"power"} if self.power <= 0 else set())
        found = [rule for rule in self.rules if rule in strict]
        if not found:
            return
        if self.normalise in TOUCHES_LOW and self.bounds[0] <= 0:
            raise RecipeError(
                marked(
                    "Recette : une moyenne « {rule} » ne va pas avec « {normalise} » ramené à {low:g}, car une valeur nulle "
                    'l’annule : écrivez range = [1, 100], ou aggregate = "arithmetic".'
                ),
                rule=found[0],
                normalise=self.normalise,
                low=self.bounds[0],
            )
        if self.normalise in ("zscore", "borda") and not (self.normalise == "zscore" and self.mean_sd[0] > 0):
            raise RecipeError(
                marked(
                    "Recette : une moyenne « {rule} » ne va pas avec « {normalise} », qui donne des valeurs nulles ou "
                    'négatives : écrivez normalise = "minmax" avec range = [1, 100], ou aggregate = "arithmetic".'
                ),
                rule=found[0],
                normalise=self.normalise,
            )

    def _refuse_bod(self) -> None:
        others = [rule for rule in self.rules if rule not in ("arithmetic", "bod")]
        if self.weights == "bod" and others:
            raise RecipeError(
                marked(
                    'Recette : weights = "bod" donne une somme pondérée ; écrivez aggregate = "arithmetic" au lieu de '
                    "« {rule} », ou demandez « bod » pour certains nœuds dans [aggregate_nodes]."
                ),
                rule=others[0],
            )

    def with_(self, **changes: Any) -> Recipe:
        """The same recipe with some entries changed; an unknown key is refused.

        Changing ``normalise`` keeps the range: give ``range=None`` to take the natural one of the new normaliser.
        """
        for key in changes:
            if key not in KEYS:
                raise checks.unknown_key(key, KEYS)
        return replace(self, **changes)

    def to_dict(self) -> dict[str, Any]:
        """Every entry as JSON and TOML hold them; entries that are not set are left out."""
        entries = {item.name: plain(getattr(self, item.name)) for item in fields(self)}
        return {key: value for key, value in entries.items() if value is not None and value != {}}

    @classmethod
    def from_dict(cls, entries: Mapping[str, Any]) -> Recipe:
        """A recipe from the entries of a JSON or TOML file; an unknown key is refused, naming the nearest one."""
        for key in entries:
            if key not in KEYS:
                raise checks.unknown_key(str(key), KEYS)
        return cls(**entries)

    @property
    def digest(self) -> str:
        """SHA-256 of the recipe: the same digest and the same data give the same result."""
        return hashlib.sha256(json.dumps(self.to_dict(), sort_keys=True).encode()).hexdigest()


KEYS: tuple[str, ...] = tuple(item.name for item in fields(Recipe))

FACTOR_KEYS = tuple(key for key in KEYS if key not in ("factors", "random_state", "years", "panel_base"))


def _factors(value: Any) -> FrozenMap[Any]:
    """Factors of the robustness analysis: ``weights`` is a spread, any other key a list of alternatives."""
    if not isinstance(value, Mapping):
        checks.refuse("factors", value, Part(marked("une table [factors]")), "{}")
    for key, options in value.items():
        if key not in FACTOR_KEYS:
            raise checks.unknown_key(f"factors.{key}", [f"factors.{known}" for known in FACTOR_KEYS])
        if key == "weights" and not isinstance(options, list | tuple):
            checks.number(0.0, 1.0, above=True)("factors.weights", options)
        elif not isinstance(options, list | tuple) or len(options) < 2:
            given = list(options) if isinstance(options, list | tuple) else [options]
            checks.refuse(
                f"factors.{key}", options, Part(marked("une liste d’au moins deux valeurs")), f"{[*given, '…']}"
            )
        else:
            for option in options:
                if not isinstance(option, Mapping):
                    CHECKS[key](f"factors.{key}", option)
    return FrozenMap(value)
