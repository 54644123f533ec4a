"""What a server answers beside the pages, on one database: documents, the API, calendars, and the first words of pages."""

from __future__ import annotations

from sqlalchemy import Engine
from starlette.routing import BaseRoute, Route

from indicators.operations.startup import begin
from indicators.present.maps.program import WHOLE
from indicators.settings import Settings
from server import mail, preview
from server.api.routes import Api
from server.attached import Attached
from server.calendars import Calendars
from server.council import CouncilDocuments
from server.embedding import Embeds
from server.map_program import MAP_PROGRAM, map_program
from server.opening import Openings
from server.services import Services


class Beside:
    """``openings`` are the first words of pages, ``routes`` what stands before Streamlit's own."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        begin(engine, settings)
        WHOLE.set()
        self.documents = CouncilDocuments(engine, settings)
        self.openings = Openings(engine, settings.access)
        self.routes: list[BaseRoute] = [
            *Services(engine, settings.access).routes(),
            *self.documents.routes(),
            *Api(engine, settings).routes(),
            *Calendars(engine, settings).routes(),
            *Embeds(engine, settings).routes(),
            *Attached(engine, settings).routes(),
            Route(MAP_PROGRAM, map_program),
            preview.route(self.openings.of),
            mail.route(engine),
        ]

    def warm(self) -> None:
        """Make the first words and the public page before somebody asks for them."""
        self.openings.warm()
        self.documents.warm()
