"""The HTML document that every page starts from: Streamlit's own, in the reader's language and under a strict policy.

Streamlit writes ``<html lang="en">`` whatever the language, and nothing to allow a content security policy. The
document is read once from the installed package, corrected, and served by this middleware for every page address.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from html import escape
from pathlib import Path
from threading import Event
from urllib.parse import parse_qs

import streamlit
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indicators.languages import LANGUAGES
from indicators.present.texts import Translator, translator
from indicators.present.texts.browser import language_script
from pages.shared.registry import PRODUCT
from server import joined
from server.addresses import HOME, carried, is_document, is_page, site_of
from server.fonts import ICONS, LETTERS
from server.kept import kept
from server.painting import Painted

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
# The only documents that Streamlit serves of its own: components of the first generation, in a frame.
_COMPONENT = "/component/"
# What a page hands over to be downloaded, web pages among them; where there is none the answer is a true 404.
_FILES = "/media/"
# Seconds that a reader waits for first words that were never made yet: without them the page comes all the same.
_PATIENCE = 0.3
#: Set when the document of a first page was given: what can wait then waits until the page is served.
VISITED = Event()
_STYLE = (
    "<style>:root { color-scheme: light dark } body { font-family: sans-serif; margin: 0 }"
    " main { max-width: 40rem; margin: 15vh auto; padding: 0 1.5rem } h1 { font-size: 1.4rem; margin-top: 2rem }</style>"
)
_STATIC = Path(__file__).resolve().parent.parent / "static"
_SCRIPTS = "".join(f'<script src="./app/static/{name}.js" defer></script>' for name in ("history", "mend", "opening"))
# Streamlit asks for its whole font first; ours are smaller, and come after what is painted without them.
_FONT = re.compile(r'<link\s+rel="preload"[^>]*as="font"[^>]*>')
_FONTS = "".join(
    f'<link rel="preload" href="./app/static/fonts/{path.name}" as="font" type="font/woff2" fetchpriority="low" crossorigin>'
    for path in (LETTERS, ICONS)
)
_STYLES = re.compile(r'\s*<link rel="stylesheet"[^>]*>')
# Before anything is drawn: the page is made out of sight, and the room of the menu is kept unless the reader closed it.
# What the browser stored is read from its disk, which a telephone is spared: its menu has no room.
_FIRST = (
    'for (const name of ["ouv-covered", ...location.pathname.endsWith("/connexion") ? [] : ["ouv-menu"]])'
    " document.documentElement.classList.add(name);"
    ' try { if (screen.width > 768 && Object.keys(localStorage).some((key) => key.startsWith("stSidebarCollapsed-") && localStorage[key] === "true"))'
    ' document.documentElement.classList.add("ouv-closed"); } catch {}'
)
_TITLE, _WORDS = "<title>Ouverture</title>", '<div class="ouv-opening ouv-bare"></div>'


@cache
def document(lang: str) -> str:
    """The document in one of :data:`LANGUAGES`, before a page says anything.

    What is painted first needs nothing but the document: the styles of the page come after it.
    """
    html = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    html = joined.document_with(re.sub(r"^\s*<!--.*?-->\s*", "", html, flags=re.DOTALL))
    html = html.replace('<html lang="en">', f'<html lang="{lang}">').replace("<title>Streamlit</title>", _TITLE)
    html = re.sub(r'\s*<link rel="service-desc"[^>]*>', "", html)
    html = _FONT.sub(_FONTS, html)
    styles = "".join(_STYLES.findall(html)) + '<link rel="stylesheet" href="./app/static/ouverture.css">'
    look = (_STATIC / "opening.css").read_text(encoding="utf-8")
    html = _STYLES.sub("", html).replace("</head>", f"<style>{look}</style><script>{_FIRST}</script>{_SCRIPTS}</head>")
    html = html.replace('<div id="root">', f'{_WORDS}{styles}<div id="root">')
    return re.sub(
        r"<noscript>.*?</noscript>", f"<noscript>{LANGUAGES[lang].no_script}</noscript>", html, flags=re.DOTALL
    )


def filled(found: Painted, site: str) -> str:
    """The document with the first words of a page, and what a preview of its address at ``site`` shows."""
    told = {"og:title": found.title, "og:description": found.told, "og:type": "website", "og:site_name": PRODUCT}
    if site and found.picture:
        mark = hashlib.sha256(f"{found.title}{found.told}".encode()).hexdigest()[:8]
        told["og:image"] = f"{site}{found.picture}&v={mark}"
    lines = [f"<title>{escape(found.title)}</title>", f'<meta name="description" content="{escape(found.told)}">']
    lines += [f'<meta property="{name}" content="{escape(text)}">' for name, text in told.items() if text]
    html = document(found.lang).replace(_TITLE, "".join(lines))
    return html.replace(_WORDS, f'<div class="ouv-opening"><main>{found.body}</main></div>')


@cache
def script_hashes() -> tuple[str, ...]:
    """The SHA-256 sources of the only inline scripts that the policy lets run."""
    scripts = [*_INLINE.findall(document("fr")), *map(language_script, LANGUAGES)]
    return tuple(f"'sha256-{base64.b64encode(hashlib.sha256(item.encode()).digest()).decode()}'" for item in scripts)


def language_asked(scope: Scope) -> str:
    """The language in the address (``?langue=en``), French by default."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("langue", ["fr"])[0]
    return asked if asked in LANGUAGES else "fr"


