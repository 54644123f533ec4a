"""What could have been chosen otherwise: the uncertain choices of a recipe.

Step 7 of the OECD/JRC ten steps. A factor is a set of alternatives to one choice. It turns uniform numbers into
changes of the recipe, so that the same factors serve a Monte-Carlo draw and a Sobol design. A factor that names a step
the recipe does not take is refused: it would be shown as harmless when it was never tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from indicators.composite.arrays import Array
from indicators.composite.errors import CompositeError, RecipeError, listed
from indicators.composite.framework import Framework
from indicators.composite.mapping import FrozenMap, plain
from indicators.composite.pipeline import Pipeline
from indicators.composite.recipe import CHECKS, FACTOR_KEYS, Recipe
from indicators.composite.recipe_checks import unknown_key
from indicators.composite.recipe_effects import NEEDS
from indicators.errors import Part, marked


@dataclass(frozen=True, slots=True)
class WeightNoise:
    """Each weight of the chosen levels times 1 ± ``spread``, uniformly; every level when ``levels`` is empty."""

    spread: float = 0.25
    levels: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """How results name this factor."""
        return "weights"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sets of entries of the recipe, equally likely; see ``choice``."""

    name: str
    options: tuple[Mapping[str, Any], ...]

    def label(self, place: int) -> str:
        """How results name an alternative: its value, and the other entries that change with it in brackets."""
        option = dict(plain(self.options[place]))
        value = str(option.pop(self.name, ""))
        others = ", ".join(f"{key} = {entry}" for key, entry in option.items())
        return f"{value} ({others})".strip() if others else value


@dataclass(frozen=True, slots=True)
class Span:
    """A number of the recipe drawn uniformly between two bounds; whole when the entry is."""

    name: str
    low: float
    high: float


Factor: TypeAlias = WeightNoise | Choice | Span


def choice(key: str, *values: Any) -> Choice:
    """The alternatives of one entry of the recipe; a value may be a table of entries that change together."""
    if key not in FACTOR_KEYS:
        raise unknown_key(key, FACTOR_KEYS)
    return Choice(key, tuple(FrozenMap(v) if isinstance(v, Mapping) and key not in v else _one(key, v) for v in values))


def _one(key: str, value: Any) -> FrozenMap[Any]:
    return FrozenMap(value) if isinstance(value, Mapping) else FrozenMap({key: value})


def noisy_nodes(factor: WeightNoise, framework: Framework) -> list[int]:
    """Positions, in ``framework.codes``, of the weights that a noise changes: those of nodes with a sibling."""
    levels = factor.levels or tuple(range(1, framework.levels))
    return [
        place
        for place, code in enumerate(framework.codes)
        if framework.height(code) in levels and len(framework.children(framework.by_code[code].parent)) > 1
    ]


def width(factor: Factor, framework: Framework) -> int:
    """How many uniform numbers a factor takes for one replicate."""
    return len(noisy_nodes(factor, framework)) if isinstance(factor, WeightNoise) else 1


def multipliers(factor: WeightNoise, framework: Framework, uniforms: Array) -> Array:
    """What each weight is multiplied by (r × nodes): 1 + spread·u, u uniform in [−1, 1]."""
    result = np.ones((uniforms.shape[0], len(framework.codes)))
    result[:, noisy_nodes(factor, framework)] += factor.spread * (2.0 * uniforms - 1.0)
    return result


def changes(factor: Choice | Span, uniform: float) -> Mapping[str, Any]:
    """The entries of the recipe that one uniform number in [0, 1[ stands for."""
    if isinstance(factor, Choice):
        return factor.options[min(int(uniform * len(factor.options)), len(factor.options) - 1)]
    if factor.name == "winmax":
        return {factor.name: min(int(factor.low + uniform * (factor.high - factor.low + 1)), int(factor.high))}
    return {factor.name: factor.low + uniform * (factor.high - factor.low)}


_OF_DATA: Mapping[str, tuple[str, Callable[[Recipe, Pipeline], bool]]] = {
    "impute": (marked("des données manquantes"), lambda r, p: bool(np.isnan(p.denominated(r)).any())),
    "denominate": (marked("des dénominateurs"), lambda r, p: bool(p.framework.denominators)),
}
"""Keys whose effect depends on the data: what they need; those that depend on the recipe alone are in ``NEEDS``."""


def _need(key: str) -> tuple[str, Callable[[Recipe, Pipeline], bool]] | None:
    if key in NEEDS:
        words, test = NEEDS[key]
        return words, lambda recipe, pipeline: test(recipe)
    return _OF_DATA.get(key)


def check_factors(factors: Sequence[Factor], recipe: Recipe, pipeline: Pipeline) -> None:
    """Refuse an empty list, a factor given twice, and one that the recipe gives no effect to."""
    names = [factor.name for factor in factors]
    if not names:
        raise RecipeError(
            marked("Analyse de robustesse : aucun facteur n’a d’effet sur cette recette ; donnez-en un dans [factors].")
        )
    for factor in factors:
        if names.count(factor.name) > 1:
            raise RecipeError(marked("Facteur « {name} » donné deux fois : réunissez ses valeurs."), name=factor.name)
        if isinstance(factor, WeightNoise):
            _check_noise(factor, recipe, pipeline)
        else:
            _check_step(factor, factors, recipe, pipeline)


def _check_noise(factor: WeightNoise, recipe: Recipe, pipeline: Pipeline) -> None:
    rules = pipeline.prepare(recipe).rules
    if not noisy_nodes(factor, pipeline.framework) or set(rules) == {"bod"}:
        raise RecipeError(
            marked(
                "Facteur « weights » : aucun poids ne change le résultat (niveaux {levels}) ; choisissez d’autres niveaux de 1 à "
                "{last}, ou une autre règle que « bod »."
            ),
            levels=listed(map(str, factor.levels)) or "tous",
            last=pipeline.framework.levels - 1,
        )


def _check_step(factor: Choice | Span, factors: Sequence[Factor], recipe: Recipe, pipeline: Pipeline) -> None:
    for key in _keys(factor):
        need = _need(key)
        if need and not any(_takes(need[1], variant, pipeline) for variant in _variants(factor, factors, recipe)):
            raise RecipeError(
                marked(
                    "Facteur « {name} » : la clé « {key} » n’a pas d’effet, car elle demande {need} ; retirez ce facteur ou "
                    "changez la recette."
                ),
                name=factor.name,
                key=key,
                need=Part(need[0]),
            )
    if isinstance(factor, Span):
        for bound in (factor.low, factor.high):
            CHECKS[factor.name](f"factors.{factor.name}", int(bound) if factor.name == "winmax" else bound)


def _keys(factor: Choice | Span) -> Iterable[str]:
    """The entries a factor really varies; one that keeps the same value in every option is only company."""
    if isinstance(factor, Span):
        return [factor.name]
    return [factor.name] if all(factor.name in option for option in factor.options) else factor.options[0].keys()


def _variants(factor: Factor, factors: Sequence[Factor], recipe: Recipe) -> list[Recipe]:
    """The recipe, and what each alternative of every choice makes of it: a step may come with another factor."""
    found = [recipe]
    for other in factors:
        for option in other.options if isinstance(other, Choice) else ():
            try:
                found.append(recipe.follow(option))
            except CompositeError:
                continue
    return found


def _takes(test: Callable[[Recipe, Pipeline], bool], recipe: Recipe, pipeline: Pipeline) -> bool:
    try:
        return test(recipe, pipeline)
    except CompositeError:
        return False
