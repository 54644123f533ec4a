"""Gather what a report needs from the database: editions, what officers wrote, the records of the data package.

``present`` never reads the store; the pages, the server and the command line come here for a ready
:class:`~indicators.present.reports.source.ReportSource`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pandas as pd
from sqlalchemy import Engine

from indicators.access import User
from indicators.budget import Scenario
from indicators.catalogue import Catalogue, load_catalogue
from indicators.documents.images import images
from indicators.documents.reader import Reader
from indicators.errors import ToldError, marked
from indicators.intake import guard
from indicators.intake.exports import csv_file
from indicators.intake.schemas import load_schemas
from indicators.intake.vocabulary import Vocabulary
from indicators.languages import LANGUAGES
from indicators.operations.startup import prepare, settings_in
from indicators.present.reports.command import KINDS, kinds_of, make, offered
from indicators.present.reports.model import (
    DECLARED,
    NARRATIVE,
    OVERRIDE,
    SESSION,
    Declared,
    Narrative,
    Override,
    Session,
)
from indicators.present.reports.package import PackageTable
from indicators.present.reports.source import ReportSource
from indicators.present.texts import Translator, translator
from indicators.prospecting import public_wishes
from indicators.readout import Readout
from indicators.records import OFFICE_KINDS, RECORD_TYPES, Snapshot
from indicators.settings import Settings
from indicators.store import editions, reading, workspace
from indicators.store.reading import UnknownEditionError

SCENARIO = "scenario"


def source_of(
    reader: Reader,
    territory: str,
    t: Translator,
    *,
    edition: int | None = None,
    year: int | None = None,
    session: Session | None = None,
    drafts: bool = False,
) -> ReportSource:
    """What a report of an edition (the latest if None) is made of, in the year asked for or the latest with data.

    Drafts of narratives are kept out unless asked for. Raises UnknownEditionError.
    """
    number = reading.edition(reader.engine, edition or (session.edition if session else None)).number
    readout = reader.readout(number, territory, year or (session.year if session else None))
    territory = readout.snapshot.territory.code
    return ReportSource(
        readout=readout,
        t=t,
        previous=previous(reader, readout),
        narratives=narratives(reader.engine, territory, number, drafts=drafts),
        overrides=overrides(reader.engine, territory, number),
        session=session,
        images=images(reader.engine, territory),
        declared=declared(reader.engine, territory, number),
        sought=public_wishes(reader.engine, territory),
    )


def previous(reader: Reader, readout: Readout) -> Readout | None:
    """The same territory and year in the edition before; None when there is none, or when it was not in it."""
    number = readout.snapshot.edition.number
    earlier = max((item.number for item in editions.list_editions(reader.engine) if item.number < number), default=None)
    if earlier is None:
        return None
    try:
        return reader.readout(earlier, readout.snapshot.territory.code, readout.year)
    except UnknownEditionError:
        return None


def _key(edition: int, name: str) -> str:
    return f"{edition}/{name}"


def _spoken(payload: Mapping[str, Any]) -> str:
    """The language of a text: that of the page where it was written, French for those kept before it was noted."""
    lang = str(payload.get("lang", "fr"))
    return lang if lang in LANGUAGES else "fr"


def narratives(engine: Engine, territory: str, edition: int, *, drafts: bool = False) -> Mapping[str, Narrative]:
    """The texts of the sections of an edition, by section."""
    return {
        told.section: told
        for number, told in _told(engine, territory)
        if number == edition and (drafts or not told.draft)
    }


def former_narratives(engine: Engine, territory: str, edition: int) -> Mapping[str, tuple[int, Narrative]]:
    """What the last earlier edition that says something of a section says of it, with its number, by section."""
    earlier = [(number, told) for number, told in _told(engine, territory) if number < edition]
    return {told.section: (number, told) for number, told in sorted(earlier, key=lambda pair: pair[0])}


def _told(engine: Engine, territory: str) -> Iterator[tuple[int, Narrative]]:
    """Every text of a territory, with the number of its edition."""
    for item in workspace.latest(engine, NARRATIVE, territory):
        number, _, section = item.key.partition("/")
        if str(item.payload.get("text", "")).strip():
            told = Narrative(
                section=section,
                text=str(item.payload["text"]),
                author=item.author,
                date=item.created_at,
                draft=bool(item.payload.get("draft", True)),
                lang=_spoken(item.payload),
            )
            yield int(number), told


def narrative_version(engine: Engine, territory: str, edition: int, section: str) -> int:
    """The latest version of a section's text, 0 when there never was one."""
    return workspace.version(engine, NARRATIVE, territory, _key(edition, section))


