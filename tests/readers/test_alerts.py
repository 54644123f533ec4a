"""Alerts from a readout and a day, kept once, set aside with a reason; comments that stay with their edition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine, func, select
from streamlit.testing.v1 import AppTest

from indicators.access import PUBLIC_USER, AccessDenied, User
from indicators.catalogue import load_catalogue
from indicators.demo import demo_snapshot
from indicators.errors import ToldError
from indicators.present.texts import translator
from indicators.readers import comments, watch
from indicators.readers.alerts import Alert, Vintage, alerts_of
from indicators.readers.comments import Figure
from indicators.readers.wording import place, sentence
from indicators.readout import Readout
from indicators.records import Snapshot
from indicators.store import audit, drafts, editions
from indicators.store.engine import open_engine
from indicators.store.tables import alert_list
from tests.conftest import SYSTEMS, configured_database
from tests.defaults import readout as read
from tests.opening import unfold

ADA = User("Ada", "officer", "account", "ada@exempleville.fr", ("EX001",))
IDA = User("Ida", "reader", "account", "ida@exempleville.fr")
DAY = date(2026, 7, 20)


CATALOGUE = load_catalogue()


def readout(snapshot: Snapshot) -> Readout:
    return read(snapshot, CATALOGUE, 2025)


def kinds(found: tuple[Alert, ...]) -> dict[str, list[str]]:
    return {alert.kind: [item.subject for item in found if item.kind == alert.kind] for alert in found}


def test_each_kind_is_met_at_its_edge_and_says_its_figure() -> None:
    snapshot = demo_snapshot("EX001")
    ends = replace(snapshot.partnerships[0], status="active", signed="2020", ends="2027-01-20")
    told = replace(snapshot, partnerships=(ends, *snapshot.partnerships[1:]))
    now = readout(told)
    found = alerts_of(now, None, DAY, [Vintage("d1_export_intensity", 2023, 2025)])
    assert ends.id not in kinds(found).get("agreement_ending", []), "six whole months are not within six months"
    found = alerts_of(now, None, date(2026, 7, 21), [Vintage("d1_export_intensity", 2023, 2025)])
    assert ends.id in kinds(found)["agreement_ending"]
    later = alerts_of(now, None, date(2027, 1, 20))
    assert ends.id in kinds(later)["agreement_ending"] and ends.id not in kinds(later).get("agreement_over", [])
    later = alerts_of(now, None, date(2027, 1, 21))
    assert ends.id in kinds(later)["agreement_over"] and ends.id not in kinds(later).get("agreement_ending", [])
    assert kinds(found)["vintage_out"] == ["official"]
    assert kinds(found).get("relation_dormant", []) == [item.id for item in now.relations if item.state == "dormant"]
    ceilings = {f"{item.scheme}/{item.service}": item.status for item in now.budget().ceilings}
    met = [*kinds(found).get("ceiling_over", []), *kinds(found).get("ceiling_near", [])]
    assert sorted(met) == sorted(name for name, status in ceilings.items() if status in ("breach", "alert"))
    for lang in ("fr", "en", "es"):
        for alert in found:
            assert sentence(alert, now, translator(lang)).endswith(".") and place(alert, now).path
    last = now.budget().year
    due = [alerts_of(now, None, day) for day in (date(last + 2, 6, 30), date(last + 2, 7, 1))]
    assert "accounts_missing" not in kinds(due[0]) and "accounts_missing" in kinds(due[1]), "due once 30 June is past"


@pytest.mark.parametrize(
    ("ends", "day", "said"),
    [
        ("2027", DAY.replace(year=2027), "finit en 2027."),
        ("2027-05", date(2027, 1, 2), "finit en mai 2027."),
        ("2027-05-31", date(2027, 1, 2), "finit le 31 mai 2027."),
        ("2022", DAY, "a pris fin en 2022 : à renouveler ou à clore."),
        ("2021-12-31", DAY, "a pris fin le 31 décembre 2021 : à renouveler ou à clore."),
    ],
)
def test_the_end_of_an_agreement_is_said_as_far_as_it_is_known(ends: str, day: date, said: str) -> None:
    """An agreement of which only the year is known, and one that is past: neither is « finit le 2022 » nor silent."""
    snapshot = demo_snapshot("EX001")
    one = replace(snapshot.partnerships[0], status="active", signed="2010", renewed="", ends=ends)
    now = readout(replace(snapshot, partnerships=(one,)))
    [found] = [item for item in alerts_of(now, None, day) if item.kind.startswith("agreement")]
    assert sentence(found, now, translator("fr")).replace("\u00a0", " ").endswith(said)
    closed = readout(replace(snapshot, partnerships=(replace(one, status="ended"),)))
    assert not [item for item in alerts_of(closed, None, day) if item.kind.startswith("agreement")]


def test_a_target_that_changes_status_is_told_against_the_edition_before() -> None:
    snapshot = demo_snapshot("EX001")
    now = readout(snapshot)
    aimed = next(item for item in now.evaluation().readings if item.target is not None and item.value is not None)
    rows = snapshot.observations
    mine = (rows["indicator"] == aimed.definition.id) & (rows["territory"] == "EX001")
    without = replace(
        snapshot, targets=tuple(item for item in snapshot.targets if item.indicator != aimed.definition.id)
    )
    assert mine.any() or aimed.computed is not None
    found = alerts_of(now, readout(without), DAY)
    assert aimed.definition.id in kinds(found)["target_status"]
    assert "target_status" not in kinds(alerts_of(now, now, DAY))


@pytest.fixture(scope="module", params=SYSTEMS)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    from pages.shared import runtime

    with configured_database(request.param, tmp_path_factory.mktemp("alerts")) as url:
        runtime.engine()
        made = open_engine(url)
        yield made
        made.dispose()


def opened(user: User, **query: str) -> AppTest:
    app = AppTest.from_function(_script, kwargs={"user": user}, default_timeout=120)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception[0].value
    return app


def pressed(app: AppTest, form: str) -> None:
    """Press the button of a form."""
    next(item for item in app.button if item.form_id == form).click().run()


# AppTest runs the text of this function alone, hence its own imports.
def _script(user) -> None:
    import streamlit as st

    import pages.alertes.page as page
    from pages.shared import context, registry, runtime

    edition = runtime.all_editions()[0]
    latest = runtime.latest_readout(edition.number, "EX001")
    st.session_state[context.SELECTION] = context.Selection("fr", edition, latest.snapshot.territory, latest.year)
    before, context.current_user = context.current_user, lambda _settings: user
    try:
        page.render()
    finally:
        context.current_user = before
    assert registry.BY_PATH["alertes"].role == "reader"


def test_the_list_of_a_day_is_computed_once_and_an_alert_is_set_aside_until_it_changes(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(ADA)
    monkeypatch.setattr(watch, "alerts_of", lambda *_: pytest.fail("computed twice in one day"))
    app = opened(ADA)
    with engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(alert_list)) == 1
    unfold(app, "Écarter")
    asides = [item for item in app.text_input if item.key.startswith("office_")]
    mark = asides[0].key.removeprefix("office_")
    pressed(app, f"form_{mark}")
    assert [item.value for item in app.error], "without a function and a reason it stays"
    app.text_input(key=f"office_{mark}").set_value("Directrice des relations internationales")
    app.text_input(key=f"reason_{mark}").set_value("Vu en bureau")
    pressed(app, f"form_{mark}")
    said = " ".join(item.value for item in unfold(app, "1 alerte écartée").markdown)
    assert "Vu en bureau" in said and "Directrice" in said and not app.exception
    assert "Vu en bureau" not in " ".join(item.value for item in opened(IDA).markdown), "officers read reasons"
    trail = audit.read(engine, action="alert_dismissed")
    assert list(trail["actor"]) == ["Ada"] and trail["details"][0]["reason"] == "Vu en bureau"
    aside = watch.dismissed(engine, "EX001")
    alert = Alert("relation_dormant", "x", "2020", {})
    changed = replace(alert, state="2021")
    watch.dismiss(engine, ADA, "EX001", 1, alert, "Directrice", "Connu")
    now = watch.dismissed(engine, "EX001")
    assert alert.mark in now and changed.mark not in now and len(now) == len(aside) + 1
    watch.restore(engine, ADA, "EX001", 1, alert)
    assert alert.mark not in watch.dismissed(engine, "EX001")
    with pytest.raises(AccessDenied):
        watch.dismiss(engine, ADA, "38185", 1, alert, "Directrice", "Connu")
    with pytest.raises(AccessDenied):
        watch.dismiss(engine, IDA, "EX001", 1, alert, "Élue", "Connu")


def test_a_batch_that_waits_is_told_to_who_may_see_it(engine: Engine) -> None:
    batch = drafts.open_batch(engine, "Ada", territory="EX001", file_name="subventions.csv")
    with engine.begin() as connection:
        drafts.set_state(connection, batch.id, drafts.SUBMITTED, "Ada")
    texts = {user.name: " ".join(item.value for item in opened(user).markdown) for user in (ADA, IDA, PUBLIC_USER)}
    assert [name for name, text in texts.items() if "subventions" in text] == ["Ada"]
    elsewhere = replace(ADA, territories=("38185",))
    assert "subventions" not in " ".join(item.value for item in opened(elsewhere).markdown)
    drafts.discard(engine, batch.id, "Ada")


def test_a_comment_stays_with_its_edition_is_closed_with_a_reason_and_says_when_it_was_rolled_back(
    engine: Engine,
) -> None:
    figure = Figure("levels", "Trois niveaux", "evaluation?vue=indicateur&indicateur=t_reciprocity")
    batch = drafts.open_batch(engine, "Ada")
    drafts.stage(engine, batch.id, "territory", [replace(demo_snapshot("EX001").territory, note="Deux")])
    number = editions.publish(engine, [batch.id], "Deux", "Ada").number
    comments.add(engine, IDA, "EX001", number, 2025, figure, "Pourquoi ce recul ? <b>")
    with pytest.raises(AccessDenied):
        comments.add(engine, PUBLIC_USER, "EX001", number, 2025, figure, "x")
    with pytest.raises(ToldError):
        comments.add(engine, IDA, "EX001", number, 2025, figure, " ")
    editions.restore(engine, number - 1, "Retour", "Ada")
    app = opened(IDA, liste="commentaires")
    said = " ".join(item.value for item in [*app.markdown, *app.caption])
    assert "Pourquoi ce recul" in said and f"est revenue à l’édition {number - 1}" in said.replace("'", "’")
    assert "Pourquoi" not in " ".join(item.value for item in opened(PUBLIC_USER, liste="commentaires").markdown)
    (item,) = comments.of_territory(engine, "EX001")
    assert item.figure.place.choices == {"vue": "indicateur", "indicateur": "t_reciprocity"}
    with pytest.raises(AccessDenied):
        comments.close(engine, User("Eve", "reader", "account", "eve"), item, "non")
    with pytest.raises(ToldError):
        comments.close(engine, ADA, item, "")
    comments.close(engine, ADA, item, "Expliqué en commission")
    comments.close(engine, IDA, item, "autre motif")
    (closed,) = comments.of_territory(engine, "EX001")
    assert (closed.closed_by, closed.closed_reason) == ("Ada", "Expliqué en commission")
