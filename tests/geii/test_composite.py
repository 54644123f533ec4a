"""The composite of the profile: when it exists, what it weighs, and that its parts add up."""

from __future__ import annotations

import math
import shlex
import zipfile
from dataclasses import replace
from datetime import datetime
from io import BytesIO, StringIO
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

from indicators.catalogue import load_catalogue
from indicators.cli.main import app
from indicators.composite import Recipe, describe, load_data, load_framework, uncertainty
from indicators.demo import demo_snapshot
from indicators.geii import Profile
from indicators.geii.composite import Composite, composite_of
from indicators.geii.method import options_for, recipe_of
from indicators.present.reports.kit import composite_kit
from indicators.present.texts import translator
from tests.defaults import build_profile, profile_options

CATALOGUE = load_catalogue()
EQUAL = replace(options_for(CATALOGUE.weight_sets["equal"]), replicates=200)


def piedmont() -> Profile:
    return build_profile(demo_snapshot("ITC1"), CATALOGUE, 2023, profile_options())


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
    )
    halves = composite_of(
        profile,
        [],
        CATALOGUE,
        replace(options_for(CATALOGUE.weight_sets["economic_social"]), mean="arithmetic", **loose),
    )
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
    profile = build_profile(demo_snapshot("38185"), CATALOGUE, 2023, profile_options())
    assert composite_of(profile, [], CATALOGUE, EQUAL).missing == "too_few_dimensions"


def everyone() -> tuple[Profile, list[Profile]]:
    snapshot = demo_snapshot("EX001")
    options = profile_options(references=snapshot.territory.references)
    home = build_profile(snapshot, CATALOGUE, 2025, options)
    peers = [
        build_profile(replace(snapshot, territory=item), CATALOGUE, 2025, options)
        for item in snapshot.territories.values()
        if item.role == "peer"
    ]
    return home, peers


def standings() -> Composite:
    return composite_of(*everyone(), CATALOGUE, EQUAL)


def test_peers_stand_beside_with_their_intervals() -> None:
    found = standings()
    assert len(found.standings) == 7
    assert sorted(item.rank for item in found.standings) == list(range(1, 8))
    for item in found.standings:
        assert item.low is not None and item.high is not None
        assert item.rank_low <= item.rank_high
    assert sum(item.home for item in found.standings) == 1


def test_bounds_count_the_missing_indicators_of_a_scored_dimension() -> None:
    """Five dimensions as published; the first one has 3 of its 5 indicators, the two others at 25, then at 400."""
    base = piedmont()
    first = base.dimensions[0]
    readings = tuple(
        replace(item, benchmark=value)
        for item, value in zip(first.readings, (100.0, 110.0, 130.0, None, None), strict=True)
    )
    thin = replace(first, status="scored", index=113.0, coverage=0.6, readings=readings, mean="arithmetic")
    profile = replace(base, dimensions=(thin, *base.dimensions[1:]))
    assert profile.coverage == pytest.approx(1 - 2 / sum(len(item.readings) for item in profile.dimensions))
    found = composite_of(profile, [], CATALOGUE, replace(EQUAL, mean="arithmetic"))
    others = 119 + 95.1 + 113.3 + 105.6 + 165
    low, high = ((340 + 2 * end) / 5 for end in (25, 400))
    assert found.bounds == (pytest.approx((low + others) / 6), pytest.approx((high + others) / 6))


def test_ranks_are_among_the_territories_alone() -> None:
    """The reference sets the scale and takes no rank: the replicates are ranked again without it."""
    found = standings()
    assert found.kit is not None
    rows = pd.read_csv(StringIO(found.kit.data))
    framework = load_framework(pd.read_csv(StringIO(found.kit.framework), dtype=str, keep_default_na=False))
    data = load_data(rows, framework)
    recipe = recipe_of(EQUAL)
    draws = uncertainty(recipe, framework, data, n=EQUAL.replicates).replicates.scores[:, 1:]
    places = 1 + (np.round(draws, 9)[:, None, :] > np.round(draws, 9)[:, :, None]).sum(axis=2)
    for column, item in enumerate(found.standings):
        low, high = np.quantile(places[:, column], [0.05, 0.95])
        assert (item.rank_low, item.rank_high) == (math.floor(low), math.ceil(high))
    assert [item.rank for item in sorted(found.standings, key=lambda item: -item.score)] == list(range(1, 8))


@pytest.mark.parametrize("name", list(CATALOGUE.weight_sets))
def test_the_kit_rebuilds_the_result_byte_for_byte_through_the_command(name: str, tmp_path: Path) -> None:
    options = replace(options_for(CATALOGUE.weight_sets[name]), replicates=60)
    home, peers = everyone()
    found = composite_of(home, peers, CATALOGUE, options)
    assert found.kit is not None
    content = composite_kit(found.kit, datetime(2026, 6, 12), translator("fr"))
    assert content == composite_kit(found.kit, datetime(2026, 6, 12), translator("fr"))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        archive.extractall(tmp_path)
    command = next(
        line for line in (tmp_path / "LISEZMOI.txt").read_text(encoding="utf-8").splitlines() if "--out" in line
    )
    arguments = shlex.split(command)[1:]
    monkey = [str(tmp_path / word) if (tmp_path / word).exists() or word == "refait" else word for word in arguments]
    assert CliRunner().invoke(app, monkey).exit_code == 0
    made = sorted(path.name for path in (tmp_path / "refait").iterdir())
    assert made == sorted(path.name for path in (tmp_path / "resultat").iterdir()) and "rank_intervals.csv" in made
    for file in made:
        assert (tmp_path / "refait" / file).read_bytes() == (tmp_path / "resultat" / file).read_bytes()
    scores = pd.read_csv(tmp_path / "refait" / "scores.csv", index_col="unit")
    assert {item.territory: item.score for item in found.standings} == scores["index"].drop("reference").to_dict()


def test_the_recipe_says_what_its_interval_varies() -> None:
    told = [str(item) for item in describe(recipe_of(EQUAL)) if item.step == "factors"]
    assert told == [
        "Pour l’incertitude, les ensembles sont réunis tour à tour ainsi : moyenne arithmétique, moyenne géométrique.",
        "Pour l’incertitude, chaque poids varie de ± 25 %.",
    ]
    other = [str(item) for item in describe(Recipe(factors={"winmax": [3, 5], "aggregate": ["arithmetic", "mpi"]}))]
    assert "Pour l’incertitude, « winmax » prend tour à tour ces valeurs : 3, 5." in other
