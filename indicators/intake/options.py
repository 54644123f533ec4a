"""How to read a file: what every reader is told beside the file itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from indicators.intake.corrections import Correction
from indicators.intake.limits import DEFAULT_LIMITS, Limits, Progress, silent
from indicators.intake.territories import Known, Territories
from indicators.intake.vocabulary import Vocabulary


@dataclass(frozen=True, kw_only=True)
class Options:
    """How to read: the home ``territory``, the words of the catalogue, the limits, and what to keep of accounts.

    ``kind`` forces the record of a table whose header is ambiguous; ``keep_all`` keeps the lines of every function;
    ``known`` are the published territories by code.
    """

    territory: str
    vocabulary: Vocabulary
    limits: Limits = DEFAULT_LIMITS
    kind: str = ""
    keep_all: bool = False
    corrections: tuple[Correction, ...] = ()
    progress: Progress = silent
    known: Mapping[str, Known] = field(default_factory=dict)

    @property
    def territories(self) -> Territories:
        """Whose rows these may be."""
        return Territories(self.territory, self.known)
