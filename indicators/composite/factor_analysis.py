"""Weights read in a factor analysis, as the OECD/JRC Handbook does (2008, section 6.1; Nicoletti et al., 2000).

Principal components of the correlations whose eigenvalue exceeds 1 (one at least) are the factors; they are rotated so
that each indicator loads on few of them (varimax). An indicator counts, on the factor it loads most on, for its squared
loading over those of the factor, times the share of variance of that factor.
"""

from __future__ import annotations

import numpy as np

from indicators.composite.arrays import Array, Flags
from indicators.composite.statistics import constant_columns
from indicators.composite.weigh import correlation_matrix

STEPS, STILL = 500, 1e-12
"""Most rotations tried, and the relative progress under which they stop."""


def weights_factor(values: Array, population: Flags, *, rotate: bool = True) -> Array:
    """Weights ≥ 0 of the children (n × k), adding up to 1; correlations are pairwise, a constant child gets 0."""
    part = values[population]
    usable = ~constant_columns(part)
    weights = np.zeros(values.shape[1])
    if usable.sum() < 2:
        return np.ones(values.shape[1])
    eigenvalues, vectors = np.linalg.eigh(np.nan_to_num(correlation_matrix(part[:, usable])))
    count = max(int((eigenvalues > 1.0).sum()), 1)
    loadings = vectors[:, -count:] * np.sqrt(np.maximum(eigenvalues[-count:], 0.0))
    squared = (varimax(loadings) if rotate else loadings) ** 2
    explained = squared.sum(axis=0)
    home = squared.argmax(axis=1)
    own = squared[np.arange(home.size), home] / explained[home] * (explained[home] / explained.sum())
    weights[usable] = own / own.sum()
    return weights


def varimax(loadings: Array) -> Array:
    """Loadings (k × f) rotated to the largest variance of their squares (Kaiser, 1958), without row normalisation."""
    factors = loadings.shape[1]
    rotation, before = np.eye(factors), 0.0
    for _ in range(STEPS if factors > 1 else 0):
        turned = loadings @ rotation
        left, found, right = np.linalg.svd(loadings.T @ (turned**3 - turned * (turned**2).mean(axis=0)))
        rotation, after = left @ right, float(found.sum())
        if after <= before * (1.0 + STILL):
            break
        before = after
    result: Array = loadings @ rotation
    return result
