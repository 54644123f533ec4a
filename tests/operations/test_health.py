"""The state of an installation, asked by a load balancer every second for months."""

from __future__ import annotations

import gc

import pytest
from sqlalchemy import Engine, Table, text

from indicators.operations import health


def _tables() -> int:
    gc.collect()
    return sum(isinstance(item, Table) for item in gc.get_objects())


def test_asking_again_and_again_leaves_nothing_in_memory(engine: Engine) -> None:
    assert health.check(engine).well
    before = _tables()
    for _ in range(20):
        health.check(engine)
    assert _tables() == before


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("UPDATE alembic_version SET version_num = '0001'", "schema 0001, {} expected"),
        ("DELETE FROM alembic_version", "schema absent, {} expected"),
        ("DROP TABLE alembic_version", "schema absent, {} expected"),
    ],
)
def test_another_schema_is_told(engine: Engine, command: str, told: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(command))
    found = health.check(engine)
    assert (found.well, found.problem) == (False, told.format(health.expected_schema()))
