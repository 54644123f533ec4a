"""Deliberately broken files: each message names the file, the entry, the field, the value and what is accepted."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from indicators.catalogue import CatalogueError, Problem, load_catalogue
from tests.catalogue.conftest import BROKEN
from tests.told import assert_told_in_every_language

#: file → (entry, field, received, accepted, nearest), each a part of what the problem says.
EXPECTED: dict[str, tuple[str, str, str, str, str]] = {
    "band": ("t_broken", "", "", "band_lo, band_hi", ""),
    "context": ("t_broken", "", "", "un indicateur de contexte a un poids nul, reçu 1", ""),
    "direction": ("t_broken", "direction", '"upp"', "up, down, band, context", "up"),
    "duplicate": ("t_reciprocity", "id", '"t_reciprocity"', "un identifiant unique", ""),
    "field": ("t_broken", "weigth", '"weigth"', "weight", "weight"),
    "grid": ("t_broken", "grid", '"formalization"', "formalisation, durability", "formalisation"),
    "label": ("t_broken", "label.es", "", "un texte entre guillemets", ""),
    "no_level": ("t_broken", "geo_level", "", "commune, epci, department, region, country, other", ""),
    "no_source": ("t_broken", "sources", "", "champ obligatoire absent", ""),
    "number": ("t_broken", "weight", '"deux"', "un nombre", ""),
    "origin": ("t_broken", "origin", '"manual"', "metropolis, zapata, manuel", "manuel"),
    "scale": ("t_broken", "", "", "a 3 libellés, reçu 1", ""),
    "section": ("", "indicatorz", '"indicatorz"', "indicators", "indicators"),
    "source": ("t_broken", "sources", '"registre_bry"', "registre_bri", "registre_bri"),
    "syntax": ("", "", "label = ", "cle = ", ""),
    "table": ("", "themes", "{ id = ", "[[themes]]", ""),
    "unit": ("t_broken", "unit", '"precent"', "percent, percent_gdp", "percent"),
    "weights": ("half", "", "", "aucun poids pour d4, d5, d6", ""),
}


def problems_with(folder: Path, name: str) -> tuple[Problem, ...]:
    shutil.copy(BROKEN / f"{name}.toml", folder / f"zz_{name}.toml")
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)
    assert_told_in_every_language(caught.value)
    return caught.value.problems


@pytest.mark.parametrize("name", EXPECTED)
def test_broken_file_is_named_with_its_fault(folder: Path, name: str) -> None:
    entry, field, received, accepted, nearest = EXPECTED[name]
    (problem,) = problems_with(folder, name)
    assert problem.file == f"zz_{name}.toml"
    assert (problem.entry, problem.field) == (entry, field)
    assert received in problem.received
    assert accepted in problem.accepted or accepted in problem.message
    assert problem.nearest == nearest
    text = str(problem)
    assert text.startswith(problem.file)
    assert all(part in text for part in (entry, field, nearest) if part)


def test_every_broken_file_is_expected() -> None:
    assert {path.stem for path in BROKEN.glob("*.toml")} == {*EXPECTED, "two"}


def test_all_faults_are_told_at_once(folder: Path) -> None:
    problems = problems_with(folder, "two")
    assert [(problem.entry, problem.field) for problem in problems] == [("first", "groupe"), ("r9_second", "automatic")]
    assert "yes, confirm, manual" in problems[1].accepted


def test_syntax_error_gives_the_line(folder: Path) -> None:
    (problem,) = problems_with(folder, "syntax")
    assert problem.line == 4
    assert "zz_syntax.toml, ligne 4" in str(problem)


def test_message_counts_in_french(folder: Path) -> None:
    shutil.copy(BROKEN / "two.toml", folder / "two.toml")
    with pytest.raises(CatalogueError, match="Le catalogue contient 2 erreurs :"):
        load_catalogue(folder)
    shutil.copy(BROKEN / "direction.toml", folder / "two.toml")
    with pytest.raises(CatalogueError, match="Le catalogue contient 1 erreur :"):
        load_catalogue(folder)


def test_missing_section_and_missing_folder(folder: Path) -> None:
    (folder / "networks.toml").unlink()
    with pytest.raises(CatalogueError, match="section absente") as absent:
        load_catalogue(folder)
    with pytest.raises(CatalogueError, match="dossier du catalogue introuvable") as nowhere:
        load_catalogue(folder / "nowhere")
    for caught in (absent, nowhere):
        assert_told_in_every_language(caught.value)


def test_missing_required_entry(folder: Path) -> None:
    path = folder / "geii_published.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"geii_total"', '"geii_whole"'), encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"« geii_total ».*entrée obligatoire absente"):
        load_catalogue(folder)


def test_file_that_is_not_text(folder: Path) -> None:
    (folder / "binary.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CatalogueError, match=r"binary\.toml.*UTF-8"):
        load_catalogue(folder)


def test_a_file_that_cannot_be_read_is_the_only_fault_named(folder: Path) -> None:
    """What it defines for the others is not missing: it is there, behind the line to mend."""
    faulty = folder / "territorial.toml"
    faulty.write_text(faulty.read_text(encoding="utf-8").replace(' = "', " = ", 1), encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(folder)
    (problem,) = caught.value.problems
    assert problem.file == "territorial.toml"
    assert "TOML" in problem.message
