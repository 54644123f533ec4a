"""The targets that a collectivity set on indicators of its profile, in words: no level of the evaluation holds them."""

from __future__ import annotations

from collections.abc import Mapping

from indicators.evaluation import IndicatorReading
from indicators.present.texts.evaluation.status import against_target, status_label, target_words
from indicators.present.texts.translator import Translator
from indicators.readout import Readout


def aimed(readout: Readout) -> tuple[IndicatorReading, ...]:
    """The indicators of the profile that have a target, in its order, read against it."""
    evaluation = readout.evaluation()
    found = (evaluation.reading(reading.indicator.id) for reading in readout.profile().readings)
    return tuple(item for item in found if item is not None and item.target is not None)


def aims(readout: Readout, t: Translator) -> Mapping[str, str]:
    """By indicator, where it stands and what is aimed at: « ✓ En bonne voie – 33,1 % pour une cible de 35 % en 2030 »."""
    return {
        item.definition.id: f"{status_label(item.assessment.status, t)} – {_against(item, readout.year, t)}"
        for item in aimed(readout)
    }


def aim_lines(readout: Readout, t: Translator) -> tuple[str, ...]:
    """A line each: the indicator by its name, its value and its target."""
    return tuple(
        f"{item.definition.label.get(t.lang)}{t(' : ')}{_against(item, readout.year, t)}"
        + (t(" (exemple)") if item.example else "")
        for item in aimed(readout)
    )


def _against(item: IndicatorReading, year: int, t: Translator) -> str:
    if item.assessment.value is None:
        return target_words(item.assessment, item.definition, t)
    return against_target(item, year, t)
