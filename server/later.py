"""The place of what is imported once the server listens: a browser reads a page's document and scripts meanwhile.

Who asks sooner for an address of our own waits for it, and so does ``/api/sante``: a replica that has answered there is
ready for everything. Streamlit's own ``/_stcore/health`` says that the process listens.
"""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.routing import BaseRoute, Match, Router
from starlette.types import Receive, Scope, Send

from indicators.settings import Settings
from pages.shared.registry import IMPORTING
from server.painting import Painted

if TYPE_CHECKING:
    from server.beside import Beside

#: What Streamlit answers, and what a browser asks for first.
_STREAMLIT = ("/_stcore/", "/static/", "/media/", "/component/")


class Later(BaseRoute):
    """Stands for the routes of :class:`server.beside.Beside` until one of them is asked for, then leaves them its place."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self._engine, self._settings = engine, settings
        self._made: Beside | None = None
        self._making = Lock()

    def made(self) -> Beside:
        """What answers, imported and made by the first who asks for it."""
        with self._making:
            if self._made is None:
                with IMPORTING:
                    from server.beside import Beside
                self._made = Beside(self._engine, self._settings)
            return self._made

    def words(self, scope: Scope) -> Painted | None:
        """The first words of a page for the reader of a request, once what says them is there: a document waits for none."""
        return self._made.openings.of(scope) if self._made else None

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Any address that may be one of ours."""
        mine = scope["type"] == "http" and not scope["path"].startswith(_STREAMLIT)
        return (Match.FULL if mine else Match.NONE), {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Put the routes here, and let them answer."""
        routes = (await run_in_threadpool(self.made)).routes
        router: Router = scope["router"]
        if self in router.routes:
            at = router.routes.index(self)
            router.routes[at : at + 1] = routes
        await router(scope, receive, send)
