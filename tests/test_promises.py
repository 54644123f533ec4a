"""What the project promises in writing: a policy, notes of each version, a bill of materials that names what is locked."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_bill_of_materials_names_every_locked_package_with_its_print(tmp_path: Path) -> None:
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").split("\nsbom:")[1].split("\n\n")[0]
    (command,) = re.findall(r"\$\(BILL\)/bin/python (-m cyclonedx_py .*)", recipe)
    asked = command.replace("ouverture.sbom.json", str(tmp_path / "sbom.json"))
    python = Path(sys.prefix) / "sbom" / "bin" / "python"  # make puts it beside what the tests need
    subprocess.run([python, "-W", "ignore", *shlex.split(asked)], cwd=ROOT, check=True)
    bill = json.loads((tmp_path / "sbom.json").read_text(encoding="utf-8"))
    named = {(item["name"].lower().replace("_", "-"), item["version"]) for item in bill["components"]}
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    locked = {(name.lower(), version) for name, version in re.findall(r"^([\w.-]+)==([^\s;\\]+)", lines, re.MULTILINE)}
    assert locked and named == locked
    assert all(
        item["hashes"] or item["externalReferences"][0]["hashes"]
        for item in ({"hashes": [], **item} for item in bill["components"])
    )
    assert bill["metadata"]["component"]["name"] == "ouverture"


def test_the_present_version_has_its_notes() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    notes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    titles = re.findall(r"^## (\S+)", notes, re.MULTILINE)
    assert version in titles
    for title, body in re.findall(r"^## (\S+).*?\n(.*?)(?=^## |\Z)", notes, re.MULTILINE | re.DOTALL):
        assert "### Corrigé" in body, title


def test_the_policy_gives_an_address_and_a_delay() -> None:
    policy = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert re.search(r"[\w.+-]+@[\w-]+\.\w+", policy)
    assert re.search(r"\b\d+ jours\b", policy)
    assert "SECURITY.md" in (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
