"""From a request to an answer: who asks, how often, what, from which edition, already made or to be made."""

from __future__ import annotations

import gzip
import json
import uuid
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from indicators.access import allowed
from indicators.access.identity import mode_of
from indicators.access.tokens import Token, TokenError
from indicators.errors import ToldError, marked
from indicators.geography.keys import TerritoryKeyError
from indicators.languages import LANGUAGES
from indicators.present.reports.opendata import OpenDataError
from indicators.present.texts import Translator, translator
from indicators.settings import Settings
from indicators.store.engine import ABSENT
from indicators.store.reading import UnknownEditionError
from server.addresses import API
from server.api import page, refusals
from server.api.callers import Caller, Callers
from server.api.content import Asked
from server.api.description import description
from server.api.keeping import Keeping
from server.api.operations import OPERATIONS, Operation, Query
from server.api.refusals import Refused, refusal
from server.logs import log

_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Retry-After",
}
_RETRY = "30"
# Bytes from which an answer is compressed, once, and kept so: Streamlit would compress it at each request.
_WORTH = 500


class Answering:
    """The API on one database."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self.settings = settings
        self.keeping = Keeping(engine, settings)
        self.callers = Callers(engine, settings.access, settings.api.requests_per_minute)
        self._by_path = {item.path: item for item in OPERATIONS}
        # Any site may read what anybody may read; elsewhere a site that a reader visits would read in her name.
        self._shared = _OPEN if mode_of(settings.access) == "public" else {}

    async def answer(self, request: Request) -> Response:
        """The answer to a request, whatever it asks."""
        t = translator(_language(request))
        try:
            answered = await self._answer(request, t)
        except Refused as refused:
            answered = refusal(refused, t)
        except ABSENT as error:
            log.error("incident %s", uuid.uuid4().hex[:8], exc_info=error)
            told = ToldError(marked("La base de données ne répond pas. Réessayez dans une minute."))
            answered = refusal(Refused(503, told, "absent", Retry_After=_RETRY), t)
        except Exception as error:
            reference = uuid.uuid4().hex[:8]
            log.error("incident %s", reference, exc_info=error)
            told = ToldError(marked("Cette adresse a rencontré une erreur. Référence à transmettre au service informatique : {ref}."), ref=reference)  # fmt: skip
            answered = refusal(Refused(500, told, "incident"), t)
        answered.headers.update(self._shared)
        return answered

    async def _answer(self, request: Request, t: Translator) -> Response:
        path = request.url.path.removeprefix(API)
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": "GET, HEAD, OPTIONS"})
        if request.method not in ("GET", "HEAD"):
            raise Refused(405, ToldError(marked("L'API ne fait que lire : GET et HEAD sont acceptés.")), "method", Allow="GET, HEAD, OPTIONS")  # fmt: skip
        if path == "":
            return HTMLResponse(page.page(t, self.settings.api.requests_per_minute), headers={"Cache-Control": "no-cache"})  # fmt: skip
        if path == "/openapi.json":
            return Response(json.dumps(description(t), ensure_ascii=False), media_type="application/json", headers={"Cache-Control": "no-cache"})  # fmt: skip
        item = self._by_path.get(path)
        if item is None:
            raise Refused(404, ToldError(marked("Cette adresse n'existe pas ; {base} dit celles qu'il y a."), base=API), "address")  # fmt: skip
        caller = await self._caller(request)
        query = _query(request, item)
        if caller.token is not None and caller.token.territories:
            await run_in_threadpool(self._check, caller.token, query)
        return await self._made(request, item, query)

    async def _caller(self, request: Request) -> Caller:
        """Who asks, when she may and has not asked too much."""
        callers = self.callers
        try:
            known = callers.known(request)
            caller = await run_in_threadpool(callers.who, request) if known is None else known
        except TokenError as error:
            self._slow(callers.address(request))
            raise Refused(401, error, f"token_{error.reason}", WWW_Authenticate="Bearer") from None
        self._slow(caller.key)
        if not allowed(caller.user, "reader"):
            told = ToldError(marked("Ces données demandent un jeton, que chaque compte crée dans « Mon compte »."))
            raise Refused(401, told, "token_missing", WWW_Authenticate="Bearer")
        return caller

    def _slow(self, key: str) -> None:
        if wait := self.callers.wait(key):
            told = ToldError(marked("Trop de demandes : recommencez dans {seconds} s."), seconds=f"{wait:.0f}")
            raise Refused(429, told, "rate", Retry_After=str(int(wait) + 1))

    def _check(self, token: Token, query: Query) -> None:
        """A token of some territories reads those only, however they are named; what is of no territory is everybody's."""
        territory = getattr(query, "territory", None)
        if territory is None:
            return
        now = self.keeping.state()
        try:
            code = self.keeping.reader(now).stored(territory, getattr(query, "edition", None) or now.edition)
        except ToldError:
            code = territory
        try:
            token.check(code)
        except TokenError as error:
            raise Refused(403, error, "token_territory") from None

    async def _made(self, request: Request, item: Operation, query: Query) -> Response:
        """The answer, or that it has not changed."""
        keeping = self.keeping
        now = keeping.state() if keeping.fresh() else await run_in_threadpool(keeping.state)
        edition = getattr(query, "edition", None)
        if item.of_edition:
            _stands(edition, now.edition)
        number = edition or now.edition
        asked_for = f"{item.path}?{query.model_dump_json(exclude_defaults=True)}"
        mark = keeping.mark(now, number if item.of_edition else now.edition, asked_for)
        headers = {"ETag": mark, "Cache-Control": "no-cache", "Vary": "Accept-Encoding, Authorization, Cookie"}
        if _same(request.headers.get("if-none-match", ""), mark):
            return Response(status_code=304, headers=headers)
        asked = Asked(keeping.reader(now), number, f"{API}{item.path}")
        body = await self._once(mark, lambda: _bytes(item, asked, query))
        if len(body) > _WORTH and "gzip" in request.headers.get("accept-encoding", ""):
            whole = body
            body = await self._once(f"{mark} gzip", lambda: gzip.compress(whole, 6, mtime=0))
            headers["Content-Encoding"] = "gzip"
        return Response(body, headers=headers, media_type=item.media)

    async def _once(self, key: str, make: Callable[[], bytes]) -> bytes:
        kept = self.keeping.kept(key)
        return await run_in_threadpool(self.keeping.keep, key, make) if kept is None else kept


