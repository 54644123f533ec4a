"""Where something stands in a file of cases: the line that a person finds in an editor."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from indicators.catalogue import Problem


@dataclass(frozen=True)
class Place:
    """A line of a file, and the part of it that keeps the lines of what it holds (a table or a list, None for a word)."""

    file: str
    line: int
    part: Any = None

    def of(self, name: Any) -> Place:
        """Where a key or an item of this part stands; the part itself when the file does not say."""
        told = getattr(self.part, "lc", None)
        data = getattr(told, "data", None) or {}
        return replace(self, line=data[name][0] + 1, part=None) if name in data else replace(self, part=None)

    def inside(self, name: Any) -> Place:
        """The same, with the part that it holds."""
        try:
            return replace(self.of(name), part=self.part[name])
        except (KeyError, IndexError, TypeError):
            return self.of(name)

    def placed(self, problem: Problem) -> Problem:
        """A problem found here."""
        return replace(problem, file=self.file, line=self.line)
