"""One indicator of the profile opened: its key figure, its two parts, its index, and the facts beside the indices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indicators.catalogue import Indicator
from indicators.geii import Point, Reading
from indicators.present.texts.geii import level, point_value, reason, value
from indicators.present.texts.translator import Translator
from indicators.records import Territory


def key_figure(reading: Reading, t: Translator) -> tuple[str, str]:
    """The year (with the unit when it is long) and the value of a reading, as a key figure is headed."""
    indicator, point = reading.indicator, reading.point
    if point is None:
        return "", value(reading, t)
    if indicator.unit in {"%", "‰"}:
        return str(point.year), value(reading, t)
    year = t("{year} – {unit}", year=point.year, unit=indicator.unit_label.get(t.lang))
    return year, t.number(point.value, indicator.decimals)


def parts(reading: Reading, t: Translator) -> str:
    """The numerator and the denominator of the latest value; empty when one of them is not known."""
    point = reading.point
    if point is None or point.numerator is None or point.denominator is None:
        return ""
    top, bottom = reading.indicator.numerator, reading.indicator.denominator
    return t(
        "{top} : {numerator} ; {bottom} : {denominator}",
        top=top.get(t.lang) if top else t("numérateur"),
        numerator=t.number(point.numerator),
        bottom=bottom.get(t.lang) if bottom else t("dénominateur"),
        denominator=t.number(point.denominator),
    )


def benchmark(reading: Reading, territories: Mapping[str, Territory], t: Translator) -> str:
    """The index of a reading with the value that counts as 100, or why there is none."""
    if reading.benchmark is None or reading.reference is None:
        return t("pas d'indice : {why}", why=reason(reading.benchmark_reason, t))
    return t(
        "indice {index} ({name} = 100 : {value} en {year})",
        index=t.number(reading.benchmark, 0),
        name=territories[reading.reference.territory].called,
        value=point_value(reading.reference, reading, t),
        year=reading.reference.year,
    )


def fact(indicator: Indicator, series: Sequence[Point], t: Translator) -> str:
    """A fact beside the indices, with its values from the oldest: « Étudiants (commune Grenoble) : 9 120 en 2022. »"""
    unit = indicator.short_unit(t.lang)
    values = t.join(
        t("{value} {unit} en {year}", value=t.number(point.value, indicator.decimals), unit=unit, year=point.year)
        for point in series
    )
    return t.typeset(f"{indicator.label.get(t.lang)} ({level(series[-1], t)}) : {values}.")
