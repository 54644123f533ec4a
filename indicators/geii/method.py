"""The composite of the profile as the engine takes it: its options, its tree, its table and its recipe.

The three are kept as plain files too (``Kit``): the command ``ouverture composite`` rebuilds the same bytes from them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from indicators.catalogue import Catalogue
from indicators.catalogue.model import WeightSet
from indicators.composite import Framework, Recipe, load_framework, recipe_to_toml
from indicators.geii.profile import Profile

REFERENCE, INDEX = "reference", "index"
SUB_INDICES = ("economic", "social")


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
class Kit:
    """What rebuilds a composite: the data and the framework as CSV, the recipe as TOML, and how many draws to ask for."""

    data: str
    framework: str
    recipe: str
    replicates: int


def options_for(weight_set: WeightSet, own: Mapping[str, float] | None = None, **more: Any) -> CompositeOptions:
    """The options of a weight set of the catalogue; ``own`` weights by dimension replace its weights, ``more`` are other fields."""
    weights = {str(name): weight for name, weight in weight_set.weights.items()} | dict(own or {})
    return CompositeOptions(weights=weights, by_sub_index=weight_set.by_sub_index and not own, **more)


def recipe_of(options: CompositeOptions) -> Recipe:
    """The recipe of the composite, with the choices that its interval varies.

    Indices already are on 100 at the reference: the engine only has to keep them there, weigh and aggregate.
    """
    return Recipe(
        denominate=False,
        treat=False,
        screen=0.0,
        normalise="base100",
        reference=REFERENCE,
        aggregate=options.mean,
        min_share=0.5,
        random_state=options.random_state,
        factors={"weights": options.noise, "aggregate": ["arithmetic", "geometric"]},
    )


def framework_table(catalogue: Catalogue, options: CompositeOptions) -> pd.DataFrame:
    """One row a node: the dimensions that weigh, the two sub-indices when they are kept apart, and the index."""
    rows = [
        (
            item.id,
            str(item.short_label),
            "Indicator",
            item.sub_index if options.by_sub_index else INDEX,
            str(options.weights[item.id]),
        )
        for item in catalogue.dimensions.values()
        if options.weights.get(item.id, 0) > 0
    ]
    if options.by_sub_index:
        rows += [(name, name, "Aggregate", INDEX, "1") for name in SUB_INDICES]
    rows.append((INDEX, "Indice d'ensemble", "Aggregate", "", ""))
    return pd.DataFrame(rows, columns=["code", "name", "type", "parent", "weight"])


def framework_of(catalogue: Catalogue, options: CompositeOptions) -> Framework:
    """The tree of the composite, read from its table as the command reads it."""
    return load_framework(framework_table(catalogue, options))


def table_of(profiles: Sequence[Profile], framework: Framework) -> pd.DataFrame:
    """The dimension indices of each territory, under a first row that holds the reference at 100."""
    name = ", ".join(profiles[0].reference_names[:1])
    rows: list[dict[str, object]] = [{"unit": REFERENCE, "name": name, **dict.fromkeys(framework.indicators, 100.0)}]
    for profile in profiles:
        indices = {item.dimension.id: item.index for item in profile.dimensions}
        own = {"unit": profile.territory.code, "name": profile.territory.name}
        rows.append({**own, **{code: indices[code] for code in framework.indicators}})
    return pd.DataFrame(rows, columns=["unit", "name", *framework.indicators])


def kit_of(profiles: Sequence[Profile], catalogue: Catalogue, options: CompositeOptions) -> Kit:
    """The files that rebuild the composite of the first profile among the others."""
    return Kit(
        data=table_of(profiles, framework_of(catalogue, options)).to_csv(index=False, lineterminator="\n"),
        framework=framework_table(catalogue, options).to_csv(index=False, lineterminator="\n"),
        recipe=recipe_to_toml(recipe_of(options)),
        replicates=options.replicates,
    )
