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
from indicators.composite.recipe import ACROSS, CHECKS, FACTOR_KEYS, TOUCHES_LOW, Recipe
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


def read_factors(recipe: Recipe) -> list[Factor]:
    """The factors that the recipe publishes in its ``[factors]`` table; empty when it has none."""
    found: list[Factor] = []
    for key, options in recipe.factors.items():
        found.append(WeightNoise(float(options)) if isinstance(options, int | float) else choice(key, *options))
    return found


def default_factors(recipe: Recipe, pipeline: Pipeline) -> list[Factor]:
    """The factors of the recipe, else the usual ones that have an effect on it.

    Weights ± 25 %, another normaliser, another aggregation, imputation on or off, and more or fewer winsorised points;
    an alternative that the data refuses is left out.
    """
    named = read_factors(recipe)
    if named:
        return named
    found: list[Factor] = []
    noise = WeightNoise()
    if noisy_nodes(noise, pipeline.framework) and set(pipeline.prepare(recipe).rules) != {"bod"}:
        found.append(noise)
    usual = {key: _building(recipe, options, pipeline) for key, options in _usual(recipe, pipeline).items()}
    usual["aggregate"] = _other_rules(recipe, usual["aggregate"], pipeline)
    usual["normalise"] = [
        option
        for option in usual["normalise"]
        if len(_building(recipe, [{**option, **rule} for rule in usual["aggregate"]], pipeline))
        == len(usual["aggregate"])
    ]
    return found + [Choice(key, tuple(map(FrozenMap, options))) for key, options in usual.items() if len(options) > 1]


Option: TypeAlias = Mapping[str, Any]


def _usual(recipe: Recipe, pipeline: Pipeline) -> dict[str, list[Option]]:
    usual: dict[str, list[Option]] = {
        "normalise": [{"normalise": recipe.normalise}, *_percentile(recipe), *_zscore(recipe)],
        "aggregate": [{"aggregate": plain(recipe.aggregate)}, {"aggregate": "arithmetic"}, _across(recipe)],
    }
    if not _building(recipe, usual["normalise"][1:], pipeline):
        usual["normalise"] = [{"normalise": recipe.normalise}, {"normalise": "rank"}]
    if np.isnan(pipeline.denominated(recipe)).any():
        usual["impute"] = [{"impute": recipe.impute}, {"impute": "median" if recipe.impute == "none" else "none"}]
    if any(rule.rule == "winsorise" for rule in pipeline.treated(recipe).treatments):
        winmax = recipe.entry("winmax")
        points = (max(1, winmax - 2), winmax, winmax + 2)
        usual["winmax"] = [{"winmax": value} for value in points]
    return {key: _distinct(values) for key, values in usual.items()}


def _percentile(recipe: Recipe) -> list[Option]:
    """Percentile ranks on a scale that a geometric mean takes; none when the recipe already has them."""
    return [] if recipe.normalise == "percentile" else [{"normalise": "percentile", "range": (1.0, 100.0)}]


def _zscore(recipe: Recipe) -> list[Option]:
    """Standard scores around 100, which a geometric mean takes too; none when the recipe already has them."""
    return [] if recipe.normalise == "zscore" else [{"normalise": "zscore", "mean_sd": (100.0, 10.0)}]


def _across(recipe: Recipe) -> Option:
    """A geometric mean across dimensions, on a scale that starts above zero when that of the recipe does not."""
    low, high = recipe.bounds
    if low > 0 or high <= 0 or recipe.normalise not in (*TOUCHES_LOW, "goalposts"):
        return {"aggregate": ACROSS}
    return {"aggregate": ACROSS, "range": (low + (high - low) / 100.0, high)}


def _distinct(options: Sequence[Option]) -> list[Option]:
    return [option for place, option in enumerate(options) if option not in options[:place]]


def _other_rules(recipe: Recipe, options: Sequence[Option], pipeline: Pipeline) -> list[Option]:
    """The first option of each distinct set of rules: two spellings of the same rules are one alternative."""
    found: dict[tuple[str, ...], Option] = {}
    for option in options:
        found.setdefault(pipeline.prepare(recipe.follow(option)).rules, option)
    return list(found.values())


def _building(recipe: Recipe, options: Sequence[Option], pipeline: Pipeline) -> list[Option]:
    """The options under which the index can be built on this data."""
    return [option for option in options if _builds(recipe, option, pipeline)]


def _builds(recipe: Recipe, option: Option, pipeline: Pipeline) -> bool:
    try:
        changed = recipe.follow(option)
        pipeline.scores(changed, pipeline.prepare(changed))
    except CompositeError:
        return False
    return True
