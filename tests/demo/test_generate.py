"""The generated national data: the same each time, in the proportions that its documentation says, marked fictional."""

from __future__ import annotations

import pandas as pd
import pytest
from sqlalchemy import Engine

from indicators.catalogue import load_catalogue
from indicators.demo import generate
from indicators.store import reading

SMALL = generate.Size().scaled(0.01)


@pytest.fixture(scope="module")
def observed() -> pd.DataFrame:
    return pd.concat(generate.observations(SMALL, load_catalogue()))


def test_the_national_size_is_the_one_that_is_measured() -> None:
    full = generate.Size()
    assert (full.territories, full.years, full.indicators) == (4_700, 10, 60)
    assert full.territories * full.years * full.indicators == 2_820_000
    assert (full.partnerships, full.budget_lines) == (10_440, 500_000)
    assert (SMALL.territories, SMALL.partnerships, SMALL.budget_lines) == (47, 104, 5_000)


def test_the_same_seed_gives_the_same_data(observed: pd.DataFrame) -> None:
    again = pd.concat(generate.observations(SMALL, load_catalogue()))
    pd.testing.assert_frame_equal(again, observed)
    other = pd.concat(generate.observations(SMALL, load_catalogue(), seed=1))
    assert not other.value.equals(observed.value)


def test_gaps_are_where_they_are_in_real_files(observed: pd.DataFrame) -> None:
    assert 0.98 < len(observed) / (47 * 10 * 60) < 1.0
    assert observed.duplicated(["territory", "indicator", "year"]).sum() == 0
    empty = observed.value.isna()
    assert 0.2 < empty.mean() < 0.5
    assert set(observed.quality[empty & (observed.note == "")]) == {"secret"}
    percent = observed[observed.unit.str.startswith("%")].value.dropna()
    assert percent.between(0, 100).all()


def test_an_empty_database_is_filled_and_another_refused(engine: Engine) -> None:
    rows = generate.load(engine, SMALL)
    assert rows == sum(
        len(reading.frame(engine, kind, 1)) for kind in ("territory", "observation", "partnership", "budget_line")
    )
    found = reading.snapshot(engine, 1, generate.code_of(0))
    assert found.territory.fictional and found.territory.name == "Territoire fictif 1"
    assert len(found.budget_lines) == 107
    assert set(found.budget_lines.direction) == {"income", "expenditure"}
    other = reading.snapshot(engine, 1, generate.code_of(10))
    assert other.territory.references == (generate.code_of(0),)
    assert generate.code_of(0) in set(other.observations.territory)  # what a profile compares with
    with pytest.raises(ValueError, match="base vide"):
        generate.load(engine, SMALL)
