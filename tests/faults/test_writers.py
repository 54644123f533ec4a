"""Several writers, and clocks that disagree: nobody's work is lost, numbers follow each other, dates never decide."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing.context import ForkServerContext
from typing import Any

import pytest
from sqlalchemy import Engine

from indicators.store import clock, drafts, editions, reading, workspace
from tests.faults import scenes
from tests.faults.conftest import LONG

ROUNDS = 20 if LONG else 4
ROWS = 500
Tell = Callable[[str], None]


def together(context: ForkServerContext, *scene_arguments: tuple[Callable[..., None], tuple[Any, ...]]) -> list[bool]:
    """Run scenes at the same time in processes of their own; whether each ended well."""
    running = [context.Process(target=scene, args=arguments) for scene, arguments in scene_arguments]
    for process in running:
        process.start()
    for process in running:
        process.join()
    return [process.exitcode == 0 for process in running]


def test_two_publications_of_the_same_batch(
    engine: Engine, database_url: str, processes: ForkServerContext, outcome: Tell
) -> None:
    for turn in range(ROUNDS):
        batch = scenes.prepare(engine, ROWS, float(turn))
        done = together(processes, *[(scenes.publish_scene, (database_url, batch))] * 2)
        assert sorted(done) == [False, True]
        assert len(editions.list_editions(engine)) == turn + 1
    outcome(f"same batch published twice at once, {engine.dialect.name}: one edition each of {ROUNDS} times")


def test_two_publications_of_the_same_rows(
    engine: Engine, database_url: str, processes: ForkServerContext, outcome: Tell
) -> None:
    scenes.prepare(engine, ROWS, 0.0, "départ")
    for turn in range(ROUNDS):
        mine, theirs = scenes.prepare(engine, ROWS, turn + 0.25), scenes.prepare(engine, ROWS, turn + 0.75)
        number = len(editions.list_editions(engine))
        done = together(processes, *((scenes.publish_scene, (database_url, batch)) for batch in (mine, theirs)))
        assert sorted(done) == [False, True]  # the second is told of the conflict, and its batch is still there
        kept = mine if done[0] else theirs
        assert [batch.id for batch in drafts.batches(engine)] == [theirs if done[0] else mine]
        assert set(reading.frame(engine, "observation", number + 1).value) == {turn + (0.25 if kept == mine else 0.75)}
        drafts.discard(engine, drafts.batches(engine)[0].id, "Ada")
    outcome(f"same rows published by two at once, {engine.dialect.name}: one edition and one conflict, {ROUNDS} times")


def test_two_officers_on_two_territories(
    engine: Engine, database_url: str, processes: ForkServerContext, outcome: Tell
) -> None:
    for turn in range(ROUNDS):
        batches = []
        for code in ("38185", "93048"):
            batch = drafts.open_batch(engine, code)
            drafts.stage(engine, batch.id, "observation", scenes.observations(ROWS, float(turn)).assign(territory=code))
            batches.append(batch.id)
        done = together(processes, *((scenes.publish_scene, (database_url, batch)) for batch in batches))
        assert done == [True, True]
        latest = 2 * turn + 2
        assert next(item.number for item in editions.list_editions(engine)) == latest
        assert len(reading.frame(engine, "observation", latest)) == 2 * ROWS
    outcome(f"two territories published at once, {engine.dialect.name}: two editions in a row, {ROUNDS} times")


def test_a_clock_that_lies_changes_no_order(engine: Engine, monkeypatch: pytest.MonkeyPatch, outcome: Tell) -> None:
    """One replica is a day ahead, the other ten years behind: numbers decide, never dates."""
    real = clock.now()
    for turn, year in enumerate(("2036", real[:4], "2016", "2026")):
        monkeypatch.setattr("indicators.store.editions.now", lambda year=year: f"{year}-01-01T00:00:00.000000+00:00")
        scenes.prepare(engine, ROWS, float(turn), f"édition {turn + 1}")
        saved = workspace.put(engine, "narrative", "38185", "intro", {"turn": turn}, "Ada", expected_version=turn)
        assert saved.version == turn + 1
    listed = editions.list_editions(engine)
    assert [item.number for item in listed] == [4, 3, 2, 1]
    assert [item.published_at[:4] for item in listed] == ["2026", "2016", real[:4], "2036"]
    for number in range(1, 5):
        assert set(reading.frame(engine, "observation", number).value) == {number - 1.0}
    latest = editions.latest(engine)
    assert latest is not None and latest.number == 4
    outcome(f"clocks from 2016 to 2036, {engine.dialect.name}: four editions in the order of their numbers")
