"""The profile drawn: what is missing, partial or borrowed cannot be overlooked, and no colour says good or bad."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from indicators.catalogue import load_catalogue
from indicators.demo import demo_snapshot
from indicators.geii import Profile
from indicators.geii.composite import composite_of
from indicators.geii.method import options_for
from indicators.present.charts.composite import peers_figure
from indicators.present.charts.geii import profile_figure
from indicators.present.palette import BLUE, GREY, NEUTRAL, ORANGE
from indicators.present.texts import geii as words
from indicators.present.texts import translator
from tests.defaults import build_profile, profile_options

CATALOGUE = load_catalogue()
T = translator("fr")


def read(territory: str, year: int, base_year: int | None = None) -> Profile:
    snapshot = demo_snapshot(territory)
    options = profile_options(references=snapshot.territory.references, base_year=base_year)
    return build_profile(snapshot, CATALOGUE, year, options)


def rows_of(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """Every row of the data sets of a specification."""
    return [row for rows in spec["datasets"].values() for row in rows]


def layers(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for layer in spec.get("layer", []):
        yield layer
        yield from layers(layer)


def colours(item: Any) -> set[str]:
    """Every colour written in a specification."""
    if isinstance(item, dict):
        return set().union(*map(colours, item.values())) if item else set()
    if isinstance(item, list):
        return set().union(*map(colours, item)) if item else set()
    return {item} if isinstance(item, str) and item.startswith("#") and len(item) == 7 else set()


def test_a_dimension_without_an_index_keeps_its_row_with_a_band_and_its_reason() -> None:
    spec = profile_figure(read("38185", 2023), T).spec
    assert spec is not None
    gaps = {row["dimension"]: (row["gap"], row["label"]) for row in rows_of(spec) if row.get("gap")}
    assert len(gaps) == 6
    assert gaps["Liens commerciaux"] == ("empty", "non notée – aucune donnée")
    assert gaps["Population d’origine étrangère"][0] == "partial"
    assert "partiel" in gaps["Population d’origine étrangère"][1]
    drawn = [layer["mark"] for layer in layers(spec) if layer.get("mark", {}).get("type") == "rect"]
    assert [("strokeDash" in mark) for mark in drawn] == [False, True]


def test_a_dimension_that_is_not_noted_counts_what_compares_and_not_what_is_known() -> None:
    home = read("EX001", 2025)
    last = home.dimensions[-1]
    alone = [item if not place else replace(item, benchmark=None) for place, item in enumerate(last.readings)]
    partial = replace(last, status="partial", index=None, readings=tuple(alone))
    assert partial.with_value == len(alone) > 1
    assert words.status(partial, T) == f"partiel\u00a0: 1 comparable sur {len(alone)}"
    assert f"1 sur {len(alone)}" in words.dimension_sentence(partial, home, T)


def test_a_borrowed_value_is_a_ring_and_the_dimension_says_how_many() -> None:
    home = read("EX001", 2025)
    first = home.dimensions[0]
    borrowed = replace(first, readings=(replace(first.readings[0], proxy=True), *first.readings[1:]))
    spec = profile_figure(replace(home, dimensions=(borrowed, *home.dimensions[1:])), T).spec
    assert spec is not None
    rows = rows_of(spec)
    assert sum(row.get("kind") == "indicateur, autre échelle" for row in rows) == 1
    assert {
        row["label"] for row in rows if row.get("kind") == "dimension" and row["dimension"] == "Liens commerciaux"
    } == {f"{first.index:.0f} – dont 1 valeur d’une autre échelle"}


def test_an_index_beyond_the_scale_is_drawn_at_its_edge_with_its_value_and_it_is_said() -> None:
    home = read("EX001", 2025)
    first, second = home.dimensions[0], home.dimensions[1]
    far = replace(first, readings=(replace(first.readings[0], benchmark=1250.4), *first.readings[1:]))
    near = replace(second, readings=(replace(second.readings[0], benchmark=12.0), *second.readings[1:]))
    found = profile_figure(replace(home, dimensions=(far, near, *home.dimensions[2:])), T)
    assert found.spec is not None
    said = {row["dimension"]: row["beyond"].replace("\u202f", " ") for row in rows_of(found.spec) if row.get("beyond")}
    names = [item.dimension.short_label.get("fr") for item in (first, second, home.dimensions[5])]
    assert said == dict(zip(names, ("1 250, hors échelle", "12, hors échelle", "418, hors échelle"), strict=True))
    assert {layer["mark"]["align"] for layer in layers(found.spec) if "beyond" in str(layer.get("encoding", {}).get("text"))} == {"left", "right"}  # fmt: skip
    assert "Un indice au-delà de 400" in found.note
    within = profile_figure(read("38185", 2024), T)
    assert "au-delà" not in within.note
    assert not any(row.get("beyond") for row in rows_of(within.spec or {}))


def test_an_estimated_value_is_an_empty_square() -> None:
    home = read("EX001", 2025)
    first = home.dimensions[0]
    point = first.readings[0].point
    assert point is not None
    guessed = replace(first.readings[0], point=replace(point, quality="estimated"))
    changed = replace(first, readings=(guessed, *first.readings[1:]))
    spec = profile_figure(replace(home, dimensions=(changed, *home.dimensions[1:])), T).spec
    assert spec is not None
    assert sum(row.get("kind") == "indicateur, valeur estimée" for row in rows_of(spec)) == 1
    marks = next(layer for layer in layers(spec) if layer.get("mark", {}).get("type") == "point")
    shapes = marks["encoding"]["shape"]["scale"]
    assert dict(zip(shapes["domain"], shapes["range"], strict=True))["indicateur, valeur estimée"] == "square"


@pytest.mark.parametrize(("territory", "year"), [("38185", 2023), ("EX001", 2025), ("ITC1", 2023)])
@pytest.mark.parametrize("against", ["reference", "base"])
def test_no_colour_says_good_or_bad(territory: str, year: int, against: str) -> None:
    """The marks have one colour a kind; high, low, band and context indices share it."""
    spec = profile_figure(read(territory, year), T, against=against).spec
    assert spec is not None
    assert colours(spec["layer"]) <= {BLUE, ORANGE, GREY, NEUTRAL}


def test_context_band_and_down_are_told() -> None:
    told = {item.direction: words.direction(item, T) for item in CATALOGUE.family("geii")}
    assert told["up"] == "" and "ni mieux ni moins bien" in told["context"]
    assert "entre deux bornes" in told["band"] and "retourné" in told["down"]


def test_the_base_year_is_told_by_dimension() -> None:
    profile = read("EX001", 2025, 2018)
    headline, sentence = words.time_headline(profile, T), words.time_sentence(profile, T)
    known = {item.dimension.short_label.get("fr"): item.time_index for item in profile.dimensions}
    assert all(index is not None for index in known.values())
    assert headline.startswith(
        f"Depuis l’année de base, {sum((i or 0) >= 100.5 for i in known.values())} dimensions sur 6"
    )
    for name, index in known.items():
        assert f"{name}\u00a0: {index:.0f}" in sentence
    assert "→" not in sentence and "la base va de 2018 à 2021" in sentence
    assert words.time_headline(read("ITC1", 2023), T) == "Aucune dimension du Piémont n’a assez d’années comparables."
    assert "(2013 → 2021)" in words.time_sentence(read("38185", 2023), T)


def test_the_note_speaks_of_what_is_drawn() -> None:
    profile = read("EX001", 2025)
    assert "au-dessus de la référence" in profile_figure(profile, T).note
    assert "de plus que l’année de base" in profile_figure(profile, T, against="base").note


def test_acronyms_keep_their_capitals_inside_a_sentence() -> None:
    assert words.lowered("Part des étrangers") == "part des étrangers"
    assert words.lowered("IDE par habitant") == "IDE par habitant"


def test_a_rank_appears_only_when_asked_and_with_its_interval() -> None:
    snapshot = demo_snapshot("EX001")
    home = read("EX001", 2025)
    peers = [
        build_profile(replace(snapshot, territory=item), CATALOGUE, 2025, home.options)
        for item in snapshot.territories.values()
        if item.role == "peer"
    ]
    options = replace(options_for(CATALOGUE.weight_sets["equal"]), replicates=100)
    composite = composite_of(home, peers, CATALOGUE, options)
    by_name, by_rank = (peers_figure(composite, home, order, T) for order in ("name", "rank"))
    assert by_name.table is not None and by_rank.table is not None
    assert list(by_name.table["Territoire"]) == sorted(by_name.table["Territoire"])
    assert "rang" not in by_name.sentence.lower() and not any("Rang" in name for name in by_name.table.columns)
    assert "aucun rang unique n’a de sens" in by_rank.sentence and by_rank.table.columns[-1].startswith("Rang (5–95")
    similar = peers_figure(composite, home, "similarity", T)
    assert similar.table is not None and similar.table["Territoire"].iloc[0] == home.territory.name


def test_the_headline_agrees_with_how_many_are_above() -> None:
    profile = read("EX001", 2025)
    scored = next(item for item in profile.dimensions if item.index is not None)
    low, high = replace(scored, index=60.0), replace(scored, index=165.0)
    for found, told in (((low, low, high), "1 dépasse"), ((low, high, high), "2 dépassent")):
        said = words.headline(replace(profile, dimensions=found), T).replace("\u00a0", " ")
        assert f"Sur 3 dimensions notées, {told} la référence" in said


def test_without_a_reference_the_headline_says_that_none_is_named() -> None:
    said = words.headline(replace(read("38185", 2025), dimensions=(), reference_names=()), T)
    assert said.endswith("Aucun territoire de référence n’est désigné pour s’y comparer.")


@pytest.mark.parametrize(("territory", "year"), [("38185", 2023), ("EX001", 2025), ("ITC1", 2023), ("93048", 2023)])
def test_the_note_of_a_row_stands_in_its_band_and_covers_no_mark(territory: str, year: int) -> None:
    """Whatever the width: a long note on a tablet passes over the points, not through them."""
    spec = profile_figure(read(territory, year), T).spec
    assert spec is not None
    drawn = [layer["mark"] for layer in layers(spec) if isinstance(layer.get("mark"), dict)]
    note = next(mark for mark in drawn if mark["type"] == "text")
    points = next((mark for mark in drawn if mark["type"] == "point"), {"strokeWidth": 0})
    sizes = [row.get("size") or 0 for rows in spec["datasets"].values() for row in rows]
    top, bottom = -note["dy"] + note["fontSize"] / 2, -note["dy"] - note["fontSize"] / 2
    assert bottom >= max(sizes) ** 0.5 / 2 + points["strokeWidth"] / 2
    assert top <= spec["height"]["step"] * (1 - 0.12) / 2
