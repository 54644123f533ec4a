"""Two documents served beside the pages: the session full screen, and the public page that a site may embed.

Both are made of one edition and need nothing more once loaded. The reader role is checked here as on every page.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from html import escape
from threading import Lock

from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from indicators import council
from indicators.access import allowed, tickets
from indicators.access.identity import identify, mode_of
from indicators.access.sessions import COOKIE
from indicators.catalogue import load_catalogue
from indicators.present.reports.public_page import public_document
from indicators.present.reports.viewer import viewer
from indicators.present.texts import LANGUAGES, Translator, translator
from indicators.settings import Settings
from indicators.store.reading import UnknownEditionError

USUAL = "usuelle"
_KEPT = 16
_PRIVATE = {"Cache-Control": "private, no-cache"}


class CouncilDocuments:
    """The routes, on one database; documents already made are kept, for an edition never changes."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        catalogue = settings.extend(load_catalogue())
        self.reader = council.Reader(engine, catalogue, settings)
        self._made: OrderedDict[tuple[object, ...], str] = OrderedDict()
        self._lock = Lock()

    def routes(self) -> list[Route]:
        """The routes to mount beside Streamlit's."""
        return [
            Route("/seance/{territory}/{key}", self.session),
            Route("/publique/{territory}", self.public),
        ]

    async def session(self, request: Request) -> Response:
        """A prepared session (or the usual one) as one document."""
        t = _language(request)
        if not await self._may_read(request):
            return _message(t("Cette séance demande de se connecter. Ouvrez-la depuis la page Séance."), 403, t)
        return await self._answer(self._session, request, t)

    async def public(self, request: Request) -> Response:
        """The public page: read-only, without script."""
        t = _language(request)
        if not await self._may_read(request):
            return _message(t("Cette page n'est pas publiée."), 403, t)
        return await self._answer(self._public, request, t)

    async def _answer(self, make: Callable[[Request, Translator], str], request: Request, t: Translator) -> Response:
        try:
            text = await run_in_threadpool(make, request, t)
        except UnknownEditionError:
            return _message(t("Ce document n'existe pas, ou plus."), 404, t)
        return HTMLResponse(text, headers=_PRIVATE)

    def _session(self, request: Request, t: Translator) -> str:
        territory, key = request.path_params["territory"], request.path_params["key"]
        session = None if key == USUAL else council.session_of(self.reader.engine, territory, key)
        if session is None and key != USUAL:
            raise UnknownEditionError(f"no session {key!r} for {territory!r}")
        source = council.source_of(self.reader, territory, t, edition=_number(request, "edition"), year=_number(request, "annee"), session=session)  # fmt: skip
        mark = (session, source.overrides, source.narratives)
        return self._once(("session", territory, source.snapshot.edition.number, source.year, t.lang, repr(mark)), lambda: viewer(source))  # fmt: skip

    def _public(self, request: Request, t: Translator) -> str:
        territory = request.path_params["territory"]
        source = council.source_of(self.reader, territory, t, edition=_number(request, "edition"))
        told = repr((source.narratives, source.overrides))
        return self._once(("public", territory, source.snapshot.edition.number, t.lang, told), lambda: public_document(source))  # fmt: skip

    def _once(self, key: tuple[object, ...], make: Callable[[], str]) -> str:
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
        text = make()
        with self._lock:
            self._made[key] = text
            while len(self._made) > _KEPT:
                self._made.popitem(last=False)
        return text

    async def _may_read(self, request: Request) -> bool:
        """The local user, the public, an account's session, or a pass that the page issued."""
        access = self.reader.settings.access
        if mode_of(access) == "single_user" or tickets.accepted(
            request.query_params.get("passe", ""), request.url.path
        ):
            return True
        token = request.cookies.get(COOKIE)
        user = await run_in_threadpool(identify, self.reader.engine, access, token, {})
        return allowed(user, "reader")


def _language(request: Request) -> Translator:
    asked = request.query_params.get("langue", "fr")
    return translator(asked if asked in LANGUAGES else "fr")


def _number(request: Request, name: str) -> int | None:
    text = request.query_params.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 9 else None


def _message(text: str, status: int, t: Translator) -> Response:
    return HTMLResponse(
        f'<!DOCTYPE html><html lang="{t.lang}"><meta charset="utf-8"><title>Ouverture</title><p>{escape(text)}</p></html>',
        status,
    )
