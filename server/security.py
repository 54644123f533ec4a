"""Security headers on every answer, the Secure attribute on every cookie, and what nobody outside may read."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.shared.registry import IMPORTING
from server.addresses import ATTACHED, FIGURE, PUBLIC, SESSION
from server.document import script_hashes

# Operational figures of Streamlit and its script runner: ours are under /api/metrics, with their own rule.
BLOCKED = ("/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent")
# Components of the first generation are documents of their own in a frame, with inline scripts of their library.
_COMPONENT = "/component/"


# A file that somebody gave runs nothing and reaches nothing, even in a browser that would show it; what refuses it is our
# own document, with its style, its logo and its link.
_FILE_POLICY = "sandbox allow-top-navigation-by-user-activation; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'"


# The host of a tile address, where {s} stands for any of the server's names.
_HOST = re.compile(r"(\*\.)?[\w-]+(\.[\w-]+)*(:\d+)?")


def image_source(tiles: str) -> str:
    """The source that lets in the images of ``map.tiles``; empty for an address of this server or without host."""
    parts = urlsplit(tiles)
    host = re.sub(r"^[^.]*\{s\}[^.]*\.", "*.", parts.netloc)
    return f"{parts.scheme}://{host}" if parts.scheme in ("http", "https") and _HOST.fullmatch(host) else ""


def content_policy(path: str = "/", images: str = "", frames: tuple[str, ...] = ()) -> str:
    """The content security policy of an address; ``images`` is one more source of images, that of the map's tiles;
    ``frames`` are the sites that may show one figure in a frame.

    Everything else comes from this server. Vega compiles its expressions and folium's frame brings its own scripts: the
    first is why ``unsafe-eval`` stands, the second why frames of components alone may run inline scripts. Styles are
    inline because Streamlit's are made in the browser.
    """
    if ATTACHED.fullmatch(path):
        return _FILE_POLICY
    inline = "'unsafe-inline'" if path.startswith(_COMPONENT) else " ".join(script_hashes())
    # Documents of their own: the session brings one script, whose hash is known; the public page has none and acts on
    # nothing, so that any site may show it in a frame.
    if SESSION.fullmatch(path):
        with IMPORTING:
            from indicators.present.reports.viewer import script_hash  # with all reports behind it: only when asked for

        inline = script_hash()
    around = "*" if PUBLIC.fullmatch(path) else "'self'"
    if FIGURE.fullmatch(path):
        around = " ".join(("'self'", *frames))
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {inline} 'unsafe-eval' blob:",
            "style-src 'self' 'unsafe-inline'",
            f"img-src 'self' data: blob: {images}".rstrip(),
            "font-src 'self' data:",
            "media-src 'self' blob:",
            "connect-src 'self' data: blob:",
            "worker-src 'self' blob:",
            "frame-src 'self' blob: data:",
            f"frame-ancestors {around}",
            "form-action 'self'",
            "base-uri 'self'",
            "object-src 'none'",
        )
    )


def headers_for(scope: Scope, images: str = "", frames: tuple[str, ...] = ()) -> dict[str, str]:
    """The security headers of an answer; HTTPS is announced as lasting only where it is in use."""
    found = {
        "Content-Security-Policy": content_policy(scope["path"], images, frames),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "geolocation=(), camera=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    if PUBLIC.fullmatch(scope["path"]) or (frames and FIGURE.fullmatch(scope["path"])):
        del found["X-Frame-Options"]
        found["Cross-Origin-Resource-Policy"] = "cross-origin"
    if scope.get("scheme") == "https":
        found["Strict-Transport-Security"] = "max-age=31536000"
    return found


class SecurityMiddleware:
    """Add the headers, secure the cookies, refuse the blocked addresses."""

    def __init__(self, app: ASGIApp, images: str = "", frames: tuple[str, ...] = ()) -> None:
        self.app, self.images, self.frames = app, images, frames

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in headers_for(scope, self.images, self.frames).items():
                    headers[name] = value
                if scope.get("scheme") == "https":
                    message["headers"] = [_secure(*item) for item in message["headers"]]
            await send(message)

        if scope["path"].startswith(BLOCKED):
            await PlainTextResponse("Not found", 404)(scope, receive, secured)
        else:
            await self.app(scope, receive, secured)


def _secure(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """Streamlit leaves Secure off its cookies; over HTTPS every cookie gets it."""
    if name.lower() == b"set-cookie" and b"; secure" not in value.lower():
        value += b"; Secure"
    return name, value
