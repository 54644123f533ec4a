"""What the product imports is what it declares: no library comes by the good graces of another."""

from __future__ import annotations

import ast
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
OURS = {"indicators", "pages", "server"}
#: What a part of is run by a developer, never by the service: what that part imports comes with what the tests ask for.
TOOLS = {ROOT / "server" / "fonts.py"}


def product() -> set[Path]:
    """The files of the product that the service may import."""
    return {ROOT / "app.py", *(path for name in OURS for path in (ROOT / name).rglob("*.py"))} - TOOLS


def imported(paths: set[Path]) -> set[str]:
    """The top-level packages that files import, ours and Python's own left out."""
    found: set[str] = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.split(".")[0])
    return found - sys.stdlib_module_names - OURS


def test_every_import_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = project["dependencies"]
    homes = packages_distributions()
    for paths, items in ((product(), asked), (TOOLS, asked + project["optional-dependencies"]["test"])):
        declared = {canonicalize_name(Requirement(item).name) for item in items}
        lacking = {
            name: homes.get(name)
            for name in imported(paths)
            if not declared & {canonicalize_name(d) for d in homes.get(name, ())}
        }
        assert not lacking
