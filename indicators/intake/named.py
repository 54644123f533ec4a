"""A record named by its title in a file: an objective, a partnership, an actor is known by its words before its code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pandas as pd

from indicators.intake.checks.around import Around
from indicators.intake.loaded import Loaded
from indicators.intake.text import simplify
from indicators.intake.vocabulary import Terms

#: The columns that name another record, with its kind.
NAMED: Mapping[str, str] = MappingProxyType(
    {
        "parent": "objective",
        "objective": "objective",
        "partnership": "partnership",
        "actors": "actor",
        "crosses": "finding",
        "body": "body",
        "mission": "mission",
    }
)


def by_name(loaded: Sequence[Loaded], around: Around) -> tuple[Loaded, ...]:
    """The rows with the identifier of each record that they name by its words; a name of two records is left as it is."""
    return tuple(_settled(item, around) for item in loaded)


def _settled(item: Loaded, around: Around) -> Loaded:
    frame = item.frame
    changed: dict[str, pd.Series[Any]] = {}
    for name in NAMED.keys() & set(frame.columns):
        if not frame[name].map(bool).any():
            continue
        found = around.titles(NAMED[name])
        read = {value: _identifier(value, found) for value in frame[name].dropna().unique()}
        changed[name] = frame[name].map(lambda value, read=read: read.get(value, value))
    return replace(item, frame=frame.assign(**changed)) if changed else item


def _identifier(value: Any, known: Terms) -> Any:
    if isinstance(value, tuple):
        return tuple(known.find(part) or part for part in value)
    return value if value in known.labels else known.known.get(simplify(str(value))) or value
