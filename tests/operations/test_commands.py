"""The commands of an IT department, as they are typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from indicators.access import accounts
from indicators.cli.operations import operations
from indicators.geography.keys import TerritoryKeyError
from indicators.operations import licences
from indicators.records import Territory
from indicators.store import drafts, editions, reading
from indicators.store.engine import migrate, open_engine

RUNNER = CliRunner()


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OUVERTURE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("OUVERTURE_DATABASE_URL", raising=False)
    return tmp_path


def run(*arguments: str, typed: str = "", code: int = 0) -> str:
    result = RUNNER.invoke(operations, list(arguments), input=typed)
    assert result.exit_code == code, result.output
    return result.output.replace("\u00a0", " ").replace("\u202f", " ")


def publish_something(*regions: str) -> None:
    engine = open_engine()
    migrate(engine)
    batch = drafts.open_batch(engine, "Ada")
    published = [
        Territory(code="38185", name="Grenoble"),
        *(Territory(code=code, name=code, type="region") for code in regions),
    ]
    drafts.stage(engine, batch.id, "territory", published)
    editions.publish(engine, [batch.id], "2026", "Ada")
    engine.dispose()


def test_the_first_administrator_is_made_on_the_machine() -> None:
    assert "rôle administrator" in run(
        "account", "add", "chef@ville.fr", "--role", "administrator", typed="correct cheval pile\n"
    )
    run("account", "add", "sub:42", "--role", "officer", "--provider", "--territory", "38185")
    assert "sub:42  officer  oidc  38185" in run("account", "list")
    run("account", "role", "sub:42", "approver")
    run("account", "password", "chef@ville.fr", typed="encore plus long\n")
    run("account", "close", "sub:42")
    assert [(item.login, item.active) for item in accounts.list_accounts(open_engine())] == [
        ("chef@ville.fr", True),
        ("sub:42", False),
    ]


def test_the_territories_of_an_account_are_named_as_anywhere_else() -> None:
    """Its key, its SIREN or its code: the account holds the code that the edition stores it under."""
    publish_something("REG-84")
    asked = ("COM-38185", "reg-84", "200040715", "EX001")
    typed = [word for text in asked for word in ("--territory", text)]
    run("account", "add", "sub:42", "--role", "officer", "--provider", *typed)
    (made,) = accounts.list_accounts(open_engine())
    assert made.territories == ("38185", "REG-84", "200040715", "EX001")
    # A number of two territories names the one that is published; of none of them, it is asked which.
    run("account", "add", "sub:43", "--role", "officer", "--provider", "--territory", "84")
    assert accounts.list_accounts(open_engine())[1].territories == ("REG-84",)
    refused = RUNNER.invoke(operations, ["account", "add", "sub:44", "--provider", "--territory", "11"])
    assert isinstance(refused.exception, TerritoryKeyError)
    assert refused.exception.cells == ("DEP-11", "REG-11")
    assert len(accounts.list_accounts(open_engine())) == 2


def test_backup_restore_and_health(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("health", code=1)  # nothing yet
    publish_something()
    assert "en état ; schéma" in run("health")
    saved = place / "saved"
    saved.mkdir()
    run("backup", str(saved))
    (made,) = saved.glob("ouverture-*.zip")
    assert "sauvegarde saine" in run("restore", str(made), "--check")
    monkeypatch.setenv("OUVERTURE_DATA_DIR", str(place / "new"))
    assert "restauré" in run("restore", str(made))
    assert editions.latest(open_engine()).name == "2026"  # type: ignore[union-attr]  # just published


def test_a_name_is_shown_then_erased() -> None:
    publish_something()
    assert "Ada : edition.author (1)" in run("erase-person", "Ada", "--look")
    assert "remplacées par personne-" in run("erase-person", "Ada")
    assert "Ada :" not in run("erase-person", "Ada", "--look")
    assert "0 ligne effacée" in run("forget", "--days", "30")


def test_a_fictional_installation_is_generated_once(monkeypatch: pytest.MonkeyPatch) -> None:
    told = run("generate", "--share", "0.001")
    (rows,) = re.findall(r"([\d ]+) lignes générées", told)
    engine = open_engine()
    saved = ("territory", "observation", "partnership", "budget_line")
    assert int(rows.replace(" ", "")) == sum(len(reading.frame(engine, kind, 1)) for kind in saved) > 2_500
    assert all(item.fictional for item in reading.territories(engine, 1))
    engine.dispose()
    refused = RUNNER.invoke(operations, ["generate", "--share", "0.001"])
    assert isinstance(refused.exception, ValueError) and "base vide" in str(refused.exception)
    assert RUNNER.invoke(operations, ["generate", "--share", "50"]).exit_code == 2


def test_licences_are_listed_and_a_strange_one_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    told = run("licences")
    assert re.search(r"^streamlit \d[\d.]* : Apache", told, re.MULTILINE) and "À VÉRIFIER" not in told
    found = [
        *licences.installed(),
        licences.Licence("strange", "1", "", ()),
        licences.Licence("viral", "2", "AGPL-3.0", ()),
    ]
    monkeypatch.setattr(licences, "installed", lambda: found)
    told = run("licences", code=1)
    assert "strange 1 : non dite  À VÉRIFIER" in told and "viral 2 : AGPL-3.0  À VÉRIFIER" in told
