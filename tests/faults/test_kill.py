"""A kill at a random instant leaves the editions as they were, or advanced by exactly one, never between."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest
from sqlalchemy import Engine

from indicators.operations.backup import backup
from indicators.operations.restore import check, restore
from indicators.store import drafts, editions
from indicators.store.engine import migrate, open_engine
from tests.conftest import SYSTEMS, made_database
from tests.faults import scenes
from tests.faults.conftest import INSTANTS, LONG, instants, killed_at, timed

ROWS = 60_000 if LONG else 2_000
# The short form shares the fifty instants between the three operations; the long form plays fifty of each.
EACH = INSTANTS if LONG else INSTANTS // 3 + 1
RESTORES = INSTANTS if LONG else 8
Tell = Callable[[str], None]


def same(before: dict[int, str], after: dict[int, str]) -> bool:
    """Whether every edition of before is there and says what it said, as far as both were read."""
    return all(
        (number in after and "" in (text, after[number])) or after.get(number) == text
        for number, text in before.items()
    )


def duration(context: ForkServerContext, scene: Callable[..., None], *arguments: object) -> float:
    return timed(lambda: killed_at(context, scene, *arguments, after=None))


def test_import(engine: Engine, database_url: str, processes: ForkServerContext, outcome: Tell) -> None:
    scenes.prepare(engine, ROWS, 1.0, "départ")
    before = scenes.digests(engine)
    longest = duration(processes, scenes.import_scene, database_url, ROWS)
    whole = killed = 0
    for instant in instants(longest, EACH, seed=1):
        killed += killed_at(processes, scenes.import_scene, database_url, ROWS, after=instant) != 0
        assert scenes.digests(engine) == before
    for batch in drafts.batches(engine):
        rows = len(drafts.rows_of(engine, batch.id, "observation"))
        assert rows in (0, ROWS)
        whole += rows == ROWS
        if not rows:  # what was begun can be taken up again where it stands
            drafts.stage(engine, batch.id, "observation", scenes.observations(ROWS, 9.0))
    last = drafts.batches(engine)[0].id
    assert editions.publish(engine, [last], "reprise", "Ada").number == 2
    outcome(
        f"import, {engine.dialect.name}: {killed} kills in {EACH}; edition unchanged; {whole} whole batches, the rest resumed"
    )


def test_publish(engine: Engine, database_url: str, processes: ForkServerContext, outcome: Tell) -> None:
    scenes.prepare(engine, ROWS, 1.0, "départ")
    batch = scenes.prepare(engine, ROWS, 2.0)
    longest = duration(processes, scenes.publish_scene, database_url, batch)
    killed = advanced = 0
    for turn, instant in enumerate(instants(longest, EACH, seed=2)):
        value = 3.0 + turn
        batch = scenes.prepare(engine, ROWS, value)
        before = scenes.digests(engine, last=3)
        killed += killed_at(processes, scenes.publish_scene, database_url, batch, after=instant) != 0
        after = scenes.digests(engine, last=3)
        assert same(before, after)
        assert len(after) - len(before) in (0, 1)
        if len(after) == len(before):
            assert drafts.get_batch(engine, batch).state == drafts.OPEN
            editions.publish(engine, [batch], "reprise", "Ada")
        else:
            advanced += 1
        values = scenes.reading.frame(engine, "observation", len(before) + 1).value
        assert len(values) == ROWS and (values == value).all()
    outcome(
        f"publish, {engine.dialect.name}: {killed} kills in {EACH}; {advanced} advanced by one, the rest identical and resumed"
    )


def test_roll_back(engine: Engine, database_url: str, processes: ForkServerContext, outcome: Tell) -> None:
    scenes.prepare(engine, ROWS, 1.0, "départ")
    scenes.prepare(engine, ROWS, 2.0, "suite")
    longest = duration(processes, scenes.rollback_scene, database_url, 1)
    killed = advanced = 0
    for instant in instants(longest, EACH, seed=3):
        before = scenes.digests(engine)
        target = 1 if before[max(before)] == before[2] else 2
        killed += killed_at(processes, scenes.rollback_scene, database_url, target, after=instant) != 0
        after = scenes.digests(engine)
        assert same(before, after)
        assert len(after) - len(before) in (0, 1)
        if len(after) > len(before):
            advanced += 1
            assert after[max(after)] == before[target]
    outcome(
        f"roll back, {engine.dialect.name}: {killed} kills in {EACH}; {advanced} advanced by one, the rest identical"
    )


@pytest.mark.parametrize("system", SYSTEMS)
def test_restore_of_a_backup(system: str, tmp_path: Path, processes: ForkServerContext, outcome: Tell) -> None:
    source = open_engine(f"sqlite:///{tmp_path / 'source.sqlite'}")
    migrate(source)
    scenes.prepare(source, ROWS, 1.0, "départ")
    wanted, path = scenes.digests(source), tmp_path / "nuit.zip"
    backup(source, path)
    with made_database(system, tmp_path / "first") as url:
        longest = duration(processes, scenes.restore_scene, url, str(path))
    killed = complete = 0
    for turn, instant in enumerate(instants(longest, RESTORES, seed=4)):
        with made_database(system, tmp_path / f"place{turn}") as url:
            killed += killed_at(processes, scenes.restore_scene, url, str(path), after=instant) != 0
            place = open_engine(url)
            try:
                restore(place, path)  # a place left empty takes the backup, a complete one refuses it
            except ValueError as refused:
                assert "not empty" in str(refused)
                migrate(place)
                complete += 1
            assert scenes.digests(place) == wanted
            place.dispose()
    outcome(
        f"restore of a backup, {system}: {killed} kills in {RESTORES}; {complete} complete, the rest empty and restored again"
    )


def test_backup(engine: Engine, database_url: str, tmp_path: Path, processes: ForkServerContext, outcome: Tell) -> None:
    scenes.prepare(engine, ROWS, 1.0, "départ")
    path = tmp_path / "nuit.zip"
    backup(engine, path)
    longest = duration(processes, scenes.backup_scene, database_url, str(path))
    killed = 0
    for instant in instants(longest, 10, seed=5):
        killed += killed_at(processes, scenes.backup_scene, database_url, str(path), after=instant) != 0
        assert check(path).rows > ROWS
    outcome(f"backup, {engine.dialect.name}: {killed} kills in 10; the former or the new backup is whole")
