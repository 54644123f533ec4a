"""The rows of one kind that a file gave, read and placed: what checks look at and what is staged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from indicators.intake.convert import accepted_terms
from indicators.intake.issues import KEPT_PER_CODE, Issue, Severity
from indicators.intake.schemas import load_formats, load_schemas
from indicators.intake.vocabulary import Vocabulary


@dataclass(frozen=True)
class Loaded:
    """Rows of one kind, read and placed. ``frame`` has the record's columns that the file has, a key without a gap.

    ``rows`` gives the sheet row of each row of ``frame`` and ``faulty`` those with a blocking issue. ``removed`` is
    True where the officer asked to remove the row. ``erased`` lists the cells, (index, field), to be emptied.
    ``percent`` tells the rows whose value is written with a per cent sign; ``whole_accounts`` that the rows are all
    the lines of a budget for their year; ``exported`` that they come from an official export, which nobody mends.
    """

    kind: str
    frame: pd.DataFrame = field(repr=False)
    rows: np.ndarray[Any, Any] = field(repr=False)
    removed: np.ndarray[Any, Any] = field(repr=False)
    faulty: np.ndarray[Any, Any] = field(repr=False)
    erased: tuple[tuple[int, str], ...] = ()
    file: str = ""
    sheet: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    percent: np.ndarray[Any, Any] | None = field(default=None, repr=False)
    vocabulary: Vocabulary | None = field(default=None, repr=False)
    whole_accounts: bool = False
    exported: bool = False

    @cached_property
    def indicators(self) -> pd.Series[Any]:
        """The indicator of each row: one and the same series for every check, which remembers what it is."""
        return self.frame["indicator"]

    @property
    def sound(self) -> pd.DataFrame:
        """The rows to put: without blocking issue and not to be removed."""
        kept: pd.DataFrame = self.frame[~self.faulty & ~self.removed]
        return kept

    def column(self, attribute: str) -> str:
        """What the officer calls an attribute: the header of the file, or the name of the schema."""
        known = {**load_formats(), **load_schemas()}[self.kind].by_field.get(attribute)
        return self.columns.get(attribute) or (known.name if known else "")

    def said(self, attribute: str, value: Any) -> str:
        """A value in the officer's words: the label of what a list holds, the plain text of the rest."""
        column = load_schemas()[self.kind].by_field.get(attribute) if self.kind in load_schemas() else None
        if column is None or self.vocabulary is None or column.reads not in {"choice", "term", "country"}:
            return plain(value)
        return accepted_terms(column, self.vocabulary).labels.get(value, plain(value))

    def issues_at(self, mask: Any, code: str, severity: Severity, attribute: str, **words: Any) -> Iterable[Issue]:
        """One issue for each row of a boolean mask, on the column of an attribute: see :meth:`issues_on`."""
        places = np.flatnonzero(np.asarray(mask, dtype=bool))[: KEPT_PER_CODE + 1]
        return self.issues_on(places, code, severity, attribute, **words)

    def issues_on(
        self, places: Sequence[int] | np.ndarray[Any, Any], code: str, severity: Severity, attribute: str, **words: Any
    ) -> Iterable[Issue]:
        """One issue for each place of a row, on the column of an attribute.

        A value of ``words`` that is a series is taken row by row; ``mend`` and ``accepted`` fill those fields, the
        rest goes to the details, with how a number was read: the value of an amount is in cents.
        """
        places = np.asarray(places, dtype=int)
        shown = self.frame[attribute].to_numpy()[places] if attribute in self.frame else [""] * len(places)
        told = {name: item.to_numpy()[places] for name, item in words.items() if isinstance(item, pd.Series)}
        column = load_schemas()[self.kind].by_field.get(attribute) if self.kind in load_schemas() else None
        read = {"read": column.reads} if column is not None and column.reads in {"number", "money"} else {}
        for number, (row, value) in enumerate(zip(self.rows[places].tolist(), shown, strict=True)):
            said = words | {name: native(item[number]) for name, item in told.items()}
            yield Issue(
                code=code, severity=severity, file=self.file, sheet=self.sheet, row=row,
                column=self.column(attribute), value=str(said.pop("named", "")) or self.said(attribute, value),
                mend=str(said.pop("mend", "")), accepted=tuple(map(str, said.pop("accepted", ()))), details={**said, **read},
            )  # fmt: skip


def native(value: Any) -> Any:
    """A plain Python value: issues are written as JSON, where a missing number is null."""
    value = value.item() if isinstance(value, np.generic) else value
    return None if isinstance(value, float) and np.isnan(value) else value


def plain(value: Any) -> str:
    """A value as a short text for an issue; nothing for a missing one."""
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, float | np.floating):
        return f"{value:.15g}"
    return str(value)[:200]
