"""Facts become indicators by their parts; the figures are worked out by hand or published elsewhere."""

from __future__ import annotations

import math
from typing import Any

import pytest

from indicators.catalogue.official import OfficialFeed
from indicators.official.computing import cube_of
from indicators.official.facts import Facts, table_of

SHA = {"s": "a" * 64, "t": "b" * 64}
#: Immigrants of the urban unit of Montbéliard by country of birth in 2018 (Insee, IMG1B): 15 375 in eleven groups.
MONTBELIARD = (902, 1075, 422, 597, 1747, 3452, 3554, 218, 713, 1993, 702)


def facts(source: str, rows: list[tuple[Any, ...]], vintage: str = "2024") -> Facts:
    """Facts from (code, measure, year, value, flag, detail); the last two may be left out."""
    full = [(*row, *("ok", "")[len(row) - 4 :]) for row in rows]
    code, measure, year, value, flag, detail = map(list, zip(*full, strict=True))
    columns = {"level": "DEP", "code": code, "measure": measure, "year": year, "value": value, "flag": flag}
    return Facts(table_of({**columns, "detail": detail}), source, vintage, SHA[source])


def feed(**choices: Any) -> OfficialFeed:
    return OfficialFeed(**{"id": "f", "indicator": "i", "source": "s", "numerator": "n", **choices})


def rows(given: list[Facts], *feeds: OfficialFeed) -> dict[tuple[str, int], dict[str, Any]]:
    return {(row["code"], row["year"]): row for row in cube_of(given, feeds).to_pylist()}


def test_a_ratio_keeps_its_parts_and_cites_both_files() -> None:
    nights = facts("s", [("38", "n", 2024, 1_470_336.0), ("38", "n", 2023, 10.0, "estimated")])
    people = facts("t", [("38", "p", 2024, 1_304_945.0, "provisional")], vintage="2025")
    found = rows([nights, people], feed(denominator="p", denominator_source="t"))
    row = found.pop(("38", 2024))
    assert not found  # no population for 2023: no figure
    assert (row["numerator"], row["denominator"]) == (1_470_336, 1_304_945)
    assert row["value"] == pytest.approx(1.12674, abs=1e-5)
    assert (row["flag"], row["source"], row["vintage"]) == ("provisional", "s+t", "2024+2025")
    assert row["sha256"] == f"{SHA['s']}+{SHA['t']}"


def test_a_secret_part_makes_a_secret_figure() -> None:
    given = facts("s", [("1", "n", 2024, None, "secret"), ("1", "d", 2024, 10.0), ("2", "n", 2024, 1.0), ("2", "d", 2024, None, "secret")])  # fmt: skip
    found = rows([given], feed(denominator="d"))
    assert [found[code, 2024]["flag"] for code in "12"] == ["secret", "secret"]
    assert [found[code, 2024]["value"] for code in "12"] == [None, None]


def test_a_null_denominator_gives_nothing() -> None:
    given = facts("s", [("1", "n", 2024, 0.0), ("1", "d", 2024, 0.0), ("2", "n", 2024, 0.0), ("2", "d", 2024, 5.0)])
    found = rows([given], feed(denominator="d"))
    assert list(found) == [("2", 2024)]
    assert found["2", 2024]["value"] == 0  # none among five is zero


@pytest.mark.parametrize(("within", "years"), [(0, []), (1, [2022, 2024]), (2, [2021, 2022, 2024])])
def test_the_nearest_denominator_within_some_years(within: int, years: list[int]) -> None:
    students = facts("s", [("1", "n", year, 8.0) for year in (2021, 2022, 2024)])
    people = facts("t", [("1", "p", 2023, 4.0)])
    found = rows([students, people], feed(denominator="p", denominator_source="t", denominator_within=within))
    assert [year for _, year in found] == years


def test_the_first_feed_is_kept_unless_it_is_secret() -> None:
    first = facts("s", [("1", "n", 2024, 1.0), ("2", "n", 2024, None, "secret")])
    second = facts("t", [("1", "n", 2024, 9.0), ("2", "n", 2024, 9.0), ("3", "n", 2024, 9.0)])
    found = rows([first, second], feed(formula="amount"), feed(id="g", source="t", formula="amount"))
    assert [found[code, 2024]["value"] for code in "123"] == [1, 9, 9]
    assert found["1", 2024]["numerator"] is None


def test_the_latest_vintage_is_kept() -> None:
    old, new = facts("s", [("1", "n", 2020, 1.0), ("1", "n", 2019, 7.0)]), facts("s", [("1", "n", 2020, 2.0)], "2025")
    found = rows([new, old], feed(formula="amount"))
    assert (found["1", 2020]["value"], found["1", 2020]["vintage"]) == (2, "2025")
    assert found["1", 2019]["value"] == 7  # what only the former says stays
    revised = facts("s", [("1", "n", 2020, 3.0)], "2025")
    assert rows([new, old, revised], feed(formula="amount"))["1", 2020]["value"] == 3  # the same vintage, read later


def test_evenness_of_origins_as_published() -> None:
    given = facts("s", [("1", "n", 2018, float(count), "ok", str(at)) for at, count in enumerate(MONTBELIARD)])
    row = rows([given], feed(formula="evenness"))["1", 2018]
    assert row["value"] == pytest.approx(0.8786, abs=5e-5)
    assert row["numerator"] == 15_375


def test_evenness_counts_the_groups_that_the_source_declares() -> None:
    given = facts("s", [("1", "n", 2018, 1.0, "ok", "x"), ("1", "n", 2018, 1.0, "ok", "y"), ("2", "n", 2018, 1.0, "ok", "z")])  # fmt: skip
    found = rows([given], feed(formula="evenness"))
    assert found["1", 2018]["value"] == pytest.approx(math.log(2) / math.log(3))
    assert found["2", 2018]["value"] == 0


def test_diversification_of_customers() -> None:
    given = facts("s", [("1", "n", 2024, 50.0, "ok", "DE"), ("1", "n", 2024, 30.0, "ok", "IT"), ("1", "n", 2024, 20.0, "ok", "US")])  # fmt: skip
    assert rows([given], feed(formula="diversification"))["1", 2024]["value"] == pytest.approx(1 - 0.25 - 0.09 - 0.04)


def test_a_secret_group_makes_the_whole_secret() -> None:
    given = facts("s", [("1", "n", 2024, 50.0, "ok", "DE"), ("1", "n", 2024, None, "secret", "IT")])
    row = rows([given], feed(formula="diversification"))["1", 2024]
    assert (row["value"], row["flag"]) == (None, "secret")


def test_a_gap_between_two_rates() -> None:
    given = facts("s", [("1", "n", 2023, 66.0), ("1", "d", 2023, 100.0), ("1", "m", 2023, 57.0), ("1", "e", 2023, 100.0)])  # fmt: skip
    choices = {"denominator": "d", "less": "m", "less_denominator": "e", "formula": "rate_gap", "multiplier": 100.0}
    assert rows([given], feed(**choices))["1", 2023]["value"] == pytest.approx(9)


def test_nothing_read_is_an_empty_cube() -> None:
    assert cube_of([], [feed()]).num_rows == 0