def _bytes(item: Operation, asked: Asked, query: Query) -> bytes:
    try:
        return item.make(asked, query).model_dump_json().encode()
    except UnknownEditionError:
        # The pages name those that there are; a national edition has too many for an answer.
        told = ToldError(
            marked("Le territoire {code} n'est pas dans l'édition {number} ; {address} dit ceux qui y sont."),
            code=getattr(query, "territory", ""), number=asked.number, address=f"{API}/territories",
        )  # fmt: skip
        raise Refused(404, told, "unknown_territory") from None
    except (TerritoryKeyError, OpenDataError) as error:
        raise Refused(404, error) from None


def _stands(edition: int | None, latest: int) -> None:
    """Refuse an edition that was never published, and whatever is asked before the first one."""
    if latest == 0:
        raise Refused(404, UnknownEditionError(marked("Rien n'est encore publié.")))
    if edition is not None and edition > latest:
        raise Refused(404, UnknownEditionError(marked("L'édition {number} n'existe pas."), number=edition))


def _query(request: Request, item: Operation) -> Query:
    given: dict[str, Any] = {}
    for name, value in request.query_params.multi_items():
        if name in given:
            raise refusals.repeated(name)
        given[name] = value
    try:
        return item.query.model_validate(given)
    except ValidationError as error:
        raise refusals.of_parameters(error, item) from None


def _same(given: str, mark: str) -> bool:
    """Whether the marks that a program holds include this one (RFC 9110, 13.1.2: a weak comparison)."""
    return mark.removeprefix("W/") in [part.strip().removeprefix("W/") for part in given.split(",")]


def _language(request: Request) -> str:
    asked = request.query_params.get("langue", "fr")
    return asked if asked in LANGUAGES else "fr"
