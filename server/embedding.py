"""One figure alone, for another site: who may read it, which site may show it, and a mark that spares making it again.

It is read as the public page is: with the reader's role, so that a frame on another site, which has no session, shows it
only where reading is open. Which sites may frame it is a setting (``api.frame_origins``), none of them at first.
"""

from __future__ import annotations

from functools import partial
from typing import get_args
from urllib.parse import urlencode

from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indicators.access import allowed
from indicators.geography.keys import TerritoryKeyError
from indicators.present.texts import Translator, translator
from indicators.settings import Settings
from indicators.store.reading import UnknownEditionError
from server.api.keeping import Keeping
from server.document import message
from server.kept import encoding_of, packed
from server.reader import reader_of

_HEADERS = {"Cache-Control": "private, no-cache", "Vary": "Accept-Encoding, Cookie"}


class Embeds:
    """The route, on one database."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self.engine, self.settings = engine, settings
        self.keeping = Keeping(engine, settings)

    def routes(self) -> list[Route]:
        """The route to mount beside Streamlit's."""
        return [Route("/figure/{territory}/{name}", self.figure)]

    async def figure(self, request: Request) -> Response:
        """A chart or a key figure of the latest edition; 304 when its reader has it already."""
        t = await run_in_threadpool(self._language, request)
        if not allowed(await run_in_threadpool(reader_of, request, self.engine, self.settings.access), "reader"):
            return message(t("Cette page n'est pas publiée."), 403, t)
        now = self.keeping.state() if self.keeping.fresh() else await run_in_threadpool(self.keeping.state)
        theme = request.query_params.get("theme", "auto")
        asked = f"{request.path_params} {t.lang} {theme}"
        told = {**_HEADERS, "ETag": self.keeping.mark(now, now.edition, asked)}
        if told["ETag"] in (part.strip() for part in request.headers.get("if-none-match", "").split(",")):
            return Response(status_code=304, headers=told)
        key = told["ETag"]
        body = self.keeping.kept(key)
        if body is None:
            body = await run_in_threadpool(self._make, request, t, theme)
            if not body:
                return message(t("Ce chiffre n'existe pas, ou plus."), 404, t)
            self.keeping.keep(key, partial(bytes, body))
        encoding = encoding_of(request.scope)
        told |= {"Content-Encoding": encoding} if encoding else {}
        return Response(await run_in_threadpool(packed, body, encoding), headers=told, media_type="text/html")

    def _make(self, request: Request, t: Translator, theme: str) -> bytes:
        """The page of the figure, empty when there is none of that name."""
        from indicators.documents import gather  # with all charts and reports behind: only when asked for
        from indicators.present.reports.embedded import Theme, embedded

        named = request.path_params
        themes: tuple[Theme, ...] = get_args(Theme)
        chosen: Theme = next((item for item in themes if item == theme), "auto")
        try:
            source = gather.source_of(self.keeping.reader(self.keeping.state()), named["territory"], t)
        except (UnknownEditionError, TerritoryKeyError):
            return b""
        site, code = source.settings.collectivity.address, source.snapshot.territory.code
        choices = urlencode({"territoire": code, "annee": source.year, "edition": source.snapshot.edition.number, "langue": t.lang})  # fmt: skip
        link = f"{site}/?{choices}" if site else ""
        return (embedded(source, named["name"], theme=chosen, link=link) or "").encode()

    def _language(self, request: Request) -> Translator:
        settings = self.keeping.settings_now()
        return translator(
            settings.languages.read_in(request.query_params.get("langue", "")), settings.collectivity.timezone
        )
