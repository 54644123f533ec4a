"""The composite of the profile: when it exists, what it weighs, and that its parts add up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indicators.catalogue import load_catalogue
from indicators.composite import Recipe
from indicators.composite.recipe_file import read_recipe
from indicators.demo import demo_snapshot
from indicators.geii import Composite, Profile, ProfileOptions, build_profile, composite_of, options_for

CATALOGUE = load_catalogue()
EQUAL = replace(options_for(CATALOGUE.weight_sets["equal"]), replicates=200)


def piedmont() -> Profile:
    return build_profile(demo_snapshot("ITC1"), CATALOGUE, 2023, ProfileOptions())


def without(profile: Profile, *dimensions: str) -> Profile:
    """The same profile with some dimensions unscored."""
    kept = tuple(
        replace(item, status="empty", index=None, coverage=0.0) if item.dimension.id in dimensions else item
        for item in profile.dimensions
    )
    return replace(profile, dimensions=kept)


def test_the_means_of_the_piedmont_are_those_worked_out_by_hand() -> None:
    geometric = composite_of(piedmont(), [], CATALOGUE, EQUAL)
    arithmetic = composite_of(piedmont(), [], CATALOGUE, replace(EQUAL, mean="arithmetic"))
    assert geometric.score == pytest.approx(117.5, abs=0.05)
    assert arithmetic.score == pytest.approx((117.6 + 119 + 95.1 + 113.3 + 105.6 + 165) / 6)
    assert geometric.low is not None and geometric.high is not None
    assert geometric.low <= 117.5 <= geometric.high
    assert geometric.failures == 0


def test_parts_add_up_to_the_composite() -> None:
    for name in CATALOGUE.weight_sets:
        found = composite_of(
            piedmont(), [], CATALOGUE, replace(options_for(CATALOGUE.weight_sets[name]), replicates=50)
        )
        assert sum(part.contribution or 0 for part in found.parts) == pytest.approx(found.score)
        assert sum(part.share for part in found.parts) == pytest.approx(1)


def test_sub_indices_differ_from_equal_weights_once_a_dimension_is_missing() -> None:
    profile = without(piedmont(), "d1")
    loose = {"minimum_coverage": 0.5, "replicates": 50}
    equal = composite_of(
        profile, [], CATALOGUE, replace(options_for(CATALOGUE.weight_sets["equal"]), mean="arithmetic", **loose)
    )  # type: ignore[arg-type]
    halves = composite_of(
        profile,
        [],
        CATALOGUE,
        replace(options_for(CATALOGUE.weight_sets["economic_social"]), mean="arithmetic", **loose),
    )  # type: ignore[arg-type]
    assert equal.score == pytest.approx((119 + 95.1 + 113.3 + 105.6 + 165) / 5)
    assert halves.score == pytest.approx(((119 + 105.6) / 2 + (95.1 + 113.3 + 165) / 3) / 2)


def test_bounds_hold_the_missing_dimension_at_its_worst_and_best() -> None:
    found = composite_of(
        without(piedmont(), "d6"), [], CATALOGUE, replace(EQUAL, mean="arithmetic", minimum_coverage=0.5)
    )
    known = 117.6 + 119 + 95.1 + 113.3 + 105.6
    assert found.bounds == (pytest.approx((known + 25) / 6), pytest.approx((known + 400) / 6))


@pytest.mark.parametrize(
    ("dimensions", "missing"), [(("d1", "d2"), "too_few_dimensions"), (("d1",), "")],
)  # fmt: skip
def test_below_the_publish_rules_there_is_none(dimensions: tuple[str, ...], missing: str) -> None:
    found = composite_of(without(piedmont(), *dimensions), [], CATALOGUE, EQUAL)
    assert found.missing == missing
    assert (found.score is None) == bool(missing)


def test_coverage_below_four_fifths_is_refused() -> None:
    thin = replace(
        piedmont(), dimensions=tuple(replace(item, status="scored", coverage=0.6) for item in piedmont().dimensions)
    )
    assert composite_of(thin, [], CATALOGUE, EQUAL).missing == "coverage"


def test_grenoble_has_none() -> None:
    profile = build_profile(demo_snapshot("38185"), CATALOGUE, 2023, ProfileOptions())
    assert composite_of(profile, [], CATALOGUE, EQUAL).missing == "too_few_dimensions"


def standings() -> Composite:
    snapshot = demo_snapshot("EX001")
    options = ProfileOptions(references=snapshot.territory.references)
    home = build_profile(snapshot, CATALOGUE, 2025, options)
    peers = [
        build_profile(replace(snapshot, territory=item), CATALOGUE, 2025, options)
        for item in snapshot.territories.values()
        if item.role == "peer"
    ]
    return composite_of(home, peers, CATALOGUE, EQUAL)


def test_peers_stand_beside_with_their_intervals() -> None:
    found = standings()
    assert len(found.standings) == 7
    assert sorted(item.rank for item in found.standings) == list(range(1, 8))
    for item in found.standings:
        assert item.low is not None and item.high is not None
        assert item.rank_low <= item.rank_high
    assert sum(item.home for item in found.standings) == 1


def test_the_recipe_is_a_file_that_reads_back(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "recette.toml"
    path.write_text(standings().recipe, encoding="utf-8")
    recipe = read_recipe(path)
    assert isinstance(recipe, Recipe)
    assert (recipe.normalise, recipe.reference) == ("base100", "reference")
