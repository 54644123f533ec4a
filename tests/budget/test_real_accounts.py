"""Montreuil 2016-2023 and Grenoble 2018: what the public accounts say, to the figure."""

from __future__ import annotations

import pytest

from indicators.budget import BudgetView, cofinancing_rate, leverage, negative_lines
from indicators.catalogue import Catalogue
from indicators.demo import demo_snapshot
from tests.defaults import budget_view, execution

# Function 04: year, expenditure, receipts (euros), per thousand of DRF, yearly leverage, three-year leverage.
MONTREUIL = (
    (2016, 541_701, 70_456, 2.87, 0.150, None),
    (2017, 494_630, 196_000, 2.59, 0.656, None),
    (2018, 387_960, 2_504, 2.04, 0.006, 0.233),
    (2019, 450_178, 9_294, 2.30, 0.021, 0.185),
    (2020, 492_604, 390_173, 2.50, 3.809, 0.433),
    (2021, 493_341, 69_000, 2.44, 0.163, 0.484),
    (2022, 285_761, 49_400, 1.36, 0.209, 0.666),
    (2023, 298_183, 96_287, 1.35, 0.477, 0.249),
)


@pytest.fixture(scope="module")
def montreuil(catalogue: Catalogue) -> BudgetView:
    return budget_view(demo_snapshot("93048"), catalogue, 2023)


@pytest.fixture(scope="module")
def grenoble(catalogue: Catalogue) -> BudgetView:
    return budget_view(demo_snapshot("38185"), catalogue, 2024)


@pytest.mark.parametrize(("year", "spent", "received", "share", "yearly", "rolling"), MONTREUIL)
def test_each_year_of_montreuil(
    montreuil: BudgetView, year: int, spent: int, received: int, share: float, yearly: float, rolling: float | None
) -> None:
    row = next(row for row in montreuil.history if row.year == year)
    assert round((row.expenditure.net or 0) / 100) == spent
    assert round((row.income.net or 0) / 100) == received
    assert row.share.value == pytest.approx(share, abs=0.005)
    assert row.leverage.value == pytest.approx(yearly, abs=0.0005)
    if rolling is None:
        assert (row.rolling.value, row.rolling.reason) == (None, "window_incomplete")
    else:
        assert row.rolling.value == pytest.approx(rolling, abs=0.0005)


def test_leverage_over_eight_years(montreuil: BudgetView) -> None:
    assert leverage(montreuil.funding.values()).value == pytest.approx(0.345, abs=0.0005)


def test_execution_of_2016_and_2017_is_not_available_and_says_why(montreuil: BudgetView) -> None:
    for year, naive, keys in ((2016, 159, 12), (2017, 153, 13)):
        found = execution(montreuil.book, year)
        assert (found.rate.value, found.rate.reason) == (None, "voted_elsewhere")
        assert round(found.naive.value or 0) == naive
        assert (found.unvoted_keys, found.unvoted_staff) == (keys, found.unvoted)


def test_execution_of_2016_on_what_has_both(montreuil: BudgetView) -> None:
    # 291 281.57 € paid of 339 833.39 € voted, once the 250 419.29 € of pay are left out.
    found = execution(montreuil.book, 2016)
    assert found.unvoted == 25_041_929
    assert found.matched.value == pytest.approx(85.71, abs=0.005)


def test_execution_of_2019_has_no_obstacle(montreuil: BudgetView) -> None:
    assert execution(montreuil.book, 2019).rate.value == pytest.approx(93.03, abs=0.005)


def test_commitments_are_not_told_by_these_accounts(montreuil: BudgetView) -> None:
    found = execution(montreuil.book, 2019)
    assert (found.commitment.value, found.commitment.reason) == (None, "stage_missing")
    assert found.remaining_to_commit is found.remaining_to_pay is None


def test_negative_line_of_2020(montreuil: BudgetView) -> None:
    rows = negative_lines(montreuil.book, "paid", 2020)
    assert [(str(row.nature), row.paid) for row in rows.itertuples()] == [("60623", -6952.0)]
    total = montreuil.book.total(2020, "paid")
    assert (total.net, total.gross, total.negative) == (49_260_430, 49_267_382, -6_952)


def test_population_of_2016_is_missing_not_zero(montreuil: BudgetView) -> None:
    row = montreuil.history[0]
    assert (row.per_inhabitant.value, row.per_inhabitant.reason) == (None, "denominator_missing")
    assert montreuil.history[-1].per_inhabitant.value == pytest.approx(264.2, abs=0.05)


def test_nothing_is_confirmed_in_what_nobody_confirmed(montreuil: BudgetView) -> None:
    assert montreuil.rubrics.unconfirmed.value == 100


def test_grenoble_2018(grenoble: BudgetView) -> None:
    row = grenoble.row
    assert row is not None and row.year == 2018
    assert round((row.expenditure.net or 0) / 100) == 966_687
    assert round((row.investment.net or 0) / 100) == 863
    assert round((row.income.net or 0) / 100) == 218_095
    assert row.share.value == pytest.approx(4.19, abs=0.005)
    assert row.leverage.value == pytest.approx(0.291, abs=0.0005)
    paid = grenoble.funding[2018]
    assert round((paid.own or 0) / 100) == 748_592
    assert cofinancing_rate([paid]).value == pytest.approx(100 * 218_095 / 966_687, abs=0.001)


def test_the_latest_year_known_is_read(grenoble: BudgetView) -> None:
    assert grenoble.year == 2018
