"""Where the API stands among the routes: every address below ``/api/v1``, whatever the method."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from indicators.settings import Settings
from server.addresses import API

if TYPE_CHECKING:
    from server.api.answering import Answering


class Api:
    """The API as an application; what answers is imported with the first request, not with the server."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self.engine, self.settings = engine, settings
        self._made: Answering | None = None
        self._lock = Lock()

    def routes(self) -> list[Route]:
        """The routes to mount beside Streamlit's; every method comes here, to be refused in the same words."""
        return [Route(API, self), Route(f"{API}/{{rest:path}}", self)]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        made = self._made
        answering = await run_in_threadpool(self._first) if made is None else made
        await (await answering.answer(request))(scope, receive, send)

    def _first(self) -> Answering:
        from server.api.answering import Answering

        with self._lock:
            made = self._made or Answering(self.engine, self.settings)
            self._made = made
            return made
