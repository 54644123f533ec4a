"""Checks of missions: carbon says where it comes from, and a mission of the past says whether it was held."""

from __future__ import annotations

from collections.abc import Iterable

from indicators.intake.checks.around import Around
from indicators.intake.checks.measures import column, published_before, text
from indicators.intake.issues import Issue
from indicators.intake.loaded import Loaded
from indicators.records.dates import year_of


def sources(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """A factor or emissions without their source, which nobody could check."""
    told = text(loaded, "factor_source") != ""
    for name in ("factor", "emissions"):
        yield from loaded.issues_at(column(loaded, name).notna() & ~told, "carbon_without_source", "confirm", name)


def held(loaded: Loaded, around: Around) -> Iterable[Issue]:
    """A mission of a past year whose state is not said: taken for planned, it would count in no figure."""
    over = text(loaded, "ends").where(text(loaded, "ends") != "", text(loaded, "starts"))
    past = over.map(lambda day: (year_of(day) or around.this_year) < around.this_year)
    silent = past & (text(loaded, "status") == "") & ~loaded.removed & ~loaded.faulty
    if not silent.any():
        return ()
    mend = "Tenue" if "status" in loaded.columns else ""
    silent &= ~published_before(loaded, around)
    return loaded.issues_at(silent, "mission_state_unsaid", "confirm", "status", named=over, mend=mend)
