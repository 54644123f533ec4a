"""The catalogue itself: nothing in it without unit, source, direction, level or one of its three labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from indicators.catalogue import Catalogue, Indicator, Label, load_catalogue

CATALOGUE = load_catalogue()
INDICATORS = list(CATALOGUE.indicators.values())
COUNTS = {"geii": 29, "territorial": 12, "programmatic": 11, "operational": 12, "externality": 10, "geii_published": 7}


def labels_of(value: Any, path: str = "") -> Iterator[tuple[str, Label]]:
    """Every label inside a model, with where it stands."""
    if isinstance(value, Label):
        yield path, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from labels_of(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, tuple | list):
        for item in value:
            yield from labels_of(item, path)
    elif isinstance(value, dict):
        for item in value.values():
            yield from labels_of(item, path)


def all_labels() -> list[tuple[str, Label]]:
    sections = {name: getattr(CATALOGUE, name) for name in Catalogue.__dataclass_fields__}
    return [
        found
        for name, rows in sections.items()
        for key, entry in rows.items()
        for found in labels_of(entry, f"{name}.{key}")
    ]


LABELS = all_labels()


@pytest.mark.parametrize(("family", "count"), COUNTS.items())
def test_count_of_each_family(family: Any, count: int) -> None:
    assert len(CATALOGUE.family(family)) == count


def test_counts_of_the_lists() -> None:
    assert [len(CATALOGUE.dimension_indicators(f"d{number}")) for number in range(1, 7)] == [5, 5, 5, 5, 4, 5]
    assert len(CATALOGUE.rubrics) == 8
    assert list(CATALOGUE.rubrics)[-1] == "r0_unassigned"
    assert (len(CATALOGUE.one_percent), len(CATALOGUE.size_brackets), len(CATALOGUE.sdgs)) == (4, 4, 17)
    assert (len(CATALOGUE.actor_groups), len(CATALOGUE.objective_purposes), len(CATALOGUE.partnership_kinds)) == (
        6,
        5,
        12,
    )
    assert (len(CATALOGUE.awareness_themes), len(CATALOGUE.awareness_actions)) == (24, 22)
    assert len(CATALOGUE.funding_sources) == 17
    items = {name: len(grid.items) for name, grid in CATALOGUE.grids.items()}
    assert items["formalisation"] == items["obstacles"] == 11
    assert items["ten_qualities"] == items["ten_steps"] == items["ten_keys"] == items["ten_criteria"] == 10
    assert (items["outside"], items["participatory_plan"], items["promotion"]) == (6, 9 + 7, 18)
    assert len(CATALOGUE.grids["participatory_plan"].group("phases")) == 9
    assert (items["durability"], items["participation"], items["benefits"], items["swot"]) == (6, 7, 8, 8)


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda item: item.id)
def test_indicator_says_all_that_a_reader_asks(indicator: Indicator) -> None:
    assert indicator.unit
    assert indicator.source_name
    assert indicator.sources
    assert indicator.direction in {"up", "down", "band", "context"}
    assert indicator.geo_level
    for label in (indicator.label, indicator.unit_label, indicator.caveat, indicator.question, indicator.formula):
        assert all(label.get(lang).strip() for lang in ("fr", "en", "es"))
    assert indicator.question.endswith(" ?")
    assert indicator.question.get("en").endswith("?")
    assert indicator.question.get("es").startswith("¿") or "¿" in indicator.question.get("es")
    assert indicator.family == "context" or indicator.label.get("en") != indicator.label.get("es")


def test_context_is_never_scored() -> None:
    assert all(not item.scored for item in INDICATORS if item.direction == "context")
    assert all(item.scored for item in CATALOGUE.family("geii") if item.direction == "up")


def test_each_dimension_can_be_scored() -> None:
    """A dimension needs two scored indicators (direction up or down): the catalogue offers them everywhere."""
    for dimension in CATALOGUE.dimensions:
        scored = [item for item in CATALOGUE.dimension_indicators(dimension) if item.direction in {"up", "down"}]
        assert len(scored) >= 2


def test_essential_set_fits_in_a_day() -> None:
    essential = CATALOGUE.essential
    assert 14 <= len(essential) <= 16
    assert {item.dimension for item in essential if item.family == "geii"} == set(CATALOGUE.dimensions)
    families = {item.family for item in essential}
    assert families == {"geii", "territorial", "programmatic", "operational", "externality"}


def test_every_externality_has_known_measures() -> None:
    assert all(CATALOGUE.externality_measures.values())


def test_judgement_is_declared() -> None:
    """A bound of range with no source says so, and so do thresholds that are ours."""
    alerted = [item for item in CATALOGUE.family("externality") if item.alert is not None]
    assert alerted
    assert all(item.judgement and "jugement" in (item.alert_note or "") for item in alerted)
    banded = [
        item
        for family in ("territorial", "programmatic", "operational")
        for item in CATALOGUE.family(family)
        if item.band_lo is not None
    ]  # type: ignore[arg-type]  # the three words are families
    assert all(item.judgement for item in banded)


def test_sub_indices_hold_three_dimensions_each() -> None:
    economic = [key for key, item in CATALOGUE.dimensions.items() if item.sub_index == "economic"]
    assert economic == ["d1", "d2", "d5"]


def test_labels_are_typed_with_care() -> None:
    """Spaces as each language writes them, so that the typesetting of French finds its marks."""
    faults = [
        (path, text)
        for path, label in LABELS
        for text, pattern in (
            (label.get("fr"), r"  |\d%|[^\s]»|«[^\s]|\S[!?;](?:\s|$)"),
            (label.get("en"), r"  |\d %"),
            (label.get("es"), r"  |\d%"),
        )
        if re.search(pattern, text)
    ]
    assert faults == []


def test_translations_are_translations() -> None:
    """A long text that is the same in two languages was forgotten, unless it is a proper noun."""
    proper = ("networks", "references", "units")
    forgotten = [
        path
        for path, label in LABELS
        if len(label) > 25
        and label in (label.get("en"), label.get("es"))
        and not path.startswith(proper)
        and not path.endswith("source_name")
    ]
    assert forgotten == []
