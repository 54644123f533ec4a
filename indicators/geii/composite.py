"""The optional composite of the profile: a reading aid with its weights, coverage, bounds and interval.

It is built by the composite engine on the six dimension indices, base 100 on the reference territory, and only when
enough dimensions are scored (method/indicators, 1.3). Peers are built beside it with the same recipe. Everything a
reader may distrust is part of the result: the weights, what is missing, what other weights would give, and the recipe.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from indicators.catalogue import Catalogue
from indicators.composite import Framework, Recipe, Result, Uncertainty, build, contributions, load_data, uncertainty
from indicators.geii.method import (
    INDEX,
    REFERENCE,
    SUB_INDICES,
    CompositeOptions,
    Kit,
    framework_of,
    kit_of,
    options_for,
    recipe_of,
    table_of,
)
from indicators.geii.profile import Profile

STEP = 10.0
Missing = Literal["", "too_few_dimensions", "coverage"]


@dataclass(frozen=True, slots=True)
class Part:
    """What a dimension brings: its index, its share of the weights, and its part of the composite.

    ``gain`` is what the composite would win if the dimension alone rose by ten points.
    """

    dimension: str
    index: float | None
    share: float
    contribution: float | None
    gain: float | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A territory's composite among its peers: score, 5–95 % interval, rank and the interval of its rank."""

    territory: str
    name: str
    score: float
    low: float | None
    high: float | None
    rank: int
    rank_low: int
    rank_high: int
    distance: float
    home: bool


@dataclass(frozen=True, slots=True)
class Composite:
    """The composite of a territory, or the reason why there is none (``missing``) with its counts."""

    missing: Missing
    scored: int
    coverage: float
    score: float | None = None
    low: float | None = None
    high: float | None = None
    bounds: tuple[float, float] | None = None
    parts: tuple[Part, ...] = ()
    by_weight_set: tuple[tuple[str, float], ...] = ()
    standings: tuple[Standing, ...] = ()
    failures: int = 0
    kit: Kit | None = None


def composite_of(
    profile: Profile, peers: Sequence[Profile], catalogue: Catalogue, options: CompositeOptions
) -> Composite:
    """Build the composite of a profile and of its comparable peers.

    Not available below the publish rules: five scored dimensions of six, and 80 % of the chosen indicators.
    """
    scored, coverage = len(profile.scored), profile.coverage
    if scored < options.minimum_dimensions:
        return Composite("too_few_dimensions", scored, coverage)
    if coverage < options.minimum_coverage:
        return Composite("coverage", scored, coverage)
    return _build(profile, [peer for peer in peers if _comparable(peer, profile, options)], catalogue, options)


def _comparable(peer: Profile, profile: Profile, options: CompositeOptions) -> bool:
    """A peer is read against the same reference and has as many dimensions as a composite needs."""
    return peer.reference_names[:1] == profile.reference_names[:1] and len(peer.scored) >= options.minimum_dimensions


def _build(profile: Profile, peers: Sequence[Profile], catalogue: Catalogue, options: CompositeOptions) -> Composite:
    home = profile.territory.code
    framework, recipe = framework_of(catalogue, options), recipe_of(options)
    everyone = [profile, *peers]
    found = uncertainty(recipe, framework, load_data(table_of(everyone, framework), framework), n=options.replicates)
    result, own = found.nominal, found.intervals.loc[home]
    return Composite(
        "",
        len(profile.scored),
        profile.coverage,
        result.score(home, INDEX),
        _number(own["score_q05"]),
        _number(own["score_q95"]),
        _gap_bounds(profile, framework, recipe),
        _parts(profile, framework, recipe, result, options),
        _other_weights(profile, catalogue, options),
        _standings(everyone, found),
        len(found.failures),
        kit_of(everyone, catalogue, options),
    )


def _score(profile: Profile, table: pd.DataFrame, framework: Framework, recipe: Recipe) -> float | None:
    return build(recipe, framework, load_data(table, framework)).score(profile.territory.code, INDEX)


