"""Texts that say a number, as cells that hold it: « 35,1 % du PIB » is 35.1, shown with its words around it.

The tables of a page are written for a reader, in one language; a workbook is calculated with. A cell holds the number
that its text shows, no finer, and shows the same text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from numbers import Real

import pandas as pd

from indicators.present.texts import Translator
from indicators.present.texts.cells import is_missing

_MOST = 48  # signs of a unit; beyond, the text is a sentence
_DATED = re.compile(r"\b(?:19|20)\d\d$")
_SENTENCE = re.compile(r"[.;:]|\d\s*[-–]\s*\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FEWEST = 0.5  # share of a column that must say numbers: a name that begins with one stays a name


@dataclass(frozen=True, slots=True)
class Written:
    """A number as its text writes it: ``before`` and ``after`` are the words around, ``decimals`` those shown."""

    value: float
    decimals: int
    before: str = ""
    after: str = ""
    year: bool = False


def numbers_of(values: pd.Series, t: Translator) -> list[Written | None]:
    """The number that each text of a column says, None where it says none; all None when few of them do."""
    found = [read(value, t) if isinstance(value, str) else None for value in values]
    texts = [value for value in values if isinstance(value, str) and value.strip(" –") and not is_missing(value)]
    if sum(item is not None for item in found) < _FEWEST * len(texts):
        return [None] * len(found)
    return found


def holds_numbers(values: pd.Series, t: Translator) -> bool:
    """Whether a column has numbers, or texts that say some."""
    if any(isinstance(value, Real) and not isinstance(value, bool) and not is_missing(value) for value in values):
        return True
    return any(item is not None for item in numbers_of(values, t))


def read(text: str, t: Translator) -> Written | None:
    """The number that a text of the reader's language is, with its unit; None for a sentence, a date, a code."""
    if _YEAR.fullmatch(text):
        return Written(float(text), 0, year=True)
    group, mark = (re.escape(sign) for sign in _signs(t))
    met = re.match(
        rf"(?P<before>[€$]?)(?P<sign>[+\-\u2212]?)(?P<whole>\d{{1,3}}(?:{group}\d{{3}})+|\d+)(?:{mark}(?P<part>\d+))?(?P<after>\D.*)?$",
        text.strip(),
    )
    if met is None:
        return None
    whole, part, after = met["whole"], met["part"] or "", met["after"] or ""
    coded = len(whole) > 1 and whole.startswith("0")
    wordy = (
        len(after) > _MOST
        or _SENTENCE.search(after)
        or _DATED.search(after)
        or after[:1].isalpha()
        or after[:1] in tuple(",.")
    )
    if coded or wordy:
        return None
    digits = re.sub(r"\D", "", whole)
    value = float(f"{digits}.{part or 0}") * (-1 if met["sign"] in ("-", "\u2212") else 1)
    return Written(value, len(part), met["before"] + ("+" if met["sign"] == "+" else ""), after)


def _signs(t: Translator) -> tuple[str, str]:
    """What separates thousands, and the mark of decimals."""
    written = t.number(1234567.5, 1)
    return written[1], written[-2]
