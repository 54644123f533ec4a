"""Logs as JSON lines on the standard error, without personal data.

A line tells what happened, where and how long it took: no address, no name, no query string (an address holds what a
person was looking at), no e-mail address even when a message of a library quotes one.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
import traceback
from collections import Counter
from datetime import UTC, datetime
from typing import Any

import streamlit.logger
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indicators.readers.mail import PATH

log = logging.getLogger("ouverture")
# Since the start of the process, for /api/metrics.
COUNTS: Counter[str] = Counter()
_PERSONAL = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.-]+|\b(?:\d{1,3}\.){3}\d{1,3}\b|\b(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}\b", re.IGNORECASE
)
# What follows is a secret: whoever has the address reads the calendar, or ends the subscription.
_SECRET = re.compile(rf"(/agenda/|{re.escape(PATH)}/)[^\s?\"']+")
_QUIET = ("/static/", "/media/", "/app/static/", "/component/", "/api/")


class JsonFormatter(logging.Formatter):
    """One JSON object a line; an exception becomes its type and its frames."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record; what was passed as ``extra={"fields": …}`` is put beside the message."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": scrub(record.getMessage()),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[1] is not None:
            error = record.exc_info[1]
            said, _, _ = str(error).partition("\n")  # a database names on its further lines the values it refused
            line["error"] = f"{type(error).__name__}: {scrub(said)}"
            frames = traceback.extract_tb(error.__traceback__)
            line["frames"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        return json.dumps(line, ensure_ascii=False)


def scrub(text: str) -> str:
    """The text without e-mail and network addresses, nor the secret of a calendar or of the link of a mail."""
    return _PERSONAL.sub("…", _SECRET.sub(r"\1…", text))


def set_up() -> None:
    """Every logger of the process, those that Streamlit makes later included, writes JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)

    def through_root(logger: logging.Logger) -> None:
        logger.handlers.clear()
        logger.propagate = True

    streamlit.logger.setup_formatter = through_root
    for name in ("streamlit", "uvicorn", "websockets", "alembic"):
        for known in [name, *(item for item in logging.root.manager.loggerDict if item.startswith(f"{name}."))]:
            through_root(logging.getLogger(known))
    logging.getLogger("alembic").setLevel(logging.WARNING)
    logging.getLogger("uvicorn.access").disabled = True  # it writes addresses; requests have their own line below


class RequestLogMiddleware:
    """Count every request and write a line for those that matter: pages, services, refusals, failures."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._session(scope, receive, send)
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, status = time.perf_counter(), 500

        async def seen(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, seen)
        finally:
            COUNTS[f"requests_{status // 100}xx"] += 1
            if _matters(scope["path"], status):
                _write(scope["method"], scope["path"], status, time.perf_counter() - started)

    async def _session(self, scope: Scope, receive: Receive, send: Send) -> None:
        COUNTS["sessions_open"] += 1
        COUNTS["sessions_total"] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            COUNTS["sessions_open"] -= 1


def _matters(path: str, status: int) -> bool:
    """Whether a request is worth a line: the browser's probing of Streamlit's services is not, files only if missing."""
    if "/_stcore/" in path:
        return status >= 500
    return status >= 400 or not path.startswith(_QUIET)


def _write(method: str, path: str, status: int, seconds: float) -> None:
    level = logging.ERROR if status >= 500 else logging.INFO
    fields = {"method": method, "path": scrub(path)[:200], "status": status, "ms": round(seconds * 1000, 1)}
    log.log(level, "request", extra={"fields": fields})
