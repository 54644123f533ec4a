from datetime import date
from pathlib import Path
from typing import Any

import pytest

from indicators.budget import rules_of as budget_rules
from indicators.evaluation.rules import rules_of as evaluation_rules
from indicators.partnerships import Rules, State, in_force, reading_day, renewal_calendar, rules_of, todo_lists
from indicators.records import Activity, Edition, Mission
from indicators.records.dates import first_day, last_day, months_between
from indicators.settings import load_settings
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


@pytest.mark.parametrize(
    ("fields", "last", "exchange"),
    [
        ({"status": "done", "starts": "2026-03-10", "ends": "2026-03-15"}, "2026-03-15", "recent"),
        ({"status": "done", "starts": "2026-06-11", "ends": "2026-06-14"}, "2026-06-11", "recent"),
        ({"status": "done", "starts": "2023-03"}, "2023-03", "old"),
        ({"status": "done", "starts": "2026-09-01"}, "", "none"),
        ({"status": "planned", "starts": "2026-03-10"}, "", "none"),
        ({"status": "cancelled", "starts": "2026-03-10"}, "", "none"),
        ({"status": "done", "starts": "2026-03-10", "partnership": "b"}, "", "none"),
    ],
)
def test_a_mission_that_was_held_is_an_exchange(fields: dict[str, str], last: str, exchange: str) -> None:
    mission = Mission(**{"territory": "38185", "id": "m", "title": "Visite", "partnership": "a", **fields})
    (relation,) = read(partnership("a"), missions=(mission,))
    assert (relation.last_exchange, relation.exchange) == (last, exchange)


def test_age_and_beginning() -> None:
    sfax, innsbruck, oxford, _, kiev, plzen = portfolio()
    assert (sfax.age, innsbruck.age, oxford.age) == (28, 63, 37)
    assert kiev.age == 25
    assert (plzen.age, plzen.first_year, plzen.stood(2020)) == (None, None, False)


def test_stood_by_year() -> None:
    sfax, *_, kiev, _ = portfolio()
    assert [sfax.stood(year) for year in (1997, 1998, 2026)] == [False, True, True]
    assert [kiev.stood(year) for year in (1989, 1990, 2015, 2016)] == [False, True, True, False]


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
        "undocumented": ["oxford", "plzen"],
        "to_verify": ["ouagadougou"],
        "without_place": ["kiev", "ouagadougou", "plzen"],
    }


def test_the_calendar_starts_with_what_ends_first() -> None:
    rows = read(partnership("late", ends="2027"), partnership("past", ends="2025-01"), partnership("never"))
    assert [relation.id for relation in renewal_calendar(rows)] == ["past", "late"]


DISPUTED: list[tuple[dict[str, Any], tuple[Activity, ...], date, State, bool]] = [
    ({}, (activity("a", 2023, last_exchange="2023"),), date(2025, 12, 30), "active", True),
    ({}, (activity("a", 2024, last_exchange="2024"),), date(2026, 6, 12), "active", True),
    ({}, (activity("a", 2020, last_exchange="2024-03"),), date(2021, 12, 31), "undocumented", True),
    ({"signed": "2024"}, (), date(2010, 12, 31), "not_yet", False),
    ({"ends": "2015"}, (), date(2020, 12, 31), "undocumented", False),
    ({"status": "ended", "ends": "2018"}, (), date(2016, 12, 31), "undocumented", True),
]
"""A record, its activities, the day of reading; the state and whether the agreement is in force."""


@pytest.mark.parametrize(("fields", "activities", "as_of", "state", "binds"), DISPUTED)
def test_one_answer_to_whether_a_relation_is_alive(
    fields: dict[str, Any], activities: tuple[Activity, ...], as_of: date, state: State, binds: bool
) -> None:
    (relation,) = read(partnership("a", **fields), activities=activities, as_of=as_of)
    assert (relation.state, relation.in_force) == (state, binds)


def test_an_exchange_of_the_running_year_counts_to_the_day_at_most() -> None:
    (relation,) = read(partnership("a"), activities=(activity("a", 2026),), rules=Rules(dormant_months=1))
    assert (relation.last_exchange, relation.state) == ("2026", "active")


@pytest.mark.parametrize(
    ("fields", "as_of", "binds"),
    [
        ({"ends": "2025"}, date(2025, 12, 31), True),
        ({"ends": "2025"}, date(2026, 1, 1), False),
        ({"ends": "2025-06-30"}, date(2025, 6, 30), True),
        ({"signed": "2025-07-01"}, date(2025, 7, 1), True),
        ({"signed": "2025-07-01"}, date(2025, 6, 30), False),
        ({"renewed": "2026"}, date(2025, 12, 31), False),
        ({"status": "ended", "ends": "2018"}, date(2018, 1, 1), False),
        ({"status": "ended"}, date(2018, 1, 1), False),
        ({"status": "planned", "signed": "2017"}, date(2018, 1, 1), False),
        ({"status": "to_verify", "signed": "2017"}, date(2018, 1, 1), False),
        ({"status": "suspended", "signed": "2017"}, date(2018, 1, 1), True),
    ],
)
def test_in_force_on_the_very_day(fields: dict[str, Any], as_of: date, binds: bool) -> None:
    assert in_force(partnership("a", **fields), as_of) is binds


def test_what_is_not_yet_signed_or_already_over_is_not_living() -> None:
    future, past, then = read(
        partnership("future", signed="2027"),
        partnership("past", status="ended", ends="2015"),
        partnership("then", status="ended", ends="2027"),
    )
    assert [item.living for item in (future, past, then)] == [False, False, True]
    assert (future.term, future.months_left) == ("open", None)


def test_a_relation_that_ended_at_an_unknown_date_has_no_place_in_time() -> None:
    (relation,) = read(partnership("a", signed="1990", status="ended"))
    assert (relation.dated, relation.stood(1995), relation.stood(2020)) == (False, False, False)


def test_a_result_of_after_the_day_is_not_a_result_yet() -> None:
    rows = activity("a", 2024, results="Fait"), activity("a", 2026, results="Fait aussi")
    (relation,) = read(partnership("a"), activities=rows, as_of=date(2025, 12, 31))
    assert [item.year for item in relation.results] == [2024]


@pytest.mark.parametrize(
    ("published", "zone", "year", "expected"),
    [
        ("2026-06-12T08:00:00+00:00", "Europe/Paris", 2025, date(2025, 12, 31)),
        ("2026-06-12T08:00:00+00:00", "Europe/Paris", 2026, date(2026, 6, 12)),
        ("2026-06-12T08:00:00+00:00", "Europe/Paris", 2030, date(2026, 6, 12)),
        ("2026-06-12T20:00:00", "Pacific/Noumea", 2026, date(2026, 6, 13)),
    ],
)
def test_the_day_is_the_last_of_the_year_or_that_of_the_edition(
    published: str, zone: str, year: int, expected: date
) -> None:
    edition = Edition(number=1, name="E", published_at=published, author="A")
    assert reading_day(year, edition, Rules(zone=zone)) == expected


def test_the_settings_make_the_rules_of_the_evaluation_and_of_the_budget(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("[thresholds]\ndormant_months = 36\nrenewal_months = 6\nnetwork_result_months = 9", "utf-8")
    settings = load_settings(path)
    expected = Rules(36, 6, 9, settings.collectivity.timezone)
    assert evaluation_rules(settings).relations == budget_rules(settings).relations == rules_of(settings) == expected
