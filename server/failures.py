"""What a visitor reads when something fails behind the pages: a sentence in the reader's language, never a bare 500."""

from __future__ import annotations

import uuid

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indicators.present.texts import translator
from indicators.store.engine import ABSENT
from server.document import language_asked, message
from server.logs import log

_RETRY = "30"


class FailuresMiddleware:
    """Answer for a request that raised before its first byte; afterwards nothing can be said any more."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def seen(part: Message) -> None:
            nonlocal begun
            begun = True
            await send(part)

        try:
            await self.app(scope, receive, seen)
        except Exception as error:
            if begun:
                raise
            await failed(scope, error)(scope, receive, send)


def failed(scope: Scope, error: Exception) -> Response:
    """503 when the database does not answer or refuses to write, 500 with a reference for whatever is unforeseen."""
    t = translator(language_asked(scope))
    reference = uuid.uuid4().hex[:8]
    log.error("incident %s", reference, exc_info=error)
    if isinstance(error, ABSENT):
        answer = message(t("La base de données ne répond pas. Réessayez dans une minute."), 503, t)
        answer.headers["Retry-After"] = _RETRY
    else:
        told = t("Cette adresse a rencontré une erreur. Référence à transmettre au service informatique : {ref}.", ref=reference)  # fmt: skip
        answer = message(told, 500, t)
    answer.headers["Cache-Control"] = "no-store"
    return answer
