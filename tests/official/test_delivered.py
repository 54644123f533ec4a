"""The figures delivered with the product, through the command line: those worked out by hand from the publishers' files."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from indicators.catalogue import load_catalogue
from indicators.cli import main as cli
from indicators.geography.keys import TerritoryKey
from indicators.geography.territories import territories
from indicators.official import cube, keeping, shipped
from indicators.official.computing import cube_of
from indicators.official.library import Library
from indicators.official.profile import best, figures
from tests.official import files

RUNNER = CliRunner()
HEADER = "level,code,indicator,year,numerator,denominator,value,flag,scale,source"
EXPECTED = list(csv.DictReader(Path(__file__).with_name("expected.csv").read_text(encoding="utf-8").splitlines()))
CATALOGUE = load_catalogue()
MEGABYTE = 1_000_000


@pytest.fixture(autouse=True)
def fresh_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OUVERTURE_DATA_DIR", str(tmp_path / "data"))


def spaced(text: str) -> str:
    """The same text with plain spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@cache
def shown(territory: str) -> Mapping[tuple[str, str, int], dict[str, str]]:
    """What « show --csv » prints of the territory itself."""
    output = RUNNER.invoke(cli.app, ["official", "show", territory, "--csv"]).output
    assert output.startswith(HEADER)
    rows = [row for row in csv.DictReader(io.StringIO(output)) if row["scale"] == "own"]
    keyed = {(territory, row["indicator"], int(row["year"])): row for row in rows}
    assert len(keyed) == len(rows)
    return keyed


@pytest.mark.parametrize("territory", sorted({row["territory"] for row in EXPECTED}))
def test_figures_worked_out_by_hand(territory: str) -> None:
    for wanted in (row for row in EXPECTED if row["territory"] == territory):
        row = shown(territory)[territory, wanted["indicator"], int(wanted["year"])]
        if not wanted["value"]:
            assert (row["value"], row["flag"]) == ("", "absent")
            continue
        assert float(row["value"]) == pytest.approx(float(wanted["value"]), rel=1e-4, abs=5e-5)
        for part in ("numerator", "denominator"):
            assert not wanted[part] or float(row[part]) == float(wanted[part])


@pytest.mark.parametrize(
    ("asked", "first"), [("Rennes", "COM,35238"), ("Mulhouse", "COM,68224"), ("Annemasse", "COM,74012")]
)
def test_a_city_opens_by_its_name(asked: str, first: str) -> None:
    lines = RUNNER.invoke(cli.app, ["official", "show", asked, "--csv"]).output.splitlines()
    assert lines[1].startswith(first)
    assert {line.split(",")[-2] for line in lines[1:]} == {"own", "epci", "department", "region", "country"}


