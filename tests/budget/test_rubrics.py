"""Suggestions wait for a person; a person's word is kept with its date."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indicators.budget import (
    Book,
    RubricError,
    confirm_rubrics,
    confirm_split,
    lines_of,
    split,
    split_line,
    suggest,
    waiting,
)
from indicators.catalogue import Catalogue
from tests.budget.conftest import line, lines


@pytest.mark.parametrize(
    ("nature", "instruction", "rubric"),
    [
        ("64111", "M14", "r1_operations"),
        ("6281", "M57", "r3_networks"),
        ("6288", "M57", "r1_operations"),
        ("6574", "M14", "r2_grants"),
        ("65748", "M57", "r2_grants"),
        ("6562", "M57", "r2_grants"),
        ("6562", "M14", ""),
        ("6532", "M14", "r3_networks"),
        ("6532", "M57", ""),
        ("65312", "M57", "r3_networks"),
        ("6257", "M14", "r4_visibility"),
        ("6251", "M14", "r3_networks"),
        ("6745", "M14", "r5_emergency"),
        ("617", "M57", "r7_studies"),
        ("2031", "M57", "r7_studies"),
        ("6478", "M14-M14_COM_SUP3500", "r1_operations"),
        ("042", "M57", ""),
        ("", "M57", ""),
    ],
)
def test_what_a_nature_suggests(catalogue: Catalogue, nature: str, instruction: str, rubric: str) -> None:
    assert suggest(nature, instruction, catalogue.rubrics) == rubric


def test_three_ways_of_being_in_a_rubric(book: Callable[..., Book]) -> None:
    found = book(
        line("a", paid=50, nature="6574", rubric="r6_awareness", rubric_status="confirmed"),
        line("b", paid=30, nature="6574"),
        line("c", paid=20, nature="6999"),
    )
    cut = split(found, 2024, "paid", "rubric")
    assert [(part.key, part.confirmed, part.suggested) for part in cut.parts] == [
        ("r6_awareness", 5_000, 0),
        ("r2_grants", 0, 3_000),
        ("r0_unassigned", 0, 0),
    ]
    assert cut.unconfirmed.value == pytest.approx(50)


def test_largest_unconfirmed_line_first(book: Callable[..., Book]) -> None:
    rows = [line("a", paid=1), line("b", voted=9), line("c", paid=5), line("d", paid=99, rubric="r7_studies", rubric_status="confirmed")]  # fmt: skip
    assert waiting(book(*rows), 2024)["line"].tolist() == ["b", "c", "a"]
    older = line("z", 2019, paid=900)
    assert waiting(book(*rows, older))["line"].tolist() == ["z", "b", "c", "a"]


class TestConfirmation:
    def test_author_and_date_are_kept(self, catalogue: Catalogue) -> None:
        frame = lines(line("a", paid=10, nature="6574"), line("b", paid=5))
        (done,) = confirm_rubrics(
            frame, {(2024, "a"): "r5_emergency"}, " Cheffe du service ", "2026-06-12", catalogue.rubrics
        )
        assert (done.line, done.rubric, done.rubric_status) == ("a", "r5_emergency", "confirmed")
        assert (done.rubric_author, done.rubric_date, done.paid, done.voted) == (
            "Cheffe du service",
            "2026-06-12",
            1_000,
            None,
        )

    def test_unknown_rubric_names_the_nearest(self, catalogue: Catalogue) -> None:
        with pytest.raises(RubricError, match=r"« r2_grant ».*plus proche : « r2_grants »"):
            confirm_rubrics([line("a")], {(2024, "a"): "r2_grant"}, "A", "2026", catalogue.rubrics)

    def test_unknown_line_and_missing_author(self) -> None:
        with pytest.raises(RubricError, match="« 2024 z »"):
            confirm_rubrics([line("a")], {(2024, "z"): "r2_grants"}, "A", "2026")
        with pytest.raises(RubricError, match="nom de son auteur"):
            confirm_rubrics([line("a")], {(2024, "a"): "r2_grants"}, " ", "2026")

    def test_records_survive_the_frame(self) -> None:
        row = line("a", paid=10, sdgs=("6", "17"), in_kind=True, committed=None)
        assert lines_of(lines(row)) == [row]


class TestSplitKeys:
    def test_parts_sum_to_the_line_to_the_cent(self) -> None:
        parts = split_line(
            line("a", paid=100.01, voted=10), {"r2_grants": 1 / 3, "r5_emergency": 1 / 3, "r7_studies": 1 / 3}
        )
        assert [part.paid for part in parts] == [3_334, 3_334, 3_333]
        assert [part.line for part in parts] == ["a/1", "a/2", "a/3"]
        assert sum(part.voted or 0 for part in parts) == 1_000
        assert {part.committed for part in parts} == {None}

    def test_a_thousandth_is_tolerated_more_is_not(self) -> None:
        assert sum(part.paid or 0 for part in split_line(line(paid=100), {"a": 0.5, "b": 0.501})) == 10_000
        with pytest.raises(RubricError, match=r"font 1\.01"):
            split_line(line(paid=100), {"a": 0.5, "b": 0.51})

    def test_amounts_make_two_confirmed_lines(self, catalogue: Catalogue) -> None:
        whole = line("a", paid=100.01, voted=200, nature="6574", partnership="p")
        one, two = confirm_split(
            whole, {"r2_grants": 3_000, "r5_emergency": 7_001}, "Cheffe", "2026-06-12", catalogue.rubrics
        )
        assert [(part.line, part.rubric, part.paid) for part in (one, two)] == [
            ("a/1", "r2_grants", 3_000),
            ("a/2", "r5_emergency", 7_001),
        ]
        assert (one.voted or 0) + (two.voted or 0) == 20_000 and one.voted == 5_999
        assert {
            (part.rubric_status, part.rubric_author, part.rubric_date, part.partnership) for part in (one, two)
        } == {("confirmed", "Cheffe", "2026-06-12", "p")}

    def test_a_negative_line_is_split_too(self) -> None:
        parts = confirm_split(line("a", paid=-69.52), {"a": -6_000, "b": -952}, "A", "2026")
        assert [part.paid for part in parts] == [-6_000, -952]

    def test_a_line_that_is_only_voted_shares_its_vote(self) -> None:
        parts = confirm_split(line("a", voted=10), {"a": 400, "b": 600}, "A", "2026")
        assert [(part.voted, part.paid) for part in parts] == [(400, None), (600, None)]

    @pytest.mark.parametrize("amounts", [{"a": 5_000, "b": 4_999}, {"a": 10_000, "b": 0}, {"a": 11_000, "b": -1_000}])
    def test_parts_that_do_not_make_the_line_are_refused(self, amounts: dict[str, int]) -> None:
        with pytest.raises(RubricError, match="ensemble 10000 centimes"):
            confirm_split(line("a", paid=100), amounts, "A", "2026")

    def test_a_line_without_amount_is_refused(self) -> None:
        with pytest.raises(RubricError, match="ensemble None centimes"):
            confirm_split(line("a"), {"a": 0, "b": 0}, "A", "2026")
