"""The indicator computed from missions and what follows them."""

from __future__ import annotations

from indicators.desk import followed_share
from indicators.evaluation.facts import Computed, Facts, share


def event_followup(facts: Facts) -> Computed:
    """Missions and events with a report and a follow-up within six months, per cent of those that can be judged.

    One whose six months are not over, and that nothing follows yet, is neither for nor against: it is counted apart.
    """
    found = followed_share(facts.missions, facts.year, facts.as_of)
    reason = "missions_waiting" if found.waiting else "no_missions"
    return share(found.followed, found.judged, facts.year, reason, waiting=found.waiting)
