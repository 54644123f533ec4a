"""The composite-indicator engine: the ten steps of the OECD/JRC Handbook as pure functions.

    compose(data, meta, impute="median").scores["Index"]

    framework = read_framework(Path("iMeta.csv"))
    data = load_data(read_table(Path("iData.csv")), framework)
    result = build(Recipe(impute="median"), framework, data)
    result.scores, result.ranks, result.audit, result.unavailable
    uncertainty(result.recipe, framework, data, n=1000).intervals

Every choice is in the ``Recipe``; every refusal is a ``CompositeError`` that names the column, the value and the cure;
what is not available is ``pandas.NA`` with its reason, never NaN.
"""

from indicators.composite.aggregate import register
from indicators.composite.ahp import ahp, consistency
from indicators.composite.bounds import bounds
from indicators.composite.build import build, build_with
from indicators.composite.coinr import load_framework, read_framework
from indicators.composite.command import run
from indicators.composite.compare import Comparison, compare, differences, rank_under
from indicators.composite.compose import compose
from indicators.composite.coverage import Screening, coverage, screen
from indicators.composite.data import Dataset
from indicators.composite.decompose import Contributions, contributions, indicator_contributions
from indicators.composite.denominate import denominate, size_correlation
from indicators.composite.errors import CompositeError, DataError, FrameworkError, MethodError, RecipeError
from indicators.composite.export import provenance, to_json, write_result, write_workbook
from indicators.composite.factors import Choice, Factor, Span, WeightNoise, choice
from indicators.composite.framework import Framework, Node, Problem, check_framework
from indicators.composite.impute import impute
from indicators.composite.link import Link, correlate_results, correlate_with
from indicators.composite.load import load_data
from indicators.composite.methodology import Sentence, describe
from indicators.composite.multivariate import (
    Components,
    correlation_flags,
    correlations,
    cronbach_alpha,
    diagnose,
    pca,
)
from indicators.composite.panel import load_panel, published_goalposts, trends
from indicators.composite.pipeline import Pipeline
from indicators.composite.reading import ceteris_paribus, levers, strengths
from indicators.composite.recipe import Recipe
from indicators.composite.recipe_file import read_recipe, recipe_to_json, recipe_to_toml
from indicators.composite.remove import remove_elements
from indicators.composite.result import Result
from indicators.composite.scorecard import RankInterval, Scorecard, scorecard
from indicators.composite.sobol import Sobol, sobol, sobol_of
from indicators.composite.tables import read_table
from indicators.composite.treat import treat, winsorise
from indicators.composite.treatment import Treatment
from indicators.composite.uncertainty import Uncertainty, uncertainty
from indicators.composite.usual_factors import default_factors
from indicators.composite.weigh import effective_weights, weights_budget

__all__ = [
    "Choice",
    "Comparison",
    "Components",
    "CompositeError",
    "Contributions",
    "DataError",
    "Dataset",
    "Factor",
    "Framework",
    "FrameworkError",
    "Link",
    "MethodError",
    "Node",
    "Pipeline",
    "Problem",
    "RankInterval",
    "Recipe",
    "RecipeError",
    "Result",
    "Scorecard",
    "Screening",
    "Sentence",
    "Sobol",
    "Span",
    "Treatment",
    "Uncertainty",
    "WeightNoise",
    "ahp",
    "bounds",
    "build",
    "build_with",
    "ceteris_paribus",
    "check_framework",
    "choice",
    "compare",
    "compose",
    "consistency",
    "contributions",
    "correlate_results",
    "correlate_with",
    "correlation_flags",
    "correlations",
    "coverage",
    "cronbach_alpha",
    "default_factors",
    "denominate",
    "describe",
    "diagnose",
    "differences",
    "effective_weights",
    "impute",
    "indicator_contributions",
    "levers",
    "load_data",
    "load_framework",
    "load_panel",
    "pca",
    "provenance",
    "published_goalposts",
    "rank_under",
    "read_framework",
    "read_recipe",
    "read_table",
    "recipe_to_json",
    "recipe_to_toml",
    "register",
    "remove_elements",
    "run",
    "scorecard",
    "screen",
    "size_correlation",
    "sobol",
    "sobol_of",
    "strengths",
    "to_json",
    "treat",
    "trends",
    "uncertainty",
    "weights_budget",
    "winsorise",
    "write_result",
    "write_workbook",
]
