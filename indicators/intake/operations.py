"""What an officer does with files, without a screen: check, import, correct, confirm, refresh a source.

The pages and the command line call these functions; each one that writes checks the role itself, so that a forged
address or a script meets the same refusal. Publishing is in :mod:`indicators.intake.publishing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
from sqlalchemy import Engine

from indicators.access import User, require
from indicators.errors import ToldError, marked
from indicators.intake import ledger as ledgers
from indicators.intake import staging
from indicators.intake.checks import check
from indicators.intake.checks.around import nothing_published
from indicators.intake.corrections import Correction, merged
from indicators.intake.issues import Issue, Issues, Refusal
from indicators.intake.ledger import Ledger
from indicators.intake.limits import Cancelled, Progress, silent
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
from indicators.intake.workshop import Workshop, territories_of, workshop
from indicators.records import RECORD_TYPES, Record
from indicators.store import drafts
from indicators.store.drafts import Batch

__all__ = [
    "Imported",
    "NotReadyError",
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

#: The format of a batch that no file gave: its rows were entered on a page.
ENTERED = "page"


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


def checked(work: Workshop, reading: Reading, progress: Progress = silent) -> Reading:
    """The same reading with the findings of the checks beside those of the reader."""
    found = check(reading.loaded, work.around(reading.loaded), progress=progress)
    issues = Issues(reading.issues)
    issues.left_off.update(reading.issues.left_off)
    issues.extend(found)
    return replace(reading, issues=issues)


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
    require(user, "officer", work.territory)
    report = check_files(work, sources, kind=kind, keep_all=keep_all, progress=progress)
    return tuple(stage(work, reading, user, progress=progress) for reading in report.readings)


def stage(work: Workshop, reading: Reading, user: User, *, progress: Progress = silent) -> Imported:
    """Stage a reading in a batch of its own.

    A person who stops it leaves nothing: the batch is discarded. An accident leaves an incomplete batch, which cannot
    be published.
    """
    require(user, "officer", territories_of(reading.loaded, work.territory))
    previous = open_batch_of(work, reading.file)
    batch = drafts.open_batch(
        work.store,
        user.name,
        account=user.account,
        territory=work.territory,
        file_name=reading.file,
        sha256=reading.sha256,
    )
    started = Ledger(batch.id, reading.format, replaces=previous.id if previous else "")
    try:
        ledger = _fill(work, batch.id, started, reading, user, progress)
    except Cancelled:
        drafts.discard(work.store, batch.id, user.name)
        raise
    return Imported(batch, reading, ledger, previous)


def _fill(work: Workshop, batch: str, ledger: Ledger, reading: Reading, user: User, progress: Progress) -> Ledger:
    """Stage every row of a reading in place of what the batch held."""
    around = work.around(reading.loaded)
    ledgers.save(work.store, replace(ledger, complete=False), work.territory, user.name)
    kinds = list(dict.fromkeys(item.kind for item in reading.loaded))
    for step, kind in enumerate(kinds):

        def told(share: float, step: int = step) -> None:
            progress("stage", (step + share) / len(kinds))

        told(0.0)
        items = [item for item in reading.loaded if item.kind == kind]
        base = around.base(kind) if staging.looks_back(items) else nothing_published(kind)
        items = [staging.settled(item, base) for item in items]
        staging.put(work.store, batch, kind, items, known=staging.ever_published(work.store, kind), told=told)
        gone = [staging.removals(item, base, whole_accounts=reading.format == "totem") for item in items]
        _remove(work.store, batch, kind, pd.concat(gone, ignore_index=True))
    done = replace(ledger.with_issues(reading.issues), complete=True)
    ledgers.save(work.store, done, work.territory, user.name)
    return done


def _remove(engine: Engine, batch: str, kind: str, gone: pd.DataFrame) -> None:
    if len(gone):
        drafts.stage(engine, batch, kind, gone.drop_duplicates(list(RECORD_TYPES[kind].key)), action="remove")


def open_batch_of(work: Workshop, file: str) -> Batch | None:
    """The latest open batch made from a file of this name for this territory."""
    found = drafts.batches(work.store, states=(drafts.OPEN,))
    return next((item for item in found if item.file_name == file and item.territory == work.territory), None)


def correct(
    work: Workshop,
    batch: Batch,
    source: Path | bytes,
    corrections: Iterable[Correction],
    user: User,
    *,
    progress: Progress = silent,
) -> Imported:
    """Read the file of a batch again with new corrections, and stage it in place of what the batch held.

    ValueError when the file is not the one that the batch was made from: its corrections would land elsewhere.
    """
    require(user, "officer", work.territory)
    ledger = ledgers.read(work.store, batch.id, work.territory)
    kept = replace(ledger, corrections=merged(ledger.corrections, corrections))
    reading = read_file(source, work.options(corrections=kept.corrections, progress=progress), name=batch.file_name)
    if reading.sha256 != batch.sha256:
        raise ToldError(
            marked("Ce n'est pas le fichier du lot {lot} : chargez-le comme un nouveau fichier."), lot=batch.id
        )
    reading = checked(work, reading, progress)
    drafts.take_part(work.store, batch.id, user.account)
    return Imported(batch, reading, _fill(work, batch.id, kept, reading, user, progress))


def confirm(work: Workshop, batch: str, codes: Iterable[str], user: User) -> Ledger:
    """Say yes to findings, by code; who and when are remembered."""
    require(user, "officer", work.territory)
    drafts.take_part(work.store, batch, user.account)
    ledger = ledgers.read(work.store, batch, work.territory).confirm(codes, user.name)
    ledgers.save(work.store, ledger, work.territory, user.name)
    return ledger


def discard(work: Workshop, batch: str, user: User) -> None:
    """Give up a batch."""
    require(user, "officer", work.territory)
    drafts.discard(work.store, batch, user.name)


def restage(work: Workshop, batch: str, kind: str, rows: Sequence[Record], user: User) -> None:
    """Put some rows of an open batch again, as a person changed them on the screen."""
    require(user, "officer", work.territory)
    drafts.take_part(work.store, batch, user.account)
    drafts.stage(work.store, batch, kind, rows)


def entered_by(work: Workshop, name: str, user: User) -> Batch | None:
    """The open batch of that name in which the user gathers what is entered on a page, None when there is none."""
    wanted = (user.account, work.territory, name)
    found = drafts.batches(work.store, states=(drafts.OPEN,))
    return next((item for item in found if (item.accounts[0], item.territory, item.file_name) == wanted), None)


def enter(
    work: Workshop, name: str, kind: str, rows: Sequence[Record], user: User, *, removed: Sequence[Record] = ()
) -> Batch:
    """Put rows entered on a page in the user's batch of that name, opened when there is none, complete from the start.

    ``removed`` are published rows that go with it: a line that two others replace.
    A form has no reading that could be interrupted: without a complete ledger the batch could never be published.
    """
    require(user, "officer", work.territory)
    batch = entered_by(work, name, user) or drafts.open_batch(
        work.store, user.name, account=user.account, territory=work.territory, file_name=name
    )
    drafts.stage(work.store, batch.id, kind, rows)
    if removed:
        drafts.stage(work.store, batch.id, kind, removed, action="remove")
    ledgers.save(work.store, Ledger(batch.id, ENTERED, complete=True), work.territory, user.name)
    return batch


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
    require(user, "officer", work.territory)
    try:
        table = read_source(source, progress=progress)
    except Refusal as refusal:
        return refusal.issue.at(file=source.name)
    reading = read_tables(source.name, [table], work.options(progress=progress))
    return stage(work, checked(work, reading, progress), user, progress=progress)
