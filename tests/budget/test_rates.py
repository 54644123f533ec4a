"""Execution, leverage, change and constant euros: what is divided by what, and when it is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indicators.budget import (
    Bases,
    Book,
    BudgetContext,
    BudgetRules,
    Funding,
    absence,
    cofinancing_rate,
    emergency_reserve,
    funding_by_year,
    leverage,
    project_leverage,
    receipts,
    rolling_leverage,
    scheme_money,
)
from indicators.catalogue import Catalogue
from indicators.records import Activity, Observation, frame_of
from tests.budget.conftest import line
from tests.defaults import execution, executions, history, magnitude_jump


class TestExecution:
    def test_plain(self, book: Callable[..., Book]) -> None:
        found = execution(book(line(voted=100, committed=80, paid=60)), 2024)
        assert (found.rate.value, found.commitment.value) == (60, 80)
        assert (found.remaining_to_commit, found.remaining_to_pay) == (2_000, 2_000)

    def test_above_one_hundred_per_cent_is_shown_and_flagged(self, book: Callable[..., Book]) -> None:
        found = execution(book(line(voted=100, paid=159)), 2024)
        assert (found.rate.value, found.over) == (159, 1)

    def test_a_payment_without_credit_at_its_key_stops_the_rate(self, book: Callable[..., Book]) -> None:
        rows = [line("a", voted=100, paid=90, nature="6574"), line("b", paid=69, nature="64111")]
        found = execution(book(*rows), 2024)
        assert (found.rate.value, found.rate.reason) == (None, "voted_elsewhere")
        assert (found.naive.value, found.matched.value, found.unvoted_staff) == (159, 90, 6_900)

    def test_credit_and_payment_on_two_lines_of_the_same_key(self, book: Callable[..., Book]) -> None:
        found = execution(book(line("a", voted=100, nature="6574"), line("b", paid=90, nature="6574")), 2024)
        assert found.rate.value == 90

    def test_lines_without_nature_are_their_own_key(self, book: Callable[..., Book]) -> None:
        found = execution(book(line("a", voted=100), line("b", paid=90)), 2024)
        assert found.rate.reason == "voted_elsewhere"

    def test_zero_paid_without_credit_is_no_obstacle(self, book: Callable[..., Book]) -> None:
        assert execution(book(line("a", voted=10, paid=5, nature="1"), line("b", paid=0)), 2024).rate.value == 50

    def test_a_collectivity_may_tolerate_crumbs(self, book: Callable[..., Book]) -> None:
        found = book(line("a", voted=1000, paid=999, nature="6574"), line("b", paid=1, nature="6478"))
        assert execution(found, 2024).rate.value is None
        assert execution(found, 2024, rules=BudgetRules(unvoted_tolerance=0.001)).rate.value == 100

    def test_zero_credit(self, book: Callable[..., Book]) -> None:
        assert execution(book(line(voted=0, paid=0)), 2024).rate.reason == "denominator_not_positive"

    def test_stages_out_of_order_are_counted(self, book: Callable[..., Book]) -> None:
        found = execution(book(line(voted=10, committed=12, paid=15)), 2024)
        assert (found.voted_below_committed, found.committed_below_paid) == (1, 1)

    def test_every_year_at_once_says_what_each_year_says(self, book: Callable[..., Book]) -> None:
        """Keys mix years, sections, functions, natures and lines without nature; a stage may lack everywhere."""
        rows = [
            line("a", 2022, voted=100, committed=120, paid=90, nature="6574", function="048"),
            line("a", 2023, voted=50, paid=60, nature="6574", function="048"),
            line("b", 2022, paid=10, nature="6574", function="048"),
            line("c", 2022, paid=7, nature="6574", function="041"),
            line("d", 2022, paid=-3, nature="64111", function="048"),
            line("a", 2024, paid=5),
            line("b", 2024, voted=5, section="investment"),
            line("e", 2022, voted=1_000, nature="74718", direction="income"),
        ]
        laid = book(*rows)
        every = executions(laid)
        assert every == tuple(execution(laid, year) for year in (2022, 2023, 2024))
        first, second, third = every
        assert (first.naive.value, first.matched.value, first.rate.reason) == (104, 100, "voted_elsewhere")
        assert (first.unvoted, first.unvoted_keys, first.unvoted_staff) == (400, 2, -300)
        assert (first.over, first.voted_below_committed, first.committed_below_paid) == (0, 1, 0)
        assert (second.rate.value, second.over, second.remaining_to_pay) == (120, 1, None)
        assert (third.matched.value, third.unvoted, third.commitment.reason) == (None, 500, "stage_missing")


class TestLeverage:
    def test_no_own_money_is_not_infinite(self) -> None:
        found = leverage([Funding(2024, 100, 100, 0, 0, 0)])
        assert (found.value, found.reason) == (None, "no_own_funds")

    def test_sums_of_parts_not_means_of_ratios(self) -> None:
        years = [Funding(2023, 100, 50, 0, 0, 50), Funding(2024, 1000, 100, 0, 0, 900)]
        assert leverage(years).value == pytest.approx(150 / 950)
        assert cofinancing_rate(years).value == pytest.approx(100 * 150 / 1100)

    def test_window_needs_each_of_its_years(self) -> None:
        years = {year: Funding(year, 100, 10, 0, 0, 90) for year in (2021, 2022, 2024)}
        assert rolling_leverage(years, 2024).reason == "window_incomplete"
        assert rolling_leverage(years | {2023: years[2021]}, 2024).value == pytest.approx(1 / 9)

    def test_a_year_without_any_receipt_does_not_say_that_nobody_paid(self, book: Callable[..., Book]) -> None:
        silent = funding_by_year(book(line("a", paid=100)))
        assert rolling_leverage(silent, 2024, 1).reason == "no_income"
        assert cofinancing_rate(silent.values()).reason == "no_income"
        told = funding_by_year(book(line("a", paid=100), line("b", paid=0, direction="income", nature="7477")))
        assert rolling_leverage(told, 2024, 1).value == 0

    def test_refunds_and_own_receipts_are_not_cofinancing(
        self, book: Callable[..., Book], catalogue: Catalogue
    ) -> None:
        found = book(
            line("a", paid=100),
            line("b", paid=10, direction="income", nature="6419"),
            line("c", paid=5, direction="income", nature="773"),
            line("d", paid=20, direction="income", nature="7477"),
            line("e", paid=3, direction="income", nature="757", funding_source="own"),
            line("f", paid=4, direction="income", nature="7478"),
        )
        paid = funding_by_year(found, catalogue.funding_sources)[2024]
        assert paid == Funding(2024, 10_000, 2_400, 1_500, 400, 5_800)

    def test_receipts_name_their_payer_and_schemes_their_service(
        self, book: Callable[..., Book], catalogue: Catalogue
    ) -> None:
        found = book(
            line("a", paid=100, committed=120, funding_source="one_pct_water"),
            line("b", paid=50),
            line("c", paid=10, direction="income", nature="6419"),
            line("d", paid=20, direction="income", nature="7477"),
            line("e", paid=5, direction="income", nature="7788"),
        )
        assert receipts(found, 2024, "paid") == {"eu": 2_000, "unknown": 500}
        assert receipts(found, 2024, "voted") == {}
        assert scheme_money(found, 2024, "paid", catalogue.one_percent) == {"one_pct_water": 10_000}
        assert scheme_money(found, 2024, "committed", catalogue.one_percent) == {"one_pct_water": 12_000}

    def test_in_kind_never_enters(self, book: Callable[..., Book], catalogue: Catalogue) -> None:
        found = book(
            line("a", paid=100), line("b", paid=50, direction="income", in_kind=True, funding_source="in_kind")
        )
        assert funding_by_year(found, catalogue.funding_sources)[2024].external == 0

    def test_projects_use_what_was_agreed(self) -> None:
        def activity(name: str, total: int | None, external: int | None) -> Activity:
            return Activity(id=name, territory="T", year=2024, title=name, amount=total, external_amount=external)

        assert project_leverage(
            [activity("a", 100, 60), activity("b", 50, 0), activity("c", 9, None)]
        ).value == pytest.approx(60 / 90)
        none = project_leverage([activity("c", None, None)])
        assert (none.reason, none.unit, none.basis) == ("not_exhaustive", "times", "own")
        unknown_cost = [activity("a", 100, 60), activity("b", None, 10)]
        assert project_leverage(unknown_cost).value == pytest.approx(60 / 40)
        all_from_others = project_leverage([activity("a", 60, 60)])
        assert (all_from_others.value, all_from_others.reason) == (None, "no_own_funds")
        assert (all_from_others.unit, all_from_others.basis) == ("times", "own")

    def test_emergency_reserve_is_what_is_left(self, book: Callable[..., Book]) -> None:
        assert emergency_reserve(book(line(voted=50, paid=20, rubric="r5_emergency")), 2024) == 3_000
        assert emergency_reserve(book(line(voted=50, committed=45, paid=20, rubric="r5_emergency")), 2024) == 500
        assert emergency_reserve(book(line(voted=50, rubric="r5_emergency")), 2024) == 5_000
        assert emergency_reserve(book(line(voted=50)), 2024) is None
        aided = line("b", voted=30, direction="income", rubric="r5_emergency")
        assert emergency_reserve(book(line(voted=50, paid=20, rubric="r5_emergency"), aided), 2024) == 3_000

    def test_what_is_received_is_no_expense_of_a_scheme_and_the_rate_names_its_whole(
        self, book: Callable[..., Book], catalogue: Catalogue
    ) -> None:
        found = book(
            line("a", paid=100, funding_source="one_pct_water"),
            line("b", paid=70, direction="income", funding_source="one_pct_water"),
        )
        assert scheme_money(found, 2024, "paid", catalogue.one_percent) == {"one_pct_water": 10_000}
        rate = cofinancing_rate([Funding(2024, 10_000, 2_000, 0, 0, 8_000)])
        assert (rate.value, rate.basis, rate.unit) == (pytest.approx(20.0), "external_and_own", "percent")
        assert cofinancing_rate([Funding(2024, None, 2_000, 0, 0, None)]).value is None


class TestHistory:
    def test_a_gap_stays_a_gap(self, book: Callable[..., Book], context: Callable[..., BudgetContext]) -> None:
        rows = history(book(line("a", 2022, paid=100), line("b", 2024, paid=50)), context())
        assert [(row.year, row.expenditure.net, row.reason) for row in rows] == [
            (2022, 10_000, None),
            (2023, None, "no_lines"),
            (2024, 5_000, None),
        ]
        assert rows[2].change.reason == "previous_missing"

    def test_accounts_without_function_04_are_not_zero_action(
        self, book: Callable[..., Book], context: Callable[..., BudgetContext]
    ) -> None:
        facts = context(2018, b_function04=0, b_drf=1e6)
        rows = history(book(), facts)
        assert [(row.year, row.expenditure.net, row.reason) for row in rows] == [(2018, None, "function_absent")]
        assert (rows[0].share.value, rows[0].share.reason) == (None, "function_absent")
        assert absence(book(), facts, 2018, "paid") == "function_absent"

    def test_change_and_constant_euros(self, book: Callable[..., Book]) -> None:
        prices = [
            Observation(territory="T", indicator="b_deflator", year=year, value=value)
            for year, value in ((2022, 100.0), (2023, 105.0))
        ]
        facts = BudgetContext.of(frame_of(Observation, prices), "T")
        found = history(book(line("a", 2022, paid=200), line("b", 2023, paid=150)), facts)
        assert found[1].change.value == pytest.approx(-25)
        assert found[0].constant.value == pytest.approx(21_000)
        assert found[1].constant.value == pytest.approx(15_000)
        assert history(book(line(paid=1)), facts)[0].constant.reason == "deflator_missing"

    def test_share_compares_operating_with_operating(
        self, book: Callable[..., Book], context: Callable[..., BudgetContext]
    ) -> None:
        found = book(line("a", paid=30), line("b", paid=70, section="investment"), line("c", paid=9, budget="Eau"))
        facts = context(b_drf=10_000, b_total_expenditure=20_000)
        assert history(found, facts)[0].share.value == pytest.approx(3)
        total = history(found, facts, bases=Bases(denominator="b_total_expenditure"))[0].share
        assert (total.value, total.basis) == (pytest.approx(5.45), "b_total_expenditure")

    def test_zero_denominator_is_not_available(
        self, book: Callable[..., Book], context: Callable[..., BudgetContext]
    ) -> None:
        row = history(book(line(paid=1)), context(b_drf=0, b_population=0))[0]
        assert row.share.reason == row.per_inhabitant.reason == "denominator_not_positive"

    def test_a_new_instruction_breaks_the_series(
        self, book: Callable[..., Book], context: Callable[..., BudgetContext]
    ) -> None:
        rows = history(
            book(line("a", 2022, paid=1, instruction="M14"), line("b", 2023, paid=1), line("c", paid=1)), context()
        )
        assert [row.series_break for row in rows] == [False, True, False]

    def test_thousands_typed_as_euros(self, book: Callable[..., Book]) -> None:
        found = book(line("a", 2023, paid=300), line("b", 2024, paid=300_000), line("c", 2025, paid=400_000))
        assert magnitude_jump(found, 2024, "paid") == 1000
        assert magnitude_jump(found, 2025, "paid") is None
