"""Every cell that the engine changed, and why every empty cell is empty.

The audit replays the raw table into the treated one: taking, for each cell, the last ``after`` of the audit, or the
raw value when the cell is not listed, gives the treated table exactly. Rules are written with the words of the recipe,
so that they read the same in every language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.composite.arrays import Array, Places, nullable
from indicators.composite.built import Built
from indicators.composite.hierarchy import MARGIN, available_share
from indicators.composite.recipe import Recipe
from indicators.composite.scaling import logarithmic
from indicators.composite.transform import logarithms, within
from indicators.composite.treatment import Treated

Rule = Callable[[Places, Places], npt.NDArray[np.object_]]
"""The rule of each changed cell, from their rows and their columns."""

STEPS = ("denominate", "impute", "limit", "transform", "treat")
"""The steps that change a cell, in their order."""

REASONS: Mapping[str, str] = {
    "no_data": "« {node} » n’a pas de donnée",
    "no_denominator": "« {node} » n’a pas de dénominateur (« {denominator} »)",
    "no_reference": "« {node} » n’a pas de référence utilisable",
    "below_min_share": "« {node} » ne réunit que {share:.0f} % du poids de ses parties, moins que {minimum:.0f} %",
    "zero": "« {node} » a une partie nulle, que la recette tient pour une absence",
    "undefined": "« {node} » n’a pas toutes les parties que sa formule demande, ou elle n’y est pas définie",
    "nothing_below": "« {node} » n’a aucune partie disponible",
    "screened": "non classé : {share:.0f} % des données, {lowest:.0f} % dans la dimension la moins couverte",
}


def audit(result: Built) -> pd.DataFrame:
    """One row a changed cell: unit (and year), indicator, stage, before, after, rule; stages in their order.

    ``before`` is ``pandas.NA`` for an imputed cell. Words are categories: a national panel has millions of changed cells.
    """
    parts = [_changes(*stage) for stage in _stages(result)]
    data, places = result.data, np.concatenate([part.rows for part in parts])
    counts = [part.rows.size for part in parts]
    rules: dict[str, int] = {}
    codes = [np.array([rules.setdefault(rule, len(rules)) for rule in part.rules], dtype=np.int16) for part in parts]
    keys: dict[str, object] = {data.unit_column: _words(data.units, places)}
    if data.is_panel:
        keys[data.year_column] = np.array(data.years)[places]
    keys["indicator"] = _words(data.indicators, np.concatenate([part.columns for part in parts]))
    keys["stage"] = _categories(STEPS, np.repeat(np.arange(len(STEPS), dtype=np.int8), counts))
    keys["before"] = nullable(np.concatenate([part.before for part in parts]))
    keys["after"] = nullable(np.concatenate([part.after for part in parts]))
    used = [own[part.codes] for own, part in zip(codes, parts, strict=True) if part.rows.size]
    keys["rule"] = _categories(tuple(rules), np.concatenate([np.empty(0, dtype=np.int16), *used]))
    return pd.DataFrame(keys, copy=False)


def _categories(words: Sequence[str], codes: npt.NDArray[np.integer[Any]]) -> pd.Categorical:
    return pd.Categorical.from_codes(codes, pd.Index(list(words), dtype=object))


def _words(words: Sequence[str], places: npt.NDArray[np.integer[Any]]) -> pd.Categorical:
    """The word of each place, as categories; a word may come back (a unit from one year to another)."""
    known = {word: code for code, word in enumerate(dict.fromkeys(words))}
    codes = np.array([known[word] for word in words], dtype=np.int32)
    return _categories(tuple(known), codes[places])


def _stages(result: Built) -> Iterator[tuple[Array, Array, Rule]]:
    """The table before and after each of ``STEPS``, and the rule of each cell that changed."""
    data, prepared, recipe = result.data, result.prepared, result.recipe
    chosen = logarithmic(recipe, result.framework)
    limited = within(prepared.imputed, data.indicators, recipe.limits)
    logged = logarithms(limited, data.indicators, data.labels, chosen)
    sizes = [f"value / {result.framework.by_code[code].denominator}" for code in data.indicators]
    yield data.values, prepared.denominated, _by_column(sizes)
    yield prepared.denominated, prepared.imputed, _imputed_by(result)
    yield prepared.imputed, limited, _by_column([_limits(recipe, code) for code in data.indicators])
    yield limited, logged, _by_column(["ln"] * len(sizes))
    yield logged, prepared.treated.values, _treated_by(prepared.treated)


def _by_column(rules: Sequence[str]) -> Rule:
    names = np.array(rules, dtype=np.object_)
    return lambda rows, columns: names[columns]


def _limits(recipe: Recipe, code: str) -> str:
    low, high = recipe.limits.get(code, (0.0, 0.0))
    return f"[{low:g}, {high:g}]"


def _treated_by(treated: Treated) -> Rule:
    """The treatment of each cell, by its period and its column."""
    names = np.array([[rule.rule for rule in period.treatments] for period in treated.periods], dtype=np.object_)
    period_of = np.empty(treated.values.shape[0], dtype=np.intp)
    for place, period in enumerate(treated.periods):
        period_of[period.rows] = place
    return lambda rows, columns: names[period_of[rows], columns]


def _imputed_by(result: Built) -> Rule:
    how, group = result.recipe.impute, result.recipe.impute_group
    if group is None or not how.startswith("group_"):
        return _by_column([how] * len(result.data.indicators))
    labels = np.array([f"{how} ({group} = {label})" for label in result.data.groups[group]], dtype=np.object_)
    return lambda rows, columns: labels[rows]


@dataclass(frozen=True, eq=False)
class Changes:
    """Cells that a step changed, column by column: where, before and after, and the rule (a code among ``rules``)."""

    rows: npt.NDArray[np.int32]
    columns: npt.NDArray[np.int16]
    before: Array
    after: Array
    codes: npt.NDArray[np.int16]
    rules: tuple[str, ...]


def _changes(before: Array, after: Array, rule: Rule) -> Changes:
    same = (before == after) | (np.isnan(before) & np.isnan(after))
    columns, rows = np.nonzero(~same.T)
    codes, rules = pd.factorize(rule(rows, columns))
    return Changes(
        rows.astype(np.int32),
        columns.astype(np.int16),
        before[rows, columns],
        after[rows, columns],
        codes.astype(np.int16),
        tuple(map(str, rules)),
    )


def _keys(result: Built, rows: Places) -> dict[str, object]:
    data = result.data
    keys: dict[str, object] = {data.unit_column: np.array(data.units, dtype=object)[rows]}
    if data.is_panel:
        keys[data.year_column] = np.array(data.years)[rows]
    return keys


def unavailable(result: Built) -> pd.DataFrame:
    """One row an empty cell of the scores, and one a unit without a rank: unit (and year), node, code, reason.

    ``code`` is a key of ``REASONS``; ``reason`` is its French sentence.
    """
    rows = [*_empty_leaves(result), *_empty_nodes(result), *_unranked(result)]
    places = np.array([row for row, *_ in rows], dtype=np.intp)
    table = pd.DataFrame(_keys(result, places))
    table["node"] = [node for _, node, _, _ in rows]
    table["code"] = [code for _, _, code, _ in rows]
    table["reason"] = [REASONS[code].format(node=node, **values) for _, node, code, values in rows]
    return table.astype({"node": object, "code": object, "reason": object})


Empty = tuple[int, str, str, dict[str, object]]


def _empty_leaves(result: Built) -> Iterator[Empty]:
    prepared = result.prepared
    for row, column in np.argwhere(np.isnan(prepared.normalised)).tolist():
        code = result.data.indicators[column]
        if not np.isnan(prepared.imputed[row, column]):
            yield row, code, "no_reference", {}
        elif np.isnan(result.data.values[row, column]):
            yield row, code, "no_data", {}
        else:
            yield row, code, "no_denominator", {"denominator": result.framework.by_code[code].denominator}


def _empty_nodes(result: Built) -> Iterator[Empty]:
    for place, children in enumerate(result.framework.places):
        missing = np.flatnonzero(np.isnan(result.aggregates[:, place]))
        if not missing.size:
            continue
        shares = available_share(result.matrix[:, children], result.prepared.weights[children])
        for row in missing.tolist():
            values: dict[str, object] = {"share": 100 * float(shares[row]), "minimum": 100 * result.recipe.min_share}
            code = "below_min_share" if shares[row] > 0 else "nothing_below"
            if shares[row] >= result.recipe.min_share - MARGIN and shares[row] > 0:
                code = _undefined(result, place, row)
            yield row, result.framework.aggregates[place], code, values


def _undefined(result: Built, place: int, row: int) -> str:
    """Why a node whose parts are there has no score: a zero that the recipe takes for an absence, or its formula."""
    values = result.matrix[row, result.framework.places[place]]
    return "zero" if result.recipe.zero == "missing" and (values == 0).any() else "undefined"


def _unranked(result: Built) -> Iterator[Empty]:
    screening = result.prepared.screening
    for row in np.flatnonzero(~screening.kept).tolist():
        values: dict[str, object] = {
            "share": 100 * float(screening.share[row]),
            "lowest": 100 * float(screening.lowest[row]),
        }
        yield row, result.framework.root, "screened", values
