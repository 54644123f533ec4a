"""Who asks, and how often: the reader that the pages know, or a token; a bucket of requests for each."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Any

from sqlalchemy import Engine
from starlette.requests import Request

from indicators.access import User, tokens
from indicators.access.identity import mode_of
from indicators.access.sessions import fingerprint
from indicators.access.tokens import Token
from indicators.settings import Access
from server.reader import reader_of

#: For how long what the database said of a token, or of its last edition, is taken as said: at most this many seconds
#: after a token is revoked or an edition published, every replica knows.
KNOWN_FOR = 2.0
_CALLERS = 4096
_SCHEME = "bearer "


@dataclass(frozen=True)
class Caller:
    """Who asks. ``key`` tells one from another; ``token`` is the one that was given, if any."""

    user: User | None
    key: str
    token: Token | None = None


class Callers:
    """The callers of one process; no more of them are kept than a crowd of addresses could fill the memory with."""

    def __init__(self, engine: Engine, access: Access, per_minute: int) -> None:
        self.engine, self.access, self.per_minute = engine, access, per_minute
        self._tokens: OrderedDict[str, tuple[float, User, Token]] = OrderedDict()
        self._spent: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def address(self, request: Request) -> str:
        """What a caller without a token is known by."""
        return f"address:{request.client.host if request.client else ''}"

    def known(self, request: Request) -> Caller | None:
        """The caller when the database need not be asked: nobody in particular, or a token seen a moment ago."""
        said = request.headers.get("authorization", "")
        if said:
            kept = self._tokens.get(fingerprint(_secret(said)))
            lately = kept is not None and time.monotonic() - kept[0] < KNOWN_FOR
            return Caller(kept[1], f"token:{kept[2].id}", kept[2]) if kept and lately else None
        if request.cookies or mode_of(self.access) not in ("single_user", "public"):
            return None
        return Caller(reader_of(request, self.engine, self.access), self.address(request))

    def who(self, request: Request) -> Caller:
        """The caller of a request. Raises TokenError for a token that opens nothing."""
        said = request.headers.get("authorization", "")
        if not said:
            return Caller(reader_of(request, self.engine, self.access), self.address(request))
        user, token = tokens.reader_with(self.engine, _secret(said))
        with self._lock:
            self._tokens[fingerprint(_secret(said))] = time.monotonic(), user, token
            _bound(self._tokens)
        return Caller(user, f"token:{token.id}", token)

    def wait(self, key: str) -> float:
        """Take one request from the bucket of a caller, which fills up in a minute; the seconds to wait when it is empty."""
        now, rate = time.monotonic(), self.per_minute / 60
        with self._lock:
            at, left = self._spent.pop(key, (now, float(self.per_minute)))
            left = min(self.per_minute, left + (now - at) * rate)
            empty = left < 1
            self._spent[key] = now, left if empty else left - 1
            _bound(self._spent)
        return (1 - left) / rate if empty else 0.0


def _secret(said: str) -> str:
    """The token of an « Authorization » header; empty, which opens nothing, for another scheme."""
    return said[len(_SCHEME) :].strip() if said.lower().startswith(_SCHEME) else ""


def _bound(kept: OrderedDict[str, Any]) -> None:
    while len(kept) > _CALLERS:
        kept.popitem(last=False)
