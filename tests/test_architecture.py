"""The floors of the house: arrows run one way, and the core never knows the user interface."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CORE = sorted((ROOT / "indicators").rglob("*.py"))
DOMAIN = {
    "geii", "budget", "progress", "trend", "evaluation", "externalities", "maturity", "partnerships", "comparison",
    "chain", "changes", "geography",
}  # fmt: skip
#: What each floor may not import: the floors above it.
FORBIDDEN = {
    "catalogue": {"records", "composite", "store", "intake", "present", "access", *DOMAIN},
    "composite": {"records", "store", "intake", "present", "access", *DOMAIN},
    "records": {"store", "intake", "present", "composite", "access", *DOMAIN},
    "store": {"intake", "present", "composite", *DOMAIN},
    **{name: {"store", "intake", "present", "access"} for name in DOMAIN},
    "present": {"store", "intake", "access"},
}


def imports(path: Path) -> set[str]:
    """The modules that a file imports, as dotted names."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def floor(path: Path) -> str:
    """The floor of a file of the core: the first part of its path under indicators/."""
    return path.relative_to(ROOT / "indicators").parts[0].removesuffix(".py")


@pytest.mark.parametrize("path", CORE, ids=lambda path: str(path.relative_to(ROOT)))
def test_arrows_run_one_way(path: Path) -> None:
    for name in imports(path):
        assert name.split(".")[0] not in {"streamlit", "streamlit_folium", "pages", "server"}, (
            f"the core imports {name}"
        )
        parts = name.split(".")
        if parts[0] == "indicators" and len(parts) > 1:
            assert parts[1] not in FORBIDDEN.get(floor(path), set()), f"{floor(path)} may not import {name}"


def test_no_circle_of_files() -> None:
    """Even one that only annotations make: two files that need each other to be read are one file, or three."""
    files = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in CORE}
    graph = {name: {found for found in imports(path) if found in files} for name, path in files.items()}
    # « from package import module » names both: only the module is meant.
    graph = {name: {f for f in found if not any(g.startswith(f"{f}.") for g in found)} for name, found in graph.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"these files import one another: {error.args[1]}")


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=lambda path: path.name)
def test_pages_only_define(path: Path) -> None:
    """A page file runs nothing when Streamlit finds it by itself in pages/."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        assert not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)), f"{path.name} calls at import"


def test_pages_know_nothing_of_the_server() -> None:
    """The server knows the list of pages; the other way round would run back up."""
    found = {
        path.name for path in (ROOT / "pages").rglob("*.py") if any(n.split(".")[0] == "server" for n in imports(path))
    }
    assert not found


def test_modules_fit_on_two_screens() -> None:
    long = {str(path.relative_to(ROOT)): n for path in [*CORE, *(ROOT / "pages").rglob("*.py")] if "migrations" not in path.parts and (n := len(path.read_text(encoding="utf-8").splitlines())) > 350}  # fmt: skip
    assert not long


@pytest.mark.parametrize(
    ("module", "waits"),
    [
        ("indicators.cli.main", ("pandas", "sqlalchemy", "streamlit", "indicators.catalogue")),
        ("server.application", ("altair", "geopandas", "scipy.stats", "pptx", "typst", "xlsxwriter", "openpyxl")),
        ("pages.synthese.page", ("altair", "vl_convert", "geopandas", "folium", "pptx", "typst", "lxml", "openpyxl")),
    ],
)
def test_a_start_imports_only_what_it_needs(module: str, waits: tuple[str, ...]) -> None:
    """The libraries of charts, reports and files come with the first page or document that uses them."""
    asked = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not set(waits) & set(done.stdout.split())


def test_pages_imported_ahead_of_time_leave_components_to_the_first_reader() -> None:
    """A component of the first generation imported outside a running page is never served."""
    asked = "import sys; from pages.shared import registry; registry.import_all(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    found = set(done.stdout.split())
    assert "pages.partenariats.page" in found
    assert "streamlit_folium" not in found
