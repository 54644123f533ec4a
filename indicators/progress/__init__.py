"""Progress towards a target: the goal, its measure (P, E, r) and its status."""

from indicators.progress.goal import Goal, GoalError, GoalProblem, check_goal, goal_of, goal_problems
from indicators.progress.measure import Measure, measure
from indicators.progress.status import (
    BEHIND,
    KEPT,
    NOT_ASSESSED,
    READING_ORDER,
    STATUSES,
    SYMBOLS,
    WAITING,
    Assessment,
    Status,
    StatusRules,
    assess,
    satisfied,
)

__all__ = [
    "BEHIND",
    "KEPT",
    "NOT_ASSESSED",
    "READING_ORDER",
    "STATUSES",
    "SYMBOLS",
    "WAITING",
    "Assessment",
    "Goal",
    "GoalError",
    "GoalProblem",
    "Measure",
    "Status",
    "StatusRules",
    "assess",
    "check_goal",
    "goal_of",
    "goal_problems",
    "measure",
    "satisfied",
]
