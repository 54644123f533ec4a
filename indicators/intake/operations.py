"""What an officer does with files, without a screen: check, import, correct, confirm, refresh a source.

The pages and the command line call these functions; each one that writes asks :mod:`indicators.intake.guard`, so that a
forged address or a script meets the same refusal. What is entered on a page is in :mod:`indicators.intake.entering`,
publishing in :mod:`indicators.intake.publishing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

import pandas as pd
from sqlalchemy import Connection, Engine

from indicators.access import User
from indicators.errors import ToldError, marked
from indicators.intake import guard, staging
from indicators.intake import ledger as ledgers
from indicators.intake.checks.around import nothing_published
from indicators.intake.corrections import Correction, merged
from indicators.intake.entering import ENTERED, RefusedRowsError, enter, entered_by, restage
from indicators.intake.issues import Issue, Issues, Refusal
from indicators.intake.ledger import ChangedMeanwhileError, Ledger
from indicators.intake.limits import Cancelled, Progress, silent
from indicators.intake.loaded import Loaded
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
from indicators.intake.reading import Reading, read_file, read_tables
from indicators.intake.workshop import Workshop, checked, territories_of, workshop
from indicators.records import RECORD_TYPES
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
    "open_batch_of",
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


@dataclass(frozen=True)
class Report:
    """What was read and found, file by file."""

    readings: tuple[Reading, ...]
    issues: Issues

    @property
    def blocking(self) -> bool:
        """Whether something forbids publishing."""
        return self.issues.blocking


@dataclass(frozen=True)
class Imported:
    """A batch made from one file. ``previous`` is the open batch of an earlier load of the same file."""

    batch: Batch
    reading: Reading
    ledger: Ledger
    previous: Batch | None = None


def check_files(
    work: Workshop,
    sources: Sequence[Path | tuple[str, bytes]],
    *,
    kind: str = "",
    keep_all: bool = False,
    progress: Progress = silent,
) -> Report:
    """Read and check files without writing anything. A source is a path, or a name and its bytes."""
    readings, issues = [], Issues()
    for source in sources:
        content, name = (source, source.name) if isinstance(source, Path) else (source[1], source[0])
        options = work.options(kind=kind, keep_all=keep_all, progress=progress)
        reading = checked(work, read_file(content, options, name=name), progress)
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
    """Read, check and stage files, a batch a file; nothing of the published edition is touched."""
    guard.own(user, "officer", work.territory)
    report = check_files(work, sources, kind=kind, keep_all=keep_all, progress=progress)
    return tuple(stage(work, reading, user, progress=progress) for reading in report.readings)


def stage(work: Workshop, reading: Reading, user: User, *, progress: Progress = silent) -> Imported:
    """Stage a reading in a batch of its own.

    A person who stops it leaves nothing: the batch is discarded. An accident leaves an incomplete batch, which cannot
    be published.
    """
    guard.own(user, "officer", [work.territory, *territories_of(reading.loaded)])
    plan = _plan(work, reading)
    previous = open_batch_of(work, reading.file)
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


#: What a reading puts in a batch: for each kind its rows, and the published ones that go.
Plan: TypeAlias = Sequence[tuple[str, Sequence[Loaded], pd.DataFrame]]


def _plan(work: Workshop, reading: Reading) -> Plan:
    found = []
    for kind in dict.fromkeys(item.kind for item in reading.loaded):
        items = [item for item in reading.loaded if item.kind == kind]
        base = work.published(reading.loaded)(kind) if staging.looks_back(items) else nothing_published(kind)
        items = [staging.settled(item, base) for item in items]
        gone = [staging.removals(item, base) for item in items]
        found.append((kind, items, pd.concat(gone, ignore_index=True)))
    return found


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


def open_batch_of(work: Workshop, file: str) -> Batch | None:
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
    plan = _plan(work, reading)
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


def difference(work: Workshop, before: str, after: str) -> pd.DataFrame:
    """How two loads of one file differ: rows added, changed, removed and unchanged, by kind."""
    kinds = [
        kind
        for kind in RECORD_TYPES
        if kind in {*drafts.kinds_of(work.store, before), *drafts.kinds_of(work.store, after)}
    ]
    found = [(kind, *_compared(work.store, before, after, kind)) for kind in kinds]
    return pd.DataFrame(found, columns=["kind", "added", "changed", "removed", "unchanged"])


def _compared(engine: Engine, before: str, after: str, kind: str) -> tuple[int, int, int, int]:
    keys = list(RECORD_TYPES[kind].key)
    old, new = (drafts.rows_of(engine, batch, kind).astype(str).fillna("") for batch in (before, after))
    both = old.merge(new, on=keys, how="outer", suffixes=("_old", "_new"), indicator=True)
    shared = both[both["_merge"] == "both"]
    names = [name for name in old.columns if name not in keys]
    same = (shared[[f"{n}_old" for n in names]].to_numpy() == shared[[f"{n}_new" for n in names]].to_numpy()).all(
        axis=1
    )
    alone = both["_merge"].value_counts()
    return int(alone["right_only"]), int((~same).sum()), int(alone["left_only"]), int(same.sum())


def refresh(work: Workshop, source: Source, user: User, *, progress: Progress = silent) -> Imported | Issue:
    """Read an SQL source and stage it as a file would be; the issue when it cannot be read."""
    guard.own(user, "officer", work.territory)
    try:
        table = read_source(source, progress=progress)
    except Refusal as refusal:
        return refusal.issue.at(file=source.name)
    reading = read_tables(source.name, [table], work.options(progress=progress))
    return stage(work, checked(work, reading, progress), user, progress=progress)
