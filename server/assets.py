"""Streamlit's own scripts and styles, compressed: it serves them as they are, 2.9 MB before a first page is drawn.

Their names carry a hash of their content, so each is compressed once for each way of compressing, when it is first asked
for, and kept in memory. A client that takes none, or a file that is not there, is left to Streamlit, which has not those of
``server/joined.py``.
"""

from __future__ import annotations

import gzip
import re
from functools import lru_cache
from pathlib import Path

import brotli
import streamlit
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from server import joined
from server.kept import encoding_of

FOLDER = Path(streamlit.__file__).parent / "static" / "static"
_ASSET = re.compile(r"/static/((?:js|css|joined)/[\w.-]+\.(js|css))")
_TYPES = {"js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8"}
_KEPT = {"Vary": "Accept-Encoding", "Cache-Control": "public, immutable, max-age=31536000"}
_ICONS = re.compile(rb"@font-face\s*\{[^}]*font-family:\s*\"?Material Symbols Rounded[^}]*\}")
#: Brotli's quality that takes the time of gzip's usual one and leaves 8 % less to send.
_BROTLI = 5


def served(path: Path) -> bytes | None:
    """The content of a file, without the icons of Streamlit's style sheet: its program asks for all faces of that name at
    once, ours (``server/fonts.py``) and its whole font of 375 kB."""
    if not path.is_file():
        return None
    content = path.read_bytes()
    return _ICONS.sub(b"", content) if path.suffix == ".css" else content


# More than the files there are: a name that somebody invents pushes out another, and never fills the memory.
@lru_cache(maxsize=1024)
def compressed(name: str, encoding: str) -> bytes | None:
    """A file of Streamlit's by its name under ``static`` (« js/index.x.js »), as « br » or « gzip »; None without one."""
    content = joined.content(name.removeprefix("joined/")) if name.startswith("joined/") else served(FOLDER / name)
    if content is None:
        return None
    if encoding == "br":
        return bytes(brotli.compress(content, quality=_BROTLI))
    return gzip.compress(content, 6, mtime=0) if encoding else content


class AssetsMiddleware:
    """Answer for scripts and styles, hand the rest over."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = (
            _ASSET.fullmatch(scope["path"]) if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") else None
        )
        encoding = encoding_of(scope) if found else ""
        if found and (encoding or found[1].startswith("joined/")):
            body = await run_in_threadpool(compressed, found[1], encoding)
            if body is not None:
                headers = {**_KEPT, "Content-Encoding": encoding} if encoding else _KEPT
                await Response(body, headers=headers, media_type=_TYPES[found[2]])(scope, receive, send)
                return
        await self.app(scope, receive, send)
