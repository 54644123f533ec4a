"""The feed of a calendar, for the calendar programs of those who have an account: its address holds their secret."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from indicators.access import feeds
from indicators.desk import agenda
from indicators.errors import ToldError
from indicators.present.texts import Translator, translator
from indicators.present.texts.errors import error_message
from indicators.settings import Settings
from indicators.store import clock, reading
from indicators.store.engine import official_folder
from indicators.store.reading import UnknownEditionError
from server.addresses import AGENDA
from server.api.keeping import Keeping

_PRIVATE = {"Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}


class Calendars:
    """The route, on one database and one set of settings."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self.engine, self.settings = engine, settings
        self.keeping = Keeping(engine, settings)

    def routes(self) -> list[Route]:
        """The route to mount beside Streamlit's."""
        return [Route(AGENDA, self.feed, methods=["GET"])]

    async def feed(self, request: Request) -> Response:
        """The calendar; 404 for an address that never was, 410 for one that was revoked or whose account is closed."""
        settings = await run_in_threadpool(self.keeping.settings_now)
        t = translator(
            settings.languages.read_in(request.query_params.get("langue", "")), settings.collectivity.timezone
        )
        try:
            body = await run_in_threadpool(self._file, str(request.path_params["secret"]), t)
        except feeds.FeedError as error:
            return _refused(error, 404 if error.reason == "unknown" else 410, t)
        except UnknownEditionError as error:
            return _refused(error, 404, t)
        return Response(body, media_type="text/calendar", headers=_PRIVATE)

    def _file(self, secret: str, t: Translator) -> bytes:
        # Its libraries are fetched with the first feed, not with the server.
        from indicators.catalogue import load_catalogue
        from indicators.official.calendar import calendar
        from indicators.official.library import Library
        from indicators.present.calendar_file import calendar_file, vintages

        _, feed = feeds.reader_with(self.engine, self.settings.access, secret)
        found = reading.snapshot(self.engine, None, feed.territory)
        today = t.local(clock.now()).date()
        library = Library(load_catalogue(), official_folder(self.settings.database.folder))
        items = agenda(found, vintages(calendar(library, today), today, t))
        stamp = datetime.fromisoformat(found.edition.published_at)
        return calendar_file(items, t.place(found.territory.name), found.territory.code, stamp, t)


def _refused(error: ToldError, status: int, t: Translator) -> Response:
    return PlainTextResponse(error_message(error, t), status, headers=_PRIVATE)
