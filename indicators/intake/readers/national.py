"""What the national open-data formats have in common: whose rows they are, their columns, the lines that they become."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from indicators.intake.issues import Issues
from indicators.intake.loaded import Loaded
from indicators.intake.territories import Territories
from indicators.intake.territory_cells import owner_issue


def owners_of(loaded: Loaded, territories: Territories, siret: str, name: str) -> tuple[pd.Series[Any], Issues]:
    """The territory of each row by the SIRET of who publishes it; each doubt is told once, on its first row."""
    issues, codes = Issues(), {}
    pairs = pd.Series(
        list(zip(texts_of(loaded.frame, siret), texts_of(loaded.frame, name), strict=True)),
        index=loaded.frame.index, dtype=object,
    )  # fmt: skip
    for place in np.flatnonzero(~pairs.duplicated().to_numpy()):
        number, called = pairs.iloc[place]
        owner = territories.owner(number, called)
        codes[number, called] = owner.code
        if owner.doubt:
            issues.append(
                owner_issue(
                    owner, file=loaded.file, home=territories.home, name=called, siret=number,
                    row=int(loaded.rows[place]), column=loaded.columns.get(siret, ""),
                )
            )  # fmt: skip
    return pairs.map(codes).astype(object), issues


def nothing(loaded: Loaded) -> Loaded:
    """The same reading without a line."""
    return only(loaded, pd.DataFrame(), np.zeros(len(loaded.rows), dtype=bool), {})


def counted(made: pd.Series[Any], year: pd.Series[Any], kept: Any) -> pd.Series[Any]:
    """Identifiers where the second of a year is numbered: two lines of the same codes are two lines."""
    order = made[kept].groupby([year[kept], made[kept]]).cumcount().reindex(made.index, fill_value=0)
    return made.where(order == 0, made + "#" + (order + 1).astype(str))


def only(loaded: Loaded, frame: pd.DataFrame, kept: Any, origins: Mapping[str, str]) -> Loaded:
    """The lines that some rows become; ``origins`` names the column of the format behind each field."""
    return replace(
        loaded,
        kind="budget_line",
        frame=frame[kept].reset_index(drop=True) if len(frame) else pd.DataFrame(),
        rows=loaded.rows[kept],
        removed=np.zeros(int(kept.sum()), dtype=bool),
        faulty=loaded.faulty[kept],
        erased=(),
        exported=True,
        columns={field: loaded.columns[name] for field, name in origins.items() if name in loaded.columns},
    )


def texts_of(frame: pd.DataFrame, name: str) -> pd.Series[Any]:
    """A column of texts, "" where nothing is said or where the column lacks."""
    if name not in frame:
        return pd.Series("", index=frame.index, dtype=object)
    return frame[name].map(lambda item: "" if item is None or item != item else str(item)).astype(object)


def amounts_of(frame: pd.DataFrame, name: str) -> pd.Series[Any]:
    """A column of amounts in cents, missing where the column lacks."""
    return frame[name] if name in frame else pd.Series(np.nan, index=frame.index)
