"""Local accounts: who may make them, what a password must be, what ends a session, how guessing is slowed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, select

from indicators.access import AccessDenied, User, accounts, passwords, sessions, throttle
from indicators.access.identity import identify
from indicators.settings import Access
from indicators.store import audit
from indicators.store.tables import access_session, account, sign_in_throttle
from tests.access.conftest import ADMIN, PASSWORD, Clock

SETTINGS = Access(mode="accounts", session_hours=12)


def make(engine: Engine, login: str = "ada@ville.fr", role: str = "officer") -> str:
    return accounts.create(engine, ADMIN, login, "Ada", role, password=PASSWORD).login


def enter(engine: Engine, login: str = "ada@ville.fr", password: str = PASSWORD) -> str:
    token = accounts.sign_in(engine, SETTINGS, login, password, address="192.0.2.7")
    assert token is not None
    return token


def test_a_signed_in_account_is_known_by_its_token(engine: Engine) -> None:
    make(engine)
    user = identify(engine, SETTINGS, enter(engine, " Ada@Ville.fr "))
    assert user is not None
    assert (user.name, user.role, user.mode, user.login) == ("Ada", "officer", "account", "ada@ville.fr")
    assert identify(engine, SETTINGS, "forged") is None
    assert identify(engine, SETTINGS) is None


def test_neither_password_nor_token_stands_in_the_database(engine: Engine) -> None:
    make(engine)
    token = enter(engine)
    with engine.connect() as connection:
        kept = str(connection.execute(select(account)).all()) + str(connection.execute(select(access_session)).all())
        keys = str(connection.execute(select(sign_in_throttle)).all())
    assert "$argon2id$" in kept
    assert PASSWORD not in kept and token not in kept
    assert "192.0.2.7" not in keys


@pytest.mark.parametrize("role", ["reader", "officer", "approver"])
def test_only_an_administrator_makes_or_changes_accounts(engine: Engine, role: str) -> None:
    make(engine)
    someone = User("Grace", role, "account", "grace")  # type: ignore[arg-type]  # parametrised
    for act in (
        lambda: accounts.create(engine, someone, "eve", "Eve", "administrator", password=PASSWORD),
        lambda: accounts.change(engine, someone, "ada@ville.fr", role="administrator"),
        lambda: accounts.set_password(engine, someone, "ada@ville.fr", "another long one"),
    ):
        with pytest.raises(AccessDenied):
            act()


@pytest.mark.parametrize(
    ("password", "rule"),
    [("short", "length"), ("aaaaaaaaaaaaaaaa", "variety"), ("my name is ada!!", "login"), ("x1y2z3" * 50, "too_long")],
)
def test_a_weak_password_is_refused_with_its_rule(engine: Engine, password: str, rule: str) -> None:
    with pytest.raises(passwords.WeakPasswordError) as refused:
        accounts.create(engine, ADMIN, "ada@ville.fr", "Ada", "reader", password=password)
    assert refused.value.rule == rule


def test_a_login_is_taken_once_and_written_one_way(engine: Engine) -> None:
    make(engine)
    with pytest.raises(accounts.AccountError, match="existe déjà"):
        make(engine, "ADA@ville.fr")
    with pytest.raises(accounts.AccountError, match="Identifiant refusé"):
        make(engine, "<script>")


def test_losing_a_role_ends_the_open_sessions_at_once(engine: Engine) -> None:
    make(engine)
    token = enter(engine)
    accounts.change(engine, ADMIN, "ada@ville.fr", role="reader")
    assert identify(engine, SETTINGS, token) is None
    again = identify(engine, SETTINGS, enter(engine))
    assert again is not None and again.role == "reader"


def test_a_closed_account_neither_enters_nor_stays(engine: Engine) -> None:
    make(engine)
    token = enter(engine)
    accounts.change(engine, ADMIN, "ada@ville.fr", active=False)
    assert identify(engine, SETTINGS, token) is None
    assert accounts.sign_in(engine, SETTINGS, "ada@ville.fr", PASSWORD) is None


def test_a_new_password_ends_every_session_and_the_old_password(engine: Engine) -> None:
    make(engine)
    token = enter(engine)
    me = identify(engine, SETTINGS, token)
    assert me is not None
    accounts.set_password(engine, me, me.login, "another long secret")
    assert identify(engine, SETTINGS, token) is None
    assert accounts.sign_in(engine, SETTINGS, me.login, PASSWORD) is None
    assert enter(engine, me.login, "another long secret")


def test_the_last_administrator_stays(engine: Engine) -> None:
    make(engine, "chef@ville.fr", "administrator")
    for loss in ({"role": "reader"}, {"active": False}):
        with pytest.raises(accounts.AccountError, match="dernier compte d'administration"):
            accounts.change(engine, ADMIN, "chef@ville.fr", **loss)  # type: ignore[arg-type]  # passed through
    make(engine, "second@ville.fr", "administrator")
    assert accounts.change(engine, ADMIN, "chef@ville.fr", role="reader").role == "reader"


def test_sessions_end_by_time_by_sign_out_and_by_revocation(engine: Engine, moment: Clock) -> None:
    make(engine)
    first, second, third = enter(engine), enter(engine), enter(engine)
    session = sessions.find(engine, first)
    assert session is not None
    sessions.end(engine, session.id, "Ada")
    assert [identify(engine, SETTINGS, token) is not None for token in (first, second, third)] == [False, True, True]
    sessions.end_all(engine, "ada@ville.fr", "Ada")
    assert identify(engine, SETTINGS, second) is None
    fourth = enter(engine)
    moment.advance(hours=11, minutes=59)
    assert identify(engine, SETTINGS, fourth) is not None
    moment.advance(minutes=2)
    assert identify(engine, SETTINGS, fourth) is None
    assert sessions.open_sessions(engine) == []


def test_guessing_is_slowed_and_the_owner_is_not_shut_out_for_long(engine: Engine, moment: Clock) -> None:
    make(engine)
    for _ in range(3):
        assert accounts.sign_in(engine, SETTINGS, "ada@ville.fr", "wrong") is None
    waits = []
    for _ in range(9):
        with pytest.raises(throttle.TooManyTriesError) as slowed:
            accounts.sign_in(engine, SETTINGS, "ada@ville.fr", PASSWORD)
        waits.append(slowed.value.wait)
        moment.advance(seconds=slowed.value.wait)
        assert accounts.sign_in(engine, SETTINGS, "ada@ville.fr", "wrong") is None
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    moment.advance(seconds=60)
    enter(engine)
    assert accounts.sign_in(engine, SETTINGS, "ada@ville.fr", "wrong") is None  # the count starts again


def test_a_clock_that_goes_back_does_not_lock_anybody_out(engine: Engine, moment: Clock) -> None:
    make(engine)
    for _ in range(3):
        accounts.sign_in(engine, SETTINGS, "ada@ville.fr", "wrong")
    moment.advance(days=-30)
    with pytest.raises(throttle.TooManyTriesError) as slowed:
        accounts.sign_in(engine, SETTINGS, "ada@ville.fr", PASSWORD)
    assert slowed.value.wait == 1


def test_an_address_that_tries_many_logins_is_slowed_but_not_one_that_succeeds(engine: Engine, moment: Clock) -> None:
    make(engine)
    for _ in range(30):
        enter(engine)
    for guess in range(20):
        assert accounts.sign_in(engine, SETTINGS, f"person{guess}", "wrong", address="198.51.100.9") is None
    with pytest.raises(throttle.TooManyTriesError):
        accounts.sign_in(engine, SETTINGS, "person99", "wrong", address="198.51.100.9")


def test_simultaneous_guesses_do_not_all_pass(engine: Engine) -> None:
    make(engine)

    def guess(number: int) -> bool:
        try:
            return accounts.sign_in(engine, SETTINGS, "ada@ville.fr", f"wrong {number}") is None
        except throttle.TooManyTriesError:
            return False

    with ThreadPoolExecutor(8) as pool:
        looked_at = sum(pool.map(guess, range(24)))
    assert looked_at <= 4  # three free tries, one more if a second goes by


def test_every_change_leaves_its_trace(engine: Engine) -> None:
    make(engine)
    enter(engine)
    accounts.change(engine, ADMIN, "ada@ville.fr", territories=("38185",))
    found = audit.read(engine)
    assert found.action.tolist() == ["account_changed", "sign_in", "account_created"]
    assert found.details[0] == {"before": "officer", "territories": ["38185"]}
    assert PASSWORD not in found.to_json()
