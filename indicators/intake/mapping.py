"""From a table of texts to rows of a record: headers recognised, cells read, keys made, deletions set apart.

An empty cell says nothing: it stays empty here, and takes the value the published edition already holds when the rows
are staged (:mod:`indicators.intake.staging`). Only « Supprimer » removes a row, only « [effacer] » empties a cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz import process

from indicators.intake.convert import ERASE, NUMERIC, Converted, Problem, convert
from indicators.intake.issues import KEPT_PER_CODE, Issue, Issues, Severity
from indicators.intake.limits import Progress, silent
from indicators.intake.schemas import Column, TableSchema
from indicators.intake.tables import RawTable, tested
from indicators.intake.text import simplify, slug
from indicators.intake.values import AMBIGUOUS, number_or_none
from indicators.intake.vocabulary import Vocabulary

_TOTAL = r"^(sous[ -]?total|total|totaux|somme|ensemble)\b"
# Without its mark in « Remarque », only a nearly whole row of the template is taken for the example.
_WHOLE = 0.6
REMOVE_FIELD = "_remove"
_NUMBERED = frozenset({"budget_line", "activity"})


@dataclass(frozen=True)
class Loaded:
    """Rows of one kind, read and placed. ``frame`` has the record's columns that the file has, a key without a gap.

    ``rows`` gives the sheet row of each row of ``frame`` and ``faulty`` those with a blocking issue. ``removed`` is
    True where the officer asked to remove the row. ``erased`` lists the cells, (index, field), to be emptied.
    ``percent`` tells the rows whose value is written with a per cent sign.
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

    @cached_property
    def indicators(self) -> pd.Series[Any]:
        """The indicator of each row: one and the same series for every check, which remembers what it is."""
        return self.frame["indicator"]

    @property
    def sound(self) -> pd.DataFrame:
        """The rows to put: without blocking issue and not to be removed."""
        kept: pd.DataFrame = self.frame[~self.faulty & ~self.removed]
        return kept

    def issues_at(self, mask: Any, code: str, severity: Severity, attribute: str, **words: Any) -> Iterable[Issue]:
        """One issue for each row of a boolean mask, on the column of an attribute.

        A value of ``words`` that is a series is taken row by row; ``mend`` and ``accepted`` fill those fields, the
        rest goes to the details.
        """
        places = np.flatnonzero(np.asarray(mask, dtype=bool))[: KEPT_PER_CODE + 1]
        shown = self.frame[attribute].to_numpy()[places] if attribute in self.frame else [""] * len(places)
        told = {name: item.to_numpy()[places] for name, item in words.items() if isinstance(item, pd.Series)}
        for number, (row, value) in enumerate(zip(self.rows[places].tolist(), shown, strict=True)):
            said = words | {name: native(item[number]) for name, item in told.items()}
            yield Issue(
                code=code, severity=severity, file=self.file, sheet=self.sheet, row=row,
                column=self.columns.get(attribute, attribute), value=plain(value),
                mend=str(said.pop("mend", "")), accepted=tuple(map(str, said.pop("accepted", ()))), details=said,
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


def map_table(
    table: RawTable, vocabulary: Vocabulary, territory: str, *, progress: Progress = silent
) -> tuple[Loaded, Issues]:
    """Read the rows of one table; every finding is collected, none stops the reading."""
    issues = Issues()
    matched = _match(table, issues)
    table = table.keep(_data_rows(table, matched, issues))
    converted: dict[str, pd.Series[Any]] = {}
    faulty = np.zeros(len(table.rows), dtype=bool)
    erased: list[tuple[int, str]] = []
    for step, (place, column) in enumerate(matched.items()):
        progress("map", step / len(matched))
        texts = table.data.column(place)
        read = convert(column, texts, vocabulary)
        _report(table, column, place, texts, read, issues, faulty)
        erased += _erased(texts, column)
        converted[column.field or REMOVE_FIELD] = read.values
    removed = converted.pop(REMOVE_FIELD, pd.Series(False, index=range(len(table.rows)))).eq(True).to_numpy()
    frame = pd.DataFrame(converted, index=pd.RangeIndex(len(table.rows)))
    if not len(frame):
        issues.append(Issue(code="no_rows", severity="information", file=table.file, sheet=table.sheet))
    loaded = Loaded(
        table.schema.kind, frame, table.rows, removed, faulty, tuple(erased), table.file, table.sheet,
        {column.field: table.header[place] for place, column in matched.items()},
        _percents(table, matched),
    )  # fmt: skip
    return _with_keys(loaded, table.schema, territory, issues), issues


def _match(table: RawTable, issues: Issues) -> dict[int, Column]:
    """The column of each header; what is doubled, unknown or lacking becomes an issue."""
    found: dict[int, Column] = {}
    for place, title in enumerate(table.header):
        column = table.schema.by_header.get(simplify(title))
        about = partial(Issue, file=table.file, sheet=table.sheet, row=table.header_row, column=title)
        if column is None:
            if title:
                near = process.extractOne(title, [item.name for item in table.schema.columns], score_cutoff=75)
                accepted = (near[0],) if near else ()
                issues.append(about(code="unknown_column", severity="information", accepted=accepted))
        elif column in found.values():
            issues.append(about(code="duplicate_column", severity="blocking", value=column.name))
        else:
            found[place] = column
    if found and (strange := sum(map(bool, table.header)) - len(found)) >= len(found):
        details = {"kind": table.schema.title, "known": len(found), "total": len(found) + strange}
        issues.append(
            Issue(
                code="doubtful_table", severity="confirm", file=table.file, sheet=table.sheet, row=table.header_row,
                value=", ".join(table.header[place] for place in found), details=details,
            )
        )  # fmt: skip
    for column in table.schema.required:
        if column not in found.values():
            issues.append(
                Issue(
                    code="missing_column", severity="blocking", file=table.file, sheet=table.sheet,
                    row=table.header_row, column=column.name,
                )
            )  # fmt: skip
    return found


def _data_rows(table: RawTable, matched: Mapping[int, Column], issues: Issues) -> np.ndarray[Any, Any]:
    """True for the rows that hold data: not blank, not a total, not a foot note, not the example of the template."""
    count = table.data.num_rows
    if not count or not matched:
        return np.zeros(count, dtype=bool)
    filled = [tested(column, lambda texts: pc.not_equal(texts, "")) for column in table.data.columns]
    width: np.ndarray[Any, Any] = np.sum(filled, axis=0)
    needed = [place for place, column in matched.items() if column.required]
    lacking = ~np.all([filled[place] for place in needed], axis=0) if needed else np.zeros(count, dtype=bool)
    keep = width > 0
    for code, mask in (
        ("total_row", lacking & keep & _totals(table)),
        ("ignored_row", lacking & keep & (width == 1) & (len(needed) >= 2)),
        ("example_row", keep & _examples(table, matched)),
    ):
        mask = mask & keep
        keep &= ~mask
        for place in np.flatnonzero(mask)[:50]:
            value = next((cell for column in table.data.columns if (cell := column[int(place)].as_py())), "")
            issues.append(
                Issue(
                    code=code, severity="information", file=table.file, sheet=table.sheet, row=int(table.rows[place]),
                    value=value[:200],
                )
            )  # fmt: skip
    return keep


def _totals(table: RawTable) -> np.ndarray[Any, Any]:
    said = [
        tested(column, lambda texts: pc.match_substring_regex(texts, _TOTAL, ignore_case=True))
        for column in table.data.columns[:6]
    ]
    found: np.ndarray[Any, Any] = np.any(said, axis=0)
    return found


def _examples(table: RawTable, matched: Mapping[int, Column]) -> np.ndarray[Any, Any]:
    found = np.zeros(table.data.num_rows, dtype=bool)
    marked = any(column.field == "note" for column in matched.values())
    if not marked and len(matched) < _WHOLE * len(table.schema.columns):
        return found
    # The example is the first row of a template: looking further would only cost.
    for row in range(min(3, table.data.num_rows)):
        found[row] = all(_same(column, table.data.column(place)[row].as_py()) for place, column in matched.items())
    return found


def _same(column: Column, text: str) -> bool:
    """Whether a cell says what the example says, as a number where the column holds numbers."""
    if column.reads in NUMERIC and text and column.example:
        return number_or_none(text) == number_or_none(column.example)
    return simplify(text) == simplify(column.example)


def _report(
    table: RawTable, column: Column, place: int, texts: pa.ChunkedArray, read: Converted, issues: Issues,
    faulty: np.ndarray[Any, Any],
) -> None:  # fmt: skip
    """The cells that cannot be read, and the required ones that are empty."""
    if column.reads in {"number", "money"}:
        issues.extend(_ambiguous(table, column, place, texts))
    if read.problems:
        named = pa.array(list(read.problems), pa.string())
        wrong = tested(texts, lambda said: pc.is_in(said, value_set=named))
        if column.reads != "url":
            faulty |= wrong
        for row in np.flatnonzero(wrong)[: KEPT_PER_CODE + 1]:
            text = texts[int(row)].as_py()
            issues.append(_cell_issue(table, column, place, int(table.rows[row]), text, read.problems[text]))
    if column.required:
        empty = tested(texts, lambda said: pc.equal(said, ""))
        faulty |= empty
        for row in np.flatnonzero(empty)[: KEPT_PER_CODE + 1]:
            issues.append(_cell_issue(table, column, place, int(table.rows[row]), "", Problem("missing_value")))


def _ambiguous(table: RawTable, column: Column, place: int, texts: pa.ChunkedArray) -> Iterable[Issue]:
    """« 1.500 » in a column whose other numbers have a decimal comma: fifteen hundred, or one and a half?"""
    doubtful = tested(texts, lambda said: pc.match_substring_regex(said, f"^{AMBIGUOUS.pattern}$"))
    if doubtful.any() and tested(texts, lambda said: pc.match_substring_regex(said, r"\d,\d{1,2}\D*$")).any():
        for row in np.flatnonzero(doubtful)[: KEPT_PER_CODE + 1]:
            text = texts[int(row)].as_py()
            problem = Problem("ambiguous_number", mend=text.replace(".", ""))
            yield _cell_issue(table, column, place, int(table.rows[row]), text, problem)


def _percents(table: RawTable, matched: Mapping[int, Column]) -> np.ndarray[Any, Any] | None:
    for place, column in matched.items():
        if column.field == "value":
            return tested(table.data.column(place), lambda texts: pc.match_substring(texts, "%"))
    return None


def _cell_issue(table: RawTable, column: Column, place: int, row: int, text: str, problem: Problem) -> Issue:
    asked = problem.code in {"not_a_url", "ambiguous_number"}
    return Issue(
        code=problem.code, severity="confirm" if asked else "blocking", file=table.file, sheet=table.sheet, row=row,
        column=table.header[place], value=text[:200], accepted=problem.accepted, mend=problem.mend,
        details={"field": column.field},
    )  # fmt: skip


def _erased(texts: pa.ChunkedArray, column: Column) -> list[tuple[int, str]]:
    if column.required or not column.field:
        return []
    return [(int(row), column.field) for row in np.flatnonzero(tested(texts, lambda said: pc.equal(said, ERASE)))]


def _with_keys(loaded: Loaded, schema: TableSchema, territory: str, issues: Issues) -> Loaded:
    """Fill what makes the key: the home territory, identifiers composed of other columns, empty parts.

    A number of the key that the file has no column for leaves every row faulty: nothing can stand for it.
    """
    frame = loaded.frame
    if "territory" in schema.by_field:
        frame["territory"] = _filled(frame, "territory", territory)
    for column in schema.columns:
        if column.derived_from:
            frame[column.field] = _filled(frame, column.field, _derived(frame, column, loaded.kind))
    for name in schema.key:
        if schema.by_field[name].reads in {"year", "integer"}:
            if name not in frame:
                frame[name] = np.nan
                loaded = replace(loaded, faulty=np.ones(len(frame), dtype=bool))
            continue
        frame[name] = _filled(
            frame, name, "" if schema.by_field[name].default is None else schema.by_field[name].default
        )
    return _without_repeats(loaded, schema, issues)


def _filled(frame: pd.DataFrame, name: str, value: Any) -> pd.Series[Any]:
    if name not in frame:
        return value if isinstance(value, pd.Series) else pd.Series(value, index=frame.index, dtype=object)
    return frame[name].where(frame[name].notna() & (frame[name] != ""), value)


def _derived(frame: pd.DataFrame, column: Column, kind: str) -> pd.Series[Any]:
    parts = [frame[name].map(plain).map(slug) for name in column.derived_from if name in frame]
    rows = zip(*parts, strict=True) if parts else [()] * len(frame)
    made = pd.Series(["-".join(filter(None, row)) for row in rows], index=frame.index, dtype=object)
    if kind in _NUMBERED:
        # Two lines of the same nature are two lines: the second is numbered, in the order of the file.
        scope = [frame["year"], made] if "year" in frame else [made]
        order = made.groupby(scope, dropna=False).cumcount()
        made = made.where(order == 0, made + "-" + (order + 1).astype(str))
    return made


def _without_repeats(loaded: Loaded, schema: TableSchema, issues: Issues) -> Loaded:
    """A key that stands twice: said on the second row, which is set aside; the same row twice is only told."""
    keys = list(schema.key)
    frame = loaded.frame
    if not keys or frame.empty:
        return loaded
    again = frame.duplicated(keys).to_numpy() & ~loaded.faulty
    if not again.any():
        return loaded
    first = frame.groupby(keys, dropna=False, sort=False)[keys[0]].transform(lambda part: part.index[0])
    compared = frame.loc[again].map(plain)
    origin = frame.loc[first[again]].map(plain).set_axis(compared.index)
    same = (compared == origin).all(axis=1)
    for place in np.flatnonzero(again)[: KEPT_PER_CODE + 1]:
        key = " · ".join(plain(frame[name].iloc[place]) for name in keys)
        issues.append(
            Issue(
                code="same_row" if same.loc[place] else "duplicate_key",
                severity="information" if same.loc[place] else "blocking",
                file=loaded.file, sheet=loaded.sheet, row=int(loaded.rows[place]),
                column=loaded.columns.get(keys[-1], schema.by_field[keys[-1]].name), value=key,
                details={"first": int(loaded.rows[int(first.iloc[place])])},
            )
        )  # fmt: skip
    return replace(loaded, faulty=loaded.faulty | again)