def _gap_bounds(profile: Profile, framework: Framework, recipe: Recipe) -> tuple[float, float] | None:
    """The composite with every missing indicator and dimension at its lowest, then at its highest."""
    low, high = (_score(profile, _filled(profile, framework, end), framework, recipe) for end in (0, 1))
    return None if low is None or high is None else (low, high)


def _filled(profile: Profile, framework: Framework, end: int) -> pd.DataFrame:
    table = table_of([profile], framework)
    for item in profile.dimensions:
        if item.dimension.id in framework.indicators and item.status != "published":
            table.loc[1, item.dimension.id] = (item.gap_bounds or profile.options.bounds)[end]
    return table


def _parts(
    profile: Profile, framework: Framework, recipe: Recipe, result: Result, options: CompositeOptions
) -> tuple[Part, ...]:
    own = result.score(profile.territory.code, INDEX) or 0.0
    shares = _shares(profile, result, options)
    total = sum(shares.values())
    return tuple(
        Part(
            item.dimension.id,
            item.index,
            options.weights.get(item.dimension.id, 0.0) / sum(options.weights.values()),
            own * shares[item.dimension.id] / total if item.dimension.id in shares and total else None,
            _gain(profile, item.dimension.id, framework, recipe, own) if item.index is not None else None,
        )
        for item in profile.dimensions
    )


def _shares(profile: Profile, result: Result, options: CompositeOptions) -> dict[str, float]:
    """The relative part of each dimension: exact for one level, through the sub-indices for two."""
    home = profile.territory.code
    if not options.by_sub_index:
        table = contributions(result, home).table
        return {str(code): float(value) for code, value in table["contribution"].items() if not pd.isna(value)}
    found: dict[str, float] = {}
    top = contributions(result, home).table["contribution"]
    for name in SUB_INDICES:
        if name in top.index and not pd.isna(top[name]):
            inner = contributions(result, home, name)
            for code, value in inner.table["contribution"].items():
                if not pd.isna(value):
                    found[str(code)] = float(top[name]) * float(value) / inner.total
    return found


def _gain(profile: Profile, dimension: str, framework: Framework, recipe: Recipe, own: float) -> float | None:
    if dimension not in framework.indicators:
        return 0.0
    table = table_of([profile], framework)
    table[dimension] += STEP * (table["unit"] != REFERENCE)
    moved = _score(profile, table, framework, recipe)
    return None if moved is None else moved - own


def _other_weights(profile: Profile, catalogue: Catalogue, options: CompositeOptions) -> tuple[tuple[str, float], ...]:
    """The composite under each published weight set, all else equal."""
    found = []
    for name, weight_set in catalogue.weight_sets.items():
        other = options_for(weight_set, mean=options.mean)
        framework = framework_of(catalogue, other)
        score = _score(profile, table_of([profile], framework), framework, recipe_of(other))
        if score is not None:
            found.append((name, score))
    return tuple(found)


def _standings(profiles: Sequence[Profile], found: Uncertainty) -> tuple[Standing, ...]:
    """Every territory that has a composite, with its intervals; ranks are among the territories, not the reference."""
    home = profiles[0]
    places: dict[Any, Any] = found.among([item.territory.code for item in profiles]).to_dict("index")
    intervals: dict[Any, Any] = found.intervals.to_dict("index")
    rows = ((item, intervals[item.territory.code], places[item.territory.code]) for item in profiles)
    return tuple(
        Standing(
            item.territory.code,
            item.territory.name,
            float(scores["score"]),
            _number(scores["score_q05"]),
            _number(scores["score_q95"]),
            int(ranks["rank"]),
            math.floor(ranks["q05"]),
            math.ceil(ranks["q95"]),
            _distance(item, home),
            item is home,
        )
        for item, scores, ranks in rows
        if not pd.isna(scores["score"])
    )


def _distance(profile: Profile, home: Profile) -> float:
    """Mean absolute gap between two profiles over the dimensions both have: how alike they are, in index points."""
    pairs = [
        (a.index, b.index)
        for a, b in zip(profile.dimensions, home.dimensions, strict=True)
        if a.index is not None and b.index is not None
    ]
    return sum(abs(a - b) for a, b in pairs) / len(pairs) if pairs else float("inf")


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)
