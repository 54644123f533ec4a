"""The worked example of the method note (5.7) and its limits."""

from __future__ import annotations

import math

import pytest

from indicators.budget import Book, BudgetRules, concentration, item_concentration, split
from indicators.catalogue import Catalogue
from tests.budget.conftest import line, lines
from tests.defaults import rubric_concentration

EXAMPLE = dict(zip("abcdefg", (42, 120, 38, 60, 15, 15, 10), strict=True))


def test_worked_example() -> None:
    found = concentration(EXAMPLE)
    assert found.hhi == pytest.approx(0.2418, abs=5e-5)
    assert found.normalised == pytest.approx(0.1154, abs=5e-5)
    assert found.effective == pytest.approx(4.14, abs=5e-3)
    assert found.entropy == pytest.approx(0.8419, abs=5e-5)
    assert (found.top, found.top_share) == ("b", pytest.approx(0.4))


def test_equal_shares() -> None:
    found = concentration(dict.fromkeys("abcdefg", 5.0))
    assert found.hhi == pytest.approx(0.1429, abs=5e-5)
    assert found.normalised == pytest.approx(0)
    assert found.entropy == pytest.approx(1)


def test_one_rubric_holds_all() -> None:
    found = concentration({"a": 9.0} | dict.fromkeys("bcdefg", 0.0))
    assert (found.hhi, found.normalised, found.entropy) == (1, 1, 0)


def test_all_zero_is_not_available() -> None:
    found = concentration(dict.fromkeys("ab", 0.0))
    assert (found.hhi, found.entropy, found.reason) == (None, None, "no_expenditure")


def test_a_single_item_has_no_normalised_index() -> None:
    found = concentration({"a": 3.0})
    assert (found.hhi, found.normalised, found.normalised_reason) == (1, None, "single_item")


def test_negative_amount_is_set_aside_and_told() -> None:
    found = concentration({"a": 100, "b": -20, "c": 50})
    assert found.hhi == pytest.approx(0.5556, abs=5e-5)
    assert found.set_aside == -20


def test_unassigned_is_left_out_and_stops_the_verdict_above_a_fifth(catalogue: Catalogue) -> None:
    rows = [line("a", paid=60, rubric="r1_operations"), line("b", paid=15, rubric="r2_grants"), line("c", paid=25)]
    cut = split(Book.of(lines(*rows), catalogue.rubrics), 2024, "paid", "rubric")
    found = rubric_concentration(cut, list(catalogue.rubrics))
    assert found.hhi == pytest.approx(0.8**2 + 0.2**2)
    assert found.items == 7
    assert found.unassigned is not None and found.unassigned.value == pytest.approx(25)
    assert not found.verdict


def test_projects_are_the_items_that_lines_name() -> None:
    rows = [line("a", paid=30, project="x"), line("b", paid=30, project="y"), line("c", paid=40)]
    found = item_concentration(split(Book.of(lines(*rows)), 2024, "paid", "project"), BudgetRules())
    assert found.effective == pytest.approx(2)
    assert found.unassigned is not None and found.unassigned.value == pytest.approx(40)
    assert math.isclose(found.entropy or 0, 1)
