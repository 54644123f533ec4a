"""The time and identifiers that the store writes down, in one place so that tests can hold them still."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime


def now() -> str:
    """The present instant in UTC, ISO 8601, to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def new_id() -> str:
    """A new unique identifier."""
    return uuid.uuid4().hex
