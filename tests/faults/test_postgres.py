"""PostgreSQL killed under load and brought back: what was acknowledged is there, nothing is in between, work goes on."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from benchmarks.cluster import OwnPostgres
from indicators.operations import health
from indicators.store import drafts, editions, reading
from indicators.store.engine import migrate, open_engine
from tests.faults import scenes
from tests.faults.conftest import LONG

KILLS = 5 if LONG else 2
ROWS = 300
Tell = Callable[[str], None]


class Load:
    """Officers who publish and readers who read, as long as the test lasts; what each was told is kept."""

    def __init__(self, url: str) -> None:
        self.engine = open_engine(url)
        self.stop = threading.Event()
        self.acknowledged: dict[int, float] = {}
        self.read = self.failed = 0
        self.wrong: list[str] = []
        self.threads = [threading.Thread(target=self._publish, args=(code,)) for code in ("38185", "93048")]
        self.threads += [threading.Thread(target=self._read) for _ in range(3)]

    def _publish(self, code: str) -> None:
        value = 0.0
        while not self.stop.is_set():
            value += 1.0
            try:
                batch = drafts.open_batch(self.engine, code)
                rows = scenes.observations(ROWS, value).assign(territory=code)
                drafts.stage(self.engine, batch.id, "observation", rows)
                made = editions.publish(self.engine, [batch.id], f"{code} {value}", code)
            except SQLAlchemyError:
                self.failed += 1
                time.sleep(0.1)
            else:
                self.acknowledged[made.number] = value

    def _read(self) -> None:
        while not self.stop.is_set():
            try:
                latest = editions.latest(self.engine)
                if latest is None:
                    continue
                found = reading.frame(self.engine, "observation", latest.number)
            except SQLAlchemyError:
                self.failed += 1
                time.sleep(0.1)
                continue
            self.read += 1
            for code, rows in found.groupby("territory"):
                if len(rows) != ROWS or rows.value.nunique() != 1:
                    self.wrong.append(
                        f"edition {latest.number}, {code}: {len(rows)} rows, {rows.value.nunique()} values"
                    )

    def end(self) -> None:
        """Stop everybody and wait."""
        self.stop.set()
        for thread in self.threads:
            thread.join()


@pytest.mark.postgres
def test_killed_under_load_and_brought_back(own_postgres: OwnPostgres, outcome: Tell) -> None:
    load = Load(own_postgres.url)
    migrate(load.engine)
    for thread in load.threads:
        thread.start()
    try:
        for _ in range(KILLS):
            time.sleep(2.0)
            own_postgres.kill()
            time.sleep(0.5)
            assert not health.check(load.engine).well
            own_postgres.start()
            reached = len(load.acknowledged)
            waited = time.monotonic()
            while len(load.acknowledged) < reached + 2:
                assert time.monotonic() - waited < 60, "no edition published since the server came back"
                time.sleep(0.1)
            assert health.check(load.engine).well
    finally:
        load.end()
    listed = [item.number for item in editions.list_editions(load.engine)]
    assert listed == list(range(len(listed), 0, -1))
    assert set(load.acknowledged) <= set(listed)
    assert len(listed) - len(load.acknowledged) <= 2 * KILLS  # committed at the very instant of the kill
    assert load.wrong == []
    for number, value in load.acknowledged.items():
        assert value in set(reading.frame(load.engine, "observation", number).value)
    outcome(
        f"PostgreSQL killed {KILLS} times under load: {len(load.acknowledged)} acknowledged editions of {len(listed)} "
        f"all there, {load.read} readings whole, {load.failed} operations refused meanwhile, no restart of the application"
    )
    load.engine.dispose()


@pytest.mark.postgres
def test_the_connection_lost_in_the_middle_of_a_publication(own_postgres: OwnPostgres, outcome: Tell) -> None:
    engine = open_engine(own_postgres.url)
    migrate(engine)
    scenes.prepare(engine, 5_000, 1.0, "départ")
    batch = scenes.prepare(engine, 5_000, 2.0)
    before = scenes.digests(engine)
    timer = threading.Timer(0.05, own_postgres.kill)
    timer.start()
    try:
        editions.publish(engine, [batch], "coupée", "Ada")
        published = True
    except DBAPIError:
        published = False
    timer.join()
    own_postgres.start()
    after = scenes.digests(engine)
    assert {number: after[number] for number in before} == before
    assert len(after) == len(before) + published or (not published and len(after) == len(before) + 1)
    if len(after) == len(before):
        editions.publish(engine, [batch], "reprise", "Ada")
    assert set(reading.frame(engine, "observation", 2).value) == {2.0}
    outcome(
        f"connection lost during a publication: edition {'advanced by one' if published else 'identical'}, then resumed"
    )
    engine.dispose()
