"""What the server spares at each drawing: the theme and the tables read again, a wake-up for each message, a collection of
its own; and at each start, Alembic."""

from __future__ import annotations

import asyncio
import gc
import subprocess
import sys
import weakref
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pandas as pd
import pytest
from alembic.script import ScriptDirectory
from streamlit import config
from streamlit.elements import arrow
from streamlit.proto.ArrowData_pb2 import ArrowData
from streamlit.proto.NewSession_pb2 import CustomThemeConfig, NewSession
from streamlit.runtime import app_session
from streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx
from streamlit.testing.v1 import AppTest

from indicators.present.texts import translator
from indicators.store.engine import MIGRATIONS, expected_schema, migrate, open_engine, schema_of
from pages.shared.drawn import DRAWN
from pages.shared.tables import Laid
from server import application, tables
from server.gathered import Waiting
from server.memory import collect
from server.themes import told_once

ROOT = Path(__file__).parents[2]
SECTIONS = ("theme", *(f"theme.{part.value}" for part in config.CustomThemeCategories))


def _told(populate: Any, section: str) -> NewSession:
    """A message as Streamlit fills it: each part of the theme in its own place."""
    found = NewSession()
    place: CustomThemeConfig = found.custom_theme
    for name in section.split(".")[1:]:
        place = getattr(place, name)
    populate(place, section)
    return found


def test_the_theme_read_once_is_the_theme_that_streamlit_reads() -> None:
    asked: list[str] = []

    def populate(msg: CustomThemeConfig, section: str) -> None:
        asked.append(section)
        app_session._populate_theme_msg(msg, section)

    once = told_once(populate)
    for _ in range(2):
        for section in SECTIONS:
            own = _told(app_session._populate_theme_msg, section)
            assert _told(once, section).SerializeToString() == own.SerializeToString(), section
    assert asked == list(SECTIONS)
    assert _told(once, "theme.light").custom_theme.light.primary_color == "#1c5d99"


def test_a_table_that_is_kept_is_gone_through_once_and_told_as_streamlit_tells_it() -> None:
    gone: list[object] = []

    def marshall(proto: ArrowData, style: object, uuid: str) -> None:
        gone.append(style)
        arrow.marshall_styler(proto, style, uuid)

    def told(marshalling: Callable[..., None], table: Laid) -> bytes:
        proto = ArrowData()
        marshalling(proto, table.written(), "a")
        assert not proto.styler.styles and not proto.styler.caption
        return proto.styler.display_values

    once = tables.told_once(marshall)
    kept, other = (Laid.of(pd.DataFrame({"Pays": ["a", "b"], "Euros": last}), translator("fr")) for last in ([1234.5, None], [2, 3]))  # fmt: skip
    for table in (kept, other):
        assert told(once, table) == told(once, table) == told(arrow.marshall_styler, table)
    assert len(gone) == 2 and told(once, kept) != told(once, other)
    assert "1\u202f234,5" in kept.html and "1\u202f234,5".encode() in told(once, kept)


def test_messages_of_a_moment_wake_the_loop_once_and_stay_in_order() -> None:
    taken: list[int | str] = []

    async def session() -> int:
        loop, woken = asyncio.get_running_loop(), list[object]()
        real = loop.call_soon_threadsafe
        loop.call_soon_threadsafe = lambda *told: (woken.append(told), real(*told))[1]
        waiting = Waiting(loop)

        def draw() -> None:
            waiting.tell(partial(taken.append, "begun"), at_once=True)
            for number in range(200):
                waiting.tell(partial(taken.append, number), at_once=False)
            waiting.tell(partial(taken.append, "ended"), at_once=True)

        thread = Thread(target=draw)
        thread.start()
        while "ended" not in taken:
            await asyncio.sleep(0.001)
        waiting.tell(partial(taken.append, "alone"), at_once=False)
        while "alone" not in taken:
            await asyncio.sleep(0.001)
        return len(woken)

    woken = asyncio.run(asyncio.wait_for(session(), 30))
    assert taken == ["begun", *range(200), "ended", "alone"] and woken < 100


class Knot:
    """Something that only a collection gives back."""

    def __init__(self) -> None:
        self.own = self


def test_what_drawings_leave_is_collected_once_for_all_of_them() -> None:
    gc.disable()
    try:
        left, drawn = [weakref.ref(Knot()) for _ in range(3)], Event()
        thread = Thread(target=collect, args=(drawn, 0.01))
        thread.start()
        assert all(knot() for knot in left), "nothing is collected while nothing was drawn"
        drawn.set()
        thread.join(10)
        assert not thread.is_alive() and not drawn.is_set()
        assert not any(knot() for knot in left)
    finally:
        gc.enable()


def test_streamlit_leaves_the_collection_to_the_server_which_hears_of_each_drawing() -> None:
    assert config.get_option("runner.postScriptGC") is False

    def page() -> None:
        import streamlit as st

        from pages.shared.drawn import drawing

        with drawing():
            st.write("…")

    DRAWN.clear()
    assert not AppTest.from_function(page).run().exception
    assert DRAWN.is_set() and get_script_run_ctx(suppress_warning=True) is None


def test_the_expected_schema_is_the_last_migration_and_a_database_that_has_it_is_left_as_it_is(tmp_path: Path) -> None:
    assert expected_schema() == ScriptDirectory(str(MIGRATIONS)).get_current_head()
    engine = open_engine(f"sqlite:///{tmp_path / 'ouverture.sqlite'}")
    with engine.connect() as connection:
        assert schema_of(connection) == ""
    migrate(engine)
    migrate(engine)
    with engine.connect() as connection:
        assert schema_of(connection) == expected_schema()
    engine.dispose()


def test_the_collection_is_off_while_libraries_are_read_and_on_again_afterwards(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = 'import gc, sys, server.__main__; print(gc.isenabled(), any("alembic" == name for name in sys.modules))'
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=ROOT)
    assert said.stdout.split() == ["False", "False"]

    def over(_drawn: Event) -> None:
        raise InterruptedError

    monkeypatch.setattr(application, "_warm", lambda *_: gc.disable())
    monkeypatch.setattr(application, "collect", over)
    with pytest.raises(InterruptedError):
        application._beside(Any)
    assert gc.isenabled()
