"""What people ask for, and what of this engine means the same or comes nearest.

« entropy » looks like nothing here, and « topsis » like « copeland » less than like « boxcox »: a method that is absent is
answered by its nearest meaning. Each group of words is followed by the words of the engine to offer, in order: a group
serves every key, and the first word that the key accepts is the one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_GROUPS: Mapping[str, tuple[str, ...]] = {
    "mean average moyenne a_amean arithmetique additive linear sum somme saw weighted_sum": ("arithmetic", "mean"),
    "a_gmean gmean geomean geometrique wpm multiplicative cobb_douglas": ("geometric", "product"),
    "a_hmean hmean harmonique": ("harmonic",),
    "a_genmean generalized_mean generalised_mean holder minkowski norm lehmer quadratic rms ces atkinson": ("power",),
    "min minimum worst rawls leontief least non_compensatory penalty penalised penalized concave goerlich bottleneck": (
        *("mean_min", "owa"),
    ),
    "max maximum best": ("owa",),
    "median mediane": ("median", "owa"),
    "trimmed choquet sugeno quantifier iowa orness": ("owa",),
    "topsis vikor hellwig ideal distance_to_ideal euclidean mahalanobis grey_relational": ("wroclaw",),
    "electre promethee outranking outrank condorcet smaa pairwise_majority majority lexicographic hasse poset": (
        *("copeland", "kemeny"),
    ),
    "borda borda_count": ("borda", "copeland"),
    "kemeny_young young consensus rank_aggregation": ("kemeny", "copeland"),
    "dea cherchye frontier sbm order_m robust_bod ci_bod data_envelopment efficiency": ("bod",),
    "mazziotta pareto mpi_adjusted adjusted_mpi istat ci_ampi": ("ampi", "mpi"),
    "times multiply prod multiplication": ("product", "geometric"),
    "divide division quotient fraction": ("ratio", "fraction_of_max"),
    "one_minus inverse_score reverse loss gap invert": ("complement", "reciprocal"),
    "inverse one_over": ("reciprocal", "complement"),
    "i_mean": ("mean",), "i_median": ("median",), "i_mean_grp": ("group_mean",), "i_median_grp": ("group_median",),
    "aucune no off raw identity asis as_is": ("none",),
    "knn nearest_neighbours neighbours hotdeck hot_deck mice multiple chained iterative missforest forest random_forest": (
        *("regression", "em"),
    ),
    "ols lm predict predictive pmm bayes bayesian": ("regression", "framework"),
    "zero constant mode most_frequent": ("none",),
    "expectation_maximization expectation_maximisation likelihood mle gaussian amelia": ("em", "regression"),
    "interpolate interpolation spline lagrange": ("linear",),
    "locf forward ffill carry_forward previous": ("last",),
    "n_minmax rescale rescaling scale unit_range 0_100 normalize01": ("minmax",),
    "standardize standardise standardisation standardization standard_score robust mad iqr n_zscore": ("zscore",),
    "n_prank prank quantile percentile_rank decile quartile categorical cdf ecdf": ("percentile",),
    "ordinal": ("rank",),
    "n_dist2max best_performer leader": ("distance_to_max",),
    "n_dist2ref benchmark leader_distance": ("distance_to_reference",),
    "n_dist2targ target_distance sdg": ("distance_to_target",),
    "n_fracmax share_of_max": ("fraction_of_max",),
    "index100 base_year indices cyclical growth": ("base100",),
    "posts thresholds bornes caps fixed logistic sigmoid tanh softmax": ("goalposts",),
    "expert budget bap given user framework_weights conjoint delphi random": ("framework", "ahp"),
    "uniform unweighted same egal": ("equal",),
    "entropy shannon critic merec cilos variance sd std_dev cv information cca canonical": ("pca", "balanced"),
    "fa efa varimax nicoletti factor_analysis ci_factor": ("factor", "pca"),
    "principal_components eigen eigenvector": ("pca",),
    "saaty eigenvalue pairwise anp bwm best_worst swing": ("ahp",),
    "optimised optimized opt correlation regression_weights shapley": ("balanced",),
    "winsorize winsorisation trim clip cap_outliers tukey": ("winsorise",),
    "log ln logarithm coin_tool asinh": ("log", "log_ct", "none"),
    "yeo_johnson yeojohnson power_transform sqrt square_root cuberoot cube_root": ("boxcox",),
    "seed graine": ("random_state",), "aggregation aggregator": ("aggregate",), "imputation": ("impute",),
    "treatment outliers": ("treat",), "screening": ("screen",), "normalisation normalization normalize": ("normalise",),
    "weighting": ("weights",), "polarity sense sens": ("direction",), "epsilon": ("floor",),
}  # fmt: skip

_MEANT: Mapping[str, tuple[str, ...]] = {word: found for words, found in _GROUPS.items() for word in words.split()}


def meant(value: str) -> tuple[str, ...]:
    """The words of the engine that a word means, nearest first; none when it says nothing known.

    « weighted_mean » and « entropy weights » are read by their parts, words of the engine or not, when they are not known whole.
    """
    word = re.sub(r"[\s\-–]+", "_", value.strip().casefold())
    return _MEANT.get(word) or tuple(found for part in word.split("_") for found in (part, *_MEANT.get(part, ())))
