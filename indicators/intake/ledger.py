"""What is remembered of a batch beside its rows: findings, corrections, confirmations, and whether it is complete.

Kept as a versioned document of the store, so that a reading interrupted or a screen closed loses nothing, and that
who confirmed what stays readable.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Engine

from indicators.intake import corrections as corrections_of
from indicators.intake.corrections import Correction
from indicators.intake.issues import Issues, dump, load
from indicators.store import abandoned, clock, workspace

DOCUMENT = abandoned.FINDINGS
_KEPT_ISSUES = 2000


@dataclass(frozen=True)
class Ledger:
    """``to_confirm`` counts, by code, what a person must say yes to; ``confirmed`` says who did, and for how many.

    ``complete`` is False until every row was staged. ``replaces`` is the batch of an earlier load of the same file.
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


def save(engine: Engine, ledger: Ledger, territory: str, author: str) -> None:
    """Write a new version of the ledger."""
    payload = {
        "format": ledger.format,
        "counts": dict(ledger.counts),
        "to_confirm": dict(ledger.to_confirm),
        "confirmed": {code: dict(said) for code, said in ledger.confirmed.items()},
        "issues": dump(ledger.issues, _KEPT_ISSUES),
        "corrections": corrections_of.dump(ledger.corrections),
        "complete": ledger.complete,
        "replaces": ledger.replaces,
    }
    workspace.put(engine, DOCUMENT, territory, ledger.batch, payload, author)


def read(engine: Engine, batch: str, territory: str) -> Ledger:
    """The ledger of a batch; one that was never written is incomplete."""
    document = workspace.get(engine, DOCUMENT, territory, batch)
    if document is None:
        return Ledger(batch)
    kept: dict[str, Any] = dict(document.payload)
    kept["issues"] = load(kept["issues"])
    kept["corrections"] = corrections_of.load(kept["corrections"])
    return Ledger(batch, **kept)
