"""Documents attached to records, for whoever may read: a file to keep, that no browser runs and no cache shares."""

from __future__ import annotations

from urllib.parse import quote

from sqlalchemy import Engine
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from indicators.errors import ToldError
from indicators.present.texts import translator
from indicators.present.texts.errors import error_message
from indicators.settings import Settings
from server.document import language_asked, message
from server.reader import reader_of

_PRIVATE = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}


class Attached:
    """The route, on one database."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self.engine, self.settings = engine, settings

    def routes(self) -> list[Route]:
        """The route to mount beside Streamlit's."""
        return [Route("/piece/{key}", self.file, methods=["GET"])]

    async def file(self, request: Request) -> Response:
        """The document; 403 for who may not open any, whether it exists or not, 404 for one that is not there any more."""
        found = await run_in_threadpool(self._answer, request)
        found.headers.update(_PRIVATE)
        return found

    def _answer(self, request: Request) -> Response:
        # Pictures and readings of files come with the first document, not with the server.
        from indicators.documents.attachments import may_open, opened_file

        t = translator(language_asked(request.scope), self.settings.collectivity.timezone)
        user = reader_of(request, self.engine, self.settings.access)
        if user is None or not may_open(user):
            return message(t("Ce document demande de se connecter. Ouvrez-le depuis sa page."), 403, t)
        try:
            item, content = opened_file(self.engine, user, str(request.path_params["key"]))
        except ToldError as error:
            return message(error_message(error, t), 404, t)
        named = f"attachment; filename*=UTF-8''{quote(item.name, safe='')}"
        return Response(content, media_type=item.media_type, headers={"Content-Disposition": named})
