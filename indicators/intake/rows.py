"""Which rows of a table hold data: neither blank, nor a total, nor a note, nor units, nor the example of the template."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pyarrow.compute as pc

from indicators.intake.convert import NUMERIC, accepted_terms
from indicators.intake.issues import Issue, Issues
from indicators.intake.schemas import Column
from indicators.intake.tables import RawTable, encoded, tested
from indicators.intake.text import simplify
from indicators.intake.values import Unreadable, cents, number_or_none, unit_of
from indicators.intake.vocabulary import Vocabulary

# What a row that lacks a required cell may say of a total; what even a full row only says of one; and the company.
_TOTAL = r"^\W*(s\s?[/.-]\s?-?\s?total|s(ous|ub)[ -]?tota(l|ux)|total|totaux|somme|ensemble|cumul|[àa] reporter)\b"
_SURELY = (
    r"^\W*(s\s?[/.-]\s?-?\s?total\b|s(ous|ub)[ -]?tota(l|ux)\b|(grand |montant )?tota(l|ux)\b|[àa] reporter\W*$|report\W*$|"
    r"(ensemble|somme|cumul)( (des|du|de la|g[ée]n[ée]rale?)\b|\W*$))|^.{1,40}\W(sous[ -]?)?tota(l|ux)(\W+g[ée]n[ée]ra(l|ux))?\W*$"
)
_COMPANY = (
    r"^\W*total\W*([ée]nerg|direct|gaz|s\.?a\b|marketing|lubrifiants|access|fina\b|raffinage|wash|france\b|foundation)"
)
# Without its mark in « Remarque », only a nearly whole row of the template is taken for the example.
_WHOLE = 0.6
_SAID = 50
# Lists may hold a word that begins so: « Total des dépenses » is an indicator.
_LISTED = frozenset({"term", "terms", "choice", "country", "countries"})
_AMOUNTS = frozenset({"money", "number"})
_LEAST_ABOVE, _LEAST_ASKED = 2, 3


def unit_said(about: Callable[..., Issue], column: Column, unit: float) -> Issue:
    """A title that tells the unit of its amounts: they are converted, and it is said; another number is asked."""
    if column.reads == "money":
        return about(code="unit_of_title", severity="information", details={"unit": unit})
    return about(code="unit_not_applied", severity="confirm", details={"unit": unit})


def unit_row(table: RawTable, matched: Mapping[int, Column], issues: Issues) -> dict[int, float]:
    """The units that a row under the header tells, by place of their column; the row itself is set aside later."""
    if not table.data.num_rows or not _is_units(table, 0):
        return {}
    units = {}
    for place, column in matched.items():
        unit = unit_of(table.data.column(place)[0].as_py()) or 1.0
        if unit != 1.0:
            units[place] = unit

            def about(place: int = place, **words: Any) -> Issue:
                return Issue(
                    file=table.file, sheet=table.sheet, row=int(table.rows[0]), column=table.header[place], **words
                )

            issues.append(unit_said(about, column, unit))
    return units


def _is_units(table: RawTable, row: int) -> bool:
    cells = [text for column in table.data.columns if (text := column[row].as_py())]
    return bool(cells) and all(unit_of(text) is not None for text in cells)


def data_rows(
    table: RawTable, matched: Mapping[int, Column], issues: Issues, vocabulary: Vocabulary
) -> np.ndarray[Any, Any]:
    """True for the rows that hold data; what is set aside is said, row by row."""
    count = table.data.num_rows
    if not count or not matched:
        return np.zeros(count, dtype=bool)
    filled = [tested(column, lambda texts: pc.not_equal(texts, "")) for column in table.data.columns]
    width: np.ndarray[Any, Any] = np.sum(filled, axis=0)
    needed = [place for place, column in matched.items() if column.required]
    lacking = ~np.all([filled[place] for place in needed], axis=0) if needed else np.zeros(count, dtype=bool)
    keep: np.ndarray[Any, Any] = (width > 0) & ~_left_blank(table, matched, filled)
    units = np.zeros(count, dtype=bool)
    units[0] = _is_units(table, 0)
    for code, mask in (
        ("unit_row", units),
        ("total_row", _totals(table, matched, lacking, filled)),
        ("ignored_row", lacking & (width == 1) & (len(needed) >= 2)),
        ("example_row", _examples(table, matched, vocabulary)),
    ):
        mask = mask & keep
        keep &= ~mask
        _say(table, code, mask, issues)
    sums, likely = _sums(table, matched, keep, width)
    _say(table, "sum_row", sums, issues)
    _say(table, "likely_sum", likely, issues)
    kept: np.ndarray[Any, Any] = keep & ~sums
    return kept


def _say(table: RawTable, code: str, mask: np.ndarray[Any, Any], issues: Issues) -> None:
    for place in np.flatnonzero(mask)[:_SAID]:
        value = next((cell for column in table.data.columns if (cell := column[int(place)].as_py())), "")
        if code == "total_row":
            value = next((cell for column in table.data.columns if _says(cell := column[int(place)].as_py())), value)
        issues.append(
            Issue(
                code=code, severity="confirm" if code == "likely_sum" else "information", file=table.file,
                sheet=table.sheet, row=int(table.rows[place]), value=value[:200],
            )
        )  # fmt: skip


def _says(text: str) -> bool:
    return any(re.search(pattern, text, re.IGNORECASE) for pattern in (_TOTAL, _SURELY))


def _totals(
    table: RawTable, matched: Mapping[int, Column], lacking: np.ndarray[Any, Any], filled: list[np.ndarray[Any, Any]]
) -> np.ndarray[Any, Any]:
    """The rows that say they are a total: in any column when they lack what a row needs, else beside an amount and outside lists."""
    amounts = [filled[place] for place, column in matched.items() if column.reads in _AMOUNTS]
    counted = np.any(amounts, axis=0) if amounts else np.zeros(len(lacking), dtype=bool)
    found = np.zeros(len(lacking), dtype=bool)
    for place, column in enumerate(table.data.columns):
        found |= _matches(column, _TOTAL) & lacking
        known = matched.get(place)
        if known is None or known.reads not in _LISTED:
            company = _matches(column, _COMPANY)
            found |= _matches(column, _SURELY) & ~company & counted
    return found


def _matches(column: Any, pattern: str) -> np.ndarray[Any, Any]:
    return tested(column, lambda texts: pc.match_substring_regex(texts, pattern, ignore_case=True))


def _sums(
    table: RawTable, matched: Mapping[int, Column], keep: np.ndarray[Any, Any], width: np.ndarray[Any, Any]
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """The rows whose every amount is the sum of the rows above, since the first one or the last total.

    Sure when at least two amounts agree, or when the row says less than those above it; else only likely, and
    asked below three rows at least: 100, 200 and 300 may well be three grants. Official exports of accounts hold no total of their own.
    """
    sums, likely = np.zeros(len(keep), dtype=bool), np.zeros(len(keep), dtype=bool)
    places = [place for place, column in matched.items() if column.reads == "money"]
    if not places or any(column.gaps for column in matched.values()):
        return sums, likely
    amounts = np.array([_cents(table, place) for place in places])
    whole, part = _Above(len(places)), _Above(len(places))
    for row in np.flatnonzero(keep):
        here, told = amounts[:, row], int(width[row])
        equal = [rows for rows in (part, whole) if rows.sum_to(here)]
        if any((here != 0).sum() > 1 or told < rows.narrowest for rows in equal):
            sums[row] = True
            part = _Above(len(places))
            continue
        likely[row] = any(rows.count >= _LEAST_ASKED for rows in equal)
        part.add(here, told)
        whole.add(here, told)
    return sums, likely


class _Above:
    """What the rows above add up to: their amounts, how many they are, the fewest cells that one of them fills."""

    def __init__(self, amounts: int) -> None:
        self.total = np.zeros(amounts)
        self.count = 0
        self.narrowest = np.inf

    def add(self, amounts: np.ndarray[Any, Any], width: int) -> None:
        """Count one more row."""
        self.total = self.total + amounts
        self.count += 1
        self.narrowest = min(self.narrowest, width)

    def sum_to(self, amounts: np.ndarray[Any, Any]) -> bool:
        """Whether a row says exactly what two rows or more add up to, and says something."""
        return self.count >= _LEAST_ABOVE and bool((amounts == self.total).all()) and bool((amounts != 0).any())


def _cents(table: RawTable, place: int) -> np.ndarray[Any, Any]:
    """The amounts of a column, 0 where none can be read: only their sums are compared."""
    cells = encoded(table.data.column(place))
    values = np.array([_cents_or_zero(text) for text in cells.dictionary.to_pylist()] or [0], dtype=float)
    return np.array(values[cells.indices.to_numpy()])


def _cents_or_zero(text: str) -> int:
    try:
        return cents(text) if text else 0
    except Unreadable:
        return 0


def _left_blank(
    table: RawTable, matched: Mapping[int, Column], filled: list[np.ndarray[Any, Any]]
) -> np.ndarray[Any, Any]:
    """True for the rows that a template prints and that nobody answered: none of the cells to fill holds anything."""
    asked = [filled[place] for place, column in matched.items() if column.name in table.schema.to_fill]
    blank: np.ndarray[Any, Any] = ~np.any(asked, axis=0) if asked else np.zeros(table.data.num_rows, dtype=bool)
    return blank


def _examples(table: RawTable, matched: Mapping[int, Column], vocabulary: Vocabulary) -> np.ndarray[Any, Any]:
    found = np.zeros(table.data.num_rows, dtype=bool)
    marked = any(column.field == "note" for column in matched.values())
    if not marked and len(matched) < _WHOLE * len(table.schema.columns):
        return found
    # The example is the first row of a template: looking further would only cost.
    for row in range(min(3, table.data.num_rows)):
        found[row] = all(
            _same(column, table.data.column(place)[row].as_py(), vocabulary) for place, column in matched.items()
        )
    return found


def _same(column: Column, text: str, vocabulary: Vocabulary) -> bool:
    """Whether a cell says what the example says: as a number where the column holds numbers, by code or by label."""
    if column.reads in NUMERIC and text and column.example:
        return number_or_none(text) == number_or_none(column.example)
    if column.reads in {"term", "choice"} and text and column.example:
        known = accepted_terms(column, vocabulary)
        return simplify(text) == simplify(column.example) or known.find(text) == known.find(column.example) is not None
    return simplify(text) == simplify(column.example)
