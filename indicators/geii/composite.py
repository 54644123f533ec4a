"""The optional composite of the profile: a reading aid with its weights, coverage, bounds and interval.

It is built by the composite engine on the six dimension indices, base 100 on the reference territory, and only when
enough dimensions are scored (method/indicators, 1.3). Peers are built beside it with the same recipe. Everything a
reader may distrust is part of the result: the weights, what is missing, what other weights would give, and the recipe.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from indicators.catalogue import Catalogue
from indicators.catalogue.model import WeightSet
from indicators.composite import (
    Framework,
    Node,
    Recipe,
    Result,
    WeightNoise,
    build,
    choice,
    contributions,
    load_data,
    recipe_to_toml,
    uncertainty,
)
from indicators.composite.factors import Factor
from indicators.geii.profile import Profile

REFERENCE, INDEX = "reference", "index"
STEP = 10.0
SUB_INDICES = ("economic", "social")
Missing = Literal["", "too_few_dimensions", "coverage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CompositeOptions:
    """How the composite is made. ``weights`` are by dimension, relative; thresholds are the publish rules."""

    weights: Mapping[str, float]
    by_sub_index: bool = False
    mean: Literal["geometric", "arithmetic"] = "geometric"
    minimum_dimensions: int = 5
    minimum_coverage: float = 0.80
    noise: float = 0.25
    replicates: int = 1000
    random_state: int = 2026


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
    recipe: str = ""


def options_for(weight_set: WeightSet, own: Mapping[str, float] | None = None, **more: float) -> CompositeOptions:
    """The options of a weight set of the catalogue; ``own`` weights by dimension replace its weights."""
    weights = {str(name): weight for name, weight in weight_set.weights.items()} | dict(own or {})
    return CompositeOptions(weights=weights, by_sub_index=weight_set.by_sub_index and not own, **more)  # type: ignore[arg-type]


def composite_of(
    profile: Profile, peers: Sequence[Profile], catalogue: Catalogue, options: CompositeOptions
) -> Composite:
    """Build the composite of a profile and of its comparable peers.

    Not available below the publish rules: five scored dimensions of six, and 80 % of the chosen indicators (published
    dimension indices count as covered).
    """
    scored = len(profile.scored)
    coverage = _coverage(profile)
    if scored < options.minimum_dimensions:
        return Composite("too_few_dimensions", scored, coverage)
    if coverage < options.minimum_coverage:
        return Composite("coverage", scored, coverage)
    return _build(profile, [peer for peer in peers if _comparable(peer, profile, options)], catalogue, options)


def _comparable(peer: Profile, profile: Profile, options: CompositeOptions) -> bool:
    """A peer is read against the same reference and has as many dimensions as a composite needs."""
    return peer.reference_names[:1] == profile.reference_names[:1] and len(peer.scored) >= options.minimum_dimensions


def _coverage(profile: Profile) -> float:
    known = sum(1.0 if item.status == "published" else item.coverage for item in profile.dimensions)
    return known / len(profile.dimensions)


def _build(profile: Profile, peers: Sequence[Profile], catalogue: Catalogue, options: CompositeOptions) -> Composite:
    home = profile.territory.code
    framework, recipe = _framework(catalogue, options), recipe_of(options)
    everyone = [profile, *peers]
    result = build(recipe, framework, load_data(_kept(_table(everyone), framework), framework))
    factors: list[Factor] = [WeightNoise(options.noise), choice("aggregate", "arithmetic", "geometric")]
    replicates = uncertainty(recipe, framework, result.data, n=options.replicates, factors=factors)
    intervals = replicates.intervals
    return Composite(
        "",
        len(profile.scored),
        _coverage(profile),
        result.score(home, INDEX),
        _number(intervals.loc[home, "score_q05"]),
        _number(intervals.loc[home, "score_q95"]),
        _gap_bounds(profile, framework, recipe),
        _parts(profile, framework, recipe, result, options),
        _other_weights(profile, catalogue, options),
        _standings(everyone, result, intervals),
        len(replicates.failures),
        recipe_to_toml(recipe),
    )


def _framework(catalogue: Catalogue, options: CompositeOptions) -> Framework:
    dimensions = [item for item in catalogue.dimensions.values() if options.weights.get(item.id, 0) > 0]
    nodes = [
        Node(
            code=item.id,
            name=str(item.short_label),
            parent=item.sub_index if options.by_sub_index else INDEX,
            weight=options.weights[item.id],
        )
        for item in dimensions
    ]
    if options.by_sub_index:
        nodes += [Node(code=name, name=name, parent=INDEX, kind="aggregate") for name in SUB_INDICES]
    return Framework((*nodes, Node(code=INDEX, name="Composite", kind="aggregate")))


def recipe_of(options: CompositeOptions) -> Recipe:
    """The recipe of the composite. Indices already are on 100 at the reference: the engine only has to keep them there, weigh and aggregate."""
    return Recipe(
        denominate=False,
        treat=False,
        screen=0.0,
        normalise="base100",
        reference=REFERENCE,
        aggregate=options.mean,
        min_share=0.5,
        random_state=options.random_state,
    )


def _table(profiles: Sequence[Profile], fill: float | None = None) -> pd.DataFrame:
    rows: list[dict[str, object]] = [
        {"unit": REFERENCE, **{item.dimension.id: 100.0 for item in profiles[0].dimensions}}
    ]
    for profile in profiles:
        indices = {item.dimension.id: item.index if item.index is not None else fill for item in profile.dimensions}
        rows.append({"unit": profile.territory.code, **indices})
    return pd.DataFrame(rows)


def _score(profile: Profile, framework: Framework, recipe: Recipe, fill: float | None = None) -> float | None:
    table = _table([profile], fill)
    return build(recipe, framework, load_data(_kept(table, framework), framework)).score(profile.territory.code, INDEX)


def _kept(table: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    codes = [node.code for node in framework.nodes if node.kind == "indicator"]
    return table[["unit", *codes]]


def _gap_bounds(profile: Profile, framework: Framework, recipe: Recipe) -> tuple[float, float] | None:
    low, high = (_score(profile, framework, recipe, end) for end in profile.options.bounds)
    return None if low is None or high is None else (low, high)


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
    table = _kept(_table([profile]), framework)
    if dimension not in table.columns:
        return 0.0
    table[dimension] = table[dimension] + STEP * (table["unit"] == profile.territory.code)
    moved = build(recipe, framework, load_data(table, framework)).score(profile.territory.code, INDEX)
    return None if moved is None else moved - own


def _other_weights(profile: Profile, catalogue: Catalogue, options: CompositeOptions) -> tuple[tuple[str, float], ...]:
    """The composite under each published weight set, all else equal."""
    found = []
    for name, weight_set in catalogue.weight_sets.items():
        other = options_for(weight_set, mean=options.mean)  # type: ignore[arg-type]
        framework = _framework(catalogue, other)
        score = _score(profile, framework, recipe_of(other))
        if score is not None:
            found.append((name, score))
    return tuple(found)


def _standings(profiles: Sequence[Profile], result: Result, intervals: pd.DataFrame) -> tuple[Standing, ...]:
    """Every territory with its interval; ranks count the territories alone, not the reference."""
    home = profiles[0]
    codes = [item.territory.code for item in profiles]
    scores = {code: result.score(code, INDEX) for code in codes}
    known = [code for code in codes if scores[code] is not None]
    order = sorted(known, key=lambda code: -(scores[code] or 0.0))
    reference = round(_number(intervals.loc[REFERENCE, "rank"]) or 0.0)
    by_code = {item.territory.code: item for item in profiles}
    return tuple(
        Standing(
            code,
            by_code[code].territory.name,
            scores[code] or 0.0,
            _number(intervals.loc[code, "score_q05"]),
            _number(intervals.loc[code, "score_q95"]),
            order.index(code) + 1,
            _without_reference(intervals.loc[code, "q05"], reference),
            _without_reference(intervals.loc[code, "q95"], reference),
            _distance(by_code[code], home),
            code == home.territory.code,
        )
        for code in known
    )


def _without_reference(rank: object, reference: int) -> int:
    place = round(float(rank))  # type: ignore[arg-type]
    return max(1, place - (place > reference))


def _distance(profile: Profile, home: Profile) -> float:
    """Mean absolute gap between two profiles over the dimensions both have: how alike they are, in index points."""
    pairs = [
        (a.index, b.index)
        for a, b in zip(profile.dimensions, home.dimensions, strict=True)
        if a.index is not None and b.index is not None
    ]
    return sum(abs(a - b) for a, b in pairs) / len(pairs) if pairs else float("inf")


def _number(value: object) -> float | None:
    return None if pd.isna(value) else float(value)  # type: ignore[call-overload, arg-type]
