"""What enters a total, what stands beside it."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from indicators.budget import Book, Scope, split, split_by_year
from indicators.budget.splits import lines_of_part
from tests.budget.conftest import line, lines, numbered


def test_stages_are_kept_apart(book: Callable[..., Book]) -> None:
    found = book(line(voted=100, committed=80, paid=70, attached=5))
    assert [found.total(2024, stage).net for stage in ("voted", "committed", "paid")] == [10_000, 8_000, 7_000]


def test_a_missing_stage_is_not_zero(book: Callable[..., Book]) -> None:
    total = book(line("a", paid=70), line("b", paid=0)).total(2024, "voted")
    assert (total.net, total.gross, total.lines, total.missing) == (None, None, 2, 2)
    assert book(line(paid=0)).total(2024, "paid").net == 0


def test_a_year_without_line_has_no_total(book: Callable[..., Book]) -> None:
    assert book(line(paid=1)).total(2020, "paid").net is None


def test_the_lines_of_a_part_are_those_that_it_counts(book: Callable[..., Book]) -> None:
    found = book(
        line("a", paid=10, sdgs=("11", "17"), rubric="r1_operations", rubric_status="confirmed"),
        line("b", paid=20, sdgs=("17",)),
        line("c", paid=40),
    )
    rows = found.lines(2024, "expenditure")
    for by in ("sdg", "rubric", "funding_source", "section"):
        for part in split(found, 2024, "paid", by).parts:
            assert lines_of_part(rows, by, part.key)["paid"].sum() == part.net, (by, part.key)
    assert lines_of_part(rows, "sdg", "17")["line"].tolist() == ["a", "b"]
    assert lines_of_part(rows, "sdg", "")["line"].tolist() == ["c"]


def test_no_line_at_all() -> None:
    empty = Book.of(lines())
    assert (empty.years, empty.total(2024, "paid").net, split(empty, 2024, "paid", "rubric").reason) == (
        (),
        None,
        "no_lines",
    )


def test_transfers_vanish_on_consolidation_only(book: Callable[..., Book]) -> None:
    found = book(
        line("a", paid=100),
        line("b", paid=30, intra_group=True, nature="657363"),
        line("c", paid=30, budget="Eau"),
        line("d", paid=30, budget="Eau", direction="income", intra_group=True),
    )
    assert found.total(2024, "paid").net == 13_000
    assert found.total(2024, "paid", "income").net is None
    assert found.within(Scope(budget="principal")).total(2024, "paid").net == 13_000
    assert found.within(Scope(budget="Eau")).total(2024, "paid", "income").net == 3_000
    assert found.principal.total(2024, "paid").net == 10_000
    assert found.budgets == ("principal", "Eau")


def test_contributions_in_kind_are_never_cash(book: Callable[..., Book]) -> None:
    found = book(line("a", paid=100), line("b", paid=40, in_kind=True))
    assert found.total(2024, "paid").net == 10_000
    assert found.in_kind["paid"].tolist() == [4_000.0]


def test_order_operations_are_told_by_chapter_not_by_function(book: Callable[..., Book]) -> None:
    found = book(line("a", paid=10, function="042"), line("b", paid=99, chapter="042"))
    assert found.total(2024, "paid").net == 1_000
    assert len(found.order) == 1


def test_staff_can_be_left_out(book: Callable[..., Book]) -> None:
    found = book(
        line("a", paid=10, nature="64111"), line("b", paid=5, nature="6332"), line("c", paid=3, chapter="012"),
        line("d", paid=2, nature="6232"), line("e", paid=7, nature="6419", direction="income"),
    )  # fmt: skip
    assert found.within(Scope(staff=False)).total(2024, "paid").net == 200
    assert found.within(Scope(staff=False)).total(2024, "paid", "income").net == 700


def test_staff_is_known_by_its_account_where_the_budget_has_no_chapter_of_staff(book: Callable[..., Book]) -> None:
    """Paris votes by function: 174 744 € of « Personnel extérieur au service » stand in chapter 930 in 2020."""
    found = book(
        line("a", paid=174_744, nature="621", chapter="930", instruction="M57"),
        line("b", paid=9, nature="6311"), line("c", paid=7, nature="6218"), line("d", paid=40, nature="6228"),
    )  # fmt: skip
    assert found.within(Scope(staff=False)).total(2024, "paid").net == 4_000


def test_declared_perimeter_stands_beside_the_accounts(book: Callable[..., Book]) -> None:
    found = book(line("a", paid=10), line("b", paid=5, perimeter="declared"))
    assert found.within(Scope(perimeter="accounting")).total(2024, "paid").net == 1_000
    assert found.total(2024, "paid").net == 1_500


def test_sections_and_directions(book: Callable[..., Book]) -> None:
    found = book(line("a", paid=10), line("b", paid=4, section="investment"), line("c", paid=3, direction="income"))
    assert found.total(2024, "paid", section="operating").net == 1_000
    assert found.total(2024, "paid", section="investment").net == 400
    assert found.total(2024, "paid").net == 1_400


def test_final_accounts_are_told_from_provisional_ones(book: Callable[..., Book]) -> None:
    found = book(line("a", paid=1), line("b", 2025, paid=1, document="BP"), line("c", 2026, paid=1, document="CFU"))
    assert [found.final(year) for year in (2024, 2025, 2026, 2027)] == [True, False, True, False]


def test_frames_of_the_store_are_read_alike() -> None:
    frame = lines(*numbered(1, 2)).assign(
        paid=pd.array([100, None], dtype="Int64"), voted=pd.array([None, None], dtype="Int64")
    )
    total = Book.of(frame).total(2024, "paid")
    assert (total.net, total.missing) == (100, 1)


class TestSplits:
    def test_shares_are_on_gross_positive_amounts(self, book: Callable[..., Book]) -> None:
        cut = split(
            book(
                line("a", paid=100, nature="6574"), line("b", paid=-20, nature="6574"), line("c", paid=50, nature="617")
            ),
            2024,
            "paid",
            "rubric",
        )  # fmt: skip
        assert (cut.net, cut.gross) == (13_000, 15_000)
        assert [(part.key, part.net, part.gross) for part in cut.parts] == [
            ("r2_grants", 8_000, 10_000),
            ("r7_studies", 5_000, 5_000),
        ]
        assert [round(part.share.value or 0, 2) for part in cut.parts] == [66.67, 33.33]

    def test_zero_total_has_no_share(self, book: Callable[..., Book]) -> None:
        cut = split(book(line(paid=0, nature="617")), 2024, "paid", "rubric")
        assert (cut.net, cut.reason, cut.parts[0].share.value, cut.parts[0].share.reason) == (
            0, "no_expenditure", None, "no_expenditure",
        )  # fmt: skip

    def test_a_line_counts_whole_in_each_goal(self, book: Callable[..., Book]) -> None:
        cut = split(
            book(line("a", paid=10, sdgs=("6", "17")), line("b", paid=5, sdgs=("17",)), line("c", paid=1)),
            2024, "paid", "sdg",
        )  # fmt: skip
        assert cut.overlapping
        assert {part.key: part.net for part in cut.parts} == {"17": 1_500, "6": 1_000, "": 100}
        assert cut.net == 1_600

    @pytest.mark.parametrize("by", ["partnership", "country", "objective", "project", "function", "budget"])
    def test_other_cuts_keep_what_is_not_told(self, book: Callable[..., Book], by: str) -> None:
        told = "principal" if by == "budget" else "NA"
        cut = split(book(line("a", paid=10, **{by: told}), line("b", paid=5)), 2024, "paid", by)  # type: ignore[arg-type]  # a word of By
        assert cut.part(told) is not None
        assert sum(part.net for part in cut.parts) == 1_500

    def test_income_by_payer_uses_the_nature_when_nobody_said(self, book: Callable[..., Book]) -> None:
        found = book(
            line("a", paid=10, direction="income", nature="74718"),
            line("b", paid=4, direction="income", nature="74718", funding_source="state_meae"),
            line("c", paid=1, direction="income", nature="7788"),
        )
        cut = split(found, 2024, "paid", "funding_source", direction="income")
        assert [(part.key, part.net) for part in cut.parts] == [("state_other", 1_000), ("state_meae", 400), ("", 100)]

    def test_years_side_by_side_keep_gaps(self, book: Callable[..., Book]) -> None:
        table = split_by_year(
            book(line("a", 2022, paid=1, nature="617"), line("b", 2024, paid=2, nature="6281")), "paid", "rubric"
        )
        assert table.loc[2022, "r7_studies"] == 100
        assert pd.isna(table.loc[2022, "r3_networks"])
