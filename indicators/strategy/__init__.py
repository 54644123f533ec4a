"""The strategy as the manual builds it: ten chapters, the matrix, priorities, vision, qualities, what became of promises."""

from indicators.strategy.chapters import Chapter, Piece, State
from indicators.strategy.matrix import Crossing, Matrix, Supported
from indicators.strategy.priorities import Priorities, Shares, priorities_in_force
from indicators.strategy.promises import Promise
from indicators.strategy.reading import Strategy, read_strategy
from indicators.strategy.seen import Seen
from indicators.strategy.vision import Statement

__all__ = [
    "Chapter",
    "Crossing",
    "Matrix",
    "Piece",
    "Priorities",
    "Promise",
    "Seen",
    "Shares",
    "State",
    "Statement",
    "Strategy",
    "Supported",
    "priorities_in_force",
    "read_strategy",
]
