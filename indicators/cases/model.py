"""What a case is, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from indicators.catalogue import InvalidFile, Label
from indicators.readout.figures import Answer, Disputable
from indicators.records import Record

#: Two numbers that differ by less than this are one: what halves of floating numbers leave.
TINY = 1e-9


class CasesError(InvalidFile):
    """Cases that cannot be tried; ``problems`` lists every fault with its file and its line."""

    code = "cases"
    subject = "Le dossier de cas"


@dataclass(frozen=True)
class Expected:
    """One figure and what it must say: a number within ``margin``, a word, or None when there must be none."""

    figure: Disputable
    of: str
    value: Answer
    margin: float = 0.0

    def met_by(self, found: Answer) -> bool:
        """Whether what was found is what was expected."""
        if isinstance(self.value, str) or self.value is None or isinstance(found, str) or found is None:
            return found == self.value
        return abs(found - self.value) <= self.margin + TINY * max(1.0, abs(self.value))


@dataclass(frozen=True, kw_only=True)
class Case:
    """A worked example: records to publish, the year that is read, and the figures that must come out.

    ``given`` holds the records by kind. Instead of them, ``demonstration`` names a city of the demonstration and
    ``territory`` one of the installation, read in ``edition`` (the latest without one). ``settings`` are those that the
    case changes, by section.
    """

    name: str
    title: Label
    file: str
    line: int
    document: str
    page: str = ""
    address: str = ""
    year: int | None = None
    given: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    demonstration: str = ""
    territory: str = ""
    edition: int | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    expected: tuple[Expected, ...]


@dataclass(frozen=True)
class Check:
    """An expected figure with what was found."""

    expected: Expected
    found: Answer

    @property
    def passed(self) -> bool:
        """Whether the figure is the expected one."""
        return self.expected.met_by(self.found)


@dataclass(frozen=True)
class Outcome:
    """What came of a case; ``refusal`` is what prevented reading it at all, and then nothing was checked."""

    case: Case
    checks: tuple[Check, ...]
    refusal: Exception | None = None

    @property
    def passed(self) -> bool:
        """Whether every figure is the expected one."""
        return self.refusal is None and all(check.passed for check in self.checks)
