"""What a normaliser needs from the recipe, the framework and the data, put on the treated scale.

Goalposts and targets are published in the indicator's own unit. When a column is read on a logarithm or treated by
one, they go through the very same transformation: a post that has no logarithm is refused rather than guessed.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from indicators.composite.arrays import Array, Flags, Places
from indicators.composite.data import Dataset
from indicators.composite.errors import DataError, MethodError, nearest
from indicators.composite.framework import Framework
from indicators.composite.normalise import Columns
from indicators.composite.recipe import Recipe
from indicators.composite.treatment import Treated, Treatment
from indicators.errors import marked


def scale_columns(recipe: Recipe, framework: Framework, data: Dataset, treated: Treated, population: Flags) -> Columns:
    """The treated table turned so that more is better, with the settings that its normaliser reads."""
    directions = np.array([framework.by_code[code].direction for code in data.indicators], dtype=np.float64)
    return Columns(
        codes=data.indicators,
        values=treated.values * directions,
        population=population,
        directions=directions,
        bounds=recipe.bounds,
        mean_sd=recipe.entry("mean_sd"),
        capped=recipe.capped,
        reference=_reference(recipe, data),
        goalposts=_goalposts(recipe, framework, treated) * directions[:, None],
        targets=_targets(recipe, framework, treated) * directions,
    )


def logarithmic(recipe: Recipe, framework: Framework) -> Flags:
    """The indicators read on a logarithm: ``transform`` in the recipe, else the scale of the framework."""
    require_indicators(recipe.transform, framework, "transform")
    scales = [recipe.transform.get(code, framework.by_code[code].scale) for code in framework.indicators]
    return np.array([scale == "log" for scale in scales])


def _goalposts(recipe: Recipe, framework: Framework, treated: Treated) -> Array:
    """Goalposts (k × 2): those of the recipe, else those of the framework, else missing."""
    require_indicators(recipe.goalposts, framework, "goalposts")
    nodes = [framework.by_code[code] for code in framework.indicators]
    pairs = [recipe.goalposts.get(node.code, (node.low, node.high)) for node in nodes]
    raw = _array(pairs)
    return _on_scale(recipe, framework, treated, raw) if recipe.normalise == "goalposts" else raw


def _targets(recipe: Recipe, framework: Framework, treated: Treated) -> Array:
    """Targets (k): those of the recipe, else those of the framework, else missing."""
    require_indicators(recipe.targets, framework, "targets")
    raw = _array([(recipe.targets.get(code, framework.by_code[code].target),) for code in framework.indicators])
    used = recipe.normalise == "distance_to_target"
    return (_on_scale(recipe, framework, treated, raw) if used else raw)[:, 0]


def _array(rows: Iterable[tuple[float | None, ...]]) -> Array:
    return np.array([[np.nan if value is None else value for value in row] for row in rows], dtype=np.float64)


def _on_scale(recipe: Recipe, framework: Framework, treated: Treated, raw: Array) -> Array:
    chosen = logarithmic(recipe, framework)
    result = raw.copy()
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        result[chosen] = np.log(raw[chosen])
        for place, rule in enumerate(_curves(treated)):
            if rule is not None:
                result[place] = rule.apply(result[place])
    lost = np.argwhere(~np.isfinite(result) & ~np.isnan(raw))
    if lost.size:
        place, column = lost[0]
        raise MethodError(
            marked(
                "La borne ou la cible {value:g} de « {column} » n’a pas de logarithme, or la colonne est traitée par « {rule} » : "
                'corrigez-la, ou écrivez treat_with = ["winsorise"].'
            ),
            value=raw[place, column],
            column=framework.indicators[place],
            rule="log" if chosen[place] else (_curves(treated)[place] or treated.treatments[place]).rule,
        )
    return result


def _curves(treated: Treated) -> list[Treatment | None]:
    """For each column, the logarithm or the power that its posts follow; ``None`` where there is none.

    Years treated apart have no common curve: a post would have a place a year.
    """
    found: list[Treatment | None] = []
    for rules in zip(*(period.treatments for period in treated.periods), strict=True):
        curves = [rule for rule in rules if rule.rule not in ("none", "winsorise")]
        if curves and len(rules) > 1:
            raise MethodError(
                marked(
                    "« {column} » est traitée par « {rule} » certaines années : ses bornes ou sa cible n’ont pas de place commune ; "
                    'écrivez treat_by = "panel", ou treat_with = ["winsorise"].'
                ),
                column=curves[0].code,
                rule=curves[0].rule,
            )
        found.append(curves[0] if curves else None)
    return found


def _reference(recipe: Recipe, data: Dataset) -> Places | None:
    if recipe.reference is None and recipe.reference_year is None:
        return None
    if recipe.reference is not None and recipe.reference not in data.units:
        raise DataError(
            marked(
                "Recette, clé « reference » : l’unité « {received} » n’est pas dans les données ; la plus proche est "
                "« {nearest} »."
            ),
            received=recipe.reference,
            nearest=nearest(recipe.reference, data.units),
        )
    return reference_rows(data, recipe.reference, recipe.reference_year)


def reference_rows(data: Dataset, unit: str | None, year: int | None) -> Places:
    """For each row, the row it is compared with, −1 where there is none.

    A unit alone: that unit, in the same year. A year alone: the same unit in that year. Both: that unit in that year.
    """
    dated = data.is_panel or year is not None
    years = data.years if dated and data.years else (0,) * len(data.units)
    rows = {key: row for row, key in enumerate(zip(data.units, years, strict=True))}
    pairs = zip(data.units, years, strict=True)
    return np.array([rows.get((unit or own, own_year if year is None else year), -1) for own, own_year in pairs])


def require_indicators(codes: Iterable[str], framework: Framework, key: str) -> None:
    """Refuse a table of the recipe that names something else than an indicator."""
    for code in codes:
        if code not in framework.indicators:
            raise DataError(
                marked(
                    "Recette, table [{key}] : « {received} » n’est pas un indicateur du cadre ; le plus proche est "
                    "« {nearest} »."
                ),
                key=key,
                received=code,
                nearest=nearest(code, framework.indicators),
            )
