"""Passwords of local accounts: argon2id, and a policy that asks for length rather than for odd characters."""

from __future__ import annotations

import threading
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from indicators.errors import ToldError, marked

MAX_LENGTH = 256
_HASHER = PasswordHasher()
# Each computation takes 64 MiB: without a bound, a flood of sign-ins would exhaust the memory of the server.
_AT_ONCE = threading.BoundedSemaphore(2)


#: What a password must be; it is said before anybody types one, and when one is refused.
POLICY = marked("Au moins {minimum} caractères dont six différents, sans l'identifiant. Une phrase convient très bien.")


class WeakPasswordError(ToldError):
    """The password does not meet the policy; ``rule`` is length, too_long, login or variety."""

    code = "password"

    def __init__(self, rule: str, minimum: int) -> None:
        self.rule, self.minimum = rule, minimum
        super().__init__(POLICY, minimum=minimum)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.rule, self.minimum)


def check_policy(password: str, login: str, minimum: int) -> None:
    """Raise :class:`WeakPasswordError` unless the password is long, varied and without the login's first part."""
    name = login.split("@")[0]
    if len(password) < minimum:
        raise WeakPasswordError("length", minimum)
    if len(password) > MAX_LENGTH:
        raise WeakPasswordError("too_long", minimum)
    if len(name) >= 3 and name in password.lower():
        raise WeakPasswordError("login", minimum)
    if len(set(password)) < 6:
        raise WeakPasswordError("variety", minimum)


def hash_password(password: str) -> str:
    """The argon2id hash to store, parameters and salt included."""
    with _AT_ONCE:
        return _HASHER.hash(password)


def matches(stored: str, password: str) -> bool:
    """Whether the password is the one that was hashed; takes as long when there is no such account (empty hash)."""
    with _AT_ONCE:
        try:
            found = _HASHER.verify(stored or _nobody(), password[: MAX_LENGTH + 1])
        except (VerificationError, InvalidHashError):
            return False
    return found and bool(stored)


def outdated(stored: str) -> bool:
    """Whether the hash was made with weaker parameters than today's."""
    return _HASHER.check_needs_rehash(stored)


@lru_cache(maxsize=1)
def _nobody() -> str:
    return _HASHER.hash("no account has this password")
