"""The worked numbers of scores and aggregation, and what may be published."""

from dataclasses import replace

import pytest

from indicators.evaluation.scores import PublishRules, indicator_score, level_score, open_sdg_score
from indicators.progress import Goal, assess

UP = Goal(direction="up", baseline_year=2020, baseline_value=20, target_year=2030, target_value=40)


def score(goal: Goal, value: float | None, kind: str = "ratio", low: float | None = None, high: float | None = None):
    return indicator_score(assess(goal, value, 2023, reference_year=2023), kind, low, high)


def test_level_score_with_a_gap() -> None:
    found = level_score([(1, 80), (1, 40), (1, None), (1, 100)])
    assert found.score == pytest.approx(73.3, abs=0.05)
    assert (found.coverage, found.low, found.high) == (0.75, 55.0, 80.0)
    assert (found.publication, found.scored, found.total) == ("provisional", 3, 4)
    assert found.shown == found.score


def test_weighted_level_score() -> None:
    found = level_score([(2, 80), (1, None), (1, 50)])
    assert (found.score, found.coverage, found.low, found.high) == (70.0, 0.75, 52.5, 77.5)


def test_nothing_known_is_no_score() -> None:
    found = level_score([(1, None), (1, None)])
    assert (found.score, found.coverage, found.low, found.high) == (None, 0.0, 0.0, 100.0)
    assert found.publication == "withheld" and found.shown is None
    assert level_score([]).coverage is None


def test_context_is_left_out_of_both_sums() -> None:
    assert level_score([(1, 80), (0, 10), (0, None)]).coverage == 1.0
    assert level_score([(0, 10)]).coverage is None


@pytest.mark.parametrize(
    ("known", "publication"), [(5, "published"), (4, "published"), (3, "provisional"), (2, "withheld")]
)
def test_publish_rule(known: int, publication: str) -> None:
    found = level_score([(1, 50)] * known + [(1, None)] * (5 - known))
    assert found.publication == publication
    assert level_score([(1, 50)], PublishRules(published=1.0)).publication == "published"


def test_indicator_score_is_clamped() -> None:
    assert score(UP, 26) == pytest.approx(30)
    assert score(UP, 50) == 100
    assert score(UP, 10) == 0
    assert score(UP, None) is None
    assert score(Goal(), 26) is None
    assert score(replace(UP, baseline_value=None), 26) is None
    assert score(replace(UP, baseline_value=None), 41) == 100
    assert score(replace(UP, direction="down"), 26) is None


def test_levels_and_yes_or_no_have_their_own_scale() -> None:
    assert score(Goal(scale="ordinal"), 3, "ordinal", 0, 4) == 75
    assert score(Goal(scale="ordinal"), 4, "checklist", 0, 11) == pytest.approx(36.36, abs=0.005)
    assert score(Goal(), 3, "index", 1, 5) == 50
    assert score(Goal(scale="binary"), 1, "binary") == 100
    assert score(Goal(scale="binary"), 0, "binary") == 0
    keep = replace(UP, target_value=20, tolerance=1)
    assert (score(keep, 20), score(keep, 10)) == (100, 0)


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [(-0.60, -5), (-2, -5), (0, -2.5), (0.3, -1.25), (0.60, 0), (0.775, 1.25), (0.95, 2.5), (1.30, 5), (3, 5)],
)
def test_open_sdg_scale_with_a_target(ratio: float, expected: float) -> None:
    assert open_sdg_score(ratio=ratio) == pytest.approx(expected)


@pytest.mark.parametrize(("growth", "expected"), [(-2, -5), (0, -2.5), (0.5, 0), (1, 1.25), (1.5, 2.5), (2, 5)])
def test_open_sdg_scale_without_target(growth: float, expected: float) -> None:
    assert open_sdg_score(growth=growth) == pytest.approx(expected)


def test_open_sdg_scale_of_nothing() -> None:
    assert open_sdg_score() is None