def test_a_number_of_two_levels_is_asked_about(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.MonkeyPatch.context() as patch, pytest.raises(SystemExit):
        patch.setattr("sys.argv", ["ouverture", "official", "show", "84"])
        cli.main()
    assert "DEP-84 (Vaucluse), REG-84 (Auvergne-Rhône-Alpes)" in capsys.readouterr().err


def test_a_name_of_several_communes_is_asked_about() -> None:
    result = RUNNER.invoke(cli.app, ["official", "show", "Saint-Denis"])
    assert result.exit_code == 1
    assert "COM-93066" in result.output
    assert "COM-97411" in result.output


def test_the_profile_says_the_scale_of_each_figure() -> None:
    output = RUNNER.invoke(cli.app, ["official", "show", "Annemasse"]).output
    assert "Part des nuitées non-résidentes : 31,24 % (2024, Haute-Savoie) — Eurostat" in spaced(output)
    assert "Part des immigrés : 13,05 % (2021, Haute-Savoie) — Insee" in spaced(output)
    assert "Eurostat (provisoire)\n" in output, "what the publisher says of a value is in the reader's words"


def test_any_commune_its_intercommunality_department_and_region_have_a_profile() -> None:
    """One commune of each département, the smallest, and everything that holds it."""
    library = Library(CATALOGUE, Path("absent"))
    smallest = {
        item.dep: item for item in sorted(territories().of_level("COM"), key=lambda each: -(each.population or 10**9))
    }
    assert len(smallest) == 101
    for item in smallest.values():
        for key in territories().scales(item.key)[:4]:
            found = best(figures(library, key))
            assert len([name for name in found if name in CATALOGUE.indicators]) >= 4, key
            assert "b_population" in best(figures(library, item.key))


def test_every_commune_is_known_with_its_population() -> None:
    populated = cube.read_level(shipped.CUBE, "COM", ["b_population"])
    assert populated.num_rows == 34_871
    assert (
        sum(populated["value"].to_pylist()) == 68_344_363
    )  # the sum of the source, the four islands without EPCI apart


def test_the_delivered_cube_is_that_of_the_delivered_facts() -> None:
    """Rebuilt from the facts, it is the same: what is delivered was not touched by hand."""
    everything = [keeping.load(path) for path in keeping.kept(shipped.FACTS)]
    made = cube_of(everything, CATALOGUE.official_feeds.values())
    levels = sorted(set(made["level"].to_pylist()))
    assert made.num_rows == sum(cube.read_level(shipped.CUBE, level).num_rows for level in levels)
    keys = ["level", "code", "indicator", "year"]
    rows = sorted(made.to_pylist(), key=lambda row: [row[key] for key in keys])
    delivered = [row for level in levels for row in cube.read_level(shipped.CUBE, level).to_pylist()]
    assert rows == delivered


def test_what_is_delivered_is_light_and_cites_its_files() -> None:
    assert sum(path.stat().st_size for path in shipped.FOLDER.rglob("*") if path.is_file()) < 15 * MEGABYTE
    for path in keeping.kept(shipped.FACTS):
        told = keeping.described(path)
        assert told.source == path.stem
        assert told.source in CATALOGUE.official_sources
        assert len(told.sha256) == 64
        assert told.vintage


def test_a_file_read_here_is_shown_at_once_and_keeps_its_checksum(tmp_path: Path) -> None:
    later = files.NIGHTS.replace("2021 \t2022 \t2023 \t2024 ", "2022 \t2023 \t2024 \t2025 ").replace(
        "1470336", "1600000"
    )
    path = files.text(tmp_path, "nouveau.tsv", later)
    result = RUNNER.invoke(cli.app, ["official", "read", str(path)])
    assert result.exit_code == 0, result.output
    assert "millésime 2025" in result.output
    output = RUNNER.invoke(cli.app, ["official", "show", "DEP-38", "--csv"]).output
    found = {row["year"]: row for row in csv.DictReader(io.StringIO(output)) if row["indicator"] == "d3_foreign_nights_share" and row["scale"] == "own"}  # fmt: skip
    assert found["2025"]["numerator"] == "1600000"
    assert found["2024"]["numerator"] == "1429910"  # the later vintage says 2024 again: it is believed
    assert found["2021"]["numerator"] == "588218"  # and what it does not say stays as delivered


def test_a_folder_is_read_and_each_refusal_told(tmp_path: Path) -> None:
    folder = tmp_path / "reçus"
    folder.mkdir()
    files.text(folder, "a.tsv", files.POPULATION)
    files.text(folder, "b.tsv", files.ARRIVALS)
    result = RUNNER.invoke(cli.app, ["official", "read", str(folder)])
    assert result.exit_code == 1
    assert "a.tsv : Population" in spaced(result.output)
    assert "« b.tsv » compte des arrivées" in spaced(result.output)


def test_the_list_names_each_source_with_what_is_held() -> None:
    output = RUNNER.invoke(cli.app, ["official", "list", "--lang", "en"]).output
    for source in CATALOGUE.official_sources.values():
        assert source.id in output
        assert source.page in output


def test_a_european_region_is_read_beside(tmp_path: Path) -> None:
    found = figures(Library(CATALOGUE, tmp_path), TerritoryKey("NUTS", "ITC11"))
    assert {figure.scale for figure in found} == {"own", "other"}
    assert {str(figure.place) for figure in found} == {"NUTS-ITC11", "NUTS-ITC1", "NUTS-ITC"}


def test_the_guide_of_sources_names_each_one_with_its_page() -> None:
    guide = Path("docs/sources.md").read_text(encoding="utf-8")
    for source in CATALOGUE.official_sources.values():
        assert source.id in guide
        assert source.page in guide
