"""What a file says of the territories themselves: their codes read as keys, with the level that their row tells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd

from indicators.geography.keys import (
    TerritoryKeyError,
    identifier,
    key_of,
    named,
)
from indicators.intake.issues import Issue, Issues
from indicators.intake.loaded import Loaded
from indicators.intake.territories import Territories
from indicators.records import GeoLevel


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
        frame[field] = pd.Series([value for value, _ in read], index=frame.index, dtype=object)
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
