"""The first start: the demonstration is published once, whatever the number of starts and of processes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine

from indicators.catalogue import load_catalogue
from indicators.documents.gather import source_of
from indicators.documents.reader import Reader
from indicators.operations import startup
from indicators.operations.database import open_migrated
from indicators.operations.startup import prepare, publish_demonstration
from indicators.present.reports.parts import REQUIRED, pending
from indicators.present.texts import translator
from indicators.settings import Settings, load_settings
from indicators.store import drafts, editions, reading


def settings(url: str) -> Settings:
    loaded = load_settings(catalogue=load_catalogue())
    return loaded.model_copy(update={"database": loaded.database.model_copy(update={"url": url})})


def test_the_demonstration_is_published_once(engine: Engine, database_url: str) -> None:
    loaded = settings(database_url)
    first = publish_demonstration(engine, loaded)
    assert first is not None
    reader = Reader(engine, load_catalogue(), loaded)
    waiting = {code: [part.key for part in pending(source_of(reader, code, translator("fr")))] for code in ("EX001", "38185")}  # fmt: skip
    assert waiting == {"EX001": [], "38185": list(REQUIRED)}, "the fictional city alone is written for"
    assert publish_demonstration(engine, loaded) is None
    assert [item.number for item in editions.list_editions(engine)] == [1]
    assert drafts.batches(engine) == []


def test_two_processes_may_start_at_once(engine: Engine, database_url: str) -> None:
    loaded = settings(database_url)
    engines = [open_migrated(loaded), open_migrated(loaded)]
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda one: publish_demonstration(one, loaded), engines))
    for one in engines:
        one.dispose()
    assert sum(item is not None for item in results) == 1
    assert len(editions.list_editions(engine)) == 1


def test_an_interrupted_first_start_leaves_no_batch_behind(
    engine: Engine, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process is stopped between the staging and the publication; the next start finishes, and tidies."""

    class Stopped(BaseException):
        """A kill, as far as the program can tell: nothing after it is run."""

    def stopped(*_arguments: object, **_more: object) -> None:
        raise Stopped

    with monkeypatch.context() as patch, pytest.raises(Stopped):
        patch.setattr(startup.editions, "publish", stopped)
        publish_demonstration(engine, settings(database_url))
    assert len(drafts.batches(engine)) == 1
    own = drafts.open_batch(engine, "Ada", file_name="valeurs.csv")
    prepare(settings(database_url)).dispose()
    assert [item.id for item in drafts.batches(engine)] == [own.id]
    assert [item.number for item in editions.list_editions(engine)] == [1]


def test_grenoble_is_there_with_its_figures(engine: Engine, database_url: str) -> None:
    publish_demonstration(engine, settings(database_url))
    found = reading.snapshot(engine, None, "38185")
    lines = found.budget_lines
    spent = lines[(lines["year"] == 2018) & (lines["direction"] == "expenditure")]["paid"].sum()
    received = lines[(lines["year"] == 2018) & (lines["direction"] == "income")]["paid"].sum()
    assert (round(spent / 100), round(received / 100)) == (966_687, 218_095)
    assert len(lines) == 51
    assert len(found.partnerships) == 23
