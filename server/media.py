"""Files that a page makes for its reader: they end with the session that made them, whoever has their address.

Streamlit serves them by an address drawn from their content, to anybody, for as long as the page stays open.
"""

from __future__ import annotations

from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime import Runtime

from indicators.access import allowed
from indicators.access.identity import mode_of
from indicators.settings import Access
from pages.shared.session import WORKING
from server.document import missing
from server.reader import reader_of

MEDIA = "/media/"


def makers(file_id: str) -> set[str]:
    """The sessions whose open pages show a file, « » for a page where nobody signed in.

    Nothing while its page is being drawn again: any reader may then have it, under an address that the content gave.
    """
    manager = Runtime.instance().media_file_mgr
    with manager._lock:
        pages = [page for page, shown in manager._files_by_session_and_coord.items() if file_id in shown.values()]
    return {WORKING.session_of(page) for page in pages}


class MediaMiddleware:
    """Hand a file to the session that made it, while that session is open; hand the rest over."""

    def __init__(self, app: ASGIApp, engine: Engine, access: Access) -> None:
        self.app, self.engine, self.access = app, engine, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = scope["type"] == "http" and scope["path"].startswith(MEDIA)
        if asked and not await run_in_threadpool(self._may_read, scope):
            await missing(scope)(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _may_read(self, scope: Scope) -> bool:
        if mode_of(self.access) == "single_user":
            return True
        user = reader_of(HTTPConnection(scope), self.engine, self.access)
        known = makers(scope["path"].removeprefix(MEDIA).partition(".")[0])
        return (user.session if user else "") in known if known else allowed(user, "reader")
