"""Every choice of the method, in one frozen record that rebuilds its result byte for byte.

A recipe says what is done, in the order of the steps: denominate, impute, screen, treat, normalise, weigh, aggregate.
It is data: it is published as TOML or JSON, compared, and changed one entry at a time (``recipe.with_(winmax=3)``).
Nothing is accepted silently: an unknown key or value is refused with the nearest valid one, and two choices that
cannot go together (a scale that starts at zero, a geometric mean) are refused with the cure.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from typing import Any, Self

from indicators.composite import recipe_checks as checks
from indicators.composite.errors import RecipeError
from indicators.composite.mapping import FrozenMap, plain
from indicators.composite.recipe_effects import ACROSS, NEEDS, annulling, idle, rules_of
from indicators.composite.recipe_keys import (
    AGGREGATORS,
    CHECKS,
    DEFAULTS,
    IMPUTATIONS,
    NATURAL_RANGES,
    NORMALISERS,
    TOUCHES_LOW,
    TREATMENTS,
    WEIGHTINGS,
)
from indicators.errors import Part, marked

__all__ = [
    "ACROSS",
    "AGGREGATORS",
    "CHECKS",
    "DEFAULTS",
    "FACTOR_KEYS",
    "IMPUTATIONS",
    "KEYS",
    "NATURAL_RANGES",
    "NORMALISERS",
    "TOUCHES_LOW",
    "TREATMENTS",
    "WEIGHTINGS",
    "Recipe",
]


@dataclass(frozen=True, kw_only=True, repr=False)
class Recipe:
    """The choices of one index; see ``docs/method/composite.md`` for what each key means.

    Entries left out (``None``) become the explicit values they stand for where they have an effect, and stay out
    elsewhere; one that is given without effect is refused. Min-max goes to 1–100
    and the other bounded normalisers to 0–1; means are arithmetic inside dimensions and geometric across them where
    the scale is strictly positive, arithmetic everywhere otherwise. Raises ``RecipeError``.
    """

    denominate: bool = True
    impute: str = "none"
    impute_group: str | None = None
    screen: float = 0.65
    screen_dimension: float | None = None
    screen_on: str = "available"
    limits: Mapping[str, tuple[float, float]] = field(default_factory=FrozenMap)
    treat: bool = True
    treat_by: str | None = None
    treat_with: tuple[str, ...] | None = None
    skew: float | None = None
    kurt: float | None = None
    winmax: int | None = None
    boxcox_lambda: float | None = None
    transform: Mapping[str, str] = field(default_factory=FrozenMap)
    normalise: str = "minmax"
    range: tuple[float, float] | None = None
    mean_sd: tuple[float, float] | None = None
    cap: bool | None = None
    reference: str | None = None
    reference_year: int | None = None
    goalposts: Mapping[str, tuple[float, float]] = field(default_factory=FrozenMap)
    targets: Mapping[str, float] = field(default_factory=FrozenMap)
    weights: str = "framework"
    rotation: str | None = None
    comparisons: Mapping[str, tuple[tuple[float, ...], ...]] = field(default_factory=FrozenMap)
    node_weights: Mapping[str, float] = field(default_factory=FrozenMap)
    aggregate: str | tuple[str, ...] | None = None
    aggregate_nodes: Mapping[str, str] = field(default_factory=FrozenMap)
    power: float | None = None
    owa: float | str | tuple[float, ...] | None = None
    mean_min: tuple[float, float] | None = None
    mpi_penalty: str | None = None
    bod_shares: Mapping[str, tuple[float, float]] = field(default_factory=FrozenMap)
    bod_direction: Mapping[str, float] = field(default_factory=FrozenMap)
    zero: str | None = None
    floor: float | None = None
    min_share: float = 0.5
    years: str = "single"
    panel_base: int | None = None
    random_state: int = 0
    factors: Mapping[str, Any] = field(default_factory=FrozenMap)

    def __new__(cls, **entries: Any) -> Self:
        """Refuse a key that no recipe has, naming the nearest one, where Python would only say that it is unexpected."""
        for key in entries:
            if key not in cls.__dataclass_fields__:
                raise checks.unknown_key(key, tuple(cls.__dataclass_fields__))
        return super().__new__(cls)

    def __post_init__(self) -> None:
        for key, check in CHECKS.items():
            object.__setattr__(self, key, check(key, getattr(self, key)))
        object.__setattr__(self, "factors", _factors(self.factors))
        if self.aggregate is None:
            object.__setattr__(self, "aggregate", ACROSS if self._positive and self.weights != "bod" else "arithmetic")
        self._cohere()
        unused = idle(self._entries())
        self._refuse_idle(unused)
        for key, default in {**DEFAULTS, "range": self.bounds}.items():
            if getattr(self, key) is None and key not in unused:
                object.__setattr__(self, key, default)

    def __repr__(self) -> str:
        """The entries that differ from those of ``Recipe()``, as they would be written to make this one."""
        plainly = {key: plain(value) for key, value in self._entries().items()}
        usual = {item.name: item.default for item in fields(Recipe) if item.default is not MISSING}
        natural = {"range": NATURAL_RANGES.get(self.normalise, (0.0, 1.0)), **DEFAULTS}
        said = [
            f"{key}={value!r}"
            for key, value in plainly.items()
            if value not in (None, {}) and value != plain(natural.get(key, usual.get(key)))
        ]
        return f"Recipe({', '.join(said)})"

    def _entries(self) -> dict[str, Any]:
        return {key: getattr(self, key) for key in KEYS}

    def _refuse_idle(self, unused: Sequence[str]) -> None:
        for key in unused:
            if getattr(self, key) not in (None, {}):
                raise RecipeError(
                    marked(
                        "Recette : la clé « {key} » n’a pas d’effet ici, car elle demande {need} ; retirez-la, ou changez la recette."
                    ),
                    key=key,
                    need=Part(NEEDS[key][0]),
                )

    def entry(self, key: str) -> Any:
        """The value of a key, or the one it stands for where it is left out."""
        value = getattr(self, key)
        return DEFAULTS.get(key) if value is None else value

    @property
    def bounds(self) -> tuple[float, float]:
        """The range of the bounded normalisers: the recipe's, else the natural one."""
        return self.range or NATURAL_RANGES.get(self.normalise, (0.0, 1.0))

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
        return rules_of(self.aggregate, self.aggregate_nodes, self.weights)

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
        if (self.zero == "floor") != (self.floor is not None):
            raise RecipeError(
                marked("Recette : zero = « floor » et la clé floor, la valeur que prend un zéro, vont ensemble.")
            )
        self._refuse_zero()
        self._refuse_bod()

    def _refuse_zero(self) -> None:
        found = annulling(self)
        if not found or self.zero is not None:
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
        if self.normalise in ("zscore", "borda") and not (self.normalise == "zscore" and self.entry("mean_sd")[0] > 0):
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
        """The same recipe with some entries changed; an unknown key, or one without effect, is refused.

        Changing ``normalise`` keeps the range: give ``range=None`` to take the natural one of the new normaliser. An
        entry of the recipe that the change leaves without effect goes with it.
        """
        return self._changed(changes, kept=changes)

    def follow(self, changes: Mapping[str, Any]) -> Recipe:
        """The same, for changes that come from several factors: those without effect on one another are left out."""
        return self._changed(changes, kept={})

    def _changed(self, changes: Mapping[str, Any], kept: Mapping[str, Any]) -> Recipe:
        for key in changes:
            if key not in KEYS:
                raise checks.unknown_key(key, KEYS)
        checked = {key: CHECKS[key](key, value) if key in CHECKS else value for key, value in changes.items()}
        entries = {**self._entries(), **checked}
        for key in idle(entries):
            if key not in kept:
                entries[key] = _EMPTY[key]
        return Recipe(**entries)

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

_EMPTY: Mapping[str, Any] = {item.name: None if item.default is not MISSING else FrozenMap() for item in fields(Recipe)}
"""How a key is left out: no value, or an empty table."""

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