def message(text: str, status: int, t: Translator) -> Response:
    """A document that says one sentence and leads back to the first page."""
    return HTMLResponse(
        f'<!DOCTYPE html><html lang="{t.lang}"><head><meta charset="utf-8"><title>Ouverture</title>{_STYLE}</head>'
        f'<body><main><img src="/app/static/logo.svg" alt="Ouverture" height="40"><h1>{escape(text)}</h1>'
        f'<p><a href="/?langue={t.lang}">{escape(t("Ouvrir la synthèse"))}</a></p></main></body></html>',
        status,
    )


def missing(scope: Scope) -> Response:
    """What is answered at an address where there is nothing."""
    t = translator(language_asked(scope))
    return message(t("Cette page n'existe pas."), 404, t)


def answer(scope: Scope) -> Response | None:
    """What the address alone decides: a page, the one redirect to it, or that nothing is there; None for a service.

    Streamlit answers any other address with its own document, and a slash at the end by sending the whole query back.
    """
    path = scope["path"]
    if path.startswith("//"):
        return missing(scope)
    if path != (bare := path.rstrip("/")) and bare:
        if not is_page(bare):
            return missing(scope)
        return RedirectResponse(f"{'../' * (len(path) - len(bare))}{bare[1:]}{carried(scope['query_string'])}")
    if not is_page(path) or scope["method"] not in ("GET", "HEAD"):
        return None
    if path == f"/{HOME}":
        return RedirectResponse(f"./{carried(scope['query_string'])}")
    return None


class DocumentMiddleware:
    """Answer page addresses with the corrected document, hand the rest over.

    ``words`` tells the first words of a page to the reader of a request, if it may.
    """

    def __init__(self, app: ASGIApp, words: Callable[[Scope], Painted | None] | None = None) -> None:
        self.app, self.words = app, words

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif (found := answer(scope)) is not None:
            await found(scope, receive, send)
        elif is_page(scope["path"]) and scope["method"] in ("GET", "HEAD"):
            await (await self._page(scope))(scope, receive, send)
        elif is_document(scope["path"]) or scope["path"].startswith((_COMPONENT, _FILES)):
            await self.app(scope, receive, send)
        else:
            await self._without_fallback(scope, receive, send)

    async def _page(self, scope: Scope) -> Response:
        """The document of a page: bare when it has nothing to say, or is not done saying it for the first time."""
        found = None
        if self.words is not None:
            making = asyncio.ensure_future(run_in_threadpool(self.words, scope))
            with suppress(TimeoutError):
                found = await asyncio.wait_for(asyncio.shield(making), _PATIENCE)
        VISITED.set()
        html = document(language_asked(scope)) if found is None else filled(found, site_of(scope))
        return kept(scope, html.encode(), {"Cache-Control": "private, no-cache", "Vary": "Accept-Encoding, Cookie"})

    async def _without_fallback(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand over to a service; where there is none, Streamlit would answer with its document: nothing is there."""
        replaced = False

        async def seen(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start":
                kind = Headers(raw=message["headers"]).get("content-type", "")
                replaced = message["status"] == 200 and kind.startswith("text/html")
                if replaced:
                    await missing(scope)(scope, receive, send)
            if not replaced:
                await send(message)

        await self.app(scope, receive, seen)
