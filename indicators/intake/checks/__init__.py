"""What the values of a file say that cannot be, or should be looked at: one file a subject, each check a function.

A check reads rows and yields issues; it never changes a value. Blocking is for what the store or a calculation could
not hold; everything that only looks wrong is for a person to confirm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from indicators.intake.checks import budget, measures, missions, places, references
from indicators.intake.checks.around import Around
from indicators.intake.issues import Issue, Issues
from indicators.intake.limits import Progress, silent
from indicators.intake.loaded import Loaded

Check: TypeAlias = Callable[[Loaded, Around], Iterable[Issue]]
CHECKS: Mapping[str, tuple[Check, ...]] = MappingProxyType(
    {
        "observation": (
            measures.years,
            measures.sources,
            measures.scales,
            measures.ranges,
            measures.percents,
            measures.intervals,
            measures.parts,
            measures.magnitudes,
            measures.proxies,
        ),
        "territory": (places.homes,),
        "target": (measures.directions, measures.bands),
        "budget_line": (
            budget.years,
            budget.repeats,
            budget.stages,
            budget.zeros,
            budget.codes,
            budget.labels,
            budget.negatives,
            budget.magnitudes,
            budget.over_accounts,
            references.links,
        ),
        "envelope": (budget.envelopes,),
        "partnership": (places.partners, places.dates, references.people, references.alike),
        "activity": (measures.years, budget.repeats, budget.refunds, budget.shares, references.links),
        "membership": (places.seats, places.spans, budget.refunds),
        "objective": (references.parents,),
        "self_assessment": (references.grid_items, references.links, references.people),
        "finding": (references.links,),
        "priority": (references.scopes,),
        "meeting": (references.links,),
        "mission": (places.stays, missions.sources, missions.held, references.links, references.people),
        "follow_up": (references.links, references.people),
        "call": (places.openings, references.links),
    }
)


def check(loaded: Sequence[Loaded], around: Around, *, progress: Progress = silent) -> Issues:
    """Every finding on the rows that could be read, in the order of the file."""
    issues = Issues()
    steps = [(item, function) for item in loaded for function in CHECKS.get(item.kind, ())]
    for place, (item, function) in enumerate(steps):
        progress("check", place / len(steps))
        if len(item.frame):
            issues.extend(function(item, around))
    return issues
