"""The figures that the collectivity puts first on its summary (``collectivity.lead_figures``), each with what it is read by.

Comparable indicators only: one that is neither better higher nor better lower is context and never a headline, which the
settings refuse. A figure chosen that has no value yet is passed over: it is asked for elsewhere, never shown as nought.
"""

from __future__ import annotations

from dataclasses import dataclass

from indicators.evaluation import IndicatorReading
from indicators.geii import Reading
from indicators.present.figure import Source
from indicators.present.texts import Translator, marked
from indicators.present.texts import geii as geii_words
from indicators.present.texts.evaluation.values import quantity, reading_source
from indicators.present.trails import YEARS, Trail
from indicators.readout import Readout


@dataclass(frozen=True, slots=True)
class Lead:
    """A figure chosen: its label with its year, its value, what it is compared with, its last years and its source."""

    label: str
    value: str
    detail: str
    trail: Trail
    source: Source | None
    example: bool = False


def leads(readout: Readout, t: Translator) -> tuple[Lead, ...]:
    """The figures chosen that have a value, in the order of the settings."""
    found = (lead_of(readout, name, t) for name in readout.settings.collectivity.lead_figures)
    return tuple(item for item in found if item is not None)


def lead_of(readout: Readout, name: str, t: Translator) -> Lead | None:
    """An indicator as a figure to be read from afar; None when it has no value."""
    profile = next((item for item in readout.profile().readings if item.indicator.id == name), None)
    if profile is not None:
        return _of_profile(profile, readout, t) if profile.point is not None else None
    followed = next((item for item in readout.evaluation().readings if item.definition.id == name), None)
    return _of_evaluation(followed, readout, t) if followed is not None and followed.value is not None else None


def _of_profile(reading: Reading, readout: Readout, t: Translator) -> Lead:
    point, reference = reading.point, reading.reference
    assert point is not None
    name, detail = "", ""
    if reference is not None:
        name = readout.snapshot.territories[reference.territory].called
        detail = t("{name} : {value} en {year}", name=name, value=geii_words.point_value(reference, reading, t), year=reference.year)  # fmt: skip
    recent = tuple((item.year, item.value) for item in reading.series if item.year > readout.year - YEARS)
    theirs = readout.values.of(reading.indicator.id, reference.territory, readout.year) if reference else ()
    against = tuple((item.year, item.value) for item in theirs if item.year > readout.year - YEARS)
    label = t("{name}, {year}", name=reading.indicator.label.get(t.lang), year=point.year)
    return Lead(
        label,
        geii_words.value(reading, t),
        detail,
        Trail(recent, against, name),
        geii_words.source(point, t),
        reading.example,
    )


def _of_evaluation(reading: IndicatorReading, readout: Readout, t: Translator) -> Lead:
    recent = tuple((item.year, item.value) for item in reading.points if item.year > readout.year - YEARS)
    label = t("{name}, {year}", name=reading.definition.label.get(t.lang), year=reading.assessment.year)
    goal, detail, trail = reading.assessment.goal, "", Trail(recent)
    if goal.target_value is not None:
        aim = tuple((year, goal.target_value) for year, _ in recent)
        trail = Trail(recent, aim, marked("cible"))
        detail = t("cible : {value}", value=quantity(goal.target_value, reading.definition, t))
    value = quantity(reading.value, reading.definition, t)
    return Lead(label, value, detail, trail, reading_source(reading, t), reading.example)
