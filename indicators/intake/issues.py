"""What is wrong, or worth asking, in a file: data, never a sentence.

An issue says where (file, sheet, row, column), what was received, what is accepted and how to mend it. The words are
chosen late, in the reader's language (:mod:`indicators.intake.wording`), so that a check never depends on a screen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from operator import attrgetter
from typing import Any, Literal, TypeAlias

import pandas as pd

Severity: TypeAlias = Literal["blocking", "confirm", "information"]
SEVERITIES: tuple[Severity, ...] = ("blocking", "confirm", "information")
# Beyond this number a file is wrong as a whole: the rest is counted, not listed.
KEPT_PER_CODE = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One finding. ``row`` is the row number the officer sees in the sheet (1 for the first), 0 for the whole table.

    ``accepted`` lists accepted values, nearest first; ``mend`` is a value that would settle the issue, or "".
    ``details`` carries the numbers that the sentence needs.
    """

    code: str
    severity: Severity
    file: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""
    value: str = ""
    accepted: tuple[str, ...] = ()
    mend: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)

    def at(self, *, file: str = "", sheet: str = "") -> Issue:
        """The same issue placed in a file and a sheet."""
        return replace(self, file=file or self.file, sheet=sheet or self.sheet)


class Refusal(Exception):
    """A file that cannot be read at all; carries the issue that says why. Readers raise it, operations collect it."""

    def __init__(self, issue: Issue) -> None:
        self.issue = issue
        super().__init__(f"{issue.code}: {issue.value!r} {dict(issue.details)}")


def refuse(code: str, *, value: str = "", accepted: Iterable[str] = (), **details: Any) -> Refusal:
    """A blocking refusal of the whole file."""
    return Refusal(Issue(code=code, severity="blocking", value=value, accepted=tuple(accepted), details=details))


class Issues(list[Issue]):
    """The findings of one reading, capped by code so that a wrong file stays within bounded memory."""

    def __init__(self, issues: Iterable[Issue] = ()) -> None:
        super().__init__()
        self.left_off: Counter[str] = Counter()
        self._kept: Counter[str] = Counter()
        self.extend(issues)

    def append(self, issue: Issue) -> None:
        """Keep an issue, or count it when its code has already filled its share."""
        if self._kept[issue.code] >= KEPT_PER_CODE:
            self.left_off[issue.code] += 1
            return
        self._kept[issue.code] += 1
        super().append(issue)

    def extend(self, issues: Iterable[Issue]) -> None:
        """Keep several issues, and what another list had left off."""
        if isinstance(issues, Issues):
            self.left_off.update(issues.left_off)
            together = self._kept + issues._kept
            if all(count <= KEPT_PER_CODE for count in together.values()):
                self._kept = together
                super().extend(issues)
                return
        for issue in issues:
            self.append(issue)

    def fill(self, code: str, places: Sequence[int], made: Callable[..., Issue]) -> None:
        """Keep an issue of one code for each row, made only as long as the code has room; the others are counted."""
        room = KEPT_PER_CODE - self._kept[code]
        fresh = [made(row=place) for place in places[:room]]
        self._kept[code] += len(fresh)
        super().extend(fresh)
        if len(places) > room:
            self.left_off[code] += len(places) - room

    def of(self, severity: Severity) -> list[Issue]:
        """The issues of one severity."""
        return [issue for issue in self if issue.severity == severity]

    @property
    def blocking(self) -> bool:
        """Whether something forbids publishing."""
        return any(issue.severity == "blocking" for issue in self)

    def counts(self) -> dict[Severity, int]:
        """How many issues there are of each severity."""
        found = Counter(issue.severity for issue in self)
        return {severity: found[severity] for severity in SEVERITIES}

    def frame(self) -> pd.DataFrame:
        """The issues as a table, one column a field."""
        return pd.DataFrame([asdict(issue) for issue in self], columns=list(Issue.__dataclass_fields__))


def dump(issues: Iterable[Issue], limit: int = 500) -> list[dict[str, Any]]:
    """The first issues as plain JSON values, for the batch that remembers them."""
    kept = [issue for _, issue in zip(range(limit), issues, strict=False)]
    names = tuple(Issue.__dataclass_fields__)
    plain = [dict(zip(names, values, strict=True)) for values in map(attrgetter(*names), kept)]
    for item in plain:
        item.update(accepted=list(item["accepted"]), details=dict(item["details"]))
    return plain


def load(items: Iterable[Mapping[str, Any]]) -> Issues:
    """Issues from what :func:`dump` gave."""
    return Issues(Issue(**{**item, "accepted": tuple(item["accepted"])}) for item in items)