def save_narrative(
    engine: Engine,
    territory: str,
    edition: int,
    section: str,
    text: str,
    user: User,
    *,
    seen: int,
    draft: bool,
    lang: str = "fr",
) -> None:
    """Keep a new version of a section's text, written in ``lang``; an empty text removes it.

    ``seen`` is the version that the person has read. Raises AccessDenied, and StaleDocumentError when there is another.
    """
    author = guard.own(user, "officer", territory).name
    payload = {"text": text, "draft": draft, "lang": lang} if text.strip() else {"removed": True}
    workspace.put(engine, NARRATIVE, territory, _key(edition, section), payload, author, expected_version=seen)


def overrides(engine: Engine, territory: str, edition: int) -> Mapping[str, Override]:
    """The sentences that officers wrote instead of the application's, by figure."""
    found = {}
    for item in workspace.latest(engine, OVERRIDE, territory):
        number, _, figure = item.key.partition("/")
        if number == str(edition):
            text = str(item.payload.get("text", ""))
            found[figure] = Override(
                figure=figure, text=text, author=item.author, date=item.created_at, lang=_spoken(item.payload)
            )
    return found


def override_version(engine: Engine, territory: str, edition: int, figure: str) -> int:
    """The latest version of the sentence under a figure, 0 when nobody wrote one."""
    return workspace.version(engine, OVERRIDE, territory, _key(edition, figure))


def save_override(
    engine: Engine, territory: str, edition: int, figure: str, text: str, user: User, *, seen: int, lang: str = "fr"
) -> None:
    """Keep an officer's sentence, written in ``lang``, with the edition; an empty one gives the application's back.

    ``seen`` is the version that the person has read. Raises AccessDenied, and StaleDocumentError when there is another.
    """
    author = guard.own(user, "officer", territory).name
    payload = {"text": text.strip(), "lang": lang} if text.strip() else {"removed": True}
    workspace.put(engine, OVERRIDE, territory, _key(edition, figure), payload, author, expected_version=seen)


def declared(engine: Engine, territory: str, edition: int) -> Declared | None:
    """The receipt of the declaration of development assistance made from an edition, None before it."""
    found = workspace.get(engine, DECLARED, territory, str(edition))
    if found is None:
        return None
    return Declared(str(found.payload["day"]), str(found.payload["number"]), found.author, found.created_at)


def declared_version(engine: Engine, territory: str, edition: int) -> int:
    """The latest version of the receipt, 0 when there never was one."""
    return workspace.version(engine, DECLARED, territory, str(edition))


def save_declared(engine: Engine, territory: str, edition: int, found: Declared, user: User, *, seen: int) -> None:
    """Keep the receipt with the edition; an empty number removes it. Raises AccessDenied and StaleDocumentError."""
    author = guard.own(user, "officer", territory).name
    number = found.number.strip()
    payload = {"day": found.day, "number": number} if number else {"removed": True}
    workspace.put(engine, DECLARED, territory, str(edition), payload, author, expected_version=seen)


def sessions(engine: Engine, territory: str) -> tuple[Session, ...]:
    """The sessions prepared for a territory, the latest meeting first."""
    found = []
    for item in workspace.latest(engine, SESSION, territory):
        try:
            found.append(Session.of(item.key, item.payload))
        except (KeyError, ValueError):
            continue
    return tuple(sorted(found, key=lambda item: (item.date, item.key), reverse=True))


def session_of(engine: Engine, territory: str, key: str) -> Session | None:
    """One prepared session, None when it is not there."""
    return next((item for item in sessions(engine, territory) if item.key == key), None)


def stored(reader: Reader, territory: str) -> str:
    """What the latest edition calls a territory, the text itself when it does not know it."""
    try:
        return reader.stored(territory, reading.edition(reader.engine).number)
    except UnknownEditionError:
        return territory


