"""From a table of texts to rows of a record: headers recognised, cells read, keys made, deletions set apart.

An empty cell says nothing: it stays empty here, and takes the value the published edition already holds when the rows
are staged (:mod:`indicators.intake.staging`). Only « Supprimer » removes a row, only « [effacer] » empties a cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from indicators.intake.answers import answered
from indicators.intake.convert import ASKED, ERASE, Converted, Problem, convert
from indicators.intake.dates import TWO_YEARS
from indicators.intake.headers import match_headers
from indicators.intake.issues import KEPT_PER_CODE, Issue, Issues, Severity
from indicators.intake.limits import Progress, silent
from indicators.intake.loaded import Loaded, plain
from indicators.intake.rows import data_rows
from indicators.intake.schemas import Column
from indicators.intake.tables import RawTable, tested
from indicators.intake.territories import Territories
from indicators.intake.territory_cells import read_codes
from indicators.intake.territory_rows import keyed
from indicators.intake.text import slug
from indicators.intake.units import note_units, unit_row
from indicators.intake.values import AMBIGUOUS, says_unknown
from indicators.intake.vocabulary import Vocabulary

REMOVE_FIELD = "_remove"
_NUMBERED = frozenset({"budget_line", "activity"})


def map_table(
    table: RawTable, vocabulary: Vocabulary, territories: Territories, *, progress: Progress = silent
) -> tuple[Loaded, Issues]:
    """Read the rows of one table; every finding is collected, none stops the reading."""
    issues = Issues()
    matched, units = match_headers(table, issues)
    units |= unit_row(table, matched, issues)
    kept = data_rows(table, matched, issues, vocabulary)
    note_units(table, kept, units, issues)
    table = table.keep(kept)
    converted: dict[str, pd.Series[Any]] = {}
    faulty = np.full(len(table.rows), any(issue.code == "amount_without_stage" for issue in issues))
    erased: list[tuple[int, str]] = []
    for step, (place, column) in enumerate(matched.items()):
        progress("map", step / len(matched))
        texts = table.data.column(place)
        read = convert(column, texts, vocabulary, unit=units.get(place, 1.0))
        _report(table, column, place, texts, read, issues, faulty)
        if column.reads in {"number", "money"} and units.get(place, 1.0) == 1.0:
            issues.extend(_ambiguous(table, column, place, texts))
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
        vocabulary=vocabulary,
    )  # fmt: skip
    if table.schema.kind == "self_assessment":
        loaded, found = answered(loaded, vocabulary)
        issues.extend(found)
    return _with_keys(loaded, table, territories, issues), issues


def _report(
    table: RawTable, column: Column, place: int, texts: pa.ChunkedArray, read: Converted, issues: Issues,
    faulty: np.ndarray[Any, Any],
) -> None:  # fmt: skip
    """The cells that cannot be read, and the required ones that are empty."""
    if column.reads == "year" and table.schema.kind in {"budget_line", "scdl_budget"}:
        issues.extend(_two_years(table, column, place, texts))
    if read.problems:
        named, stopped = (
            pa.array([text for text, problem in read.problems.items() if problem.code not in passed], pa.string())
            for passed in ((), ASKED)
        )
        wrong = tested(texts, lambda said: pc.is_in(said, value_set=named))
        faulty |= tested(texts, lambda said: pc.is_in(said, value_set=stopped))
        for row in np.flatnonzero(wrong)[: KEPT_PER_CODE + 1]:
            text = texts[int(row)].as_py()
            issues.append(_cell_issue(table, column, place, int(table.rows[row]), text, read.problems[text]))
    if words := [text for text in read.blank if not column.required and says_unknown(text)]:
        for row in np.flatnonzero(tested(texts, lambda said: pc.is_in(said, value_set=pa.array(words, pa.string())))):
            said = texts[int(row)].as_py()
            issues.append(
                _cell_issue(
                    table,
                    column,
                    place,
                    int(table.rows[row]),
                    said,
                    Problem("amount_unknown" if column.reads == "money" else "said_unknown"),
                )
            )
    if column.required and not column.gaps:
        nothing = pa.array(["", ERASE, *read.blank], pa.string())  # what a row needs cannot be taken away from it
        empty = tested(texts, lambda said: pc.is_in(said, value_set=nothing))
        faulty |= empty
        for row in np.flatnonzero(empty)[: KEPT_PER_CODE + 1]:
            said = texts[int(row)].as_py()
            problem = Problem("needed_value" if said == ERASE else "missing_value")
            issues.append(_cell_issue(table, column, place, int(table.rows[row]), said, problem))


def _ambiguous(table: RawTable, column: Column, place: int, texts: pa.ChunkedArray) -> Iterable[Issue]:
    """« 1.500 » or « 12,000 »: thousands, or three decimals? Euros have two decimals, so that an amount is always asked.

    Another number is asked when the other ones of its column write their decimals with the other mark, or when no other
    one has a comma.
    """
    doubtful = tested(texts, lambda said: pc.match_substring_regex(said, f"^{AMBIGUOUS.pattern}$"))
    if not doubtful.any():
        return
    commas = tested(texts, lambda said: pc.match_substring_regex(said, r"\d,(\d{1,2}|\d{4,})\D*$")).any()
    for row in np.flatnonzero(doubtful)[: KEPT_PER_CODE + 1]:
        text = texts[int(row)].as_py()
        if column.reads == "money" or commas == ("." in text):
            problem = Problem("ambiguous_number", mend=re.sub(r"[.,](\d{3})", r"\1", text))
            yield _cell_issue(table, column, place, int(table.rows[row]), text, problem)


def _two_years(table: RawTable, column: Column, place: int, texts: pa.ChunkedArray) -> Iterable[Issue]:
    """« 2024-2025 » on a line of a budget, which has one year: the first is read, and it is asked."""
    doubtful = tested(texts, lambda said: pc.match_substring_regex(said, TWO_YEARS))
    for row in np.flatnonzero(doubtful)[:KEPT_PER_CODE]:
        text = texts[int(row)].as_py()
        yield _cell_issue(table, column, place, int(table.rows[row]), text, Problem("two_years", mend=text[:4]))


def _percents(table: RawTable, matched: Mapping[int, Column]) -> np.ndarray[Any, Any] | None:
    for place, column in matched.items():
        if column.field == "value":
            return tested(table.data.column(place), lambda texts: pc.match_substring(texts, "%"))
    return None


def _cell_issue(table: RawTable, column: Column, place: int, row: int, text: str, problem: Problem) -> Issue:
    severity: Severity = "information" if problem.code in {"new_term", "said_unknown"} else "blocking"
    return Issue(
        code=problem.code, severity="confirm" if problem.code in ASKED - {"new_term"} else severity, file=table.file, sheet=table.sheet, row=row,
        column=table.header[place], value=text[:200], accepted=problem.accepted, mend=problem.mend,
        details={"field": column.field},
    )  # fmt: skip


def _erased(texts: pa.ChunkedArray, column: Column) -> list[tuple[int, str]]:
    if column.required or not column.field:
        return []
    return [(int(row), column.field) for row in np.flatnonzero(tested(texts, lambda said: pc.equal(said, ERASE)))]


def _with_keys(loaded: Loaded, table: RawTable, territories: Territories, issues: Issues) -> Loaded:
    """Fill what makes the key: the home territory, identifiers composed of other columns, empty parts.

    A number of the key that the file has no column for leaves every row faulty: nothing can stand for it.
    """
    frame, schema = loaded.frame, table.schema
    if loaded.kind == "territory" and "code" in frame:
        loaded = keyed(loaded, territories, issues)
    if "territory" in schema.by_field:
        if "territory" in frame:
            frame["territory"], refused, found = read_codes(
                frame["territory"], territories, file=loaded.file, sheet=loaded.sheet,
                title=loaded.columns["territory"], rows=loaded.rows,
            )  # fmt: skip
            issues.extend(found)
            loaded = replace(loaded, faulty=loaded.faulty | refused)
        frame["territory"] = _filled(frame, "territory", territories.home)
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
    return _without_repeats(loaded, table, issues)


def _filled(frame: pd.DataFrame, name: str, value: Any) -> pd.Series[Any]:
    if name not in frame:
        return value if isinstance(value, pd.Series) else pd.Series(value, index=frame.index, dtype=object)
    gaps = frame[name].isna() | (frame[name] == "")
    return frame[name].mask(gaps, value) if gaps.any() else frame[name]


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


def _without_repeats(loaded: Loaded, table: RawTable, issues: Issues) -> Loaded:
    """A key that stands twice: said on the second row, which is set aside; the same row twice is only told."""
    schema, frame = table.schema, loaded.frame
    keys = list(schema.key)
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
        key = _key_written(loaded, table, keys, int(place))
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


def _key_written(loaded: Loaded, table: RawTable, keys: list[str], place: int) -> str:
    """What the cells of a row say of its key; of what an identifier is made of when the file does not give it."""
    names = [part for name in keys for part in (name, *table.schema.by_field[name].derived_from)]
    titles = dict.fromkeys(loaded.columns[name] for name in names if name in loaded.columns)
    cells = [table.data.column(table.header.index(title))[place].as_py() for title in titles]
    return " · ".join(filter(None, cells))[:200]
