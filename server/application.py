"""The dashboard as an ASGI application: Streamlit's, inside our headers, our document, our routes and our logs.

``ouverture serve`` runs it; another ASGI server may with ``server.application:create`` (a factory). One application
a process: several processes behind a proxy with session affinity make a larger installation.
"""

from __future__ import annotations

import gc
import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Scope
from streamlit import config, delta_generator
from streamlit.runtime.pages_manager import PagesManager

from indicators.access.identity import MODE_VARIABLE, mode_of
from indicators.catalogue import InvalidFile, load_catalogue
from indicators.operations.database import nothing_published, open_migrated
from indicators.settings import Settings, load_settings
from indicators.store.engine import URL_VARIABLE
from pages.shared import files, registry
from pages.shared.drawn import DRAWN, SERVED, follow_clicks
from server import gathered, tables, themes
from server.assets import AssetsMiddleware
from server.document import VISITED, DocumentMiddleware
from server.failures import FailuresMiddleware
from server.later import Later
from server.logs import RequestLogMiddleware, log, set_up
from server.media import MediaMiddleware
from server.memory import collect, share_heaps
from server.painting import Painted
from server.security import SecurityMiddleware, image_source
from server.upstream import replaced

SCRIPT = Path(__file__).resolve().parent.parent / "app.py"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
PROXIES_VARIABLE = "OUVERTURE_TRUSTED_PROXIES"
SECRETS_VARIABLE = "OUVERTURE_SECRETS"
# Seconds: when nobody has come until then nobody is disturbed, and who came is given the time of a slow first page.
_ALONE, _PATIENCE = 3.0, 15.0


def create() -> st.App:
    """The application, its database migrated and (when empty) filled with the demonstration.

    A configuration to correct does not stop the server: the pages then say what is to be corrected.
    """
    set_up()
    # Until a first session has run the frame, Streamlit would run the files of pages/ by themselves: a link sent by
    # mail and opened first after a restart would show an empty page.
    PagesManager.uses_pages_directory = False
    try:
        _, settings = files.written()
    except InvalidFile as error:
        log.error("configuration to correct: %s", error)
        gc.enable()
        return st.App(SCRIPT, routes=[Route("/api/sante", _to_correct)], middleware=_middleware())
    engine = open_migrated(settings)
    later = Later(engine, settings)
    if nothing_published(engine):
        later.made()

    @asynccontextmanager
    async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
        follow_clicks()
        Thread(target=_beside, args=(later,), daemon=True).start()
        log.info("ready", extra={"fields": {"access": mode_of(settings.access), "database": engine.dialect.name}})
        yield {}
        engine.dispose()

    media = Middleware(MediaMiddleware, engine=engine, access=settings.access)
    return st.App(SCRIPT, lifespan=lifespan, routes=[later], middleware=[*_middleware(settings, later.words), media])


async def _to_correct(_request: Request) -> Response:
    return JSONResponse({"well": False, "problem": "configuration"}, 503)


def _middleware(
    settings: Settings | None = None, words: Callable[[Scope], Painted | None] | None = None
) -> list[Middleware]:
    read = settings or Settings()
    security = Middleware(SecurityMiddleware, images=image_source(read.map.tiles), frames=read.api.frame_origins)
    outer = [Middleware(RequestLogMiddleware), security, Middleware(FailuresMiddleware)]
    return [*outer, Middleware(AssetsMiddleware), Middleware(DocumentMiddleware, words=words)]


def _beside(later: Later) -> None:
    """What is done beside the readers: first what they will ask for, then the collection of what was drawn."""
    try:
        _warm(later)
    finally:
        gc.enable()  # off while the libraries were read
    while True:
        collect(DRAWN)


def _warm(later: Later) -> None:
    """Import what answers, make the first words and the public page, then import the pages: the first one while the
    browser reads the document and its scripts, the others once it is served, or while nobody comes.

    A collection walks through every object of every library, which takes longer than most pages do: what was imported
    stays until the end and is set aside.
    """
    try:
        beside = later.made()
        if VISITED.wait(_ALONE):
            registry.HOME.fetch()
            SERVED.wait(_PATIENCE)
        beside.warm()
    except Exception:
        log.exception("the first words or the public page could not be made ahead")  # their first reader is told why
    registry.import_all()
    import scipy.stats  # noqa: F401  # what scipy fetches when a page first uses it

    gc.collect()
    gc.freeze()


def serve(port: int | None = None, host: str = "127.0.0.1", database_url: str = "") -> None:
    """Serve the dashboard until it is stopped. Without ``port``, the variable ``PORT``, else 8501.

    Single-user mode gives every right to whoever reaches the address: it holds on this machine only. On any other
    ``host`` without accounts, the dashboard is served for reading, and the log says how to open accounts.
    """
    share_heaps()
    themes.read_once()
    tables.read_once()
    gathered.gather()
    # Before its first element Streamlit reads the sources of all that called it, to warn whoever runs a page by hand.
    replaced(delta_generator, "_use_warning_has_been_displayed", lambda _warned: True)
    if database_url:
        os.environ[URL_VARIABLE] = database_url
    chosen = port if port is not None else int(os.environ.get("PORT", "8501"))
    _configure(host, chosen)
    if host not in LOOPBACK and _single_user():
        os.environ[MODE_VARIABLE] = "public"
        log.warning("reachable from the network without accounts: reading only; see access.mode in config.toml")
    uvicorn.run(
        create,
        factory=True,
        host=host,
        port=chosen,
        access_log=False,
        log_config=None,
        server_header=False,
        ws="websockets-sansio",
        ws_ping_interval=30,
        ws_ping_timeout=30,
        proxy_headers=True,
        forwarded_allow_ips=os.environ.get(PROXIES_VARIABLE, "127.0.0.1"),
        timeout_graceful_shutdown=10,
    )


def _single_user() -> bool:
    set_up()
    try:
        return mode_of(load_settings(catalogue=load_catalogue()).access) == "single_user"
    except InvalidFile:
        return False


def _configure(host: str, port: int) -> None:
    """Streamlit's own settings that depend on this process: address and port, and where the secrets are."""
    config.set_option("server.address", host)
    config.set_option("server.port", port)
    if path := os.environ.get(SECRETS_VARIABLE, ""):
        config.set_option("secrets.files", [path])
