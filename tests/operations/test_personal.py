"""Erasing a person's name: nowhere to be found afterwards, the trail as long and as ordered as before."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, select

from indicators.access import LOCAL_USER, AccessDenied, User, accounts, sessions
from indicators.operations.personal import erase_person, forget_old_traces, places_of
from indicators.records import BudgetLine, SelfAssessment
from indicators.store import audit, clock, drafts, editions, reading, workspace
from indicators.store.tables import metadata

ADMIN = User("Chef", "administrator", "account", "chef@ville.fr")


def fill(engine: Engine) -> None:
    for login, name, role in (("ada@ville.fr", "Ada", "officer"), ("chef@ville.fr", "Chef", "administrator")):
        accounts.create(engine, LOCAL_USER, login, name, role, password="correct cheval pile")
    sessions.start(engine, "ada@ville.fr", 12)
    batch = drafts.open_batch(engine, "Ada", account="ada@ville.fr")
    line = BudgetLine(territory="38185", year=2021, line="1", paid=100, rubric="r1", rubric_author="Ada")
    answer = SelfAssessment(territory="38185", year=2021, grid="g", item="i", answer=2.0, author="Ada")
    drafts.stage(engine, batch.id, "budget_line", [line])
    drafts.stage(engine, batch.id, "self_assessment", [answer])
    editions.publish(engine, [batch.id], "2021", "Ada", approver="Chef")
    other = drafts.open_batch(engine, "Chef")
    drafts.stage(engine, other.id, "budget_line", [BudgetLine(territory="38185", year=2022, line="1", paid=5)])
    editions.publish(engine, [other.id], "2022", "Chef", approver="Ada")
    workspace.put(engine, "narrative", "38185", "intro", {"text": "bonjour"}, "Ada")
    workspace.put(engine, "intake_batch", "38185", batch.id, {"confirmed": {"late": {"by": "Ada"}}}, "Chef")


def whole_database(engine: Engine) -> str:
    with engine.connect() as connection:
        return "".join(str(connection.execute(select(table)).all()) for table in metadata.sorted_tables)


def test_a_name_is_nowhere_afterwards_and_the_trail_is_whole(engine: Engine) -> None:
    fill(engine)
    before = audit.read(engine)
    assert set(places_of(engine, "Ada")) >= {
        "edition.author",
        "budget_line.rubric_author",
        "audit_entry.details",
        "account",
        "document.payload",
    }
    assert places_of(engine, "ada@ville.fr")["import_batch.accounts"] == 1
    pseudonym, _ = erase_person(engine, ADMIN, "Ada", "ada@ville.fr")
    assert "Ada" not in whole_database(engine) and "ada@ville.fr" not in whole_database(engine)
    assert places_of(engine, "Ada") == {} and places_of(engine, "ada@ville.fr") == {}
    after = audit.read(engine).iloc[1:].reset_index(drop=True)
    assert after[["at", "action"]].equals(before[["at", "action"]])
    same = {"Ada": pseudonym, "ada@ville.fr": pseudonym}
    assert after.actor.tolist() == before.actor.replace(same).tolist()
    assert after.details[0] == {"approver": pseudonym, "name": "2022", "rows": 1}


def test_figures_do_not_change_with_the_name(engine: Engine) -> None:
    fill(engine)
    before = reading.frame(engine, "budget_line", 2).drop(columns="rubric_author")
    pseudonym, _ = erase_person(engine, ADMIN, "Ada")
    after = reading.frame(engine, "budget_line", 2)
    assert after.rubric_author.tolist() == [pseudonym, ""]
    assert after.drop(columns="rubric_author").equals(before)
    assert editions.list_editions(engine)[1].author == pseudonym


def test_the_account_and_its_sessions_go_too(engine: Engine) -> None:
    fill(engine)
    erase_person(engine, ADMIN, "Ada")
    assert [item.login for item in accounts.list_accounts(engine)] == ["chef@ville.fr"]
    assert sessions.open_sessions(engine, "ada@ville.fr") == []


def test_who_may_erase_and_whom(engine: Engine) -> None:
    fill(engine)
    with pytest.raises(AccessDenied):
        erase_person(engine, User("Ada", "officer", "account", "ada@ville.fr"), "Chef")
    with pytest.raises(ValueError, match="Rien ne porte le nom Zoé"):
        erase_person(engine, ADMIN, "Zoé")
    with pytest.raises(ValueError, match="dernier compte d'administration"):
        erase_person(engine, ADMIN, "chef@ville.fr")
    assert len(accounts.list_accounts(engine)) == 2


def test_old_sign_ins_are_forgotten_and_the_history_of_the_data_is_kept(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(engine)
    monkeypatch.setattr(clock, "now", lambda: "2099-01-01T00:00:00.000000+00:00")
    assert forget_old_traces(engine, ADMIN) == 2  # the trace of the sign-in and the dead session
    found = audit.read(engine)
    assert "sign_in" not in set(found.action)
    assert {"publish", "account_created", "old_traces_erased"} <= set(found.action)
