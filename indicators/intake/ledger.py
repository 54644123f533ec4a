"""What is remembered of a batch beside its rows: findings, corrections, confirmations, and whether it is complete.

Kept as a versioned document of the store, so that a reading interrupted or a screen closed loses nothing, and that
who confirmed what stays readable.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, Engine

from indicators.errors import ToldError, marked
from indicators.intake import corrections as corrections_of
from indicators.intake.corrections import Correction
from indicators.intake.issues import Issues, dump, load
from indicators.store import abandoned, clock, workspace
from indicators.store.drafts import Batch

DOCUMENT = abandoned.FINDINGS
_KEPT_ISSUES = 2000


@dataclass(frozen=True)
class Ledger:
    """``to_confirm`` counts, by code, what a person must say yes to; ``confirmed`` says who did, and for how many.

    ``complete`` is False until every row was staged. ``replaces`` is the batch of an earlier load of the same file.
    ``restaged`` counts, by kind, the rows that a person put again on a screen. ``version`` is that of what was read:
    who changes the batch says by it what she saw (0: never written).
    """

    batch: str
    format: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    to_confirm: Mapping[str, int] = field(default_factory=dict)
    confirmed: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    issues: Issues = field(default_factory=Issues)
    corrections: tuple[Correction, ...] = ()
    complete: bool = False
    replaces: str = ""
    restaged: Mapping[str, int] = field(default_factory=dict)
    version: int = 0

    @property
    def mark(self) -> str:
        """The batch as it was read, for a command line: « LOT@3 » is what LOT was at its third version."""
        return f"{self.batch}@{self.version}"

    @property
    def blocked(self) -> bool:
        """Whether a finding forbids publishing."""
        return bool(self.counts.get("blocking"))

    @property
    def waiting(self) -> dict[str, int]:
        """What nobody has confirmed yet, by code; more findings than were confirmed wait again."""
        return {
            code: count
            for code, count in self.to_confirm.items()
            if int(self.confirmed.get(code, {}).get("count", 0)) < count
        }

    @property
    def ready(self) -> bool:
        """Whether the batch may be published."""
        return self.complete and not self.blocked and not self.waiting

    def with_issues(self, issues: Issues) -> Ledger:
        """The same with other findings; confirmations stay."""
        asked = Counter(issue.code for issue in issues if issue.severity == "confirm")
        counts = {str(severity): number for severity, number in issues.counts().items()}
        for code, more in issues.left_off.items():
            severity = next((issue.severity for issue in issues if issue.code == code), "information")
            counts[severity] += more
            asked[code] += more if severity == "confirm" else 0
        return replace(self, issues=issues, counts=counts, to_confirm={code: n for code, n in asked.items() if n})

    def confirm(self, codes: Iterable[str], author: str) -> Ledger:
        """The same with some codes confirmed by a person, now."""
        said = {
            code: {"count": self.to_confirm[code], "by": author, "at": clock.now()}
            for code in codes
            if code in self.to_confirm
        }
        return replace(self, confirmed={**self.confirmed, **said})


@dataclass(frozen=True)
class Meanwhile:
    """What others did to a batch since it was read: which, who, when the last of them, what their ledger says more."""

    file: str
    authors: tuple[str, ...]
    at: str
    corrections: tuple[Correction, ...] = ()
    confirmed: tuple[str, ...] = ()
    restaged: Mapping[str, int] = field(default_factory=dict)


class UnknownVersionError(ToldError):
    """A batch was never at this version."""

    code = "unknown_version"


class ChangedMeanwhileError(ToldError):
    """Somebody changed the batch since it was read; ``what`` says who and what. Nothing of the caller was kept."""

    code = "changed_meanwhile"

    def __init__(self, what: Meanwhile) -> None:
        self.what = what
        super().__init__(
            marked(
                "Une autre personne a changé ce dépôt depuis que vous l'avez ouvert : rien de vous n'a été enregistré. Relisez-le, puis recommencez."
            )
        )

    @property
    def cells(self) -> tuple[Correction, ...]:
        """The cells that were corrected meanwhile."""
        return self.what.corrections

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.what,)


def save(connection: Connection, ledger: Ledger, batch: Batch, author: str) -> Ledger:
    """Write a new version of the ledger of a held batch, after the one it was read at; returns it as it is kept."""
    payload = {
        "format": ledger.format,
        "counts": dict(ledger.counts),
        "to_confirm": dict(ledger.to_confirm),
        "confirmed": {code: dict(said) for code, said in ledger.confirmed.items()},
        "issues": dump(ledger.issues, _KEPT_ISSUES),
        "corrections": corrections_of.dump(ledger.corrections),
        "complete": ledger.complete,
        "replaces": ledger.replaces,
        "restaged": dict(ledger.restaged),
    }
    kept = workspace.put_within(
        connection, DOCUMENT, batch.territory, batch.id, payload, author, expected_version=ledger.version
    )
    return replace(ledger, version=kept.version)


def read(source: Engine | Connection, batch: Batch, version: int | None = None) -> Ledger:
    """The ledger of a batch, kept under the territory of the batch; one that was never written is incomplete.

    ``version`` is the one that somebody has read, the latest when None; :class:`UnknownVersionError` when it never was.
    """
    document = workspace.at(source, DOCUMENT, batch.territory, batch.id, version)
    if document is None and version is not None:
        raise UnknownVersionError(
            marked("Le lot {lot} n'a pas de version {version}."), lot=batch.id, version=str(version)
        )
    if document is None:
        return Ledger(batch.id)
    kept: dict[str, Any] = dict(document.payload)
    kept["issues"] = load(kept["issues"])
    kept["corrections"] = corrections_of.load(kept["corrections"])
    return Ledger(batch.id, version=document.version, **kept)


def meanwhile(source: Engine | Connection, seen: Ledger, batch: Batch) -> Meanwhile | None:
    """What others did to a batch since its ledger was ``seen``; None when it is the same."""
    if workspace.version(source, DOCUMENT, batch.territory, batch.id) <= seen.version:
        return None
    later = [
        item for item in workspace.history(source, DOCUMENT, batch.territory, batch.id) if item.version > seen.version
    ]
    now = read(source, batch)
    restaged = {kind: count - seen.restaged.get(kind, 0) for kind, count in now.restaged.items()}
    return Meanwhile(
        batch.file_name,
        tuple(dict.fromkeys(item.author for item in later)),
        later[-1].created_at,
        tuple(item for item in now.corrections if item not in seen.corrections),
        tuple(code for code, said in now.confirmed.items() if said != seen.confirmed.get(code)),
        {kind: count for kind, count in restaged.items() if count},
    )


def touched_since(connection: Connection, batch: Batch, moment: str) -> bool:
    """Whether somebody corrected, confirmed or put again rows of a batch after a moment of the store's clock."""
    return any(item.created_at > moment for item in workspace.history(connection, DOCUMENT, batch.territory, batch.id))


def require_unchanged(connection: Connection, seen: Ledger, batch: Batch) -> None:
    """:class:`ChangedMeanwhileError` when the ledger of a held batch is no longer the one that was seen."""
    if found := meanwhile(connection, seen, batch):
        raise ChangedMeanwhileError(found)
