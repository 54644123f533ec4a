"""What the loaded catalogue answers, on the real files."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from indicators.catalogue import Catalogue, load_catalogue

CATALOGUE = Path(__file__).parent.parent.parent / "data" / "catalogue"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.mark.parametrize(
    ("nature", "instruction", "rubric"),
    [
        ("6281", "M57", "r3_networks"),  # the exact code wins over the prefix 628x of daily operations
        ("6288", "M57", "r1_operations"),
        ("6257", "M14", "r4_visibility"),  # receptions, above 625x missions
        ("6251", "M14", "r3_networks"),
        ("617", "M57", "r7_studies"),
        ("65748", "M57", "r2_grants"),
        ("6562", "M57", "r2_grants"),
        ("6562", "M14", None),  # means something else in M14
        ("6532", "M14", "r3_networks"),
        ("6532", "M57", None),  # the regional economic council there
        ("65312", "M57 A", "r3_networks"),
        ("6745", "M14", "r5_emergency"),
        ("6162", "M57", None),
    ],
)
def test_suggested_rubric(catalogue: Catalogue, nature: str, instruction: str, rubric: str | None) -> None:
    found = catalogue.suggested_rubric(nature, instruction)
    assert (found.id if found else None) == rubric


@pytest.mark.parametrize(
    ("euros", "bracket"),
    [
        (0, "under_20k"),
        (19_999.99, "under_20k"),
        (20_000, "from_20k_to_50k"),
        (50_000, "from_50k_to_100k"),
        (100_000, "from_50k_to_100k"),
        (100_000.01, "over_100k"),
    ],
)
def test_size_brackets_leave_no_gap(catalogue: Catalogue, euros: float, bracket: str) -> None:
    found = catalogue.size_bracket(euros)
    assert found is not None
    assert found.id == bracket
    assert [item.id for item in catalogue.size_brackets.values() if item.holds(euros)] == [bracket]


def test_no_bracket_for_a_negative_budget(catalogue: Catalogue) -> None:
    assert catalogue.size_bracket(-1) is None


def test_cofinancing_takes_the_latest_known_year(catalogue: Catalogue) -> None:
    share = {rule.id: rule.value for rule in catalogue.cofinancing("meae", 2026)}
    assert (share["meae_2025_pma"], share["meae_2025_apd"], share["meae_2025_non_apd"]) == (70, 50, 30)
    assert {rule.value for rule in catalogue.cofinancing("meae", 2024)} == {90, 70}
    assert {rule.year for rule in catalogue.cofinancing("ficol", 2010)} == {2024}
    assert catalogue.cofinancing("nowhere", 2025) == ()


def test_published_weights_of_srm(catalogue: Catalogue) -> None:
    weights = catalogue.weight_sets["intesa_srm"].weights
    economic = weights["d1"] + weights["d2"]
    assert economic == pytest.approx(10)
    assert sum(weights.values()) == pytest.approx(20)
    assert catalogue.weight_sets["economic_social"].by_sub_index


def test_formula_is_written_from_the_parts(catalogue: Catalogue) -> None:
    formula = catalogue.indicators["d3_foreign_nights_share"].formula
    assert formula == "nuitées de non-résidents ÷ nuitées totales × 100"
    assert formula.get("en") == "non-resident nights ÷ all nights × 100"
    nested = catalogue.indicators["d2_fdi_projects_100k"].formula
    assert nested == "(décisions d’investissement des 3 dernières années ÷ 3) ÷ population × 100\u202f000"


def test_sources_are_named_in_three_languages(catalogue: Catalogue) -> None:
    indicator = catalogue.indicators["d1_export_intensity"]
    assert "Douanes" in indicator.source_name
    assert "French Customs" in indicator.source_name.get("en")
    assert indicator.source_url.startswith("https://www.data.gouv.fr")


@pytest.mark.parametrize("path", sorted(CATALOGUE.glob("*.toml")), ids=lambda path: path.stem)
def test_texts_have_the_printed_apostrophe(path: Path) -> None:
    """The translator sets that of its own sentences; what the files say is shown as it stands."""

    def straight(found: object) -> list[str]:
        if isinstance(found, dict):
            return [text for value in found.values() for text in straight(value)]
        if isinstance(found, list):
            return [text for value in found for text in straight(value)]
        return re.findall(r"\w+'\w+", found) if isinstance(found, str) else []

    assert not straight(tomllib.loads(path.read_text(encoding="utf-8")))


def test_scale_labels(catalogue: Catalogue) -> None:
    diagnosis = catalogue.indicators["t_territorial_diagnosis"]
    assert diagnosis.scale_label(0) == "Aucun"
    assert diagnosis.scale_label(4) == "Complet, participatif et actualisé"
    assert diagnosis.scale_label(2.5) is None
    assert diagnosis.scale_label(5) is None
    assert diagnosis.scale_label(None) is None
    assert catalogue.indicators["d1_export_intensity"].scale_label(1) is None


def test_funding_source_suggested_by_income_nature(catalogue: Catalogue) -> None:
    suggested = {
        nature: [key for key, item in catalogue.funding_sources.items() if item.suggests(nature)]
        for nature in ("74718", "7472", "74771", "7478")
    }
    assert suggested == {"74718": ["state_other"], "7472": ["region"], "74771": ["eu"], "7478": ["unknown"]}


def test_swot_strategies_cross_the_four_findings(catalogue: Catalogue) -> None:
    swot = catalogue.grids["swot"]
    crossed = {frozenset(item.crosses) for item in swot.group("strategies")}
    inside = {item.id for item in swot.group("internal")}
    outside = {item.id for item in swot.group("external")}
    assert crossed == {frozenset({a, b}) for a in inside for b in outside}
    assert swot.item("nothing") is None


def test_an_origin_is_told_by_the_names_of_its_references(catalogue: Catalogue) -> None:
    names = {key: item.label.get("fr") for key, item in catalogue.references.items()}
    assert catalogue.cited("metropolis", "fr") == names["metropolis"]
    told = catalogue.cited("metropolis ; manuel encadré 32", "fr")
    assert told == f"{names['metropolis']} ; {names['manuel']} (encadré 32)"
    assert all(catalogue.cited(item.origin, "es") for item in catalogue.indicators.values())
