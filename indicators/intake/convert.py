"""Turn a column of texts into the values of a record's field, and name the texts that cannot be read.

A column is read by its distinct texts, so that a million rows that repeat twenty years and thirty indicators cost
fifty readings; plain numbers, which do not repeat, go through Arrow at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from indicators.intake import dates, values
from indicators.intake.limits import LOOKED_FOR
from indicators.intake.schemas import Column
from indicators.intake.tables import encoded
from indicators.intake.text import slug
from indicators.intake.values import Unreadable, says_nothing, says_unknown
from indicators.intake.vocabulary import Terms, Vocabulary, choices, countries
from indicators.records.origin import cell, parts

ERASE = "[effacer]"
NUMERIC = frozenset({"number", "money", "year", "integer"})
#: Problems of a cell that is read all the same: a person is asked, or told.
ASKED = frozenset({"amount_unknown", "not_a_url", "ambiguous_number", "two_years", "new_term", "near_term"})
_LISTS = frozenset({"choice", "term", "terms", "country", "countries", "grades"})
_PLAIN = r"^-?[0-9]{1,15}([.,][0-9]{1,12})?$"


@dataclass(frozen=True, slots=True)
class Problem:
    """A text of a column that could not be read, with what is accepted instead."""

    code: str
    accepted: tuple[str, ...] = ()
    mend: str = ""


@dataclass(frozen=True)
class Converted:
    """The values of a column, its unreadable texts, and the ``blank`` ones, which stand for an empty cell: dashes, « n.c. ».

    Numeric columns are float64, NaN where the cell is empty or unreadable; the others are objects, None there.
    """

    values: pd.Series[Any]
    problems: Mapping[str, Problem]
    blank: tuple[str, ...] = ()


def convert(column: Column, texts: pa.ChunkedArray, vocabulary: Vocabulary, *, unit: float = 1.0) -> Converted:
    """Read the cells of one column. ``texts`` holds stripped texts, "" for an empty cell.

    ``unit`` is what an amount without a unit of its own is multiplied by: 1000 under « Voté (k€) ».
    """
    read = _numbers if column.reads == "number" else _each
    return read(column, texts, vocabulary, unit)


def _numbers(column: Column, texts: pa.ChunkedArray, vocabulary: Vocabulary, unit: float) -> Converted:
    """Plain numbers all at once, which do not repeat; the other cells by their distinct texts."""
    found = _plain_numbers(texts.cast(pa.string()))
    rest = np.flatnonzero(np.isnan(found))
    odd = _each(column, texts.take(pa.array(rest)), vocabulary, unit)
    found[rest] = odd.values.to_numpy()
    problems = {**odd.problems, **_out_of_bounds(column, found, texts)}
    return Converted(pd.Series(found), problems, odd.blank)


def _plain_numbers(texts: pa.ChunkedArray) -> np.ndarray[Any, Any]:
    plain = pc.if_else(pc.match_substring_regex(texts, _PLAIN), texts, pa.scalar(None, pa.string()))
    return np.array(pc.cast(pc.replace_substring(plain, ",", "."), pa.float64()).to_numpy())


def _each(column: Column, texts: pa.ChunkedArray, vocabulary: Vocabulary, unit: float) -> Converted:
    """Every distinct text, read one by one."""
    cells = encoded(texts)
    codes, uniques = cells.indices.to_numpy(), cells.dictionary.to_numpy(zero_copy_only=False)
    numeric = column.reads in NUMERIC
    found = np.full(len(uniques), np.nan) if numeric else np.full(len(uniques), None, dtype=object)
    problems: dict[str, Problem] = {}
    blank: list[str] = []
    dashes = numeric or column.reads in {"date", "dates"}
    read = _reader(column, vocabulary, unit)
    for place, text in enumerate(uniques):
        if not text or text == ERASE:
            continue
        if dashes and (says_nothing(text) or says_unknown(text)):
            blank.append(text)
            continue
        try:
            found[place] = read(text)
        except Unreadable as error:
            found[place] = error.kept
            near = _accepted(column, text, error, vocabulary) if len(problems) < LOOKED_FOR else ()
            near = tuple(item for item in near if error.code == "out_of_bounds" or _taken(read, item))
            problems[text] = Problem(error.code, near, error.mend if error.mend and _taken(read, error.mend) else "")
    if numeric:
        problems |= _out_of_bounds(column, found, uniques)
    return Converted(pd.Series(found[codes], dtype=found.dtype), problems, tuple(blank))


def _taken(read: Callable[[str], Any], proposed: str) -> bool:
    """Whether a cell would be read without a word if it held what is proposed."""
    try:
        read(proposed)
    except Unreadable:
        return False
    return True


def _out_of_bounds(column: Column, found: np.ndarray[Any, Any], texts: Any) -> dict[str, Problem]:
    """The texts whose number is beyond the bounds of the column, and their numbers taken away from ``found``."""
    if column.minimum is None and column.maximum is None:
        return {}
    low = -np.inf if column.minimum is None else column.minimum
    high = np.inf if column.maximum is None else column.maximum
    outside = np.flatnonzero((found < low) | (found > high))
    found[outside] = np.nan
    bounds = tuple("" if bound is None else f"{bound:g}" for bound in (column.minimum, column.maximum))
    return {str(texts[int(place)]): Problem("out_of_bounds", bounds) for place in outside}


def _reader(column: Column, vocabulary: Vocabulary, unit: float) -> Callable[[str], Any]:
    simple: dict[str, Callable[[str], Any]] = {
        "text": lambda text: text,
        "code": values.code,
        "url": values.url,
        "urls": partial(_said_of_each, values.url),
        "number": values.number,
        "money": partial(values.cents, unit=unit),
        "integer": values.integer,
        "year": dates.year,
        "boolean": values.boolean,
        "date": dates.partial_date,
        "dates": partial(_said_of_each, dates.partial_date),
        "texts": values.items,
        "item": str.strip,
        "answer": str.strip,
        "numbers": partial(_by_key, _year, values.number),
        "shares": partial(_by_key, str, values.cents),
        "moneys": partial(_by_key, _year, values.cents),
    }
    if column.answers:
        return partial(_answer, vocabulary.answers(column.answers), simple[column.reads])
    if column.reads in simple:
        return simple[column.reads]
    if column.reads == "notes" and not column.catalogue:
        return values.pairs
    accepted = accepted_terms(column, vocabulary)
    if column.reads in {"notes", "grades"}:
        return partial(_answered, column, accepted, vocabulary.answers(column.catalogue.partition(".")[2]))
    if column.reads in {"terms", "countries"}:
        return lambda text: tuple(_one(accepted, column, part) for part in _list_of(accepted, text))
    return lambda text: _one(accepted, column, text)


def _said_of_each(read: Callable[[str], str], text: str) -> str:
    """What is said of each publication behind a value; of one of them, a cell may say nothing."""
    said = []
    for part in parts(text):
        try:
            said.append(read(part) if part else "")
        except Unreadable as error:
            raise Unreadable(error.code, text.replace(part, error.mend) if error.mend else "") from None
    return cell(said)


def _by_key(key: Callable[[str], str], read: Callable[[str], Any], text: str) -> dict[str, Any]:
    """The numbers of « post = number | post = number »; one that is not a number is told as what the whole cell takes."""
    found = {}
    for name, part in values.pairs(text, ";").items():
        named = key(name)
        try:
            found[named] = read(part)
        except Unreadable as error:
            raise Unreadable("not_pairs_of_numbers", text.replace(part, error.mend) if error.mend else "") from None
    return found


def _year(text: str) -> str:
    """The year of a value « 2024 = 55 », as it is kept."""
    return f"{dates.year(text):.0f}"


def accepted_terms(column: Column, vocabulary: Vocabulary) -> Terms:
    """The list behind a column that takes its values from one."""
    if column.catalogue:
        return vocabulary.of(column.catalogue)
    if column.reads in {"country", "countries"}:
        return countries()
    return choices(tuple(column.codes.items()), tuple(column.said.items()))


def _list_of(accepted: Terms, text: str) -> tuple[str, ...]:
    """« 11 | 17 », and « 11, 17 » when the comma does not belong to a label."""
    parts = [
        item for part in values.items(text) for item in ([part] if accepted.find(part) else values.items(part, ";,"))
    ]
    return tuple(dict.fromkeys(piece for part in parts for piece in _joined(accepted, part)))


def _joined(accepted: Terms, part: str) -> tuple[str, ...]:
    """« Éducation et jeunesse » is two values when each is one; anything else stays whole."""
    pieces = re.split(r"\s+(?:et|and|y)\s+|\s*/\s*", part)
    return tuple(pieces) if accepted.find(part) is None and all(map(accepted.find, pieces)) else (part,)


def _one(accepted: Terms, column: Column, text: str) -> str:
    found = accepted.find(text)
    if found is not None:
        return found
    if column.open_list:
        kept = slug(text) if column.catalogue else text.strip()
        near = accepted.near(text)
        raise Unreadable("near_term" if near else "new_term", part=text, kept=kept, near=near)
    raise Unreadable("not_in_list", part=text)


def _answer(answers: Terms, read: Callable[[str], Any], text: str) -> Any:
    """The number of an answer of a grid: « Programmes » and 3 are the same."""
    found = answers.find(text) if values.number_or_none(text) is None else None
    return float(found) if found is not None else read(text)


def _answered(column: Column, items: Terms, answers: Terms, text: str) -> dict[str, Any]:
    """« Item = answer | item = answer » of a grid; notes keep the words written, and an item alone has the top answer."""
    found: dict[str, Any] = {}
    for part in values.items(text):
        alone = "=" not in part and items.find(part) is not None
        name, sign, said = (part, "", "") if alone else part.partition("=" if "=" in part else ":")
        item = items.find(name.strip())
        if item is None:
            raise Unreadable("not_in_list", part=name.strip())
        top = list(answers.labels.values())[-1]
        if column.reads == "notes":
            found[item] = said.strip() or top
            continue
        if not sign:
            raise Unreadable("not_pairs", mend=text.replace(part, f"{part} = {top}"))
        number = answers.find(said) if values.number_or_none(said) is None else None
        found[item] = float(number) if number is not None else values.number(said)
    return found


def _accepted(column: Column, text: str, error: Unreadable, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What may have been meant, nearest first: the whole cell, with a near value in place of the part at fault."""
    if error.code == "out_of_bounds":
        return error.near
    part = error.part or text
    if column.reads not in _LISTS and not (column.reads == "notes" and column.catalogue):
        return ()
    known = accepted_terms(column, vocabulary)
    near = error.near or known.near(part) or (tuple(known.labels.values()) if len(known.labels) <= 11 else ())
    if column.reads in {"terms", "countries"}:
        return tuple(dict.fromkeys(_with(known, text, part, label) for label in near))
    return tuple(text.replace(part, label) for label in near)


def _with(known: Terms, text: str, part: str, label: str) -> str:
    """The list of a cell with a label in place of the part at fault, and the nearest in place of the other unknown ones.

    Written with bars: a label may hold the comma or the semicolon by which the cell was divided.
    """
    said = [
        label if piece == part else piece if known.find(piece) else next(iter(known.near(piece, 1)), piece)
        for piece in _list_of(known, text)
    ]
    return " | ".join(piece.replace("|", "||") for piece in dict.fromkeys(said))
