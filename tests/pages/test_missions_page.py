"""An officer's year on the page: a visit planned, held, reported, followed up; two officers on one mission."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from indicators.access import PUBLIC_USER, User
from indicators.catalogue import load_catalogue
from indicators.intake import operations as op
from indicators.intake.workshop import Workshop, workshop
from indicators.settings import Settings
from indicators.store import drafts, reading
from indicators.store.editions import ConflictError
from indicators.store.engine import database_url, open_engine
from tests.intake.conftest import as_read
from tests.opening import unfold
from tests.pages.conftest import Runner
from tests.pages.test_strategy_page import texts

TOWN = "38185"
GRACE = User("Grace", "officer", "account", "grace")
ALAN = User("Alan", "officer", "account", "alan")
_PLANNED = {
    "title": "Visite de Wrocław", "starts": "2026-05-12", "ends": "2026-05-15", "city": "Wrocław", "people": "3",
    "expected": "Savoir si un programme commun est possible", "costs": "Hébergement = 1260 | Repas = 640",
    "travellers": "Adjoint au maire | Directrice de l’eau",
}  # fmt: skip


@pytest.fixture
def store(demonstration: Path) -> Iterator[Engine]:
    engine = open_engine(database_url())
    yield engine
    engine.dispose()


def work_of(store: Engine) -> Workshop:
    return workshop(store, load_catalogue(), Settings(), TOWN)


def fill(app: AppTest, kind: str, cells: dict[str, str]) -> AppTest:
    """Type in the fields of a record's form, by field, and prepare the draft."""
    inputs = {str(item.key): item for item in (*app.text_input, *app.text_area)}
    for field, said in cells.items():
        (key,) = [name for name in inputs if name.startswith(f"entry_{kind}_") and name.endswith(f"_{field}")]
        inputs[key].set_value(said)
    submit = [item for item in app.button if f"entry_{kind}_" in str(item.key or item.form_id)]
    submit[0].click()
    app.run()
    assert not app.exception, app.exception[0].value
    assert not app.error, app.error[0].value
    return app


def publish(store: Engine, name: str) -> None:
    (batch,) = [item for item in drafts.batches(store, states=(drafts.OPEN,)) if item.territory == TOWN]
    work = work_of(store)
    seen = as_read(work, batch.id)
    for ledger in seen:
        if ledger.waiting:
            op.confirm(work, ledger, ledger.waiting, User("poste local", "administrator", "local"))
    op.publish(work, as_read(work, batch.id), name, User("poste local", "administrator", "local"))


def test_a_visit_is_planned_held_reported_and_followed_up(run_page: Runner, store: Engine) -> None:
    app = run_page("missions", TOWN)
    assert "Aucune mission ni délégation n’est enregistrée." in texts(app)
    unfold(app, "Saisir une mission ou une délégation")
    assert not [item for item in app.expander if item.label == "Autres renseignements"], "everything is asked at once"
    app = fill(app, "mission", _PLANNED)
    assert any("Brouillon prêt" in item.value for item in app.success)
    assert any("Vous lisez votre brouillon" in item.value for item in app.info)
    assert "Visite de Wrocław" in texts(app)
    publish(store, "Programme 2026")
    (planned,) = reading.snapshot(store, None, TOWN).missions
    assert (planned.status, planned.travellers, planned.costs) == ("planned", ("Adjoint au maire", "Directrice de l’eau"), {"Hébergement": 126000, "Repas": 64000})  # fmt: skip

    app = run_page("missions", TOWN, mission=planned.id)
    assert "1 900 €" in texts(app) and "Rien n’est encore écrit au retour." in texts(app)
    op.enter(work_of(store), "Missions et agenda", "mission", [replace(planned, status="done", conclusions="Lettre d’intention.", reported="2026-06-03")], User("poste local", "administrator", "local"))  # fmt: skip
    app = run_page("missions", TOWN, mission=planned.id)
    assert "Lettre d’intention." in texts(app), "the draft is read with the edition"
    unfold(app, "Ajouter une suite à donner")
    asked = [item.label for item in (*app.text_input, *app.selectbox) if "entry_follow_up_" in str(item.key)]
    assert "Suite *" in asked and "Mission *" not in asked, "the sheet knows its mission"
    app = fill(app, "follow_up", {"step": "Envoyer la lettre", "owner": "Relations internationales", "due": "2026-07-31"})  # fmt: skip
    publish(store, "Retour de visite")
    app = run_page("missions", TOWN, vue="suites")
    assert "Envoyer la lettre – Relations internationales – échéance : 31 juillet 2026" in texts(app)
    assert "Envoyer la lettre" in texts(run_page("partenariats", TOWN, vue="afaire"))
    (after,) = reading.snapshot(store, None, TOWN).follow_ups
    assert after.mission == planned.id

    for officer, words in ((GRACE, "Conclusions de Grace"), (ALAN, "Conclusions d’Alan")):
        op.enter(work_of(store), officer.name, "mission", [replace(planned, status="done", conclusions=words)], officer)
    work = work_of(store)
    first, second = (next(item for item in drafts.batches(store, states=(drafts.OPEN,)) if item.file_name == who.name) for who in (GRACE, ALAN))  # fmt: skip
    op.publish(work, as_read(work, first.id), "Grace", GRACE)
    with pytest.raises(ConflictError) as told:
        op.publish(work, as_read(work, second.id), "Alan", ALAN)
    assert told.value.cells == (("mission", (TOWN, planned.id)),)
    assert reading.snapshot(store, None, TOWN).missions[0].conclusions == "Conclusions de Grace"


def test_the_calendar_shows_a_year_and_offers_a_subscription(run_page: Runner) -> None:
    app = run_page("missions", "EX001", vue="calendrier", mois="2026-09")
    said = texts(app)
    html = " ".join(str(item.proto.body) for item in app.get("html"))
    assert html.count("Mission d’agents de l’eau à Wrocław") == 5, "each of its days"
    assert "Ce qui arrive" in said
    unfold(app, "S’abonner au calendrier")
    next(item for item in app.button if item.label == "Créer une adresse").click()
    app.run()
    assert not app.exception
    assert any("/agenda/" in item.value for item in app.code)


def test_the_story_of_a_relation_tells_its_missions_to_those_who_may_read_them(
    run_page: Runner, store: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An account reads them all; everybody else those that were held, where the collectivity shows them."""
    app = run_page("partenariats", "EX001", fiche="exempleville-timisoara", partie_fiche="histoire")
    [line] = [row for row in texts(app).split("\n") if "Mission technique à Timișoara" in row]
    assert "3–6 févr. 2025" in line and "€" in line and "suite" in line and "fait depuis" in line
    monkeypatch.setattr("pages.shared.context.current_user", lambda settings: PUBLIC_USER)
    app = run_page("partenariats", "EX001", fiche="exempleville-timisoara", partie_fiche="histoire")
    assert "Mission technique" not in texts(app)
