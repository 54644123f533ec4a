"""« Depuis votre dernière visite »: one line from two editions, for an account and for a browser, and where it leads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from indicators.access import User
from indicators.readers import visits
from indicators.readers.visits import Visit
from indicators.records import Observation, Target
from indicators.store import drafts, editions
from indicators.store.engine import open_engine
from tests.conftest import SYSTEMS, configured_database

ROOT = Path(__file__).parents[2]
ELECTED = User("Ida", "reader", "account", "ida@exempleville.fr")
NOW = "2026-06-12T09:00:00.000000+00:00"


@pytest.fixture(scope="module", params=SYSTEMS)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The demonstration, read once by the elected official, then an edition with a value and a target more."""
    with configured_database(request.param, tmp_path_factory.mktemp("since")) as url:
        opened()
        made = open_engine(url)
        assert not visits.see(made, ELECTED.login, 1).moved
        batch = drafts.open_batch(made, "Ada")
        value = Observation(territory="EX001", indicator="d1_export_intensity", year=2025, value=12.5, source="Essai")
        drafts.stage(made, batch.id, "observation", [value])
        editions.publish(made, [batch.id], "Comptes corrigés", "Ada")
        yield made
        made.dispose()


def opened(**query: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception[0].value
    return app


def said(app: AppTest) -> list[str]:
    texts = [item.value.replace("\u202f", " ").replace("\u00a0", " ").replace("\\", "") for item in app.markdown]
    return [text for text in texts if text.startswith(":material/update:")]


def test_who_signs_in_reads_what_moved_and_opens_it(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pages.shared.session.current_user", lambda _settings: ELECTED)
    app = opened(territoire="EX001")
    (line,) = said(app)
    assert "dernière visite (édition 1" in line and "2025" in line and "12,5" in line
    app.button(key="since_0").click().run()
    assert app.session_state["vue"] == "dimension" and app.session_state["dimension"] == "d1"
    assert said(opened(territoire="EX001")), "opened again the same day, it is still there"
    assert said(opened(territoire="38185")) == [], "nothing moved there"
    assert said(opened(territoire="EX001", edition="1")) == [], "an old edition is not news"
    app = opened(territoire="EX001")
    app.button(key="since_read").click().run()
    assert said(app) == [] and said(opened(territoire="EX001")) == []


def test_a_browser_tells_its_own_and_keeps_no_name(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Visit(1, 1, NOW)
    monkeypatch.setattr("pages.shared.since._told", lambda: first.cookie)
    app = opened(territoire="EX001", langue="en")
    (line,) = said(app)
    assert "12.5" in line and "visite" not in line
    (kept,) = [item for item in app.get("html") if "data-cookie" in item.proto.body]
    assert kept.proto.body.startswith('<span hidden data-cookie="ouverture_visite=2.1.')


def test_a_visit_lasts_half_a_day_and_believes_no_edition_that_is_gone() -> None:
    later, next_day = "2026-06-12T20:00:00.000000+00:00", "2026-06-13T09:00:00.000000+00:00"
    begun = visits.visit(Visit(1, 1, NOW), 3, NOW)
    assert (begun.since, begun.edition, begun.moved) == (1, 3, True)
    assert visits.visit(begun, 3, later) == begun
    assert not visits.visit(begun, 3, next_day).moved
    assert visits.visit(Visit(9, 8, NOW), 3, NOW) == Visit(3, 3, NOW)
    assert visits.of_cookie(begun.cookie) == begun
    for text in ("", "1.2", "a.b.c", "1.2.999999999", "1.2.3.4", "٣.1.2"):
        assert visits.of_cookie(text) is None


def test_a_target_and_its_status_come_before_a_source(engine: Engine) -> None:
    """The kinds take turns: three sentences do not tell three sources while a value moved."""
    from indicators.present.moved import moved
    from indicators.present.texts import translator
    from pages.shared import runtime

    batch = drafts.open_batch(engine, "Ada")
    rows = [Observation(territory="EX001", indicator="t_reciprocity", year=2025, value=5.0, source="Autre registre")]
    drafts.stage(engine, batch.id, "observation", rows)
    target = Target(territory="EX001", plan="Essai", indicator="t_reciprocity", target_value=4.5, target_year=2030)
    drafts.stage(engine, batch.id, "target", [target])
    number = editions.publish(engine, [batch.id], "Trois", "Ada").number
    found = moved(runtime.readout(1, "EX001", 2025), runtime.readout(number, "EX001", 2025), translator("fr"))
    assert len({item.place.path for item in found[:3]}) > 1
    assert [item.place.choices.get("indicateur") for item in found].count("t_reciprocity") >= 1
    assert found[0].place.address("https://o.fr", edition="3").startswith("https://o.fr/")
