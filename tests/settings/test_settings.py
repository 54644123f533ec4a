"""The settings: documented, defaulted, and refused all at once when wrong."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from indicators.budget import Maximum
from indicators.budget.rules import rules_of
from indicators.catalogue import Catalogue, load_catalogue
from indicators.settings import DEFAULT_PATH, Settings, SettingsError, load_settings
from tests.told import assert_told_in_every_language


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def write(tmp_path: Path) -> Any:
    """Write a config.toml and return its path."""

    def writer(text: str) -> Path:
        path = tmp_path / "config.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return writer


def refused(path: Path, catalogue: Catalogue | None = None) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        load_settings(path, catalogue)
    return caught.value


def test_shipped_file_is_valid_and_shows_the_defaults(catalogue: Catalogue) -> None:
    shipped = load_settings(DEFAULT_PATH, catalogue)
    differs = {name for name in Settings.model_fields if getattr(shipped, name) != getattr(Settings(), name)}
    # The file lists the four roles, which are empty by default, and the Montreuil of the demonstration has its own region.
    assert differs == {"path", "references", "access"}
    assert shipped.references.default == Settings().references.default
    assert not any(shipped.access.roles.values())


def test_an_empty_file_is_valid(write: Any) -> None:
    settings = load_settings(write(""))
    assert settings == Settings()
    assert settings.collectivity.territory == "38185"
    assert settings.references.of("38185") == ("FR", "REG-84")
    assert (settings.thresholds.coverage_minimum, settings.thresholds.coverage_full) == (0.60, 0.80)
    assert (settings.thresholds.index_low, settings.thresholds.index_high) == (25, 400)
    assert settings.access.mode == "single_user"
    assert settings.map.tiles == ""


def test_every_key_is_documented_in_french() -> None:
    """Each field stands in config.toml, on a line that carries a comment or in a section whose header does."""
    lines = DEFAULT_PATH.read_text(encoding="utf-8").splitlines()
    written = {name for line in lines if (found := re.match(r"#? ?\[*([\w.]+)", line)) for name in found[1].split(".")}
    assert [name for name in fields_of(Settings) if name not in written and name != "path"] == []
    bare = [line for line in lines if "=" in line and not line.startswith("#") and "#" not in line]
    assert all(line.split("=")[0].strip() in ROLES_AND_PAIRS for line in bare), bare


ROLES_AND_PAIRS = {
    "reader",
    "officer",
    "approver",
    "administrator",
    '"93048"',
    "index_high",
    "extrapolated_acceleration",
}


def fields_of(model: type[BaseModel]) -> list[str]:
    """The keys of the file, leaves and sections, the entries of lists set apart (they belong to the catalogue)."""
    found: list[str] = []
    for name, info in model.model_fields.items():
        found.append(info.alias or name)
        inner = [info.annotation, *get_args(info.annotation)]
        for kind in inner:
            if (
                isinstance(kind, type)
                and issubclass(kind, BaseModel)
                and kind.__module__.startswith("indicators.settings")
            ):
                found.extend(fields_of(kind))
    return found


def test_settings_are_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().languages.default = "en"  # type: ignore[misc]  # what the test is about


MAXIMUM = '[[budget.maximums]]\nrubric = "{rubric}"\nfirst_year = 2024\nlast_year = {last}\neuros = 450.5'


@pytest.mark.parametrize(
    ("text", "field", "accepted", "nearest"),
    [
        ("colectivity = 1", "colectivity", "collectivity", "collectivity"),
        ("[thresholds]\ncoverge_full = 0.5", "thresholds.coverge_full", "coverage_full", "coverage_full"),
        ("[thresholds]\ncoverage_full = 1.5", "thresholds.coverage_full", "inférieur ou égal à 1", ""),
        ('[thresholds]\ncoverage_full = "haut"', "thresholds.coverage_full", "un nombre", ""),
        ("[thresholds]\ncoverage_minimum = 0.9", "thresholds", "coverage_minimum (0.9) dépasse coverage_full", ""),
        (MAXIMUM.format(rubric="r2_grants", last=2023), "budget.maximums.0", "first_year (2024) dépasse last_year", ""),
        ('[languages]\ndefault = "fra"', "languages.default", "fr, en, es", "fr"),
        ('[languages]\noffered = ["en"]', "languages", "n'est pas dans offered", ""),
        ('[access]\nmode = "publics"', "access.mode", "single_user, accounts, oidc, public", "public"),
        ("[publication]\nsecond_person = 1", "publication.second_person", "true ou false", ""),
        ('[map]\ntiles = "https://exemple.fr/fond.png"', "map", "il manque {z}, {x}, {y}", ""),
        ('[map]\ntiles = "https://exemple.fr/{z}/{x}/{y}.png"', "map", "tiles_attribution", ""),
        ('[indicators]\nset = "list"', "indicators", "au moins un identifiant", ""),
        ('[indicators]\nids = ["t_reciprocity"]', "indicators", 'set = "list"', ""),
        ("[profile.weights]\nd1_export_intensity = -1.0", "profile", "poids négatif pour d1_export_intensity", ""),
        (
            '[[sources]]\nname = "a"\nurl_env = "A_B"\nquery = "DELETE FROM a"\nschema = "b"',
            "sources.0",
            "SELECT ou WITH",
            "",
        ),
        (
            '[[sources]]\nname = "a"\nurl_env = "A_B"\nquery = "SELECT 1"\nshema = "b"',
            "sources.0.schema",
            "un texte",
            "",
        ),
    ],
)
def test_a_wrong_setting_is_explained(write: Any, text: str, field: str, accepted: str, nearest: str) -> None:
    error = refused(write(text))
    problem = error.problems[0]
    assert_told_in_every_language(error)
    assert (problem.file, problem.field, problem.nearest) == ("config.toml", field, nearest)
    assert accepted in problem.accepted or accepted in problem.message


@pytest.mark.parametrize(
    ("text", "field", "nearest"),
    [
        ('[indicators]\nset = "list"\nids = ["t_reciprocite"]', "indicators.ids", "t_reciprocity"),
        ('[profile]\nweight_set = "equals"', "profile.weight_set", "equal"),
        ("[profile.dimension_weights]\nd11 = 1.0", "profile.dimension_weights", "d1"),
        ("[externalities.alerts]\nx_str_densite = 5.0", "externalities.alerts", "x_str_density"),
        (MAXIMUM.format(rubric="r2_grant", last=2026), "budget.maximums.rubric", "r2_grants"),
        ("[budget.dispersion.max_projects]\nunder_2k = 1.0", "budget.dispersion.max_projects", "under_20k"),
    ],
)
def test_an_unknown_id_is_refused_with_the_nearest(
    write: Any, catalogue: Catalogue, text: str, field: str, nearest: str
) -> None:
    path = write(text)
    error = refused(path, catalogue)
    (problem,) = error.problems
    assert_told_in_every_language(error)
    assert (problem.field, problem.nearest) == (field, nearest)
    assert load_settings(path), "without a catalogue, ids are taken as they are"


def test_all_faults_are_told_at_once(write: Any) -> None:
    error = refused(write('colectivity = 1\n[access]\nmode = "sso"\n[budget]\nleverage_years = 0\n'))
    assert [problem.field for problem in error.problems] == ["budget.leverage_years", "access.mode", "colectivity"]
    assert str(error).startswith("La configuration contient 3 erreurs :")


def test_invalid_toml_names_the_line(write: Any) -> None:
    (problem,) = refused(write("[languages]\ndefault = fr\n")).problems
    assert (problem.file, problem.line) == ("config.toml", 2)


def test_named_file_must_exist(tmp_path: Path) -> None:
    assert "introuvable" in str(refused(tmp_path / "absent.toml"))


def test_environment_names_another_file(write: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write('[collectivity]\nterritory = "93048"')
    monkeypatch.setenv("OUVERTURE_CONFIG", str(path))
    settings = load_settings()
    assert settings.collectivity.territory == "93048"
    assert settings.path == str(path)


def test_selected_indicators(write: Any, catalogue: Catalogue) -> None:
    assert len(Settings().selected_indicators(catalogue)) == 29 + 12 + 11 + 12 + 10
    essential = load_settings(write('[indicators]\nset = "essential"'), catalogue)
    assert essential.selected_indicators(catalogue, {"t_reciprocity"}) == catalogue.essential
    starting = load_settings(write('[indicators]\nset = "essential_and_loaded"'), catalogue)
    loaded = next(item.id for item in catalogue.family("geii") if not item.essential)
    assert starting.selected_indicators(catalogue) == catalogue.essential
    found = {item.id for item in starting.selected_indicators(catalogue, {loaded})}
    assert found == {item.id for item in catalogue.essential} | {loaded}
    chosen = load_settings(
        write('[indicators]\nset = "list"\nids = ["p_formalisation", "d1_export_intensity"]'), catalogue
    )
    assert [item.id for item in chosen.selected_indicators(catalogue)] == ["d1_export_intensity", "p_formalisation"]


def test_dimension_weights(write: Any, catalogue: Catalogue) -> None:
    settings = load_settings(
        write('[profile]\nweight_set = "intesa_srm"\n[profile.dimension_weights]\nd1 = 2.0'), catalogue
    )
    assert settings.dimension_weights(catalogue) == {"d1": 2.0, "d2": 2.2, "d3": 1.7, "d4": 3.5, "d5": 3.3, "d6": 1.5}


OWN_RUBRIC = """[[rubrics]]
id = "{id}"
label = {{ fr = "Diasporas", en = "Diasporas", es = "Diásporas" }}
short_label = {{ fr = "Diasporas", en = "Diasporas", es = "Diásporas" }}
description = {{ fr = "Projets.", en = "Projects.", es = "Proyectos." }}
automatic = "manual"
color_rank = 8
"""


def test_own_rubrics_stand_before_unassigned(write: Any, catalogue: Catalogue) -> None:
    settings = load_settings(write(OWN_RUBRIC.format(id="r8_diaspora")), catalogue)
    assert list(settings.extend(catalogue).rubrics)[-2:] == ["r8_diaspora", "r0_unassigned"]
    assert "r8_diaspora" not in catalogue.rubrics


def test_own_rubric_may_not_replace_one(write: Any, catalogue: Catalogue) -> None:
    (problem,) = refused(write(OWN_RUBRIC.format(id="r2_grants")), catalogue).problems
    assert (problem.entry, problem.field) == ("r2_grants", "rubrics.id")


def test_comments_do_not_hide_a_key() -> None:
    """What the file shows as commented examples is valid once its marks are removed."""
    text = DEFAULT_PATH.read_text(encoding="utf-8")
    assert set(tomllib.loads(text)) <= set(Settings.model_fields)


def test_a_maximum_over_years_reaches_the_rules_of_the_budget(write: Any, catalogue: Catalogue) -> None:
    found = load_settings(write(MAXIMUM.format(rubric="r2_grants", last=2026)), catalogue)
    assert rules_of(found).maximums == (Maximum("r2_grants", 2024, 2026, 45_050, ""),)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("absent.png", None, "image introuvable ou illisible"),
        ("logo.png", b"<svg/>", "ce n'est pas une image PNG ou SVG"),
        ("logo.gif", b"GIF89a", "ce n'est pas une image PNG ou SVG"),
    ],
)
def test_a_logo_that_cannot_be_used_is_told_at_start(name: str, content: bytes | None, said: str, write: Any, tmp_path: Path) -> None:  # fmt: skip
    if content is not None:
        (tmp_path / name).write_bytes(content)
    error = refused(write(f'[report]\nlogo = "{name}"'))
    assert said in str(error) and name in str(error) and "report.logo" in str(error)
    assert_told_in_every_language(error)


def test_a_logo_is_read_from_the_folder_of_the_settings(write: Any, tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    assert load_settings(write('[report]\nlogo = "logo.svg"')).logo == (".svg", (tmp_path / "logo.svg").read_bytes())
    assert load_settings(write("")).logo is None
