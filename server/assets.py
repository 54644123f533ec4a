"""Streamlit's own scripts and styles, compressed: it serves them as they are, 2.9 MB before a first page is drawn.

Their names carry a hash of their content, so each is compressed once, when it is first asked for, and kept in memory.
A browser that does not take gzip, or a file that is not there, is left to Streamlit.
"""

from __future__ import annotations

import gzip
import re
from functools import lru_cache
from pathlib import Path

import streamlit
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

FOLDER = Path(streamlit.__file__).parent / "static" / "static"
_ASSET = re.compile(r"/static/((?:js|css)/[\w.-]+\.(js|css))")
_TYPES = {"js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8"}
_KEPT = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding", "Cache-Control": "public, immutable, max-age=31536000"}


# More than the files there are: a name that somebody invents pushes out another, and never fills the memory.
@lru_cache(maxsize=1024)
def compressed(name: str) -> bytes | None:
    """A file of Streamlit's by its name under ``static`` (« js/index.x.js »), compressed; None when there is none."""
    path = FOLDER / name
    return gzip.compress(path.read_bytes(), 6, mtime=0) if path.is_file() else None


class AssetsMiddleware:
    """Answer for scripts and styles, hand the rest over."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = (
            _ASSET.fullmatch(scope["path"]) if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") else None
        )
        if found and "gzip" in Headers(scope=scope).get("accept-encoding", ""):
            body = await run_in_threadpool(compressed, found[1])
            if body is not None:
                await Response(body, headers=_KEPT, media_type=_TYPES[found[2]])(scope, receive, send)
                return
        await self.app(scope, receive, send)
