"""The HTML document that every page starts from: Streamlit's own, in the reader's language and under a strict policy.

Streamlit writes ``<html lang="en">`` whatever the language, and nothing to allow a content security policy. The
document is read once from the installed package, corrected, and served by this middleware for every page address.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import parse_qs

import streamlit
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from indicators.languages import LANGUAGES
from indicators.present.texts import Translator, translator
from indicators.present.texts.browser import language_script
from pages.shared.registry import PAGES

_HOME = next(entry.path for entry in PAGES if entry.default)
_KNOWN = {"", *(entry.path for entry in PAGES)}
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
RESERVED = ("_stcore", "static", "media", "component", "app", "api", "auth", "oauth2callback")
_STYLE = (
    "<style>:root { color-scheme: light dark } body { font-family: sans-serif; margin: 0 }"
    " main { max-width: 40rem; margin: 15vh auto; padding: 0 1.5rem } h1 { font-size: 1.4rem; margin-top: 2rem }</style>"
)
_OURS = '<link rel="stylesheet" href="./app/static/ouverture.css"><script src="./app/static/mend.js" defer></script>'


@cache
def document(lang: str) -> str:
    """The document in one of :data:`LANGUAGES`."""
    html = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    html = html.replace('<html lang="en">', f'<html lang="{lang}">').replace("<title>Streamlit<", "<title>Ouverture<")
    html = re.sub(r'\s*<link rel="service-desc"[^>]*>', "", html)
    html = html.replace("</head>", f"{_OURS}</head>")
    return re.sub(
        r"<noscript>.*?</noscript>", f"<noscript>{LANGUAGES[lang].no_script}</noscript>", html, flags=re.DOTALL
    )


@cache
def script_hashes() -> tuple[str, ...]:
    """The SHA-256 sources of the only inline scripts that the policy lets run."""
    scripts = [*_INLINE.findall(document("fr")), *map(language_script, LANGUAGES)]
    return tuple(f"'sha256-{base64.b64encode(hashlib.sha256(item.encode()).digest()).decode()}'" for item in scripts)


def language_asked(scope: Scope) -> str:
    """The language in the address (``?langue=en``), French by default."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("langue", ["fr"])[0]
    return asked if asked in LANGUAGES else "fr"


def is_page(scope: Scope) -> bool:
    """Whether a request asks for a page rather than for a file or a service: pages are one step below the root.

    Anything deeper must stay a 404, because the browser looks for the server's base address by probing.
    """
    step = scope["path"].strip("/")
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
        return False
    return "/" not in step and "." not in step and step not in RESERVED


def message(text: str, status: int, t: Translator) -> Response:
    """A document that says one sentence and leads back to the first page."""
    return HTMLResponse(
        f'<!DOCTYPE html><html lang="{t.lang}"><head><meta charset="utf-8"><title>Ouverture</title>{_STYLE}</head>'
        f'<body><main><img src="/app/static/logo.svg" alt="Ouverture" height="40"><h1>{escape(text)}</h1>'
        f'<p><a href="/?langue={t.lang}">{escape(t("Ouvrir la synthèse"))}</a></p></main></body></html>',
        status,
    )


def answer(scope: Scope) -> Response:
    """The document of a page. Streamlit would say of any other address, in English, that it does not exist."""
    step, lang = scope["path"].strip("/"), language_asked(scope)
    if step == _HOME:
        return RedirectResponse(f"./?{scope.get('query_string', b'').decode('latin-1')}")
    if step not in _KNOWN:
        t = translator(lang)
        return message(t("Cette page n'existe pas."), 404, t)
    return HTMLResponse(document(lang), headers={"Cache-Control": "no-cache"})


class DocumentMiddleware:
    """Answer page addresses with the corrected document, hand the rest over."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and is_page(scope):
            await answer(scope)(scope, receive, send)
        else:
            await self.app(scope, receive, send)
