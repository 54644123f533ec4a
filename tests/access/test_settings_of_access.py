"""What ``[access]`` sets of passwords: how many attempts go without a wait, the longest wait, the shortest password."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from indicators.access import LOCAL_USER, User, accounts
from indicators.access.passwords import WeakPasswordError
from indicators.access.throttle import TooManyTriesError
from indicators.settings import Access

ADA = User(name="Ada", role="reader", mode="account", login="ada@ville.fr")


def tries_before_waiting(engine: Engine, settings: Access) -> tuple[int, float]:
    """How many wrong passwords go through, and the wait that follows when many more were tried."""
    went = 0
    while went < 20:
        try:
            accounts.sign_in(engine, settings, f"personne-{settings.attempts}@ville.fr", "faux")
        except TooManyTriesError as refused:
            return went, refused.wait
        went += 1
    raise AssertionError("nobody was ever asked to wait")


@pytest.mark.parametrize("attempts", [1, 3, 5])
def test_attempts_are_those_before_a_wait(engine: Engine, attempts: int) -> None:
    went, wait = tries_before_waiting(engine, Access(attempts=attempts))
    assert went == attempts
    assert 0 < wait <= 1


def test_wait_seconds_is_the_longest_wait(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each wait is sat out, and the next one doubles, up to the longest of the settings."""
    longest = []
    for seconds in (30, 90):
        moment = [1_800_000_000.0]
        from datetime import UTC, datetime

        monkeypatch.setattr("indicators.store.clock.now", lambda moment=moment: datetime.fromtimestamp(moment[0], UTC).isoformat(timespec="microseconds"))  # fmt: skip
        waits = []
        for _ in range(40):
            try:
                accounts.sign_in(engine, Access(wait_seconds=seconds), f"ada-{seconds}@ville.fr", "faux")
            except TooManyTriesError as refused:
                waits.append(refused.wait)
                moment[0] += refused.wait + 0.01
        longest.append(max(waits))
    assert longest == [30, 90]


def test_password_length_is_the_shortest_accepted(engine: Engine) -> None:
    accounts.create(engine, LOCAL_USER, ADA.login, "Ada", "reader", password="correct cheval pile")
    with pytest.raises(WeakPasswordError) as refused:
        accounts.change_own_password(
            engine, Access(password_length=20), ADA, "correct cheval pile", "dix-sept lettres."
        )
    assert refused.value.minimum == 20
    accounts.change_own_password(engine, Access(password_length=12), ADA, "correct cheval pile", "dix-sept lettres.")
    assert accounts.sign_in(engine, Access(), ADA.login, "dix-sept lettres.")
