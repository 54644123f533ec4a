"""Failed sign-ins of a whole town hall behind one address, of an attacker beside it, and across a restart."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, select

from indicators.access import accounts, throttle
from indicators.settings import Access
from indicators.store.engine import open_engine, writing
from indicators.store.tables import sign_in_throttle
from tests.access.conftest import ADMIN, PASSWORD, Clock

SETTINGS = Access(mode="accounts", session_hours=12)
TOWN_HALL, ELSEWHERE = "192.0.2.7", "198.51.100.9"
PEOPLE = [f"agent{number}@ville.fr" for number in range(12)]


@pytest.fixture
def people(engine: Engine) -> list[str]:
    """Twelve officers of one town hall."""
    for login in PEOPLE:
        accounts.create(engine, ADMIN, login, login, "reader", password=PASSWORD)
    return PEOPLE


def looked_at(engine: Engine, login: str, password: str, address: str) -> bool:
    """Whether the password was looked at, right or wrong, rather than refused unseen."""
    try:
        accounts.sign_in(engine, SETTINGS, login, password, address=address)
    except throttle.TooManyTriesError:
        return False
    return True


def test_a_month_of_a_town_hall_meets_no_refusal(engine: Engine, people: list[str], moment: Clock) -> None:
    """Twelve good sign-ins and two typos a day, one of them of a login that does not exist."""
    refusals = []
    for day in range(30):
        for person, login in enumerate(people):
            typed = {3: [(login, "faute")], 7: [(f"{login}x", PASSWORD)]}.get((person + day) % 12, [])
            for who, password in [*typed, (login, PASSWORD)]:
                if not looked_at(engine, who, password, TOWN_HALL):
                    refusals.append((day, who))
                moment.advance(minutes=3)
        moment.advance(hours=23)
    assert refusals == []


def test_failures_age_even_when_tries_follow_each_other(engine: Engine, moment: Clock) -> None:
    """One wrong login every quarter of an hour, for ever, from one address: never refused."""
    for number in range(500):
        assert looked_at(engine, f"inconnu{number}", "x", ELSEWHERE), number
        moment.advance(minutes=15)


def test_successes_relieve_the_address_of_strangers(engine: Engine, people: list[str], moment: Clock) -> None:
    for number in range(19):
        looked_at(engine, f"inconnu{number}", "x", TOWN_HALL)
    for login in people[:6]:
        assert looked_at(engine, login, PASSWORD, TOWN_HALL)
    assert [looked_at(engine, f"autre{number}", "x", TOWN_HALL) for number in range(8)] == [True] * 7 + [False]


def test_an_attacker_inside_does_not_shut_the_others_out(engine: Engine, people: list[str], moment: Clock) -> None:
    for login in people[:6]:
        assert looked_at(engine, login, PASSWORD, TOWN_HALL)
    tried = sum(looked_at(engine, f"inconnu{number}", "x", TOWN_HALL) for number in range(300))
    assert tried <= 30
    assert all(looked_at(engine, login, PASSWORD, TOWN_HALL) for login in people[:6])
    assert not looked_at(engine, people[8], PASSWORD, TOWN_HALL)  # not known here yet: waits with the attacker


def test_an_attacker_elsewhere_does_not_shut_the_owner_out(engine: Engine, people: list[str], moment: Clock) -> None:
    assert looked_at(engine, people[0], PASSWORD, TOWN_HALL)
    while looked_at(engine, people[0], "x", ELSEWHERE):
        pass
    assert accounts.sign_in(engine, SETTINGS, people[0], PASSWORD, address=TOWN_HALL)


def test_an_attacker_is_still_stopped(engine: Engine, people: list[str], moment: Clock) -> None:
    """A day of guesses without rest over many logins from one address, then from inside over logins known there."""
    day = 24 * 90
    tried = 0
    for number in range(day):
        tried += looked_at(engine, f"inconnu{number}", "x", ELSEWHERE)
        moment.advance(seconds=40)
    assert tried < 200
    for login in people:
        assert looked_at(engine, login, PASSWORD, TOWN_HALL)
    known = sum(looked_at(engine, login, f"x{turn}", TOWN_HALL) for turn in range(50) for login in people)
    assert known <= 3 * len(people) + 20


def test_an_attacker_with_an_account_buys_no_guess_with_it(engine: Engine, people: list[str], moment: Clock) -> None:
    tried = 0
    for number in range(200):
        looked_at(engine, people[0], PASSWORD, TOWN_HALL)
        tried += looked_at(engine, f"inconnu{number}", "x", TOWN_HALL)
    assert tried <= 30


def test_a_restart_forgets_no_failure(engine: Engine, database_url: str, people: list[str], moment: Clock) -> None:
    while looked_at(engine, people[0], "x", ELSEWHERE):
        pass
    again = open_engine(database_url)
    assert not looked_at(again, people[0], PASSWORD, ELSEWHERE)
    again.dispose()


def test_who_is_known_where_is_forgotten_after_a_month(engine: Engine, people: list[str], moment: Clock) -> None:
    looked_at(engine, people[0], PASSWORD, TOWN_HALL)
    for days, left in ((2, 1), (29, 0)):
        moment.advance(days=days)
        with writing(engine) as connection:
            throttle.forget_old(connection)
            keys = connection.scalars(select(sign_in_throttle.c.key)).all()
        assert len(keys) == left
        assert not any(people[0] in key or TOWN_HALL in key for key in keys)


@pytest.mark.parametrize("jump", [{"days": 3650}, {"days": -3650}, {"minutes": -5}])
def test_a_clock_that_jumps_locks_nobody_out_and_lets_no_flood_in(
    engine: Engine, people: list[str], moment: Clock, jump: dict[str, float]
) -> None:
    assert looked_at(engine, people[0], PASSWORD, TOWN_HALL)
    while looked_at(engine, people[1], "x", ELSEWHERE):
        pass
    moment.advance(**jump)
    assert looked_at(engine, people[0], PASSWORD, TOWN_HALL)
    assert sum(looked_at(engine, people[1], f"x{turn}", ELSEWHERE) for turn in range(50)) <= 4
    moment.advance(seconds=60)
    assert accounts.sign_in(engine, SETTINGS, people[1], PASSWORD, address=ELSEWHERE)
