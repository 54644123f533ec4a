"""A column of territories as people type them: what is read as another code is asked, what nobody knows is told."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from indicators.geography.collectivities import collectivities
from indicators.intake.issues import KEPT_PER_CODE, Issue, Issues
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
    issues, codes = Issues(), {}
    refused = np.zeros(len(column), dtype=bool)
    told = partial(Issue, file=file, sheet=sheet, column=title, details={"field": "territory"})
    for number, (text, places) in enumerate(column.groupby(column, sort=False).indices.items()):
        if SHORTENED.fullmatch(str(text)):
            codes[text] = territories.home
            lost = partial(
                told, code="siret_shortened", severity="confirm", value=str(text), accepted=(territories.home,)
            )
            issues.extend(lost(row=int(rows[place])) for place in places[: KEPT_PER_CODE + 1])
            continue
        code, asked = territories.read(str(text), near=number < _LOOKED_FOR) if text else ("", ())
        codes[text] = code
        if code == text and not asked and (not text or territories.knows(code)):
            continue
        accepted = tuple(shown(item, str(text)) for item in asked)
        if code != text:
            about = partial(told, code="territory_meant", severity="confirm", mend=code)
        elif not asked or len(str(text)) < _WORD:
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
