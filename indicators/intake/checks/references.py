"""Checks between records: a name that leads nowhere, a person's name where a role is asked, two records of one thing."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from rapidfuzz import fuzz, process

from indicators.intake.checks.around import Around
from indicators.intake.checks.measures import text
from indicators.intake.issues import Issue
from indicators.intake.limits import LOOKED_FOR
from indicators.intake.loaded import Loaded
from indicators.intake.text import simplify
from indicators.records.personal import PERSONAL

_LINKS = (
    ("partnership", "partnership"),
    ("objective", "objective"),
    ("actors", "actor"),
    ("crosses", "finding"),
    ("body", "body"),
    ("mission", "mission"),
)
_ALIKE = 82
_MOST = 2000


def links(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """A partnership, an objective, an actor, a finding or a body that is neither published nor in the same load."""
    for name, kind in _LINKS:
        if name not in loaded.frame:
            continue
        known = around.known(kind)
        if name == "partnership" and loaded.kind == "self_assessment":
            known = known | _networks(around)
        lost = [next((part for part in _parts(cell) if part not in known), "") for cell in loaded.frame[name]]
        yield from _lost(loaded, around, name, kind, pd.Series(lost, index=loaded.frame.index, dtype=object))


def _networks(around: Around) -> frozenset[str]:
    """The networks that answers may be about: a grid is filled for a relation, or for a membership."""
    return frozenset({*around.catalogue.networks, *around.base("membership")["network"]})


def _parts(cell: object) -> tuple[str, ...]:
    if isinstance(cell, tuple):
        return cell
    return (cell,) if isinstance(cell, str) and cell else ()


def _lost(loaded: Loaded, around: Around, name: str, kind: str, lost: pd.Series[str]) -> Iterable[Issue]:
    """What names nothing, with the names that may have been meant."""
    if not (lost != "").any():
        return
    titles = around.titles(kind)
    named = [value for value in lost.unique() if value]
    near = {value: titles.near(value) for value in named[:LOOKED_FOR]}
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


def scopes(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """A priority said to be a theme whose subject is a country, or the reverse."""
    subject, scope = text(loaded, "subject"), text(loaded, "scope")
    theme = subject.isin(list(around.catalogue.themes))
    wrong = (subject != "") & (scope != "") & ((scope == "theme") != theme)
    yield from loaded.issues_at(wrong, "other_scope", "blocking", "scope")


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
        if grid is None:
            continue
        if not _missing(answer) and not grid.scale.low <= answer <= grid.scale.high and grid.scale.kind != "text":
            yield from loaded.issues_on(
                [place], "out_of_scale", "blocking", "answer", low=float(grid.scale.low), high=float(grid.scale.high)
            )


def _missing(answer: float | None) -> bool:
    return answer is None or answer != answer


def people(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """A person's name, address or telephone where only roles are kept."""
    for name in ("contact_roles", "travellers", "owner", "note"):
        said = text(loaded, name).map(lambda cell: " | ".join(cell) if isinstance(cell, tuple) else str(cell))
        yield from loaded.issues_at(
            said.map(lambda cell: bool(PERSONAL.search(cell))), "personal_data", "confirm", name
        )


def alike(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """Two partnerships of a territory whose partners have nearly the same name in the same country."""
    base = around.base("partnership")
    fields = ["id", "territory", "country", "partner"]
    mine = loaded.frame.reindex(columns=fields)[~loaded.removed]
    others = base.loc[~base["id"].isin(mine["id"]), fields]
    seen: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for identifier, territory, country, partner in others.itertuples(index=False, name=None):
        _keep(seen.setdefault((territory, country), ([], [])), identifier, _sorted_words(partner))
    for place, (identifier, territory, country, partner) in zip(
        mine.index, mine.itertuples(index=False, name=None), strict=True
    ):
        identifiers, names = before = seen.setdefault((territory, country), ([], []))
        name = _sorted_words(partner)
        near = process.extract_iter(name, names, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        twin = next((identifiers[at] for _, _, at in near), None)
        _keep(before, identifier, name)
        if twin is not None and twin != identifier:
            yield from loaded.issues_on([place], "alike", "confirm", "partner", other=twin)


def _sorted_words(partner: object) -> str:
    return " ".join(sorted(simplify(str(partner or "")).split()))


def _keep(before: tuple[list[str], list[str]], identifier: str, name: str) -> None:
    """One partner more to compare the next ones with, as long as there is time to."""
    if len(before[0]) < _MOST:
        before[0].append(identifier)
        before[1].append(name)
