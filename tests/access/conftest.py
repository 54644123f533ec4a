"""A clock that tests move by hand, and the administrator who makes the accounts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher

from indicators.access import User, passwords
from indicators.store import clock

ADMIN = User("Administration", "administrator", "local")
PASSWORD = "correct cheval pile"


class Clock:
    """The instant that the store believes; ``advance`` moves it, backwards as well."""

    def __init__(self) -> None:
        self.at = datetime(2026, 6, 12, 9, 0, tzinfo=UTC)

    def now(self) -> str:
        return self.at.isoformat(timespec="microseconds")

    def advance(self, **delta: float) -> None:
        self.at += timedelta(**delta)


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(clock, "now", made.now)
    return made


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 with the least work: its strength is the library's, not what is tested here."""
    monkeypatch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    passwords._nobody.cache_clear()
