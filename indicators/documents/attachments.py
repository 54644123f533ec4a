"""Documents attached to a relation, an action, a mission or the strategy: an officer adds and removes, a reader opens.

Nobody of the public does, where reading is open to all: a report of a visit or a signed agreement names people. They
are beside the editions, and no export, open data nor API holds them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from indicators.access import AccessDenied, User
from indicators.access.roles import allowed
from indicators.documents.content import MEGABYTE, PICTURES, AttachmentError, known
from indicators.documents.images import photograph
from indicators.errors import marked
from indicators.intake import guard
from indicators.present.reports.model import Image
from indicators.records import Activity, Mission, Partnership
from indicators.settings import Uploads
from indicators.store import attachments as rows
from indicators.store import clock
from indicators.store.attachments import Attachment
from indicators.store.engine import lock_editions, writing

STRATEGY = "strategy"
#: What a document may be attached to; the strategy of a territory is one, without an identifier.
RECORDS = (Partnership.kind, Activity.kind, Mission.kind)


@dataclass(frozen=True, slots=True)
class Place:
    """What documents are attached to: a territory, the kind of a record and its identifier (empty for the strategy)."""

    territory: str
    kind: str
    record: str = ""


def may_open(user: User | None) -> bool:
    """Whether a person may open documents: whoever signed in, or works alone at the machine; never the public."""
    return allowed(user, "reader") and user is not None and user.mode != "public"


def listed(engine: Engine, user: User, place: Place) -> tuple[Attachment, ...]:
    """The documents of a record, the oldest first. Raises AccessDenied."""
    _require_reader(user)
    return rows.of_record(engine, place.territory, place.kind, place.record)


def opened_file(engine: Engine, user: User, identifier: str) -> tuple[Attachment, bytes]:
    """A document and what it holds. Raises AccessDenied, and AttachmentError when it is not there any more."""
    _require_reader(user)
    item = _there(engine, identifier)
    return item, rows.content(engine, identifier)


def _require_reader(user: User) -> None:
    if not may_open(user):
        raise AccessDenied(user, "reader")


def add(
    engine: Engine, uploads: Uploads, user: User, place: Place, name: str, data: bytes, description: str = ""
) -> Attachment:
    """Attach a file: all of it or nothing. Raises AccessDenied, AttachmentError and ImageError."""
    author = guard.own(user, "officer", place.territory).name
    found = known(name, data, uploads.max_attachment_megabytes)
    said = " ".join(description.split())
    if found.media_type in PICTURES and not said:
        raise AttachmentError(marked("Décrivez l'image en une phrase : c'est ce qu'entend qui ne la voit pas."))
    item = Attachment(
        id=rows.new_id(),
        territory=place.territory,
        kind=place.kind,
        record=place.record,
        name=found.name,
        description=said,
        media_type=found.media_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        added_at=clock.now(),
        author=author,
    )
    with writing(engine) as connection:
        lock_editions(connection)
        _require_record(connection, place)
        _require_room(connection, item, uploads)
        rows.add(connection, item, data)
    return item


def _require_record(connection: Connection, place: Place) -> None:
    strategy = place.kind == STRATEGY and not place.record
    if strategy or (place.kind in RECORDS and rows.recorded(connection, place.territory, place.kind, place.record)):
        return
    raise AttachmentError(
        marked(
            "Rien ne s'appelle « {record} » dans la dernière édition : publiez-le d'abord, puis joignez le document."
        ),
        record=place.record or place.kind,
    )


def _require_room(connection: Connection, item: Attachment, uploads: Uploads) -> None:
    twins = rows.of_record(connection, item.territory, item.kind, item.record)
    if twin := next((other for other in twins if other.sha256 == item.sha256), None):
        raise AttachmentError(marked("Ce document est déjà joint, sous le nom « {name} »."), name=twin.name)
    if rows.weight(connection, item.territory) + item.size > uploads.all_attachments_megabytes * MEGABYTE:
        raise AttachmentError(
            marked(
                "Les documents joints de ce territoire dépasseraient {limit} Mo : retirez-en, ou demandez au service informatique d'agrandir cette place."
            ),
            limit=uploads.all_attachments_megabytes,
        )


def remove(engine: Engine, user: User, identifier: str) -> None:
    """Take a document away from everybody. Raises AccessDenied, and AttachmentError when it is not there any more."""
    guard.own(user, "officer", ())
    with writing(engine) as connection:
        lock_editions(connection)
        item = _there(connection, identifier)
        rows.end(connection, item, guard.own(user, "officer", item.territory).name)


def _there(source: Engine | Connection, identifier: str) -> Attachment:
    item = rows.find(source, identifier)
    if item is None:
        raise AttachmentError(marked("Ce document n'existe pas, ou plus."))
    return item


def picture_of(engine: Engine, user: User, territory: str, relation: str, actions: tuple[str, ...]) -> Image | None:
    """The latest picture attached to a relation, else to one of its ``actions``, at the size of paper; None without any.

    None too for who may not open documents.
    """
    if not may_open(user):
        return None
    places = [Place(territory, Partnership.kind, relation), *(Place(territory, Activity.kind, key) for key in actions)]
    for place in places:
        found = [item for item in listed(engine, user, place) if item.media_type in PICTURES]
        if found:
            return Image(photograph(rows.content(engine, found[-1].id)), found[-1].description)
    return None
