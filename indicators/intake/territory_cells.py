"""A column of territories as people type them: what is read as another code is asked, what nobody knows is told."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from indicators.geography.collectivities import collectivities
from indicators.intake.issues import Issue, Issues
from indicators.intake.territories import SHORTENED, Territories

# A shorter text is a code that nobody bears, rather than a name.
_WORD = 6
# Beyond this many texts that nobody knows, a column is wrong as a whole: the nearest names are no longer looked for.
_LOOKED_FOR = 200


def shown(code: str, text: str = "") -> str:
    """A code with a name: that of ``text`` when it names the bearer, a region having the number of a department."""
    bearers = [*(item for item in collectivities().named(text) if item.code == code), collectivities().of_code(code)]
    return f"{code} ({bearers[0].name})" if bearers[0] else code


def read_codes(
    column: pd.Series[Any], territories: Territories, *, file: str, sheet: str, title: str, rows: np.ndarray[Any, Any]
) -> tuple[pd.Series[Any], np.ndarray[Any, Any], Issues]:
    """A column of territories as codes, with the rows that cannot be placed and what is to be asked."""
    issues = Issues()
    refused = np.zeros(len(column), dtype=bool)
    told = partial(Issue, file=file, sheet=sheet, column=title, details={"field": "territory"})
    coded, texts = pd.factorize(column)
    # The last value answers for an empty cell, whose code is -1.
    found, places = np.array([*texts, None], dtype=object), _places(coded, len(texts))
    for number, text in enumerate(texts):
        said = rows[places[number]].tolist()
        if SHORTENED.fullmatch(str(text)):
            found[number] = territories.home
            lost = partial(
                told, code="siret_shortened", severity="confirm", value=str(text), accepted=(territories.home,)
            )
            issues.fill("siret_shortened", said, partial(_on_row, lost))
            continue
        code, asked = territories.read(str(text), near=number < _LOOKED_FOR) if text else ("", ())
        found[number] = code
        if code == text and not asked and (not text or territories.knows(code)):
            continue
        accepted = tuple(shown(item, str(text)) for item in asked)
        if code != text:
            about = partial(told, code="territory_meant", severity="confirm", mend=code)
        elif not asked or len(str(text)) < _WORD:
            about = partial(told, code="unknown_territory", severity="confirm")
        else:
            refused[places[number]] = True
            mend = asked[0] if len(asked) == 1 else ""
            about = partial(told, code="territory_not_settled", severity="blocking", mend=mend)
        about = partial(about, value=str(text)[:200], accepted=accepted)
        issues.fill(about.keywords["code"], said, partial(_on_row, about))
    return pd.Series(found[coded], index=column.index), refused, issues


def _on_row(about: Callable[..., Issue], row: int) -> Issue:
    return about(row=row)


def _places(codes: np.ndarray[Any, Any], count: int) -> list[np.ndarray[Any, Any]]:
    """The places of each code, in order."""
    order = np.argsort(codes, kind="stable")
    return np.split(order, np.searchsorted(codes[order], np.arange(count)))[1:]
