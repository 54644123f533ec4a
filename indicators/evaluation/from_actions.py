"""Indicators computed from actions, actors, partnerships and memberships."""

from __future__ import annotations

from collections import Counter

from indicators.budget.concentration import concentration
from indicators.evaluation.facts import Computed, Facts, share
from indicators.records import Activity

MOST_TARGETS = 3


def plan_alignment(facts: Facts) -> Computed:
    """Actions tied to an objective of the plan, per cent of active actions; the same weighted by amount beside."""
    known = {objective.id for objective in facts.snapshot.objectives}
    tied = [action for action in facts.actions if action.objective in known]
    details = {}
    if total := sum(action.amount or 0 for action in facts.actions):
        details["by_amount"] = 100 * sum(action.amount or 0 for action in tied) / total
    return share(len(tied), len(facts.actions), facts.year, "no_actions", **details)


def sdg_tagging(facts: Facts) -> Computed:
    """Actions with at least one SDG *target* (« 4.7 »); a goal alone (« 4 ») is counted apart, over-tagging too."""
    targeted = [action for action in facts.actions if _targets(action)]
    return share(
        len(targeted),
        len(facts.actions),
        facts.year,
        "no_actions",
        goal_only=sum(bool(action.sdgs) and not _targets(action) for action in facts.actions),
        over_tagged=sum(len(_targets(action)) > MOST_TARGETS for action in facts.actions),
    )


def actor_diversity(facts: Facts) -> Computed:
    """How many of the six groups have an active actor, and the entropy of their participations (0 to 1)."""
    groups = {actor.id: actor.group for actor in facts.snapshot.actors if actor.active}
    if not facts.snapshot.actors:
        return Computed(value=None, year=facts.year, reason="no_actors")
    present = Counter(groups.values())
    known = len(facts.catalogue.actor_groups) or len(present)
    parts = Counter(groups[name] for action in facts.actions for name in action.actors if name in groups)
    details = {"strong": float(sum(count >= 2 for count in present.values()))}
    balance = concentration({group: float(count) for group, count in parts.items()}, items=known).entropy
    if balance is not None:
        details["entropy"] = balance
    return Computed(
        value=float(len(present)), year=facts.year, numerator=len(present), denominator=known, details=details
    )


def planned_share(facts: Facts) -> Computed:
    """Actions of the annual programme, per cent of the actions carried out."""
    return share(sum(action.planned for action in facts.actions), len(facts.actions), facts.year, "no_actions")


def active_partnerships(facts: Facts) -> Computed:
    """Agreements in force with a documented exchange in the last 24 months.

    An agreement whose state is to be verified is neither active nor dead: it is left out and counted apart.
    """
    binding = [item for item in facts.relations if item.in_force]
    unknown = sum(item.state == "to_verify" for item in facts.relations)
    if binding and not facts.snapshot.activities:
        return Computed(value=None, year=facts.year, reason="no_actions", details={"unknown": unknown})
    alive = sum(item.exchange == "recent" for item in binding)
    return share(alive, len(binding), facts.year, "no_partnerships", unknown=unknown)


def network_results(facts: Facts) -> Computed:
    """Memberships with a documented result in the last 12 months; fees of the others beside, in cents."""
    active = [item for item in facts.networks if item.active]
    silent = [item for item in active if item.questioned]
    return share(
        len(active) - len(silent),
        len(active),
        facts.year,
        "no_memberships",
        unknown=sum(item.membership.status == "to_verify" for item in facts.networks),
        fees=sum(item.membership.fee or 0 for item in active),
        silent_fees=sum(item.membership.fee or 0 for item in silent),
    )


def actions_per_fte(facts: Facts) -> Computed:
    """Active actions per full-time equivalent of the international office; no staff known is not zero staff."""
    staff = facts.observed.value("o_bri_fte", facts.year)
    if staff is None or staff <= 0:
        return Computed(value=None, year=facts.year, reason="no_staff")
    if not facts.actions:
        return Computed(value=None, year=facts.year, reason="no_actions")
    count = len(facts.actions)
    return Computed(value=count / staff, year=facts.year, numerator=count, denominator=staff)


def training_hours(facts: Facts) -> Computed:
    """Hours of training for each officer trained in the year; elected officials beside, with their share at most.

    A person who followed two trainings is counted twice: the share of elected officials is an upper bound.
    """
    trainings = [action for action in facts.actions if action.trained_staff or action.trained_elected]
    elected = sum(action.trained_elected or 0 for action in trainings)
    details = {"elected": float(elected), "staff": float(sum(action.trained_staff or 0 for action in trainings))}
    seats = facts.observed.value("b_elected_officials", facts.year)
    if trainings and seats:
        details["elected_share"] = min(100.0, 100 * elected / seats)
    timed = [action for action in trainings if action.training_hours and action.trained_staff]
    people = sum(action.trained_staff or 0 for action in timed)
    if not people:
        return Computed(value=None, year=facts.year, reason="no_training", details=details if trainings else {})
    hours = sum((action.training_hours or 0) * (action.trained_staff or 0) for action in timed)
    return Computed(value=hours / people, year=facts.year, numerator=hours, denominator=float(people), details=details)


def _targets(action: Activity) -> tuple[str, ...]:
    return tuple(sdg for sdg in action.sdgs if "." in sdg)
