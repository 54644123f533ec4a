"""How partner countries are shaded: few classes, round bounds, each with its words, so that colour never speaks alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from indicators.geography.world import shaded
from indicators.present.maps.colours import LIGHT
from indicators.present.texts import Translator

Measure = Literal["number", "euros", "projects"]
ROUND = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Shading:
    """Countries by class. ``areas`` maps each area of the background to its class; ``labels`` words the classes.

    ``texts`` gives the value of each country in words. Areas that are drawn with a country follow it.
    """

    measure: Measure
    title: str
    labels: tuple[str, ...]
    areas: Mapping[str, int]
    texts: Mapping[str, str]

    @property
    def colours(self) -> tuple[str, ...]:
        """One light-theme colour a class."""
        return spread(LIGHT, len(self.labels))


def spread(colours: tuple[str, ...], count: int) -> tuple[str, ...]:
    """``count`` colours out of a ramp of five, two steps apart as long as there are few, the darkest for five only."""
    steps = {0: (), 1: (1,), 2: (0, 2), 3: (0, 2, 3), 4: (0, 1, 2, 3)}.get(count, range(len(colours)))
    return tuple(colours[step] for step in steps)


def bounds(largest: float, smallest: float = 1, classes: int = 5) -> tuple[float, ...]:
    """The lower bounds of at most five classes, taken evenly among 1, 2, 5, 10, 20… that hold both ends."""
    steps = [float(step * 10**power) for power in range(12) for step in ROUND if step * 10**power <= largest]
    steps = steps[max(0, sum(step <= smallest for step in steps) - 1) :]
    if len(steps) <= classes:
        return tuple(steps) or (0.0,)
    return tuple(steps[round(index * len(steps) / classes)] for index in range(classes))


def shade(
    values: Mapping[str, float], measure: Measure, t: Translator, disputed: Mapping[str, str] | None = None
) -> Shading:
    """Class positive values by country (ISO alpha-2); zero and negative values are left unshaded.

    ``euros`` are given in cents.
    """
    positive = {country: value for country, value in values.items() if value > 0}
    amounts = {country: value / 100 if measure == "euros" else value for country, value in positive.items()}
    low = bounds(max(amounts.values(), default=0), min(amounts.values(), default=1))
    joined = shaded(amounts, disputed)["value"].dropna()
    return Shading(
        measure=measure,
        title=_title(measure, t),
        labels=_labels(low, measure, t) if amounts else (),
        areas={str(area): _class(value, low) for area, value in joined.items()},
        texts={country: _text(value, measure, t) for country, value in positive.items()},
    )


def _class(value: float, low: tuple[float, ...]) -> int:
    return max((index for index, bound in enumerate(low) if value >= bound), default=0)


def _title(measure: Measure, t: Translator) -> str:
    titles: dict[Measure, str] = {
        "number": t("Relations par pays"),
        "euros": t("Euros par pays"),
        "projects": t("Actions par pays"),
    }
    return titles[measure]


def _text(value: float, measure: Measure, t: Translator) -> str:
    if measure == "euros":
        return t.money(value)
    if measure == "projects":
        return t.n("{count} action", "{count} actions", value)
    return t.n("{count} relation", "{count} relations", value)


def _labels(low: tuple[float, ...], measure: Measure, t: Translator) -> tuple[str, ...]:
    """« 1 », « 2 à 4 », « 5 et plus »; amounts of money overlap at their bounds, numbers do not."""

    def write(value: float) -> str:
        return t.compact_money(value * 100) if measure == "euros" else t.number(value)

    words = []
    for index, start in enumerate(low):
        if index == len(low) - 1:
            words.append(t("{low} et plus", low=write(start)))
            continue
        end = low[index + 1] if measure == "euros" else low[index + 1] - 1
        words.append(write(start) if end == start else t("{low} à {high}", low=write(start), high=write(end)))
    return tuple(words)
