"""The audit of dependencies: what fails, what is told, and an audit that could not be made is never called clean."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
AUDIT = runpy.run_path(str(ROOT / ".ci" / "audit.py"))


def package(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "version": "1.0", "vulns": [], **more}


def advisory(*fixed: str) -> dict[str, Any]:
    return {"id": "PYSEC-2026-1", "fix_versions": list(fixed), "aliases": [], "description": ""}


def test_a_package_with_a_corrected_version_fails() -> None:
    found = AUDIT["outcome"]({"dependencies": [package("sound"), package("touched", vulns=[advisory("1.1")])]})
    assert found.code(required=False) == 1
    assert found.lines() == [
        "à mettre à jour : touched 1.0 (PYSEC-2026-1), corrigé dans 1.1",
        "audit : 2 paquets examinés, 0 non examinés ; avis connus : 1",
    ]


def test_one_without_a_correction_is_told() -> None:
    found = AUDIT["outcome"]({"dependencies": [package("touched", vulns=[advisory()])]})
    assert found.code(required=False) == 0
    assert found.lines()[0] == "sans correctif encore : touched 1.0 (PYSEC-2026-1)"


def test_an_audit_that_was_not_made_says_so() -> None:
    found = AUDIT["outcome"]({"dependencies": [{"name": "a", "skip_reason": "not found"}] * 3})
    assert found.lines() == ["audit NON FAIT : aucune source d'avis n'a répondu pour les 3 paquets"]


@pytest.mark.parametrize(("value", "code"), [("", 0), ("0", 0), ("1", 1)])
def test_an_audit_that_could_not_be_made_fails_where_it_is_required(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], value: str, code: int
) -> None:
    monkeypatch.setenv("OUVERTURE_AUDIT_REQUIRED", value)
    monkeypatch.setitem(AUDIT["main"].__globals__, "COMMAND", ["-c", "raise SystemExit('ConnectionError')"])
    assert AUDIT["main"]([str(ROOT / "requirements.txt")]) == code
    told = capsys.readouterr().out
    assert "audit NON FAIT" in told and ("exigé" in told) is bool(code)


def test_a_package_left_out_fails_where_the_audit_is_required() -> None:
    found = AUDIT["outcome"]({"dependencies": [package("sound"), {"name": "a", "skip_reason": "not found"}]})
    assert (found.code(required=False), found.code(required=True)) == (0, 1)
    whole = AUDIT["outcome"]({"dependencies": [package("sound")]})
    assert whole.code(required=True) == 0


def test_a_source_that_fails_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("OUVERTURE_AUDIT_REQUIRED", raising=False)
    monkeypatch.setitem(AUDIT["main"].__globals__, "COMMAND", ["-c", "raise SystemExit('ConnectionError')"])
    assert AUDIT["main"]([str(ROOT / "requirements.txt")]) == 0
    told = capsys.readouterr()
    assert "audit NON FAIT" in told.out and "ConnectionError" in told.err


def test_the_integration_audits_and_lists_licences() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.search(r"^make .*\baudit\b", script, re.MULTILINE)
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").split("\naudit:")[1].split("\n\n")[0]
    assert ".ci/audit.py" in recipe and "ouverture licences" in recipe
