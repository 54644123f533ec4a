"""What files give once they are read, and once they are staged: a report, and a batch a file."""

from __future__ import annotations

from dataclasses import dataclass

from indicators.intake.issues import Issues
from indicators.intake.ledger import Ledger
from indicators.intake.reading import Reading
from indicators.store.drafts import Batch


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
