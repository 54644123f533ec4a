"""Replicates by blocks give what each build gives, whatever the blocks; their spread is that of numpy's quantiles."""

from __future__ import annotations

import numpy as np
import pytest

from indicators.composite import Framework, Node, batch
from indicators.composite.aggregate import Setting
from indicators.composite.hierarchy import roll_up
from indicators.composite.spread import UNITS, spread
from indicators.composite.statistics import ranks, ranks_among

UNITS_TRIED = 70


def framework() -> Framework:
    leaves = [Node(code=f"i{k}", parent=f"d{k % 3}") for k in range(7)]
    nodes = [Node(code=f"d{k}", parent="Index", kind="aggregate") for k in range(3)]
    return Framework((*leaves, *nodes, Node(code="Index", kind="aggregate")))


@pytest.mark.parametrize("holes", [0.0, 0.3])
@pytest.mark.parametrize("rule", ["arithmetic", "geometric", "harmonic", "power", "owa", "mean_min", "copeland"])
@pytest.mark.parametrize("cells", [1, 60, 2**15])
def test_every_block_gives_the_scores_of_the_whole(
    rule: str, holes: float, cells: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "CELLS", cells)
    monkeypatch.setattr(batch, "REPLICATES", 4)
    monkeypatch.setattr(batch, "WHOLE", 11 * UNITS_TRIED * 3)
    rng = np.random.default_rng(5)
    leaves = rng.uniform(1, 100, (UNITS_TRIED, 7))
    leaves[rng.random(leaves.shape) < holes] = np.nan
    weights = rng.uniform(0.5, 2, (9, 11))
    rest = (
        (rule,) * 4,
        0.5,
        Setting(population=np.ones(UNITS_TRIED, dtype=bool)),
        [str(u) for u in range(UNITS_TRIED)],
    )
    order, found = rng.permutation(9), np.full((10, UNITS_TRIED), -1.0)
    batch.index_scores(framework(), leaves, weights[order], *rest, result=found, places=order)
    assert (found[9] == -1).all(), "a row that is not named stays"
    expected = np.stack([roll_up(framework(), leaves, own, *rest)[:, -1] for own in weights])
    np.testing.assert_allclose(found[:9], expected, rtol=1e-12)


def test_spread_is_that_of_numpy_with_missing_values_left_out() -> None:
    rng = np.random.default_rng(2)
    values = rng.normal(size=(41, UNITS + 30))
    values[rng.random(values.shape) < 0.2] = np.nan
    values[:, 7], values[1:, 8] = np.nan, np.nan
    found = spread(values)
    known = np.delete(np.arange(values.shape[1]), 7)
    expected = np.nanquantile(values[:, known], (0.05, 0.5, 0.95), axis=0)
    np.testing.assert_allclose([found.low[known], found.middle[known], found.high[known]], expected, rtol=1e-12)
    np.testing.assert_allclose(found.mean[known], np.nanmean(values[:, known], axis=0), rtol=1e-9)
    assert found.count.tolist() == (~np.isnan(values)).sum(axis=0).tolist() and found.count[8] == 1
    assert np.isnan([found.low[7], found.middle[7], found.high[7], found.mean[7]]).all()


def test_ranks_leave_out_who_is_not_kept_year_by_year() -> None:
    scores = np.array([[5.0, 1.0, np.nan, 5.0, 9.0, 2.0]] * 2)
    assert ranks(scores[0]).tolist()[:2] == [2, 5] and np.isnan(ranks(scores[0])[2])
    kept = np.array([True, True, True, True, False, True])
    found = ranks_among(scores, kept, [np.array([0, 1, 2]), np.array([3, 4, 5])])
    np.testing.assert_array_equal(found, [[1, 2, np.nan, 1, np.nan, 2]] * 2)
    np.testing.assert_array_equal(ranks_among(scores[0], kept, [np.arange(6)]), [1, 4, np.nan, 1, np.nan, 3])
