"""Files that a page makes for its reader: they end with the session that made them, whoever has their address.

Streamlit serves them by an address drawn from their content, to anybody, for as long as the page stays open, and whole
each time: a drawing that a page shows is sent once, and asked for again at each visit, to be sent no more.
"""

from __future__ import annotations

from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from indicators.access.identity import mode_of
from indicators.settings import Access
from pages.shared.drawn import drawing_at, name_of, showing
from server.document import missing
from server.kept import kept
from server.reader import reader_of

MEDIA = "/media/"
_KEPT = {"Cache-Control": "private, no-cache", "Vary": "Accept-Encoding, Cookie"}


class MediaMiddleware:
    """Hand a file to the session that made it, while that session is open; hand the rest over."""

    def __init__(self, app: ASGIApp, engine: Engine, access: Access) -> None:
        self.app, self.engine, self.access = app, engine, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = scope["type"] == "http" and scope["path"].startswith(MEDIA)
        if asked and not await run_in_threadpool(self._may_read, scope):
            await missing(scope)(scope, receive, send)
        elif asked and scope["method"] in ("GET", "HEAD") and (drawing := drawing_at(scope["path"])) is not None:
            answer = await run_in_threadpool(kept, scope, drawing, _KEPT, "image/svg+xml")
            await answer(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _may_read(self, scope: Scope) -> bool:
        if mode_of(self.access) == "single_user":
            return True
        user = reader_of(HTTPConnection(scope), self.engine, self.access)
        known = showing(name_of(scope["path"]))
        # What a page shows before anybody signs in (the icon of the application) is no secret, and stays asked for after.
        return bool({"", user.session if user else ""} & known)
