"""What a page reads of one territory goes through an index, by the plan of the very query that it sends."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, text

from benchmarks.plans import BIG, plans_of
from indicators.demo import generate
from indicators.store import reading

# Enough of each kind for a planner to prefer an index, in little time.
SIZE = generate.Size(territories=300, years=5, indicators=10, partnerships=3_000, budget_lines=6_000)
HOME = generate.code_of(10)
GROUP = [generate.code_of(number) for number in range(20, 28)]


@pytest.fixture
def filled(engine: Engine) -> Engine:
    """Three hundred territories in an empty database."""
    generate.load(engine, SIZE)
    return engine


def test_pages_go_through_indexes(filled: Engine) -> None:
    known = reading.snapshot(filled, 1, HOME).observations
    indicator = str(known.indicator.iloc[0])
    acts: dict[str, Callable[[], object]] = {
        "page": lambda: reading.snapshot(filled, 1, HOME),
        "comparison": lambda: reading.snapshot(filled, 1, HOME, GROUP),
        "one indicator": lambda: reading.frame(filled, "observation", 1, territories=GROUP, indicators=[indicator]),
        "lines": lambda: reading.frame(filled, "budget_line", 1, territories=[HOME]),
    }
    for name, act in acts.items():
        plans = plans_of(filled, act)
        assert plans, name
        assert [(plan.table, plan.lines) for plan in plans if plan.whole] == [], name
        assert all("ix_" in plan.index or "uq_" in plan.index for plan in plans), name
    assert {plan.table for plan in plans_of(filled, acts["page"])} == set(BIG)


def test_a_missing_index_would_be_seen(filled: Engine) -> None:
    with filled.begin() as connection:
        for index in ("ix_observation_validity", "uq_observation_live"):
            connection.execute(text(f"DROP INDEX {index}"))
        for index in ("ix_observation_closed", "ix_observation_opened"):
            connection.execute(text(f"DROP INDEX {index}"))
    plans = plans_of(filled, lambda: reading.snapshot(filled, 1, HOME))
    assert {plan.table for plan in plans if plan.whole} == {"observation"}
