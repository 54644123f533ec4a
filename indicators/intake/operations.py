"""What an officer does with files, without a screen: check, import, correct, confirm, refresh a source.

The pages and the command line call these functions; each one that writes asks :mod:`indicators.intake.guard`, so that a
forged address or a script meets the same refusal. What is entered on a page is in :mod:`indicators.intake.entering`,
publishing in :mod:`indicators.intake.publishing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
from sqlalchemy import Connection

from indicators.access import AccessDenied, User
from indicators.errors import ToldError, marked
from indicators.intake import guard, staging
from indicators.intake import ledger as ledgers
from indicators.intake.corrections import Correction, merged
from indicators.intake.difference import difference
from indicators.intake.entering import ENTERED, RefusedRowsError, enter, entered_by, restage
from indicators.intake.issues import Issue, Issues, Refusal
from indicators.intake.ledger import ChangedMeanwhileError, Ledger
from indicators.intake.limits import Cancelled, Progress, silent
from indicators.intake.outcomes import Imported, Report
from indicators.intake.plan import Plan, planned
from indicators.intake.publishing import (
    NotReadyError,
    SamePersonError,
    prepared_by,
    publish,
    reopen,
    require_ready,
    restore,
    submit,
)
from indicators.intake.readers.sql import Source, read_source
from indicators.intake.reading import Reading, read_dropped, read_file, read_tables
from indicators.intake.workshop import Workshop, checked, territories_of, workshop
from indicators.store import drafts
from indicators.store.drafts import Batch
from indicators.store.engine import writing

__all__ = [
    "ENTERED",
    "ChangedMeanwhileError",
    "Imported",
    "NotReadyError",
    "RefusedRowsError",
    "Report",
    "SamePersonError",
    "Workshop",
    "check_files",
    "checked",
    "confirm",
    "correct",
    "difference",
    "discard",
    "enter",
    "entered_by",
    "import_files",
    "prepared_by",
    "publish",
    "refresh",
    "reopen",
    "require_ready",
    "restage",
    "restore",
    "stage",
    "submit",
    "workshop",
]


def check_files(
    work: Workshop,
    sources: Sequence[Path | tuple[str, bytes]],
    *,
    kind: str = "",
    keep_all: bool = False,
    progress: Progress = silent,
) -> Report:
    """Read and check files without writing anything. A source is a path, or a name and its bytes.

    A ZIP of accounts gives a reading for each document that it holds.
    """
    readings, issues = [], Issues()
    for source in sources:
        content, name = (source, source.name) if isinstance(source, Path) else (source[1], source[0])
        options = work.options(kind=kind, keep_all=keep_all, progress=progress)
        for item in read_dropped(content, options, name=name):
            reading = checked(work, item, progress)
            readings.append(reading)
            issues.extend(reading.issues)
    return Report(tuple(readings), issues)


def import_files(
    work: Workshop,
    sources: Sequence[Path | tuple[str, bytes]],
    user: User,
    *,
    kind: str = "",
    keep_all: bool = False,
    progress: Progress = silent,
) -> tuple[Imported, ...]:
    """Read, check and stage files, a batch a file or a document of a ZIP; nothing of the published edition is touched."""
    guard.own(user, "officer", work.territory)
    report = check_files(work, sources, kind=kind, keep_all=keep_all, progress=progress)
    several = len(report.readings) > 1
    readings = [_without_others(work, item, user) if several else item for item in report.readings]
    return tuple(stage(work, reading, user, progress=progress) for reading in readings)


def _without_others(work: Workshop, reading: Reading, user: User) -> Reading:
    """A reading, or what refuses it where its rows are not the person's: the other files dropped with it go on."""
    codes = territories_of(reading.loaded)
    try:
        guard.own(user, "officer", [work.territory, *codes])
    except AccessDenied:
        refused = Issue(code="rows_of_others", severity="blocking", file=reading.file, value=", ".join(codes))
        return replace(reading, loaded=(), issues=Issues([refused]), candidates=pd.DataFrame())
    return reading


