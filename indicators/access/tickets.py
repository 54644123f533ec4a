"""Passes for the documents that a page hands out beside itself: the session opened full screen in another tab.

The page has already checked who reads; a provider's identity is known to it alone. The pass says what may be read and
until when, signed with a secret that lives as long as this process: a proxy that keeps a reader on one process (which
Streamlit asks for anyway) sends the document's request to the same one.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time

LASTING = 12 * 3600
_SECRET = secrets.token_bytes(32)


def issue(subject: str, now: float | None = None) -> str:
    """A pass for ``subject``, good for twelve hours."""
    until = int((time.time() if now is None else now) + LASTING)
    return f"{until}.{_signature(subject, until)}"


def accepted(ticket: str, subject: str, now: float | None = None) -> bool:
    """Whether a pass is ours, for this subject, and not past."""
    until, _, signature = ticket.partition(".")
    if not until.isdecimal() or len(until) > 12 or int(until) < (time.time() if now is None else now):
        return False
    return hmac.compare_digest(signature.encode(), _signature(subject, int(until)).encode())


def _signature(subject: str, until: int) -> str:
    return hmac.new(_SECRET, f"{until}\n{subject}".encode(), hashlib.sha256).hexdigest()
