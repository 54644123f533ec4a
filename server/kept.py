"""An answer that a browser keeps and asks for again: its mark tells whether it changed, and it travels compressed.

Made for documents that hold nothing of the reader's own: what is secret beside what a visitor typed is not compressed.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from functools import lru_cache

import brotli
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Scope

_KEPT = 64


@lru_cache(maxsize=_KEPT)
def packed(body: bytes, encoding: str) -> bytes:
    """The body in an encoding that :func:`encoding_of` chose, made once."""
    if encoding == "br":
        return bytes(brotli.compress(body, quality=5))
    return gzip.compress(body, 6, mtime=0) if encoding == "gzip" else body


def encoding_of(scope: Scope) -> str:
    """What the client understands best of « br » and « gzip »; empty when neither. A quality of 0 is a refusal."""
    offered = {}
    for part in Headers(scope=scope).get("accept-encoding", "").lower().split(","):
        name, _, quality = part.strip().partition(";")
        offered[name.strip()] = quality.strip().replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return next((name for name in ("br", "gzip") if offered.get(name)), "")


def kept(
    scope: Scope, body: bytes, headers: Mapping[str, str], media_type: str = "text/html", *, compressed: bool = True
) -> Response:
    """The body under its mark, or 304 when the client has it already; not ``compressed``: it is compressed by itself."""
    mark = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    known = Headers(scope=scope).get("if-none-match", "")
    told = {**headers, "ETag": mark}
    if mark in (part.strip() for part in known.split(",")):
        return Response(status_code=304, headers=told)
    encoding = encoding_of(scope) if compressed else ""
    if encoding:
        told["Content-Encoding"] = encoding
    return Response(packed(body, encoding), headers=told, media_type=media_type)
