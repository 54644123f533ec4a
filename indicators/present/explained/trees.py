"""The tree of each figure that can be disputed: its root says the very figure that the pages and the cases read."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from indicators.present.explained import budget, evaluation, shape
from indicators.present.explained.step import Step
from indicators.present.explained.words import said_of
from indicators.present.texts import Translator
from indicators.present.texts.translator import MISSING
from indicators.readout import Readout
from indicators.readout.figures import FIGURES, ceiling_of, profile_reading, reading_of

_ALONE: Mapping[str, Callable[[Readout, Translator], Step]] = {
    "spent": lambda readout, t: budget.amount("expenditure", readout, t),
    "received": lambda readout, t: budget.amount("income", readout, t),
    "budget_share": budget.share,
    "per_inhabitant": budget.per_inhabitant,
    "leverage": lambda readout, t: budget.leverage(readout, t, yearly=False),
    "leverage_of_year": lambda readout, t: budget.leverage(readout, t, yearly=True),
    "execution": budget.execution,
    "size_bracket": shape.bracket,
}
_NAMED: Mapping[str, Callable[[str, Readout, Translator], Step]] = {
    "rubric_amount": budget.rubric,
    "maximum_use": budget.maximum,
    "dimension_index": shape.dimension,
    "relation_state": shape.relation,
}


def explain(figure: str, of: str, readout: Readout, t: Translator) -> Step:
    """The tree of a figure (a name of :data:`indicators.readout.figures.FIGURES`), in the reader's language.

    What the territory does not have is a tree of one step, without value.
    """
    if figure in _ALONE:
        return _ALONE[figure](readout, t)
    if figure in _NAMED:
        return _NAMED[figure](of, readout, t)
    return _of(figure, of, readout, t) or Step(said_of(FIGURES[figure], of, readout.catalogue, t), MISSING)


def _of(figure: str, of: str, readout: Readout, t: Translator) -> Step | None:
    kind = FIGURES[figure].of
    if kind == "level":
        view = next(view for level, view in readout.evaluation().levels.items() if level == of)
        return evaluation.of_level(figure, view, readout, t)
    if kind == "service":
        ceiling = ceiling_of(readout, of)
        return None if ceiling is None else budget.of_ceiling(figure, ceiling, readout, t)
    if figure == "index":
        reading = profile_reading(readout, of)
        return None if reading is None else shape.index(reading, t)
    if kind == "indicator":
        found = reading_of(readout, of)
        return None if found is None else evaluation.of_indicator(figure, found, readout, t)
    return shape.concentration(figure, readout, t)
