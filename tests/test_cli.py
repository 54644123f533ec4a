"""The command line: each command does what its help says, and an error is a message."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from indicators import cli

RUNNER = CliRunner()
COMMANDS = (
    "serve", "demo", "check", "import", "batches", "confirm", "discard", "consequences",
    "publish", "rollback", "template", "export", "refresh", "editions", "report", "composite", "backup", "restore", "migrate",
    "health", "erase-person", "forget", "licences", "generate", "account",
)  # fmt: skip


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
    assert "rien n'a été changé" in RUNNER.invoke(cli.app, ["demo"]).output
    assert "Démonstration" in RUNNER.invoke(cli.app, ["editions"]).output


def test_no_command_is_left_out_here() -> None:
    group = typer.main.get_command(cli.app)
    assert set(group.list_commands(typer.Context(group))) == set(COMMANDS)  # type: ignore[attr-defined]


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
    assert "vouliez-vous dire « territory »" in capsys.readouterr().err
