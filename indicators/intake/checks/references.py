"""Checks between records: a name that leads nowhere, a person's name where a role is asked, two records of one thing."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
import pandas as pd
from rapidfuzz import fuzz

from indicators.intake.checks.around import Around
from indicators.intake.checks.measures import text
from indicators.intake.issues import Issue
from indicators.intake.loaded import Loaded
from indicators.intake.text import simplify

_PERSONAL = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.]+|(?:\+33|\b0)\s?[1-9](?:[ .]?\d\d){4}|\b(?:M\.|Mme|Mlle|Monsieur|Madame)\s+[A-ZÉÈ]"
)
_ALIKE = 82
_MOST = 2000


def links(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """A partnership, an objective or an actor that is neither published nor in the same load."""
    for name, kind in (("partnership", "partnership"), ("objective", "objective"), ("actors", "actor")):
        if name not in loaded.frame:
            continue
        known = around.known(kind)
        lost = [next((part for part in _parts(cell) if part not in known), "") for cell in loaded.frame[name]]
        yield from _lost(loaded, around, name, kind, pd.Series(lost, index=loaded.frame.index, dtype=object))


def _parts(cell: object) -> tuple[str, ...]:
    if isinstance(cell, tuple):
        return cell
    return (cell,) if isinstance(cell, str) and cell else ()


def _lost(loaded: Loaded, around: Around, name: str, kind: str, lost: pd.Series[str]) -> Iterable[Issue]:
    """What names nothing, with the names that may have been meant."""
    if not (lost != "").any():
        return
    titles = around.titles(kind)
    near = {value: titles.near(value) for value in lost.unique() if value}
    yield from loaded.issues_at(
        lost != "",
        "unknown_reference",
        "confirm",
        name,
        accepted=lost.map(lambda value: near.get(value, ())),
        named=lost,
    )


def parents(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """An objective that serves an objective that does not exist, or itself."""
    named, own = text(loaded, "parent"), text(loaded, "id")
    yield from loaded.issues_at((named != "") & (named == own), "own_parent", "blocking", "parent")
    lost = named.where((named != "") & (named != own) & ~named.isin(around.known("objective")), "")
    yield from _lost(loaded, around, "parent", "objective", lost)


def grid_items(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """An answer outside the scale of its grid."""
    for place, (name, answer) in enumerate(
        zip(
            text(loaded, "grid"),
            loaded.frame.get("answer", [None] * len(loaded.frame)),
            strict=True,
        )
    ):
        grid = around.catalogue.grids.get(name)
        here = np.arange(len(loaded.frame)) == place
        if grid is None:
            continue
        if not _missing(answer) and not grid.scale.low <= answer <= grid.scale.high and grid.scale.kind != "text":
            yield from loaded.issues_at(
                here, "out_of_scale", "blocking", "answer", low=float(grid.scale.low), high=float(grid.scale.high)
            )


def _missing(answer: float | None) -> bool:
    return answer is None or answer != answer


def people(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """A person's name, address or telephone where only roles are kept."""
    for name in ("contact_roles", "owner", "note"):
        said = text(loaded, name).map(lambda cell: " | ".join(cell) if isinstance(cell, tuple) else str(cell))
        yield from loaded.issues_at(
            said.map(lambda cell: bool(_PERSONAL.search(cell))), "personal_data", "confirm", name
        )


def alike(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """Two partnerships of a territory whose partners have nearly the same name in the same country."""
    base = around.base("partnership")
    fields = ["id", "territory", "country", "partner"]
    mine = loaded.frame.reindex(columns=fields)[~loaded.removed]
    others = base.loc[~base["id"].isin(mine["id"]), fields]
    seen: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for identifier, territory, country, partner in others.itertuples(index=False, name=None):
        seen.setdefault((territory, country), []).append((identifier, simplify(str(partner))))
    for place, (identifier, territory, country, partner) in zip(
        mine.index, mine.itertuples(index=False, name=None), strict=True
    ):
        name = simplify(str(partner or ""))
        before = seen.setdefault((territory, country), [])
        twin = next((other for other, word in before[:_MOST] if fuzz.token_sort_ratio(name, word) >= _ALIKE), None)
        before.append((identifier, name))
        if twin is not None and twin != identifier:
            here = np.arange(len(loaded.frame)) == place
            yield from loaded.issues_at(here, "alike", "confirm", "partner", other=twin)
