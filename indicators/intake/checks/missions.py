"""Checks of missions: carbon says where it comes from."""

from __future__ import annotations

from collections.abc import Iterable

from indicators.intake.checks.around import Around
from indicators.intake.checks.measures import column, text
from indicators.intake.issues import Issue
from indicators.intake.loaded import Loaded


def sources(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """A factor or emissions without their source, which nobody could check."""
    told = text(loaded, "factor_source") != ""
    for name in ("factor", "emissions"):
        yield from loaded.issues_at(column(loaded, name).notna() & ~told, "carbon_without_source", "confirm", name)
