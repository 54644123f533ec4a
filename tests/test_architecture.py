"""The floors of the house: arrows run one way, and the core never knows the user interface."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from pages.shared import registry

ROOT = Path(__file__).parent.parent
CORE = sorted((ROOT / "indicators").rglob("*.py"))
_FACTS = {"languages", "errors", "rounding", "catalogue", "records", "geography"}
_FIGURES = {"desk", "progress", "grids", "partnerships", "budget", "evaluation", "strategy", "geii", "peers"}
#: Every package of ``indicators/``, the lowest floor first, with those that it may import: all stand before it.
ROOMS: dict[str, set[str]] = {
    "languages": set(),
    "errors": set(),
    "rounding": set(),
    "catalogue": {"languages", "errors"},
    "records": {"errors"},
    "geography": {"languages", "errors", "records"},
    "settings": {"languages", "errors", "catalogue", "geography"},
    "composite": {"errors"},
    "desk": {"records"},
    "progress": {"errors", "records"},
    "grids": {"errors", "records", "catalogue"},
    "partnerships": {*_FACTS, "settings", "grids"},
    "budget": {*_FACTS, "settings", "partnerships"},
    "evaluation": {*_FACTS, "settings", "desk", "progress", "grids", "partnerships", "budget"},
    "strategy": {*_FACTS, "progress", "grids", "partnerships", "budget", "evaluation"},
    "geii": {*_FACTS, "settings", "composite"},
    "peers": {"errors", "records", "catalogue"},
    "readout": {*_FACTS, "settings", "composite", *_FIGURES},
    "official": {*_FACTS, "settings", "peers"},
    "public_lists": {"errors", "records", "geography"},
    "store": {"errors", "records"},
    "access": {"errors", "settings", "store"},
    "present": {*_FACTS, "settings", "composite", *_FIGURES, "readout", "official", "public_lists"},
    "intake": {*_FACTS, "settings", *_FIGURES, "readout", "official", "public_lists", "store", "access", "present"},
    "prospecting": {"errors", "records", "partnerships", "store", "access", "intake"},
    "demo": {*_FACTS, "store"},
    "operations": {*_FACTS, "settings", "store", "access", "demo"},
    "documents": {
        *_FACTS,
        "settings",
        *_FIGURES,
        "readout",
        "official",
        "store",
        "access",
        "present",
        "intake",
        "prospecting",
        "operations",
    },
    "readers": {
        *_FACTS,
        "settings",
        *_FIGURES,
        "readout",
        "official",
        "store",
        "access",
        "present",
        "intake",
        "operations",
        "documents",
    },
    "cases": {*_FACTS, "settings", *_FIGURES, "readout", "store", "present", "demo", "documents"},
    "setup": {
        *_FACTS,
        "settings",
        "official",
        "store",
        "access",
        "readout",
        "present",
        "intake",
        "demo",
        "operations",
        "documents",
    },
    "cli": {
        *_FACTS,
        "settings",
        "composite",
        "official",
        "public_lists",
        "store",
        "access",
        "present",
        "intake",
        "demo",
        "operations",
        "documents",
        "readers",
        "cases",
    },
}
#: Every folder of ``pages/``: one a page of the menu, and what they share.
FOLDERS = {
    "accessibilite", "administration", "alertes", "budget", "connexion", "donnees", "editions", "evaluation", "methode", "missions",
    "partenariats",
    "profil_geii", "publique", "rapport", "seance", "shared", "strategie", "synthese",
}  # fmt: skip


def imports(path: Path) -> set[str]:
    """The modules that a file imports, as dotted names."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def children(folder: str) -> set[str]:
    """What stands right under a folder of the product, ``__init__`` left aside."""
    found = {path.name for path in (ROOT / folder).iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    return found - {"__init__.py"}


def test_every_room_is_known() -> None:
    """A new package, or a loose module, is placed here first: on which floor, and what it may know."""
    assert children("indicators") == ROOMS.keys()
    assert children("pages") == FOLDERS
    pages = {entry.module for entry in registry.PAGES}
    assert pages == FOLDERS - {"shared"}
    assert all((ROOT / "pages" / name / "page.py").exists() for name in pages)


def test_each_room_says_what_it_is_for() -> None:
    """The first line of a package is a sentence: the outline of the house is read there."""
    for folder in ("indicators", "pages"):
        for path in (ROOT / folder).glob("*/__init__.py"):
            said = (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").split("\n")[0]
            assert said.endswith("."), path


def test_floors_stand_on_one_another() -> None:
    names = list(ROOMS)
    for rank, (name, known) in enumerate(ROOMS.items()):
        assert known <= set(names[:rank]), f"{name} may not know {known - set(names[:rank])}"


@pytest.mark.parametrize("path", CORE, ids=lambda path: str(path.relative_to(ROOT)))
def test_arrows_run_one_way(path: Path) -> None:
    room = path.relative_to(ROOT / "indicators").parts[0]
    for name in imports(path):
        first, *rest = name.split(".")
        assert first not in {"streamlit", "streamlit_folium", "pages", "server"}, f"the core imports {name}"
        if first == "indicators" and rest and room in ROOMS:
            assert rest[0] in ROOMS[room] | {room}, f"{room} may not import {name}"


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


@pytest.mark.parametrize("path", sorted((ROOT / "pages").rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_pages_only_define(path: Path) -> None:
    """A page file draws nothing when it is imported: no call alone, and none of Streamlit's kept in a name."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            continue
        assert not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)), f"{path.name} calls at import"
        drawn = [n for n in ast.walk(node) if isinstance(n, ast.Attribute) and isinstance(n.value, ast.Name) and n.value.id == "st"]  # fmt: skip
        assert not drawn, f"{path.name} line {node.lineno} uses Streamlit at import"


def test_pages_know_nothing_of_the_server() -> None:
    """The server knows the list of pages; the other way round would run back up."""
    found = {
        path.name for path in (ROOT / "pages").rglob("*.py") if any(n.split(".")[0] == "server" for n in imports(path))
    }
    assert not found


def test_modules_fit_on_two_screens() -> None:
    long = {str(path.relative_to(ROOT)): n for path in [*CORE, *(ROOT / "pages").rglob("*.py")] if "migrations" not in path.parts and (n := len(path.read_text(encoding="utf-8").splitlines())) > 350}  # fmt: skip
    assert not long


def loaded(asked: str, folder: Path) -> set[str]:
    """The modules of a process that ran a line, on an installation of its own."""
    own = {**os.environ, "OUVERTURE_DATA_DIR": str(folder)}
    command = [sys.executable, "-c", f"{asked}; print(*sys.modules)"]
    done = subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("module", "waits"),
    [
        ("indicators.cli.main", ("pandas", "sqlalchemy", "streamlit", "indicators.catalogue")),
        (
            "server.application",
            ("numpy", "pandas", "pyarrow", "altair", "scipy", "indicators.readout", "pages.shared.runtime"),
        ),
        ("server.beside", ("altair", "geopandas", "scipy.stats", "pptx", "typst", "xlsxwriter", "openpyxl")),
        ("app", ("altair", "vl_convert", "geopandas", "folium", "pptx", "typst", "lxml", "openpyxl", "xlsxwriter")),
        ("pages.synthese.page", ("altair", "vl_convert", "geopandas", "folium", "pptx", "typst", "lxml", "openpyxl")),
    ],
)
def test_a_start_imports_only_what_it_needs(module: str, waits: tuple[str, ...], tmp_path: Path) -> None:
    """The libraries of charts, reports and files come with the first page or document that uses them."""
    assert not set(waits) & loaded(f"import sys, {module}", tmp_path)


def test_pages_imported_ahead_of_time_leave_components_to_the_first_reader(tmp_path: Path) -> None:
    """A component of the first generation imported outside a running page is never served."""
    found = loaded("import sys; from pages.shared import registry; registry.import_all()", tmp_path)
    assert "pages.partenariats.page" in found
    assert "streamlit_folium" not in found
