"""A value in a table, the same on a page, in a PDF and in a workbook: so many decimals, and years without a gap."""

from __future__ import annotations

from typing import Any

import pandas as pd

from indicators.present.texts.translator import MISSING, Translator, marked
from indicators.rounding import rounded

# The columns that hold years: numbers that sort, and that no one separates by thousands.
_YEARS = (
    marked("Année"),
    marked("Année de la source"),
    marked("Année de versement"),
    marked("Depuis"),
    marked("Dernière année"),
    marked("Créé en"),
)
MOST = 2


def is_year(column: str, t: Translator) -> bool:
    """Whether a column, by its header in the reader's language, holds years."""
    return column in {t(name) for name in _YEARS}


def is_missing(value: Any) -> bool:
    """Whether a cell holds nothing: missing is a dash, never a zero."""
    return value is None or (not isinstance(value, str | tuple | list | dict) and bool(pd.isna(value)))


def decimals_of(value: float, column: str) -> int:
    """How many decimals a number of a column shows: none when it is whole, two for an amount with cents, else what it needs."""
    needed = max(-int(rounded(value, MOST).normalize().as_tuple().exponent), 0)
    return MOST if needed and "(€)" in column else needed


def cell(value: Any, column: str, t: Translator) -> str:
    """The text of a cell: « 254 722,50 », « 2023 », « – »."""
    if is_missing(value):
        return MISSING
    if isinstance(value, bool) or not hasattr(value, "__float__") or isinstance(value, str):
        return str(value)
    return str(int(value)) if is_year(column, t) else t.number(float(value), decimals_of(float(value), column))
