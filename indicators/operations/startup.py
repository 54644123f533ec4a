"""Make a database ready to serve: schema up to date, and the demonstration published when nothing is yet."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from sqlalchemy import Engine

from indicators.catalogue import Catalogue
from indicators.demo import load_demo
from indicators.demo.office import load_office
from indicators.errors import ToldError, marked
from indicators.operations import people
from indicators.operations.database import open_migrated
from indicators.records import Edition
from indicators.settings import Settings, completed
from indicators.store import clock, drafts, editions, kept_settings, workspace
from indicators.store.abandoned import purge_abandoned
from indicators.store.attachments import purge_attachments

AUTHOR = "Ouverture"
EDITION_NAME = marked("Démonstration")
DEMONSTRATION = "data/demo"


def settings_in(source: Engine, written: Settings, catalogue: Catalogue | None = None) -> Settings:
    """The settings of the file, with what was chosen in the browser where it says nothing: what every surface reads."""
    return completed(written, kept_settings.latest(source), catalogue)


def prepare(settings: Settings) -> Engine:
    """Open the database of the settings, migrate it and do what a start does (:func:`begin`)."""
    engine = open_migrated(settings)
    begin(engine, settings)
    return engine


def begin(engine: Engine, settings: Settings) -> None:
    """Publish the demonstration in an empty database, and erase what has been kept long enough.

    That is the drafts given up and the documents removed longer ago than ``[uploads] keep_days``, and the names of
    missions whose time is over; the trail says which.
    """
    purge_abandoned(engine, settings.uploads.keep_days, AUTHOR)
    purge_attachments(engine, settings.uploads.keep_days, AUTHOR)
    people.purge(engine, settings.privacy, datetime.fromisoformat(clock.now()).date(), AUTHOR)
    if editions.latest(engine) is None:
        publish_demonstration(engine, settings)
    give_up_interrupted(engine)


def give_up_interrupted(engine: Engine) -> None:
    """Give up the batches of a first start that was interrupted, or that another process finished before.

    Once there is an edition none of them serves any more, not even to the process that is still filling one.
    """
    for batch in drafts.batches(engine):
        if (batch.author, batch.file_name) == (AUTHOR, DEMONSTRATION):
            with suppress(ToldError):  # another process has just given it up
                drafts.discard(engine, batch.id, AUTHOR)


def _keep_office(engine: Engine, edition: int, shown: set[object]) -> None:
    """What the office of the fictional territory keeps beside its editions: prospects, wishes, its parts of the report."""
    for kind, territory, key, payload in load_office(edition):
        if territory in shown and not workspace.version(engine, kind, territory, key):
            workspace.put(engine, kind, territory, key, payload, AUTHOR)


def publish_demonstration(engine: Engine, settings: Settings) -> Edition | None:
    """Publish the demonstration as an edition; None when the database already says all of it.

    Several processes may start at once on one database: the first to publish wins and the others find its edition.
    """
    rows = load_demo(fictional=settings.demonstration.fictional)
    batch = drafts.open_batch(engine, AUTHOR, file_name=DEMONSTRATION)
    try:
        for kind, records in rows.items():
            drafts.stage(engine, batch.id, kind, records)
        published = editions.publish(engine, [batch.id], EDITION_NAME, AUTHOR)
        _keep_office(engine, published.number, {row.identity()[0] for row in rows["territory"]})
        return published
    except (editions.ConflictError, editions.NothingToPublishError):
        drafts.discard(engine, batch.id, AUTHOR)
        return None
    except ToldError:
        if editions.latest(engine) is None:
            raise
        return None  # another process published the demonstration, and gave this batch up
