"""The territories that a file names: a column of them as codes, and the rows that say what a territory is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from indicators.geography.keys import (
    TerritoryKey,
    TerritoryKeyError,
    TerritoryLevel,
    identifier,
    key_of,
    name_of,
    named,
)
from indicators.intake.issues import KEPT_PER_CODE, Issue, Issues
from indicators.intake.loaded import Loaded
from indicators.intake.territories import Known, Territories
from indicators.intake.text import simplify
from indicators.records import GeoLevel

_LEVEL_WORDS: Mapping[str, TerritoryLevel] = {
    "commune": "COM", "epci": "EPCI", "intercommunalite": "EPCI", "departement": "DEP", "region": "REG", "nuts": "NUTS",
}  # fmt: skip
_WORD = 6
# Beyond this many texts that nobody knows, a column is wrong as a whole: the nearest names are no longer looked for.
_LOOKED_FOR = 200


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
    issues, codes = Issues(), {}
    refused = np.zeros(len(column), dtype=bool)
    told = partial(Issue, file=file, sheet=sheet, column=title, details={"field": "territory"})
    level = level_told(title)
    for number, (text, places) in enumerate(column.groupby(column, sort=False).indices.items()):
        code, asked = territories.read(str(text), near=number < _LOOKED_FOR, level=level) if text else ("", ())
        codes[text] = code
        if not asked and (not text or territories.knows(code)):
            continue
        accepted = tuple(shown(item, territories.known) for item in asked)
        if code != text:
            about = partial(told, code="territory_meant", severity="confirm", mend=code)
        elif not asked or (len(str(text)) < _WORD and str(text).isalpha()):
            about = partial(told, code="unknown_territory", severity="confirm")
        else:
            refused[places] = True
            mend = asked[0] if len(asked) == 1 else ""
            about = partial(told, code="territory_not_settled", severity="blocking", mend=mend)
        issues.extend(
            about(row=int(rows[place]), value=str(text)[:200], accepted=accepted)
            for place in places[: KEPT_PER_CODE + 1]
        )
    return column.map(lambda text: codes.get(text, text)), refused, issues


def keyed(loaded: Loaded, territories: Territories, issues: Issues) -> Loaded:
    """The rows of territories with their code, their parent and their references as the store calls them.

    « 84 » on the row of a région is ``REG-84``, or 84 where the published edition stores it so; a code of two levels
    that the row does not settle is refused with both.
    """
    frame = loaded.frame
    types = frame["type"] if "type" in frame else [""] * len(frame)
    known: dict[str, GeoLevel] = {code: item.type for code, item in territories.known.items()}
    frame["code"] = [_own(str(code), type_, known) for code, type_ in zip(frame["code"], types, strict=True)]
    known = {**{code: type_ for code, type_ in zip(frame["code"], types, strict=True) if type_}, **known}
    faulty = np.zeros(len(frame), dtype=bool)
    for field in ("code", "parent", "references"):
        if field not in frame:
            continue
        read = [_named(value, known) for value in frame[field]]
        frame[field] = [value for value, _ in read]
        for place in [at for at, (_, refused) in enumerate(read) if refused]:
            refused = read[place][1]
            assert refused is not None
            faulty[place] = True
            about = partial(Issue, file=loaded.file, sheet=loaded.sheet, row=int(loaded.rows[place]))
            issues.append(
                about(
                    code="territory_not_settled", severity="blocking", column=loaded.columns[field],
                    value=str(refused.values["received"]), accepted=tuple(named(key) for key in refused.candidates),
                    details={"field": field},
                )
            )  # fmt: skip
    return replace(loaded, faulty=loaded.faulty | faulty)


def _own(code: str, type_: GeoLevel, known: dict[str, GeoLevel]) -> str:
    key = key_of(code, type_) if type_ else None
    return identifier(str(key), known) if key and code not in known else code


def _named(value: object, known: dict[str, GeoLevel]) -> tuple[object, TerritoryKeyError | None]:
    """A code, or several, as the store calls them; with the refusal of one that has several meanings."""
    try:
        if isinstance(value, str):
            return (identifier(value, known) if value else value), None
        return (tuple(identifier(code, known) for code in value) if isinstance(value, Iterable) else value), None
    except TerritoryKeyError as refused:
        return value, refused
