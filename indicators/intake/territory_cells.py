"""A column of territories as people type them: what is read as another code is asked, what nobody knows is told."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from indicators.geography.keys import TerritoryKey, TerritoryKeyError, TerritoryLevel, name_of
from indicators.intake.issues import Issue, Issues
from indicators.intake.limits import LOOKED_FOR
from indicators.intake.territories import SHORTENED, Known, Owner, Territories
from indicators.intake.text import simplify
from indicators.intake.values import says_nothing

_LEVEL_WORDS: Mapping[str, TerritoryLevel] = {
    "commune": "COM", "epci": "EPCI", "intercommunalite": "EPCI", "departement": "DEP", "region": "REG", "nuts": "NUTS",
}  # fmt: skip
_WORD = 6


def level_told(title: str) -> TerritoryLevel | None:
    """The level that the title of a column tells: « Code département » holds départements."""
    words = set(simplify(title).split())
    return next((level for word, level in _LEVEL_WORDS.items() if word in words), None)


def shown(code: str, known: Mapping[str, Known]) -> str:
    """A code with the name of the territory."""
    name = known[code].name if code in known else ""
    try:
        name = name or name_of(TerritoryKey.parse(code))
    except TerritoryKeyError:
        return code
    return f"{code} ({name})" if name else code


def read_codes(
    column: pd.Series[Any], territories: Territories, *, file: str, sheet: str, title: str, rows: np.ndarray[Any, Any]
) -> tuple[pd.Series[Any], np.ndarray[Any, Any], Issues]:
    """A column of territories as codes, with the rows that cannot be placed and what is to be asked."""
    issues = Issues()
    refused = np.zeros(len(column), dtype=bool)
    told = partial(Issue, file=file, sheet=sheet, column=title, details={"field": "territory"})
    level = level_told(title)
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
            issues.fill("siret_shortened", said, lost)
            continue
        said_none = not text or says_nothing(str(text))
        code, asked = ("", ()) if said_none else territories.read(str(text), near=number < LOOKED_FOR, level=level)
        found[number] = code
        if not asked and (said_none or territories.knows(code)):
            continue
        accepted = tuple(shown(item, territories.known) for item in asked)
        if code != text:
            about = partial(told, code="territory_meant", severity="confirm", mend=code)
        elif not asked or (len(str(text)) < _WORD and str(text).isalpha()):
            about = partial(told, code="unknown_territory", severity="confirm")
        else:
            refused[places[number]] = True
            mend = asked[0] if len(asked) == 1 else ""
            about = partial(told, code="territory_not_settled", severity="blocking", mend=mend)
        about = partial(about, value=str(text)[:200], accepted=accepted)
        issues.fill(about.keywords["code"], said, about)
    return pd.Series(found[coded], index=column.index), refused, issues


def _places(codes: np.ndarray[Any, Any], count: int) -> list[np.ndarray[Any, Any]]:
    """The places of each code, in order."""
    order = np.argsort(codes, kind="stable")
    return np.split(order, np.searchsorted(codes[order], np.arange(count)))[1:]


def owner_issue(owner: Owner, *, file: str, home: str, name: str, siret: str, row: int = 0, column: str = "") -> Issue:
    """The question that an owner in doubt asks."""
    return Issue(
        code=owner.doubt, severity="confirm", file=file, row=row, column=column,
        value=siret if owner.doubt == "siret_shortened" else owner.code, accepted=(home,),
        details={"name": name, "siret": siret, "spelled": owner.name},
    )  # fmt: skip
