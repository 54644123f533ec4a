"""A kill at a random instant leaves the editions as they were, or advanced by exactly one, never between."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest
from sqlalchemy import Engine

from indicators.operations import health
from indicators.operations.backup import PARTIAL, backup
from indicators.operations.restore import check, restore
from indicators.store import drafts, editions, staged
from indicators.store.engine import migrate, open_engine
from tests.conftest import SYSTEMS, made_database
from tests.faults import scenes
from tests.faults.conftest import INSTANTS, LONG, Kills, killed_at, timed

ROWS = 6_000 if LONG else 2_000
# The short form shares the fifty instants between the three operations; the long form plays fifty of each.
EACH = INSTANTS if LONG else INSTANTS // 3 + 1
RESTORES = INSTANTS if LONG else 8
STARTS = INSTANTS if LONG else 3
BACKUPS = INSTANTS if LONG else 10
Tell = Callable[[str], None]


def told_since(engine: Engine, known: dict[int, str]) -> int:
    """How many editions came since ``known``; the last ones say what they said, and are added to it.

    Only the last few are read again each time; all are at the end of each test.
    """
    found = scenes.digests(engine, last=2)
    assert set(known) <= set(found)
    assert all(known[number] == told for number, told in found.items() if told and number in known)
    come = {number: told for number, told in found.items() if number not in known}
    assert len(come) in (0, 1)
    known |= come
    return len(come)


def duration(context: ForkServerContext, scene: Callable[..., None], *arguments: object) -> float:
    return timed(lambda: killed_at(context, scene, *arguments, after=None))


def test_import(engine: Engine, database_url: str, processes: ForkServerContext, outcome: Tell) -> None:
    scenes.prepare(engine, ROWS, 1.0, "départ")
    before = scenes.digests(engine)
    longest = duration(processes, scenes.import_scene, database_url, ROWS)
    whole = 0
    kills = Kills(processes, longest, EACH, seed=1)
    for _ in kills:
        kills.fall(scenes.import_scene, database_url, ROWS)
        assert scenes.digests(engine) == before
    for batch in drafts.batches(engine):
        rows = len(staged.rows_of(engine, batch.id, "observation"))
        assert rows in (0, ROWS)
        whole += rows == ROWS
        if not rows:  # what was begun can be taken up again where it stands
            drafts.stage(engine, batch.id, "observation", scenes.observations(ROWS, 9.0))
    last = drafts.batches(engine)[0].id
    assert editions.publish(engine, [last], "reprise", "Ada").number == 2
    outcome(f"import, {engine.dialect.name}: {kills.told}; edition unchanged; {whole} whole batches, the rest resumed")


def test_publish(engine: Engine, database_url: str, processes: ForkServerContext, outcome: Tell) -> None:
    scenes.prepare(engine, ROWS, 1.0, "départ")
    batch = scenes.prepare(engine, ROWS, 2.0)
    longest = duration(processes, scenes.publish_scene, database_url, batch)
    known = scenes.digests(engine)
    advanced = 0
    kills = Kills(processes, longest, EACH, seed=2)
    for turn in kills:
        value, number = 3.0 + turn, len(known) + 1
        batch = scenes.prepare(engine, ROWS, value)
        kills.fall(scenes.publish_scene, database_url, batch)
        if told_since(engine, known):
            advanced += 1
        else:
            assert drafts.get_batch(engine, batch).state == drafts.OPEN
            assert editions.publish(engine, [batch], "reprise", "Ada").number == number
            assert told_since(engine, known) == 1
        values = scenes.reading.frame(engine, "observation", number).value
        assert len(values) == ROWS and (values == value).all()
    assert scenes.digests(engine) == known
    outcome(
        f"publish, {engine.dialect.name}: {kills.told}; {advanced} advanced by one, the rest identical and "
        f"resumed; {len(known)} editions identical to the byte at the end"
    )


def test_roll_back(engine: Engine, database_url: str, processes: ForkServerContext, outcome: Tell) -> None:
    scenes.prepare(engine, ROWS, 1.0, "départ")
    scenes.prepare(engine, ROWS, 2.0, "suite")
    known = scenes.digests(engine)
    longest = duration(processes, scenes.rollback_scene, database_url, 1)
    assert told_since(engine, known) == 1
    advanced = 0
    kills = Kills(processes, longest, EACH, seed=3)
    for _ in kills:
        target = 1 if known[max(known)] == known[2] else 2
        kills.fall(scenes.rollback_scene, database_url, target)
        if told_since(engine, known):
            advanced += 1
            assert known[max(known)] == known[target]
    assert scenes.digests(engine) == known
    outcome(
        f"roll back, {engine.dialect.name}: {kills.told}; {advanced} advanced by one, the rest identical; "
        f"{len(known)} editions identical to the byte at the end"
    )


@pytest.mark.parametrize("system", SYSTEMS)
def test_restore_of_a_backup(system: str, tmp_path: Path, processes: ForkServerContext, outcome: Tell) -> None:
    source = open_engine(f"sqlite:///{tmp_path / 'source.sqlite'}")
    migrate(source)
    scenes.prepare(source, ROWS, 1.0, "départ")
    wanted, path = scenes.digests(source), tmp_path / "nuit.zip"
    backup(source, path)
    with made_database(system, tmp_path / "first", empty=True) as url:
        longest = duration(processes, scenes.restore_scene, url, str(path))
    complete = 0
    kills = Kills(processes, longest, RESTORES, seed=4)
    for turn in kills:
        with made_database(system, tmp_path / f"place{turn}", empty=True) as url:
            kills.fall(scenes.restore_scene, url, str(path))
            place = open_engine(url)
            try:
                restore(place, path)  # a place left empty takes the backup, a complete one refuses it
            except ValueError as refused:
                assert "n'est pas vide" in str(refused)
                migrate(place)
                complete += 1
            assert scenes.digests(place) == wanted
            place.dispose()
    outcome(f"restore of a backup, {system}: {kills.told}; {complete} complete, the rest empty and restored again")


def test_backup(engine: Engine, database_url: str, tmp_path: Path, processes: ForkServerContext, outcome: Tell) -> None:
    scenes.prepare(engine, ROWS, 1.0, "départ")
    path = tmp_path / "nuit.zip"
    backup(engine, path)
    longest = duration(processes, scenes.backup_scene, database_url, str(path))
    left = 0
    kills = Kills(processes, longest, BACKUPS, seed=5)
    for _ in kills:
        kills.fall(scenes.backup_scene, database_url, str(path))
        assert check(path).rows > ROWS
        partial = [item for item in tmp_path.iterdir() if item.name.endswith(PARTIAL)]
        assert len(partial) <= 1  # that of this kill, never those of the kills before
        left += len(partial)
    backup(engine, path)
    assert [item.name for item in tmp_path.iterdir() if item.name.endswith(PARTIAL)] == []
    outcome(
        f"backup, {engine.dialect.name}: {kills.told}; the former or the new backup is whole; "
        f"{left} partial files left, each removed by the next start"
    )


@pytest.mark.parametrize("system", SYSTEMS)
def test_migration(system: str, tmp_path: Path, processes: ForkServerContext, outcome: Tell) -> None:
    with made_database(system, tmp_path / "first", empty=True) as url:
        longest = duration(processes, scenes.migrate_scene, url)
    complete = 0
    kills = Kills(processes, longest, RESTORES, seed=6)
    for turn in kills:
        with made_database(system, tmp_path / f"place{turn}", empty=True) as url:
            kills.fall(scenes.migrate_scene, url)
            engine = open_engine(url)
            found = health.check(engine)
            assert found.schema in ("", found.expected_schema)  # all the steps of a version, or none
            complete += found.well
            migrate(engine)
            scenes.prepare(engine, 50, 1.0, "reprise")
            assert health.check(engine).latest_edition == 1
            engine.dispose()
    outcome(f"migration, {system}: {kills.told}; {complete} complete, the rest taken up again")


@pytest.mark.parametrize("system", SYSTEMS)
def test_first_start(system: str, tmp_path: Path, processes: ForkServerContext, outcome: Tell) -> None:
    with made_database(system, tmp_path / "first", empty=True) as url:
        longest = duration(processes, scenes.first_start_scene, url)
        whole = open_engine(url)
        wanted = scenes.digests(whole)
        whole.dispose()
    stray = 0
    kills = Kills(processes, longest, STARTS, seed=7)
    for turn in kills:
        with made_database(system, tmp_path / f"place{turn}", empty=True) as url:
            kills.fall(scenes.first_start_scene, url)
            engine = open_engine(url)
            migrate(engine)
            stray += len(drafts.batches(engine))
            scenes.start(url)
            assert drafts.batches(engine) == []
            assert scenes.digests(engine) == wanted
            engine.dispose()
    outcome(
        f"first start, {system}: {kills.told}; {stray} batches interrupted, none left after the next start; "
        "the same edition 1 each time"
    )
