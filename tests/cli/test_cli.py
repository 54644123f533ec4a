"""The command line: each command does what its help says, and an error is a message."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from indicators.cli import main as cli
from indicators.store.engine import database_url, migrate, open_engine

RUNNER = CliRunner()
COMMANDS = (
    "serve", "demo", "check", "import", "batches", "confirm", "discard", "consequences",
    "publish", "rollback", "template", "export", "refresh", "editions", "report", "composite", "backup", "restore", "migrate",
    "official", "health", "erase-person", "forget", "licences", "generate", "account", "token", "mail", "test",
)  # fmt: skip


def spaced(text: str) -> str:
    """The same text with plain spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture(autouse=True)
def own_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUVERTURE_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("OUVERTURE_DATABASE_URL", raising=False)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    result = RUNNER.invoke(cli.app, [command, "--help"])
    assert result.exit_code == 0
    assert len(result.output) > 200


def test_demo_then_editions() -> None:
    assert "Édition 1 publiée" in RUNNER.invoke(cli.app, ["demo"]).output
    assert "rien n’a été changé" in RUNNER.invoke(cli.app, ["demo"]).output
    assert "Démonstration" in RUNNER.invoke(cli.app, ["editions"]).output


def test_no_command_is_left_out_here() -> None:
    group = typer.main.get_command(cli.app)
    assert set(group.list_commands(typer.Context(group))) == set(COMMANDS)  # type: ignore[attr-defined]  # a group has commands
    shown = RUNNER.invoke(cli.app, ["--help"]).output
    assert {command for command in COMMANDS if f"│ {command} " in shown} == set(COMMANDS), (
        "the first help names each one"
    )


def test_an_invalid_configuration_is_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "config.toml"
    broken.write_text('[collectivity]\nteritory = "38185"\n', encoding="utf-8")
    monkeypatch.setenv("OUVERTURE_CONFIG", str(broken))
    monkeypatch.setattr("sys.argv", ["ouverture", "editions"])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 2
    assert "vouliez-vous dire « territory »" in spaced(capsys.readouterr().err)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["restore", "absente.zip"], "Sauvegarde introuvable : absente.zip"),
        (["--lang", "en", "restore", "absente.zip"], "Backup not found: absente.zip"),
        (["--lang=es", "restore", "absente.zip"], "No se encuentra la copia: absente.zip"),
        (["account", "role", "awa", "chef"], "Rôle « chef » inconnu ; accepté : reader, officer"),
        (["--lang", "en", "account", "add", "awa", "--provider", "--role", "chef"], "Unknown role “chef”"),
        (["--lang", "en", "account", "close", "personne"], "This account no longer exists."),
        (["--lang", "de", "editions"], "Langue « de » inconnue ; accepté : fr, en, es"),
    ],
)
def test_an_error_is_told_in_the_reader_s_language(
    arguments: list[str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OUVERTURE_LANG", "")
    migrate(open_engine(database_url()))
    monkeypatch.setattr("sys.argv", ["ouverture", *arguments])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 2
    assert said in spaced(capsys.readouterr().err)


def test_a_language_asked_for_one_command_is_not_that_of_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUVERTURE_LANG", "")
    migrate(open_engine(database_url()))
    assert RUNNER.invoke(cli.app, ["--lang", "en", "health"]).output.startswith("in order")
    assert RUNNER.invoke(cli.app, ["health"]).output.startswith("en état")


def test_an_invalid_configuration_in_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "config.toml"
    broken.write_text("[uploads]\nmax_rows = 0\n[languages]\ndefault = 3\n", encoding="utf-8")
    monkeypatch.setenv("OUVERTURE_CONFIG", str(broken))
    monkeypatch.setenv("OUVERTURE_LANG", "en")
    monkeypatch.setattr("sys.argv", ["ouverture", "editions"])
    with pytest.raises(SystemExit):
        cli.main()
    said = capsys.readouterr().err
    assert said.startswith("The configuration holds 2 errors:")
    assert "value out of bounds; received: 0; accepted: a number at least 1" in said


def test_editions_are_told_by_the_clock_of_the_collectivity(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Published late in the evening in Paris, the morning after in Nouméa."""
    config = tmp_path / "config.toml"
    config.write_text('[collectivity]\ntimezone = "Pacific/Noumea"\n', encoding="utf-8")
    monkeypatch.setenv("OUVERTURE_CONFIG", str(config))
    monkeypatch.setattr("indicators.store.editions.now", lambda: "2026-06-11T21:30:00.000000+00:00")
    RUNNER.invoke(cli.app, ["demo"])
    output = RUNNER.invoke(cli.app, ["editions"]).output
    assert "heure de Nouméa" in output and "2026-06-12 08:30" in output
