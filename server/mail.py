"""The link that ends a subscription: seen, it shows one button; pressed, or posted by a reader of mail, it acts.

Looking at a link changes nothing, because scanners of mail open every link; the post is that of RFC 8058 and of the
button alike. Nobody has to sign in, and no cookie is read: the signature of the link is what is asked.
"""

from __future__ import annotations

from html import escape

from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from indicators.languages import LANGUAGES
from indicators.present.texts import Translator, translator
from indicators.readers.mail import PATH, subscriptions
from indicators.readers.mail.subscriptions import Subscription
from server.document import message

_STYLE = (
    "<style>:root { color-scheme: light dark } body { font-family: sans-serif; margin: 0; line-height: 1.5 }"
    " main { max-width: 34rem; margin: 12vh auto; padding: 0 1.5rem } h1 { font-size: 1.4rem }"
    " button { font: inherit; font-weight: 600; padding: .7rem 1.2rem; color: #fff; background: #1c5d99; border: 0;"
    " border-radius: 6px; cursor: pointer } button:focus-visible { outline: 3px solid #c26a08; outline-offset: 2px }</style>"
)
_HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


def route(engine: Engine) -> Route:
    """The route of the links, on one database."""

    async def answer(request: Request) -> Response:
        lang = request.query_params.get("langue", "fr")
        t = translator(lang if lang in LANGUAGES else "fr")
        found = await run_in_threadpool(subscriptions.signed, engine, request.path_params["token"])
        if found is None:
            refused = message(t("Ce lien de désabonnement n'est pas le bon : copiez-le en entier depuis le message."), 404, t)  # fmt: skip
            refused.headers.update(_HEADERS)
            return refused
        if request.method == "POST":
            await run_in_threadpool(subscriptions.end, engine, found)
            return _page(t("C'est fait : vous ne recevrez plus ces messages."), "", t)
        if found.ended_at is not None:
            return _page(t("Vous ne recevez déjà plus ces messages."), "", t)
        return _page(t("Ne plus recevoir les messages du tableau de bord ?"), _button(found, t), t)

    return Route(f"{PATH}/{{token}}", answer, methods=["GET", "POST"])


def _button(found: Subscription, t: Translator) -> str:
    name, _, domain = found.address.partition("@")
    told = t("Adresse : {address}", address=f"{name[:1]}…@{domain}")
    return f'<p>{escape(told)}</p><form method="post"><button>{escape(t("Ne plus les recevoir"))}</button></form>'


def _page(title: str, body: str, t: Translator) -> Response:
    said = escape(title)
    return HTMLResponse(
        f'<!DOCTYPE html><html lang="{t.lang}"><head><meta charset="utf-8"><title>{said}</title>'
        f'<meta name="viewport" content="width=device-width">{_STYLE}</head><body><main><h1>{said}</h1>{body}</main></body></html>',
        headers=_HEADERS,
    )
