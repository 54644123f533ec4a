"""Rows that a person enters on a page: they pass the same checks as those of a file, then go in a draft.

They are written as the file an officer would load, and read back: one reader and one list of checks for both. A row
with a blocking finding is refused with its reasons; what asks for a confirmation waits for it in the draft.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import pandas as pd
from sqlalchemy import Connection

from indicators.access import User
from indicators.errors import ToldError, marked
from indicators.intake import guard, staging
from indicators.intake import ledger as ledgers
from indicators.intake.exports import csv_file
from indicators.intake.issues import Issue, Issues
from indicators.intake.ledger import Ledger
from indicators.intake.reading import Reading, read_file
from indicators.intake.workshop import Workshop, checked
from indicators.records import RECORD_TYPES, Record
from indicators.store import drafts, staged
from indicators.store.drafts import Batch
from indicators.store.engine import lock_editions, writing
from indicators.store.rows import as_frame, encode

#: The format of a batch that no file gave.
ENTERED = "page"


class RefusedRowsError(ToldError):
    """Rows entered on a page cannot be kept; ``issues`` say why, as for a file. Nothing was written."""

    code = "refused_rows"

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues = Issues(issues)
        super().__init__(marked("Rien n'a été gardé : une valeur au moins ne peut pas être acceptée."))

    @property
    def cells(self) -> tuple[Issue, ...]:
        """The blocking findings: where, what was received, what is accepted."""
        return tuple(self.issues.of("blocking"))

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (tuple(self.issues),)


def entered_by(work: Workshop, name: str, user: User) -> Batch | None:
    """The open batch of that name in which the user gathers what is entered on a page, None when there is none."""
    with work.store.connect() as connection:
        return _entered_by(connection, work, name, user)


def _entered_by(connection: Connection, work: Workshop, name: str, user: User) -> Batch | None:
    wanted = (user.account, work.territory, name)
    found = drafts.batches(connection, states=(drafts.OPEN,))
    return next((item for item in found if (item.accounts[0], item.territory, item.file_name) == wanted), None)


def enter(
    work: Workshop, name: str, kind: str, rows: Sequence[Record], user: User, *, removed: Sequence[Record] = ()
) -> Batch:
    """Put rows entered on a page in the user's batch of that name, opened when there is none, complete from the start.

    ``removed`` are published rows that go with it: a line that two others replace. Raises :class:`RefusedRowsError`.
    A form has no reading that could be interrupted: without a complete ledger the batch could never be published.
    """
    fresh, gone = as_frame(kind, rows), as_frame(kind, removed)
    guard.own(user, "officer", [work.territory, *_territories(kind, fresh), *_territories(kind, gone)])
    with writing(work.store) as connection:
        lock_editions(connection)  # two entries of one person at once open one batch
        batch = _entered_by(connection, work, name, user) or drafts.open_within(
            connection, user.name, account=user.account, territory=work.territory, file_name=name
        )
        guard.hold(connection, user, "officer", [batch.id])
        before = replace(ledgers.read(connection, batch), format=ENTERED, complete=True)
        _put(connection, batch, kind, fresh)
        staging.remove(connection, batch.id, kind, gone)
        held = {kind: _standing(connection, batch, kind) for kind in staged.kinds_of(connection, batch.id)}
        issues = _found(work.at(batch.territory), name, held)
        if issues.blocking:
            raise RefusedRowsError(issues)
        ledgers.save(connection, before.with_issues(issues), batch, user.name)
    return batch


def restage(work: Workshop, seen: Ledger, kind: str, rows: Sequence[Record], user: User) -> Ledger:
    """Put some rows of an open batch again, as a person who read it as ``seen`` changed them on the screen.

    What the file said wrong of them stays said; what they say wrong now is added. Raises :class:`RefusedRowsError`.
    """
    fresh = as_frame(kind, rows)
    with writing(work.store) as connection:
        batch = guard.take(connection, user, seen, _territories(kind, fresh))
        there = work.at(batch.territory)
        former = _found(there, batch.file_name, {kind: _same_rows(_standing(connection, batch, kind), kind, fresh)})
        known = Counter(map(_told, former))
        more = Issues(item for item in _found(there, batch.file_name, {kind: fresh}) if not _spend(known, item))
        if more.blocking:
            raise RefusedRowsError(more)
        _put(connection, batch, kind, fresh)
        issues = Issues(seen.issues)
        issues.extend(more)
        counts = {**seen.restaged, kind: seen.restaged.get(kind, 0) + len(fresh)}
        kept = replace(seen.with_issues(issues) if more else seen, restaged=counts)
        return ledgers.save(connection, kept, batch, user.name)


def _put(connection: Connection, batch: Batch, kind: str, fresh: pd.DataFrame) -> None:
    if fresh.duplicated(list(RECORD_TYPES[kind].key)).any():
        raise ValueError(f"{kind}: a key stands twice in the rows to stage")
    drafts.stage_rows(connection, batch.id, kind, encode(kind, fresh))


def _standing(connection: Connection, batch: Batch, kind: str) -> pd.DataFrame:
    """The rows that a batch puts, without those that it removes."""
    rows = staged.rows_of(connection, batch.id, kind)
    return rows[rows["action"] == "put"].drop(columns="action")


def _same_rows(rows: pd.DataFrame, kind: str, wanted: pd.DataFrame) -> pd.DataFrame:
    """The rows of the same keys."""
    keys = list(RECORD_TYPES[kind].key)
    asked = pd.MultiIndex.from_frame(wanted[keys].astype(str))
    return rows[pd.MultiIndex.from_frame(rows[keys].astype(str)).isin(asked)]


def _found(work: Workshop, name: str, frames: Mapping[str, pd.DataFrame]) -> Issues:
    """What the reader and the checks say of records, the first one on line 1: a page has no line of headers."""
    readings = [
        read_file(csv_file(kind, frame, work.vocabulary), work.options(kind=kind, keep_all=True))
        for kind, frame in frames.items()
        if not frame.empty
    ]
    issues = Issues(issue for reading in readings for issue in reading.issues)
    whole = Reading(name, "", "csv", tuple(item for reading in readings for item in reading.loaded), issues)
    return Issues(replace(item, file=name, row=max(0, item.row - 1)) for item in checked(work, whole).issues)


def _told(issue: Issue) -> tuple[str, str, str]:
    return issue.code, issue.column, issue.value


def _spend(known: Counter[tuple[str, str, str]], issue: Issue) -> bool:
    """Whether an issue was known, each known one answering for one."""
    if known[_told(issue)] < 1:
        return False
    known[_told(issue)] -= 1
    return True


def _territories(kind: str, rows: pd.DataFrame) -> list[str]:
    return [str(code) for code in rows["code" if kind == "territory" else "territory"].unique()]
