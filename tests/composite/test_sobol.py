from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from indicators.composite import Dataset, Framework, MethodError, Recipe, WeightNoise, choice, sobol, sobol_of
from indicators.composite.sobol import design, indices, mean_shift
from tests.composite.conftest import ASEM_RECIPE, dataset, flat


def test_an_additive_function_shares_its_variance() -> None:
    found = sobol_of(lambda x: x[:, 0] + 10 * x[:, 1], ["x1", "x2"], 1024)
    assert found.first == pytest.approx([1 / 101, 100 / 101], abs=0.05)
    assert found.total == pytest.approx([1 / 101, 100 / 101], abs=0.05)
    assert found.runs == 1024 * 4 and found.points == 1024


def test_ishigami_against_its_closed_form() -> None:
    a, b = 7.0, 0.1

    def ishigami(u: np.ndarray) -> np.ndarray:
        x = math.pi * (2 * u - 1)
        return np.sin(x[:, 0]) + a * np.sin(x[:, 1]) ** 2 + b * x[:, 2] ** 4 * np.sin(x[:, 0])

    v1, v2 = 0.5 * (1 + b * math.pi**4 / 5) ** 2, a**2 / 8
    v13 = b**2 * math.pi**8 * (1 / 18 - 1 / 50)
    total = v1 + v2 + v13
    found = sobol_of(ishigami, ["x1", "x2", "x3"], 4096)
    assert found.first == pytest.approx([v1 / total, v2 / total, 0], abs=0.05)
    assert found.total == pytest.approx([(v1 + v13) / total, v2 / total, v13 / total], abs=0.05)
    inside = (found.total_bounds[:, 0] <= found.total) & (found.total <= found.total_bounds[:, 1])
    assert inside.all()


def test_identical_alternatives_have_no_effect(asem_framework: Framework, asem_data: Dataset) -> None:
    factors = [choice("winmax", 5, 5), WeightNoise(0.25)]
    found = sobol(ASEM_RECIPE, asem_framework, asem_data, factors, 32).table
    assert found.loc["winmax", ["first", "total", "first_q95", "total_q95"]].tolist() == [0, 0, 0, 0]
    assert found.loc["weights", "total"] > 0.9
    nothing = sobol(ASEM_RECIPE, asem_framework, asem_data, [choice("winmax", 5, 5)], 16)
    assert nothing.table[["first", "total"]].to_numpy().tolist() == [[0, 0]] and nothing.variance == 0


def test_indices_by_hand() -> None:
    y_a, y_b, mixed = np.array([1.0, 2, 4]), np.array([3.0, 1, 1]), np.array([[3.0, 2, 2]])
    everything = np.concatenate([y_a, y_b])
    variance = everything.var(ddof=1)
    first, total, found = indices(y_a, y_b, mixed)
    assert found == variance
    assert first[0] == pytest.approx(np.mean((y_b - everything.mean()) * (mixed[0] - y_a)) / variance)
    assert total[0] == pytest.approx(((2.0**2) + 0 + (2.0**2)) / (2 * 3 * variance))


def test_the_design_swaps_one_factor_at_a_time() -> None:
    blocks = design(5, (2, 1), 0)
    a, b, first, second = blocks
    assert blocks.shape == (4, 5, 3)
    assert (first[:, :2] == b[:, :2]).all() and (first[:, 2] == a[:, 2]).all()
    assert (second[:, :2] == a[:, :2]).all() and (second[:, 2] == b[:, 2]).all()
    assert (design(5, (2, 1), 0) == blocks).all() and (design(5, (2, 1), 1) != blocks).any()


def test_the_same_state_gives_the_same_indices(asem_framework: Framework, asem_data: Dataset) -> None:
    first, second = (sobol(ASEM_RECIPE, asem_framework, asem_data, n=16).table for _ in range(2))
    pd.testing.assert_frame_equal(first, second, check_exact=True)
    assert first.index.tolist() == ["weights", "normalise", "aggregate", "impute", "winmax"]


def test_failed_points_are_left_out_and_counted() -> None:
    framework = flat(2)
    data = dataset(framework, [[1, 2], [2, 1], [3, 5], [9, 0]])
    factors = [choice("aggregate", "arithmetic", "arithmetic", "arithmetic", "geometric"), WeightNoise()]
    found = sobol(Recipe(range=(0, 100)), framework, data, factors, 64)
    assert found.failed > 0 and found.points < 64
    with pytest.raises(MethodError, match="4 points sur 4"):
        sobol_of(lambda x: np.full(len(x), np.nan), ["x"], 4)
    with pytest.raises(MethodError, match="deux au moins"):
        sobol_of(lambda x: x[:, 0], ["x"], 1)


def test_mean_shift_counts_units_ranked_both_ways() -> None:
    nan = float("nan")
    assert mean_shift(np.array([[1.0, 3, nan], [2, 1, 3]]), np.array([1.0, 2, nan])).tolist() == [0.5, 1.0]
