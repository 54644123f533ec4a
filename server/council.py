"""Two documents served beside the pages: the session full screen, and the public page that a site may embed.

Both are made of one edition and need nothing more once loaded. The reader role is checked here as on every page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING

from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from indicators.access import allowed
from indicators.catalogue import load_catalogue
from indicators.geography.keys import TerritoryKeyError
from indicators.operations.startup import settings_in
from indicators.present.texts import Translator, translator
from indicators.present.texts.errors import error_message
from indicators.settings import Settings
from indicators.store import state
from indicators.store.reading import UnknownEditionError
from pages.shared.registry import IMPORTING
from server.api.keeping import Keeping
from server.document import message
from server.kept import kept
from server.reader import reader_of

if TYPE_CHECKING:
    from server.making import Making

# The public page is asked for again each time, and sent again when the edition, or a word of it, has changed. Pieces are to be shown as they come: a proxy is asked not to gather them first.
_KEPT = {"Cache-Control": "private, no-cache", "Vary": "Accept-Encoding, Cookie"}
_PRIVATE = {"Cache-Control": "private, no-cache", "X-Accel-Buffering": "no"}


class CouncilDocuments:
    """The routes, on one database."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self.engine, self.settings = engine, settings
        self.keeping = Keeping(engine, settings)
        self._made: tuple[int, Making] | None = None

    @property
    def _making(self) -> Making:
        """The documents as the settings of the database are now: made again when an officer changed them."""
        # The reports bring charts, slides and PDF with them: they come with the first document, not with the server.
        with IMPORTING:
            from server.making import Making

        version = state.read(self.engine).settings
        if self._made is None or self._made[0] != version:
            catalogue = load_catalogue()
            self._made = version, Making(self.engine, settings_in(self.engine, self.settings, catalogue))
        return self._made[1]

    def routes(self) -> list[Route]:
        """The routes to mount beside Streamlit's."""
        return [
            Route("/seance/{territory}/{key}", self.session),
            Route("/publique/{territory}", self.public),
        ]

    async def session(self, request: Request) -> Response:
        """A prepared session (or the usual one) as one document."""
        t = await run_in_threadpool(self._language, request)
        if not await self._may_read(request):
            return message(t("Cette séance demande de se connecter. Ouvrez-la depuis la page Séance."), 403, t)
        return await self._answer(self._session, request, t)

    async def public(self, request: Request) -> Response:
        """The public page: read-only, without script."""
        t = await run_in_threadpool(self._language, request)
        if not await self._may_read(request):
            return message(t("Cette page n'est pas publiée."), 403, t)
        found = await self._made_or_refused(self._public, request, t)
        if isinstance(found, Response):
            return found
        body = await run_in_threadpool("".join, found)
        return await run_in_threadpool(kept, request.scope, body.encode(), _KEPT)

    def warm(self) -> None:
        """Make the public page of the collectivity, so that its first visitor does not wait for it."""
        making = self._making
        settings = making.settings
        t = translator(settings.languages.default, settings.collectivity.timezone)
        with suppress(UnknownEditionError, TerritoryKeyError):
            for _ in making.public(t, settings.collectivity.territory, None):
                pass

    async def _answer(
        self, make: Callable[[Request, Translator], Iterator[str]], request: Request, t: Translator
    ) -> Response:
        found = await self._made_or_refused(make, request, t)
        if isinstance(found, Response):
            return found
        return StreamingResponse(found, media_type="text/html", headers=_PRIVATE)

    async def _made_or_refused(
        self, make: Callable[[Request, Translator], Iterator[str]], request: Request, t: Translator
    ) -> Iterator[str] | Response:
        try:
            parts = await run_in_threadpool(make, request, t)
            first = await run_in_threadpool(next, parts)  # what fails at once is still answered as a failure
        except UnknownEditionError:
            return message(t("Ce document n'existe pas, ou plus."), 404, t)
        except TerritoryKeyError as asked:
            return message(error_message(asked, t), 404, t)
        return chain((first,), parts)

    def _session(self, request: Request, t: Translator) -> Iterator[str]:
        asked = _path(request)
        edition, year = _number(request, "edition"), _number(request, "annee")
        return self._making.session(t, asked["territory"], asked["key"], edition, year)

    def _public(self, request: Request, t: Translator) -> Iterator[str]:
        return self._making.public(t, _path(request)["territory"], _number(request, "edition"))

    def _language(self, request: Request) -> Translator:
        settings = self.keeping.settings_now()
        return translator(
            settings.languages.read_in(request.query_params.get("langue", "")), settings.collectivity.timezone
        )

    async def _may_read(self, request: Request) -> bool:
        """Whether a reader asks: known by the cookies of the pages, on any replica, while the session is open."""
        return allowed(await run_in_threadpool(reader_of, request, self.engine, self.settings.access), "reader")


def _path(request: Request) -> dict[str, str]:
    """What the path names. Nothing is called by what cannot be printed, and a database may refuse to look for it."""
    if not all(value.isprintable() for value in request.path_params.values()):
        raise UnknownEditionError(f"no document at {request.url.path!r}")
    return request.path_params


def _number(request: Request, name: str) -> int | None:
    text = request.query_params.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 9 else None
