"""The steps in their order, each computed once for every prefix of a recipe that shares it.

A robustness analysis rebuilds the index thousands of times with recipes that differ by one entry. A ``Pipeline`` holds
one framework and one data set and remembers every stage under the entries that determine it and nothing else: two
recipes that differ by their normaliser share everything up to the treatment.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np

from indicators.composite.aggregate import Setting
from indicators.composite.arrays import Array, Flags, Places
from indicators.composite.batch import index_scores
from indicators.composite.coverage import Screening, screen
from indicators.composite.data import Dataset
from indicators.composite.denominate import denominate
from indicators.composite.errors import DataError, MethodError
from indicators.composite.framework import Framework, require_sound
from indicators.composite.hierarchy import node_rules, resolve_weights, roll_up
from indicators.composite.impute import impute
from indicators.composite.normalise import normalise
from indicators.composite.recipe import Recipe
from indicators.composite.scaling import logarithmic, require_indicators, scale_columns
from indicators.composite.transform import logarithms, within
from indicators.composite.treat import treat, treat_by_year, untreated
from indicators.composite.treatment import Treated
from indicators.errors import marked

T = TypeVar("T")

MEMORY = 250_000_000
"""Bytes of stages kept at most; the oldest go first."""

LEAST_STAGES = 24
"""Stages kept whatever their size: those of a few recipes."""

DENOMINATE = ("denominate",)
IMPUTE = (*DENOMINATE, "impute", "impute_group")
SCREEN = (*IMPUTE, "screen", "screen_dimension", "screen_on", "panel_base")
TREAT = (
    *SCREEN,
    *("limits", "transform", "treat", "treat_by", "treat_with", "skew", "kurt", "winmax", "boxcox_lambda"),
)
NORMALISE = (
    *TREAT,
    *("normalise", "range", "mean_sd", "cap", "reference", "reference_year", "goalposts", "targets"),
)
RULES = (
    *("aggregate", "aggregate_nodes", "power", "owa", "mean_min", "mpi_penalty", "bod_shares", "bod_direction"),
    *("zero", "floor", "min_share", "weights", "rotation", "comparisons", "node_weights"),
)


@dataclass(frozen=True, eq=False)
class Prepared:
    """Everything a recipe needs before its scores: stages (n × indicators), who is ranked, rules and weights.

    ``population`` (n) sets the scales; ``ranked`` (n) is who receives a rank: the same rows, or every screened row of
    a panel whose scale is set by one year. ``weights`` follows ``framework.codes``.
    """

    denominated: Array
    imputed: Array
    screening: Screening
    population: Flags
    treated: Treated
    normalised: Array
    rules: tuple[str, ...]
    weights: Array
    setting: Setting


class Pipeline:
    """One framework and one data set, ready to be built under any number of recipes."""

    def __init__(self, framework: Framework, data: Dataset) -> None:
        require_sound(framework)
        if data.indicators != framework.indicators:
            raise DataError(
                marked("Les données n’ont pas été lues avec ce cadre : relisez-les avec load_data(table, framework).")
            )
        self.framework = framework
        self.data = data
        self._kept: dict[Hashable, Any] = {}
        self._room = max(LEAST_STAGES, MEMORY // max(data.values.nbytes, 1))

    def prepare(self, recipe: Recipe) -> Prepared:
        """Every stage up to the weights, from memory where a recipe already went that way."""
        self._check_years(recipe)
        population = self.population(recipe)
        return Prepared(
            denominated=self.denominated(recipe),
            imputed=self.imputed(recipe),
            screening=self.screening(recipe),
            population=population,
            treated=self.treated(recipe),
            normalised=self.normalised(recipe),
            rules=self._once("rules", RULES, recipe, lambda: node_rules(recipe, self.framework)),
            weights=self._once("weights", (*NORMALISE, *RULES), recipe, lambda: self._weigh(recipe)),
            setting=self.setting(recipe),
        )

    def scores(self, recipe: Recipe, prepared: Prepared) -> Array:
        """Scores of the aggregates (n × aggregates)."""
        own, share, labels = prepared, recipe.min_share, self.data.labels
        return roll_up(self.framework, own.normalised, own.weights, own.rules, share, own.setting, labels)

    def index_scores(self, recipe: Recipe, prepared: Prepared, weights: Array, result: Array, places: Places) -> None:
        """Scores of the index with each row of ``weights`` (r × nodes) in the place of those of the recipe.

        They are written in the rows ``places`` (r) of ``result`` (… × n).
        """
        own, table = prepared, (self.framework, prepared.normalised, weights)
        index_scores(*table, own.rules, recipe.min_share, own.setting, self.data.labels, result=result, places=places)

    def _once(self, stage: str, keys: tuple[str, ...], recipe: Recipe, make: Callable[[], T]) -> T:
        key = (stage, *(getattr(recipe, name) for name in keys))
        if key not in self._kept:
            while len(self._kept) >= self._room:
                self._kept.pop(next(iter(self._kept)))
            self._kept[key] = make()
        found: T = self._kept[key]
        return found

    def denominated(self, recipe: Recipe) -> Array:
        """Values divided by their denominators, when the recipe says so."""
        if not recipe.denominate:
            return self.data.values
        return self._once("denominated", DENOMINATE, recipe, lambda: denominate(self.data, self.framework))

    def imputed(self, recipe: Recipe) -> Array:
        """Values after imputation."""
        values = self.denominated(recipe)
        return self._once(
            "imputed", IMPUTE, recipe, lambda: impute(self.data, values, recipe.impute, recipe.impute_group)
        )

    def screening(self, recipe: Recipe) -> Screening:
        """Which units have enough data to be ranked."""
        values = self.imputed(recipe) if recipe.screen_on == "available" else self.data.values
        return self._once(
            "screening", SCREEN, recipe, lambda: screen(values, self.framework, recipe.screen, recipe.dimension_share)
        )

    def population(self, recipe: Recipe) -> Flags:
        """Rows that set the scales: the screened ones, of one year only when the panel has a base year."""
        kept = self.screening(recipe).kept
        if recipe.panel_base is not None:
            kept = kept & (np.array(self.data.years) == recipe.panel_base)
        if not kept.any():
            raise MethodError(
                marked(
                    "Aucune unité n’atteint la couverture demandée (screen = {screen:g}, screen_dimension = {dimension:g}) : "
                    "abaissez ces seuils, imputez, ou complétez les données."
                ),
                screen=recipe.screen,
                dimension=recipe.dimension_share,
            )
        return kept

    def treated(self, recipe: Recipe) -> Treated:
        """Values after logarithms asked for and treatment of outliers."""
        return self._once("treated", TREAT, recipe, lambda: self._treat(recipe))

    def _treat(self, recipe: Recipe) -> Treated:
        require_indicators(recipe.limits, self.framework, "limits")
        chosen, codes = logarithmic(recipe, self.framework), self.data.indicators
        values = logarithms(within(self.imputed(recipe), codes, recipe.limits), codes, self.data.labels, chosen)
        if not recipe.treat:
            return untreated(values, codes)
        ways: dict[str, Any] = {
            key: recipe.entry(key) for key in ("treat_with", "skew", "kurt", "winmax", "boxcox_lambda")
        }
        if self.data.is_panel and recipe.entry("treat_by") == "year":
            return treat_by_year(values, codes, self.screening(recipe).kept, self.data.periods, **ways)
        return treat(values, codes, self.population(recipe), **ways)

    def normalised(self, recipe: Recipe) -> Array:
        """Values on the common scale."""
        return self._once("normalised", NORMALISE, recipe, lambda: self._normalise(recipe))

    def _normalise(self, recipe: Recipe) -> Array:
        columns = scale_columns(recipe, self.framework, self.data, self.treated(recipe), self.population(recipe))
        return normalise(recipe.normalise, columns)

    def setting(self, recipe: Recipe) -> Setting:
        """What the aggregation rules read besides values and weights."""
        return Setting(
            population=self.population(recipe),
            bounds=recipe.bounds,
            power=recipe.entry("power"),
            owa=recipe.entry("owa"),
            mean_min=recipe.entry("mean_min"),
            mpi_penalty=recipe.entry("mpi_penalty"),
            zero=recipe.zero or "zero",
            floor=recipe.floor or 0.0,
            shares=recipe.bod_shares,
            direction=recipe.bod_direction,
            periods=tuple(rows for _, rows in self.data.periods),
        )

    def _weigh(self, recipe: Recipe) -> Array:
        return resolve_weights(recipe, self.framework, self.normalised(recipe), self.setting(recipe), self.data.labels)

    def _check_years(self, recipe: Recipe) -> None:
        years = sorted(set(self.data.years))
        if recipe.years == "single" and (len(years) > 1 or self.data.is_panel):
            raise DataError(
                marked(
                    'Les données mêlent {count} années ({first} à {last}) : dites-le dans la recette, years = "panel" pour '
                    'suivre les unités d’une année à l’autre, years = "mixed" pour les mêler en connaissance de cause.'
                ),
                count=len(years),
                first=years[0] if years else "",
                last=years[-1] if years else "",
            )
        if recipe.panel_base is not None and recipe.panel_base not in years:
            raise DataError(
                marked(
                    "Recette, clé « panel_base » : l’année {received} n’est pas dans les données ; la plus proche est {nearest}."
                ),
                received=recipe.panel_base,
                nearest=min(years, key=lambda year: abs(year - (recipe.panel_base or 0))) if years else "(aucune)",
            )
        if recipe.years == "mixed" and self.data.is_panel:
            raise DataError(
                marked(
                    'Les données donnent plusieurs années pour une même unité : écrivez years = "panel" dans la recette.'
                )
            )