def session_named(reader: Reader, territory: str, key: str) -> Session | None:
    """The session of that key of a territory that a person or a link names."""
    return session_of(reader.engine, stored(reader, territory), key)


def session_version(engine: Engine, territory: str, key: str) -> int:
    """The latest version of a session, 0 for one that never was."""
    return workspace.version(engine, SESSION, territory, key)


def save_session(engine: Engine, territory: str, session: Session, user: User, *, seen: int) -> None:
    """Keep a new version of a session, after the one ``seen``. Raises AccessDenied and StaleDocumentError."""
    author = guard.own(user, "officer", territory).name
    workspace.put(engine, SESSION, territory, session.key, session.payload(), author, expected_version=seen)


def remove_session(engine: Engine, territory: str, key: str, user: User, *, seen: int) -> None:
    """Take a session away from the list as it was ``seen``; its versions stay in the history. Raises the same."""
    author = guard.own(user, "officer", territory).name
    workspace.put(engine, SESSION, territory, key, {"removed": True}, author, expected_version=seen)


def save_scenario(engine: Engine, territory: str, scenario: Scenario, user: User) -> None:
    """Keep a scenario of the budget under a name that none has yet. Raises AccessDenied, ToldError and StaleDocumentError."""
    author = guard.own(user, "officer", territory).name
    seen = workspace.version(engine, SCENARIO, territory, scenario.name)
    if kept := workspace.get(engine, SCENARIO, territory, scenario.name):
        raise ToldError(
            marked("Un scénario porte déjà le nom « {name} », gardé par {author} : donnez un autre nom au vôtre."),
            name=scenario.name,
            author=kept.author,
        )
    workspace.put(engine, SCENARIO, territory, scenario.name, scenario.payload(), author, expected_version=seen)


def scenarios(engine: Engine, territory: str) -> list[Scenario]:
    """The scenarios kept for a territory, by name."""
    return [Scenario.from_payload(item.payload) for item in workspace.latest(engine, SCENARIO, territory)]


def package_tables(reader: Reader, snapshot: Snapshot) -> tuple[PackageTable, ...]:
    """Every record of the territory but the office's own, as the CSV files that the application reads, with their schemas."""
    code, number = snapshot.territory.code, snapshot.edition.number
    frames = {
        kind: reading.frame(reader.engine, kind, number, territories=[code])
        for kind in RECORD_TYPES
        if kind not in OFFICE_KINDS
    }
    return described(frames, reader.catalogue)


def described(frames: Mapping[str, pd.DataFrame], catalogue: Catalogue) -> tuple[PackageTable, ...]:
    """Records by kind as the CSV files of the data package, with their schemas; a kind without rows has no file."""
    vocabulary, schemas = Vocabulary(catalogue), load_schemas()
    return tuple(
        PackageTable(kind, schemas[kind].title, csv_file(kind, frame, vocabulary), len(frame), schemas[kind].document)
        for kind, frame in frames.items()
        if not frame.empty
    )


def write_reports(
    settings: Settings,
    territory: str,
    kinds: str,
    out: Path,
    lang: str = "fr",
    *,
    edition: int | None = None,
    year: int | None = None,
    session: str = "",
) -> list[Path]:
    """What ``ouverture report`` does: read an edition and write the files asked for; returns them."""
    asked = kinds_of(kinds)
    with ExitStack() as kept:
        engine, catalogue = prepare(settings), load_catalogue()
        kept.callback(engine.dispose)
        settings = settings_in(engine, settings, catalogue)
        reader = Reader(engine, settings.extend(catalogue), settings)
        meeting = session_named(reader, territory, session) if session else None
        if session and meeting is None:
            known = ", ".join(item.key for item in sessions(reader.engine, stored(reader, territory))) or "–"
            raise ToldError(
                marked("Séance inconnue : {name}. Séances de ce territoire : {known}."), name=session, known=known
            )
        try:
            source = source_of(
                reader,
                territory,
                translator(lang, settings.collectivity.timezone),
                edition=edition,
                year=year,
                session=meeting,
            )
        except UnknownEditionError as error:
            raise ToldError(
                marked("Territoire {territory} ou édition {edition} inconnus."),
                territory=territory,
                edition=edition or "–",
            ) from error
        return make(
            source, offered(source) if asked == KINDS else asked, out, lambda: package_tables(reader, source.snapshot)
        )
