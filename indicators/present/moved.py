"""What moved between two editions, a sentence a figure with the place where it is read: the page's line and the mail's.

The sentences say what the readout of each edition says; the most telling kind comes first. Each figure is told once
before any is told again, and one of each kind before a second one of any; sources and methods come after all the rest.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from indicators.present.places import Place, of_indicator, of_relation
from indicators.present.texts import Translator
from indicators.present.texts import changes as words
from indicators.readout import Readout
from indicators.readout.changes import Change, ChangeKind, changes_between

_TELLING: tuple[ChangeKind, ...] = (
    "status", "budget", "partnership", "correction", "value", "withdrawn", "target", "network", "source", "method",
)  # fmt: skip
_FORMAL: frozenset[ChangeKind] = frozenset({"source", "method"})


@dataclass(frozen=True, slots=True)
class Moved:
    """One figure that moved: what it was and became, and where it is read."""

    text: str
    place: Place


def moved(before: Readout, after: Readout, t: Translator) -> tuple[Moved, ...]:
    """Every change between two editions of a territory, read in the same year, the most telling first."""
    statuses = (before.evaluation(), after.evaluation())
    items = changes_between(before.snapshot, after.snapshot, statuses).items
    kinds: Counter[str] = Counter()
    figures: Counter[str] = Counter()
    ranked = []
    for item in sorted(items, key=lambda item: (_TELLING.index(item.kind), -(item.year or 0))):
        ranked.append(((item.kind in _FORMAL, figures[item.subject], kinds[item.kind]), item))
        figures[item.subject] += 1
        kinds[item.kind] += 1
    ranked.sort(key=lambda pair: pair[0])
    return tuple(Moved(words.told(item, after.catalogue, t), _place(item, after)) for _, item in ranked)


def _place(item: Change, readout: Readout) -> Place:
    if item.kind == "partnership":
        return of_relation(item.subject)
    if item.kind == "network":
        return Place("partenariats", {"vue": "reseaux"})
    known = readout.catalogue.indicators.get(item.subject)
    if item.kind == "budget" or known is None or known.family == "context":
        return Place("budget", {"suite": "years"})
    return of_indicator(known, readout)