def stage(work: Workshop, reading: Reading, user: User, *, progress: Progress = silent) -> Imported:
    """Stage a reading in a batch of its own.

    A person who stops it leaves nothing: the batch is discarded. An accident leaves an incomplete batch, which cannot
    be published.
    """
    guard.own(user, "officer", [work.territory, *territories_of(reading.loaded)])
    plan = planned(work, reading)
    previous = _open_batch_of(work, reading.file)
    with writing(work.store) as connection:
        batch = drafts.open_within(
            connection,
            user.name,
            account=user.account,
            territory=work.territory,
            file_name=reading.file,
            sha256=reading.sha256,
        )
        empty = Ledger(batch.id, reading.format, replaces=previous.id if previous else "")
        started = ledgers.save(connection, empty, batch, user.name)
    try:
        with writing(work.store) as connection:
            ledger = _fill(connection, plan, started, started, reading, user, progress)
    except Cancelled:
        drafts.discard(work.store, batch.id, user.name)
        raise
    return Imported(batch, reading, ledger, previous)


def _fill(
    connection: Connection, plan: Plan, seen: Ledger, ledger: Ledger, reading: Reading, user: User, progress: Progress
) -> Ledger:
    """Stage every row of a reading in place of what the batch held, and its ledger with them: all of it, or none."""
    batch = guard.take(connection, user, seen, territories_of(reading.loaded))
    for step, (kind, items, gone) in enumerate(plan):

        def told(share: float, step: int = step) -> None:
            progress("stage", (step + share) / len(plan))

        told(0.0)
        known = staging.ever_published(connection, kind)
        staging.put(connection, batch.id, kind, items, known=known, told=told)
        staging.remove(connection, batch.id, kind, gone)
    done = replace(ledger.with_issues(reading.issues), complete=True)
    return ledgers.save(connection, done, batch, user.name)


def _open_batch_of(work: Workshop, file: str) -> Batch | None:
    """The latest open batch made from a file of this name for this territory."""
    found = drafts.batches(work.store, states=(drafts.OPEN,))
    return next((item for item in found if item.file_name == file and item.territory == work.territory), None)


def correct(
    work: Workshop,
    seen: Ledger,
    source: Path | bytes,
    corrections: Iterable[Correction],
    user: User,
    *,
    progress: Progress = silent,
) -> Imported:
    """Read the file of a batch again with new corrections, and stage it in place of what the batch held.

    ``seen`` is the batch as the person read it: whoever changed it since is told to her by ChangedMeanwhileError, and
    nothing is written. ValueError when the file is not the one that the batch was made from: its corrections would land
    elsewhere.
    """
    with work.store.connect() as connection:
        [batch] = guard.hold(connection, user, "officer", [seen.batch])
    work = work.at(batch.territory)
    kept = replace(seen, corrections=merged(seen.corrections, corrections))
    reading = read_file(source, work.options(corrections=kept.corrections, progress=progress), name=batch.file_name)
    if reading.sha256 != batch.sha256:
        raise ToldError(
            marked("Ce n'est pas le fichier du lot {lot} : chargez-le comme un nouveau fichier."), lot=batch.id
        )
    reading = checked(work, reading, progress)
    plan = planned(work, reading)
    with writing(work.store) as connection:
        return Imported(batch, reading, _fill(connection, plan, seen, kept, reading, user, progress))


def confirm(work: Workshop, seen: Ledger, codes: Iterable[str], user: User) -> Ledger:
    """Say yes to findings, by code, as the person read them; who and when are remembered."""
    with writing(work.store) as connection:
        batch = guard.take(connection, user, seen)
        return ledgers.save(connection, seen.confirm(codes, user.name), batch, user.name)


def discard(work: Workshop, seen: Ledger, user: User) -> None:
    """Give up a batch as the person read it; what another one put in it since is not given up unread."""
    with writing(work.store) as connection:
        guard.hold_seen(connection, user, "officer", [seen])
        drafts.discard_within(connection, seen.batch, user.name)


def refresh(work: Workshop, source: Source, user: User, *, progress: Progress = silent) -> Imported | Issue:
    """Read an SQL source and stage it as a file would be; the issue when it cannot be read."""
    guard.own(user, "officer", work.territory)
    try:
        table = read_source(source, progress=progress)
    except Refusal as refusal:
        return refusal.issue.at(file=source.name)
    reading = read_tables(source.name, [table], work.options(progress=progress))
    return stage(work, checked(work, reading, progress), user, progress=progress)
