"""The few addresses of our own beside the pages: sign-in of local accounts, health, metrics."""

from __future__ import annotations

import hmac
import os
from urllib.parse import urlencode, urlsplit

from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from indicators.access import accounts, throttle
from indicators.access.returning import local_target
from indicators.access.sessions import COOKIE
from indicators.operations import health
from indicators.settings import Access
from server.logs import COUNTS, log

METRICS_TOKEN = "OUVERTURE_METRICS_TOKEN"
SIGN_IN_PAGE = "/connexion"
_MAX_FORM = 4096


class Services:
    """The routes, on one database and one set of access settings."""

    def __init__(self, engine: Engine, access: Access) -> None:
        self.engine, self.access = engine, access

    def routes(self) -> list[Route]:
        """The routes to mount beside Streamlit's."""
        return [
            Route("/auth/local", self.sign_in, methods=["POST"]),
            Route("/api/sante", self.health),
            Route("/api/metrics", self.metrics),
        ]

    async def sign_in(self, request: Request) -> Response:
        """Check login and password, hand over the session cookie, go to the page asked for."""
        if not _same_origin(request) or int(request.headers.get("content-length", "0")) > _MAX_FORM:
            return PlainTextResponse("Forbidden", 403)
        form = await request.form()
        login, password, target = (str(form.get(name, "")) for name in ("login", "password", "suite"))
        address = request.client.host if request.client else ""
        try:
            token = await run_in_threadpool(
                accounts.sign_in, self.engine, self.access, login, password, address=address
            )
        except throttle.TooManyTriesError as slowed:
            return self._refused({"refus": "attente", "secondes": str(round(slowed.wait) or 1)})
        if token is None:
            return self._refused({"refus": "identifiants"})
        COUNTS["sign_ins"] += 1
        response = RedirectResponse(local_target(target), 303, headers={"Cache-Control": "no-store"})
        response.set_cookie(COOKIE, token, httponly=True, samesite="lax", secure=request.url.scheme == "https")
        return response

    def _refused(self, why: dict[str, str]) -> Response:
        COUNTS["sign_ins_refused"] += 1
        log.warning("sign-in refused (%s)", why["refus"])
        return RedirectResponse(f"{SIGN_IN_PAGE}?{urlencode(why)}", 303, headers={"Cache-Control": "no-store"})

    async def health(self, request: Request) -> Response:
        """200 when the database answers with the expected schema, 503 otherwise."""
        found = await run_in_threadpool(health.check, self.engine)
        body = {"well": found.well, "problem": found.problem, "schema": found.schema, "edition": found.latest_edition}
        return JSONResponse(body, 200 if found.well else 503, headers={"Cache-Control": "no-store"})

    async def metrics(self, request: Request) -> Response:
        """Figures for a monitoring system: with the token of the environment, or from this machine without a proxy."""
        if not _may_read_metrics(request):
            return PlainTextResponse("Not found", 404)
        found = await run_in_threadpool(health.check, self.engine)
        return PlainTextResponse(health.metrics(found, dict(COUNTS)), headers={"Cache-Control": "no-store"})


def _same_origin(request: Request) -> bool:
    """A form of another site may not sign anybody in; a client that is no browser sends neither header."""
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    if origin is not None:
        return urlsplit(origin).netloc == request.headers.get("host", "")
    return site in (None, "same-origin", "none")


def _may_read_metrics(request: Request) -> bool:
    if token := os.environ.get(METRICS_TOKEN, ""):
        return hmac.compare_digest(request.headers.get("authorization", "").encode(), f"Bearer {token}".encode())
    here = request.client is not None and request.client.host in ("127.0.0.1", "::1")
    return here and "x-forwarded-for" not in request.headers
