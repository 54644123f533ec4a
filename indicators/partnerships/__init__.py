"""Partnerships as first-class objects: the life of each relation, and what surrounds it."""

from indicators.partnerships.actors import ActorMatrix, actor_matrix
from indicators.partnerships.candidates import (
    CITY_CRITERIA,
    COUNTRY_CRITERIA,
    Candidate,
    Criterion,
    Reason,
    Suggestions,
    Surroundings,
    Wishes,
    candidate_cities,
    candidate_countries,
    suggestions,
)
from indicators.partnerships.diasporas import Overlap, latest_communities, overlap
from indicators.partnerships.grids import GradedBenefits, ItemAnswer, graded_benefits, item_answers
from indicators.partnerships.life import (
    STATES,
    Reciprocity,
    Relation,
    Rules,
    State,
    in_force,
    reading_day,
    relations,
    rules_of,
    state_counts,
)
from indicators.partnerships.networks import MembershipReading, memberships
from indicators.partnerships.selection import FACETS, Facet, Filters, Selector, goal_of
from indicators.partnerships.todo import TodoList, renewal_calendar, todo_lists

__all__ = [
    "CITY_CRITERIA",
    "COUNTRY_CRITERIA",
    "FACETS",
    "STATES",
    "ActorMatrix",
    "Candidate",
    "Criterion",
    "Facet",
    "Filters",
    "GradedBenefits",
    "ItemAnswer",
    "MembershipReading",
    "Overlap",
    "Reason",
    "Reciprocity",
    "Relation",
    "Rules",
    "Selector",
    "State",
    "Suggestions",
    "Surroundings",
    "TodoList",
    "Wishes",
    "actor_matrix",
    "candidate_cities",
    "candidate_countries",
    "goal_of",
    "graded_benefits",
    "in_force",
    "item_answers",
    "latest_communities",
    "memberships",
    "overlap",
    "reading_day",
    "relations",
    "renewal_calendar",
    "rules_of",
    "state_counts",
    "suggestions",
    "todo_lists",
]
