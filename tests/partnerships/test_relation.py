from datetime import date

import pytest

from indicators.partnerships import Rules, renewal_calendar, todo_lists
from indicators.records.dates import first_day, last_day, months_between
from tests.partnerships.samples import activity, partnership, portfolio, read


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2019", date(2019, 1, 1), date(2019, 12, 31)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2019-05-17", date(2019, 5, 17), date(2019, 5, 17)),
        ("", None, None),
        ("vers 1970", None, None),
        ("2019-13", None, None),
    ],
)
def test_partial_dates(value: str, first: date | None, last: date | None) -> None:
    assert (first_day(value), last_day(value)) == (first, last)


def test_whole_months() -> None:
    assert months_between(date(2024, 6, 12), date(2026, 6, 12)) == 24
    assert months_between(date(2024, 6, 13), date(2026, 6, 12)) == 23
    assert months_between(date(2026, 6, 12), date(2026, 5, 12)) == -1


def test_states_of_a_portfolio() -> None:
    states = {relation.id: relation.state for relation in portfolio()}
    assert states == {
        "sfax": "active",
        "innsbruck": "dormant",
        "oxford": "undocumented",
        "ouagadougou": "to_verify",
        "kiev": "ended",
        "plzen": "undocumented",
    }


def test_dormancy_is_counted_in_months_and_set_by_the_rules() -> None:
    (exactly,) = read(partnership("a"), activities=(activity("a", 2024, last_exchange="2024-06-12"),))
    (nearly,) = read(partnership("a"), activities=(activity("a", 2024, last_exchange="2024-06-13"),))
    (longer,) = read(partnership("a"), activities=(activity("a", 2021),), rules=Rules(dormant_months=60))
    assert (exactly.state, nearly.state, longer.state) == ("dormant", "active", "active")


def test_a_year_alone_counts_to_its_last_day_and_the_future_does_not_count() -> None:
    (relation,) = read(partnership("a"), activities=(activity("a", 2024), activity("a", 2027)))
    assert (relation.last_exchange, relation.exchange) == ("2024", "recent")


def test_a_planned_or_dropped_activity_is_not_an_exchange() -> None:
    (relation,) = read(
        partnership("a"), activities=(activity("a", 2025, status="planned"), activity("a", 2025, status="dropped"))
    )
    assert relation.exchange == "none"


def test_age_and_beginning() -> None:
    sfax, innsbruck, oxford, _, kiev, plzen = portfolio()
    assert (sfax.age, innsbruck.age, oxford.age) == (28, 63, 37)
    assert kiev.age == 25
    assert (plzen.age, plzen.first_year, plzen.in_force(2020)) == (None, None, False)


def test_in_force_by_year() -> None:
    sfax, *_, kiev, _ = portfolio()
    assert [sfax.in_force(year) for year in (1997, 1998, 2026)] == [False, True, True]
    assert [kiev.in_force(year) for year in (1989, 1990, 2015, 2016)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("ends", "term", "months"),
    [("2026-12-31", "to_renew", 6), ("2027-06-12", "running", 12), ("2026-06-11", "expired", -1), ("", "open", None)],
)
def test_terms(ends: str, term: str, months: int | None) -> None:
    (relation,) = read(partnership("a", ends=ends))
    assert (relation.term, relation.months_left) == (term, months)


def test_ending_is_a_normal_act_and_asks_for_no_renewal() -> None:
    kiev = portfolio()[4]
    assert (kiev.term, kiev.living, kiev.partnership.end_reason) == ("open", False, "Fin du programme")


def test_reciprocity_needs_both_sides() -> None:
    one_sided, both = read(
        partnership("a", reciprocity_ours=2.0, benefits_ours=("b1", "b2"), benefits_theirs=("b2", "b3")),
        partnership("b", reciprocity_ours=2.0, reciprocity_theirs=1.0),
    )
    assert (one_sided.reciprocity.gap, one_sided.reciprocity.balance) == (None, None)
    assert one_sided.reciprocity.shared == ("b2",)
    assert (one_sided.reciprocity.ours_only, one_sided.reciprocity.theirs_only) == (("b1",), ("b3",))
    assert both.reciprocity.gap == 1
    assert both.reciprocity.balance == pytest.approx(2 / 3)


def test_documents_and_results() -> None:
    sfax = portfolio()[0]
    assert sfax.documents == ("cr.pdf",)
    assert [item.year for item in sfax.results] == [2025]


def test_lists_to_do() -> None:
    lists = {item.name: [relation.id for relation in item.relations] for item in todo_lists(portfolio())}
    assert lists == {
        "to_renew": ["sfax"],
        "dormant": ["innsbruck"],
        "without_result": ["innsbruck"],
        "undocumented": ["ouagadougou", "oxford", "plzen"],
        "to_verify": ["ouagadougou"],
        "without_place": ["kiev", "ouagadougou", "plzen"],
    }


def test_the_calendar_starts_with_what_ends_first() -> None:
    rows = read(partnership("late", ends="2027"), partnership("past", ends="2025-01"), partnership("never"))
    assert [relation.id for relation in renewal_calendar(rows)] == ["past", "late"]
