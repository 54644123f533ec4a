"""The three-level evaluation: readings, scores, self-computed indicators, and what remains to be filled in."""

from indicators.evaluation.levels import Evaluation, LevelView, evaluate
from indicators.evaluation.readings import IndicatorReading, current_targets
from indicators.evaluation.rules import EvaluationRules
from indicators.evaluation.scores import LevelScore, PublishRules, level_score, open_sdg_score
from indicators.evaluation.todo import OwnerTasks, Task, tasks_by_owner

__all__ = [
    "Evaluation",
    "EvaluationRules",
    "IndicatorReading",
    "LevelScore",
    "LevelView",
    "OwnerTasks",
    "PublishRules",
    "Task",
    "current_targets",
    "evaluate",
    "level_score",
    "open_sdg_score",
    "tasks_by_owner",
]
