"""Which rows of a table hold data: neither blank, nor a total, nor a note, nor units, nor the example of the template."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from string import ascii_uppercase
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from indicators.intake.convert import NUMERIC, accepted_terms
from indicators.intake.issues import Issue, Issues
from indicators.intake.schemas import Column
from indicators.intake.tables import RawTable, tested
from indicators.intake.text import simplify
from indicators.intake.totals import sums
from indicators.intake.units import tells_unit, units_at
from indicators.intake.values import number_or_none
from indicators.intake.vocabulary import Vocabulary

# What a row that lacks a required cell may say of a total; what even a full row only says of one; and the company.
_DASH = "[ \u2010-\u2015-]"
_TOTAL = rf"^\W*(s\s?[/.-]\s?-?\s?total|s(ous|ub){_DASH}?tota(l|ux)|total|totaux|somme|ensemble|cumul|[àa] reporter)\b"
_SURELY = (
    rf"^\W*(s\s?[/.-]\s?-?\s?(total|t|st)\b|s(ous|ub){_DASH}?tota(l|ux)\b|(grand |montant )?tota(l|ux)\b|"
    r"t o t a l\b|(tot|ttl)\.?( g[ée]n\.?)?\W*$|suma( total| general)?\W*$|[àa] reporter\W*$|"
    r"report\W*$|report (de la )?page\b|(ensemble|somme|cumul)( (des|du|de la|g[ée]n[ée]rale?)\b|\W*$))|"
    rf"^.{{1,40}}\W(sous{_DASH}?)?tota(l|ux|les?)(\W+g[ée]n[ée]ra(l|ux|les?))?\W*$"
)
_COMPANY = (
    r"^\W*total\W*([ée]nerg|direct|gaz|s\.?a\b|marketing|lubrifiants|access|fina\b|raffinage|wash|france\b|foundation)"
)
# « Presenze straniere / totale », « Part du total »: a share of a total is none.
_SHARE = r"(\w{4}\W*/|%|\b(du|au|sur|dans( le)?|of|del|sul))\W*(the )?tota(l|ux|le)\W*$"
# Without its mark in « Remarque », only a nearly whole row of the template is taken for the example.
_WHOLE = 0.6
_SAID = 50
_LEAST_COLUMNS = 3
_FEW = 4
# Lists may hold a word that begins so: « Total des dépenses » is an indicator.
_LISTED = frozenset({"term", "terms", "choice", "country", "countries"})
_AMOUNTS = frozenset({"money", "number"})


def data_rows(
    table: RawTable, matched: Mapping[int, Column], issues: Issues, vocabulary: Vocabulary
) -> np.ndarray[Any, Any]:
    """True for the rows that hold data; what is set aside is said, row by row."""
    count = table.data.num_rows
    if table.typed:
        return np.ones(count, dtype=bool)
    if not count or not matched:
        return np.zeros(count, dtype=bool)
    filled = [tested(column, lambda texts: pc.not_equal(texts, "")) for column in table.data.columns]
    width: np.ndarray[Any, Any] = np.sum(filled, axis=0)
    needed = [place for place, column in matched.items() if column.required]
    lacking = ~np.all([filled[place] for place in needed], axis=0) if needed else np.zeros(count, dtype=bool)
    keep: np.ndarray[Any, Any] = (width > 0) & ~_left_blank(table, matched, filled)
    units = np.zeros(count, dtype=bool)
    if (row := units_at(table, matched)) is not None:
        units[row] = True
    for code, mask in (
        ("unit_row", units),
        ("total_row", _totals(table, matched, lacking, filled)),
        ("ignored_row", _notes(table, matched, lacking, width) | _headers_again(table, matched)),
        ("example_row", _examples(table, matched, vocabulary)),
    ):
        mask = mask & keep
        keep &= ~mask
        _say(table, code, mask, issues)
    found = sums(table, matched, keep, filled)
    titled = [place for place, column in matched.items() if column.reads == "text"]
    _say(table, "sum_row", found.sure & ~found.below, issues, titled)
    _say(table, "sum_row", found.sure & found.below, issues, titled, below=True)
    _say(table, "likely_sum", found.likely, issues, titled)
    kept: np.ndarray[Any, Any] = keep & ~found.sure
    return kept


def _say(
    table: RawTable, code: str, mask: np.ndarray[Any, Any], issues: Issues, titled: Sequence[int] = (), **details: Any
) -> None:
    """Tell the rows of a mask, each by the cell that says what it is: a total by its word, a sum by its title."""
    for place in np.flatnonzero(mask)[:_SAID]:
        cells = [column[int(place)].as_py() for column in table.data.columns]
        value = next(filter(None, cells), "")
        if code in {"total_row", "unit_row"}:
            value = next(filter(_says if code == "total_row" else tells_unit, cells), value)
        elif titled:
            value = next((cells[at] for at in titled if re.search(r"[^\W\d]{2}", cells[at])), value)
        issues.append(
            Issue(
                code=code, severity="confirm" if code == "likely_sum" else "information", file=table.file,
                sheet=table.sheet, row=int(table.rows[place]), value=value[:200], details=details,
            )
        )  # fmt: skip


def _says(text: str) -> bool:
    return any(re.search(pattern, text, re.IGNORECASE) for pattern in (_TOTAL, _SURELY))


def _totals(
    table: RawTable, matched: Mapping[int, Column], lacking: np.ndarray[Any, Any], filled: list[np.ndarray[Any, Any]]
) -> np.ndarray[Any, Any]:
    """The rows that say they are a total: in any column when they lack what a row needs, else beside an amount and outside lists.

    Where no money is counted, a remark such as « report » is one.
    """
    money = any(column.reads == "money" for column in matched.values())
    amounts = [filled[place] for place, column in matched.items() if column.reads in _AMOUNTS]
    counted = np.any(amounts, axis=0) if amounts else np.zeros(len(lacking), dtype=bool)
    found = np.zeros(len(lacking), dtype=bool)
    for place, column in enumerate(table.data.columns):
        # Most columns hold neither: the long patterns are only looked for where they may count.
        if lacking.any():
            found |= _matches(column, _TOTAL) & lacking
        known = matched.get(place)
        remark = known is not None and known.field == "note" and not money
        if (known is None or known.reads not in _LISTED) and not remark and counted.any():
            said = _matches(column, _SURELY) & counted
            if _of_most_rows(column, said):
                continue  # what most rows say is no total of the others: « Budget total » is a stage of the budget
            found |= said & ~_matches(column, f"{_COMPANY}|{_SHARE}") if said.any() else said
    return found


def _of_most_rows(column: Any, said: np.ndarray[Any, Any]) -> bool:
    """Whether one and the same text stands on most rows."""
    if len(said) < _FEW or 2 * said.sum() <= len(said):
        return False
    most = max(item.as_py()["counts"] for item in pc.value_counts(column.filter(pa.array(said))))
    return bool(2 * most > len(said))


def _matches(column: Any, pattern: str) -> np.ndarray[Any, Any]:
    return tested(column, lambda texts: pc.match_substring_regex(texts, pattern, ignore_case=True))


def _says_exactly(column: Any, text: str) -> np.ndarray[Any, Any]:
    return tested(column, lambda texts: pc.equal(texts, text))


def _notes(
    table: RawTable, matched: Mapping[int, Column], lacking: np.ndarray[Any, Any], width: np.ndarray[Any, Any]
) -> np.ndarray[Any, Any]:
    """The rows of one cell that cannot be data: it lacks what a row needs, or says words where a number is due."""
    alone: np.ndarray[Any, Any] = width == 1
    found: np.ndarray[Any, Any] = lacking & alone & (sum(column.required for column in matched.values()) > 1)
    if len(matched) > _LEAST_COLUMNS and alone.any():
        for place, column in matched.items():
            if column.reads in NUMERIC:
                found |= alone & _matches(table.data.column(place), r"\p{L}{3}")
    return found


def _headers_again(table: RawTable, matched: Mapping[int, Column]) -> np.ndarray[Any, Any]:
    """The header written again in the middle of a table, page after page, and the columns numbered under it."""
    found: np.ndarray[Any, Any] = np.zeros(table.data.num_rows, dtype=bool)
    if len(matched) < _LEAST_COLUMNS:
        return found
    found |= np.all([_says_exactly(table.data.column(place), table.header[place]) for place in matched], axis=0)
    first = [re.sub(r"\W", "", column[0].as_py()) for column in table.data.columns]
    found[0] |= first in ([str(place + 1) for place in range(len(first))], list(ascii_uppercase[: len(first)]))
    return found


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
