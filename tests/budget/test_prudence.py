"""Multi-year maximums, leftovers and funders' rules: counted by hand, and silent with a reason where data are."""

from __future__ import annotations

from collections.abc import Callable

from indicators.budget import Book, Maximum
from indicators.budget.prudence import funder_uses, leftovers, maximum_uses
from indicators.catalogue import Catalogue
from tests.budget.conftest import line
from tests.defaults import execution

GRANTS = Maximum("r2_grants", 2023, 2025, 100_000, "délibération")


def grants(year: int, paid: float, rubric: str = "r2_grants") -> dict[str, object]:
    return {"year": year, "paid": paid, "rubric": rubric, "rubric_status": "confirmed"}


class TestMaximum:
    def test_the_years_of_the_period_add_up(self, book: Callable[..., Book]) -> None:
        rows = [
            line("a", **grants(2022, 999)),
            line("a", **grants(2023, 400)),
            line("a", **grants(2024, 350)),
            line("b", **grants(2024, 80, "r7_studies")),
            line("c", **grants(2024, -50)),
        ]
        (found,) = maximum_uses(book(*rows), 2024, "paid", [GRANTS])
        assert (found.use.value, found.use.numerator, found.year, found.missing) == (70, 70_000, 2024, ())

    def test_beyond_the_maximum_is_told(self, book: Callable[..., Book]) -> None:
        (found,) = maximum_uses(book(line("a", **grants(2023, 1_200))), 2023, "paid", [GRANTS])
        assert found.use.value == 120

    def test_a_year_nobody_tells_stops_it(self, book: Callable[..., Book]) -> None:
        (found,) = maximum_uses(book(line("a", **grants(2024, 10))), 2024, "paid", [GRANTS])
        assert (found.use.value, found.use.reason, found.missing) == (None, "window_incomplete", (2023,))

    def test_only_maximums_of_the_year_are_read(self, book: Callable[..., Book]) -> None:
        assert maximum_uses(book(line("a", **grants(2026, 10))), 2026, "paid", [GRANTS]) == ()


class TestLeftovers:
    def test_credits_voted_after_the_first_budget(self, book: Callable[..., Book]) -> None:
        rows = [line("a", voted=300, document="BP"), line("b", voted=100, document="DM2"), line("c", paid=5)]
        laid = book(*rows)
        found = leftovers(laid, 2024, execution(laid, 2024))
        assert (found.late.value, found.late.numerator, found.unspent.value) == (25, 10_000, None)

    def test_accounts_do_not_tell_the_vote_but_tell_what_is_left(self, book: Callable[..., Book]) -> None:
        laid = book(line("a", voted=100, paid=80, nature="6574"), line("b", paid=30, nature="64111"))
        found = leftovers(laid, 2024, execution(laid, 2024))
        assert (found.late.value, found.late.reason) == (None, "vote_not_told")
        assert (found.unspent.numerator, found.unspent.value) == (2_000, 20)

    def test_nothing_voted(self, book: Callable[..., Book]) -> None:
        laid = book(line("a", paid=80))
        found = leftovers(laid, 2024, execution(laid, 2024))
        assert (found.late.reason, found.unspent.value) == ("vote_not_told", None)


class TestFunders:
    def test_named_external_funders_with_what_they_ask(self, book: Callable[..., Book], catalogue: Catalogue) -> None:
        rows = [
            line("a", paid=10, direction="income", funding_source="eu"),
            line("b", paid=30, direction="income", funding_source="state_meae"),
            line("c", paid=50, direction="income", funding_source="own"),
            line("d", paid=70, direction="income", funding_source="unknown"),
            line("e", paid=-5, direction="income", funding_source="region"),
        ]
        first, second = funder_uses(book(*rows), 2024, "paid", catalogue)
        assert (first.payer, first.received, second.payer) == ("state_meae", 3_000, "eu")
        assert [rule.topic for rule in second.rules] == ["vat"] and second.parameters == ()
        assert {rule.year for rule in first.parameters} == {2024}

    def test_a_rule_is_the_latest_known_at_its_date(self, catalogue: Catalogue) -> None:
        (rule,) = catalogue.rules_of_funder("eu", 2024)
        assert (rule.id, rule.year) == ("eu_2008_vat", 2008)
        assert [rule.year for rule in catalogue.rules_of_funder("state_meae", 2019)] == [2025], "else the earliest"
        assert catalogue.rules_of_funder("region", 2024) == ()
