"""Twelve years of observations for the fictional territory, its reference and its peers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from exempleville_builder.common import HOME, LAST, NOTE, PUBLISHER, REFERENCE, YEARS, Spec, generator, read_source
from indicators.catalogue import Catalogue
from indicators.catalogue.model import Indicator
from indicators.records import Observation

REFERENCE_SIZE = 370
PEER_YEARS = YEARS[4:]
OWNERS: Mapping[str, str] = {
    "d1": "Directeur de l’économie",
    "d2": "Directeur de l’économie",
    "d3": "Directrice du tourisme",
    "d4": "Directeur des solidarités",
    "d5": "Directeur de l’économie",
    "d6": "Directrice de l’enseignement supérieur",
    "b": "Directeur des finances",
    "x": "Directrice de l’urbanisme",
}
DEFAULT_OWNER = "Directrice des relations internationales"


@dataclass(frozen=True)
class Place:
    """A fictional place: its size beside the home territory, how far its values stray, and what share is missing."""

    code: str
    name: str
    size: float
    spread: float = 0.0
    missing: float = 0.0


def observations(catalogue: Catalogue, places: Mapping[str, Place]) -> list[Observation]:
    """Every observation that is not computed from other records."""
    spec = read_source("series")
    rows = list(_home(spec, catalogue, places[HOME]))
    rows += _reference(spec, catalogue, places[REFERENCE])
    for place in places.values():
        if place.code not in {HOME, REFERENCE}:
            rows += _peer(spec, catalogue, place)
    return rows


def _home(spec: Spec, catalogue: Catalogue, place: Place) -> Iterator[Observation]:
    secret = read_source("evaluation")["secret"]
    for name, path in {**spec["indicators"], **spec["context"]}.items():
        definition = catalogue.indicators[name]
        values = trajectory(path, spec["bases"], name)
        base = series_of_base(path, spec["bases"])
        for year, value in values.items():
            yield _observation(definition, place, year, value, base.get(year) if name[:2] != "b_" else None)
    for name, reason in secret.items():
        for year in YEARS:
            yield _hidden(catalogue.indicators[name], place, year, reason)


def _reference(spec: Spec, catalogue: Catalogue, place: Place) -> Iterator[Observation]:
    for name, path in spec["indicators"].items():
        if "reference" not in path:
            continue
        likeness = {**path, "path": path["reference"], "dip": 0.8 * path.get("dip", 0), "noise": path["noise"] / 2}
        base = series_of_base(path, spec["bases"], REFERENCE_SIZE)
        for year, value in trajectory(likeness, spec["bases"], f"{place.code} {name}").items():
            yield _observation(catalogue.indicators[name], place, year, value, base.get(year))
    for year, value in series_of_base({"base": "population"}, spec["bases"], REFERENCE_SIZE).items():
        yield _observation(catalogue.indicators["b_population"], place, year, value, None)


def _peer(spec: Spec, catalogue: Catalogue, place: Place) -> Iterator[Observation]:
    """A peer: the same series from 2018, moved up or down for good, with gaps of its own."""
    for name, path in spec["indicators"].items():
        random = generator(place.code, name)
        factor = math.exp(place.spread * random.standard_normal())
        base = series_of_base(path, spec["bases"], place.size)
        definition = catalogue.indicators[name]
        absent = random.random() < place.missing
        for year, value in trajectory(path, spec["bases"], f"{place.code} {name}").items():
            if absent or year not in PEER_YEARS or random.random() < 0.03:
                continue
            moved = value if definition.kind == "ordinal" else _bounded(value * factor, definition)
            yield _observation(definition, place, year, moved, base.get(year))
    for year, value in series_of_base({"base": "population"}, spec["bases"], place.size).items():
        yield _observation(catalogue.indicators["b_population"], place, year, value, None)


def trajectory(path: Spec, bases: Spec, name: str) -> dict[int, float]:
    """The values of a series by year: its steps as they are, or a line with noise and the trough of 2020."""
    if "steps" in path:
        return {year: float(value) for year, value in zip(YEARS, path["steps"], strict=True)}
    if "path" not in path:
        return series_of_base(path, bases)
    start, end = path["path"]
    shocks = generator(name).standard_normal(len(YEARS)) * path.get("noise", 0.0)
    lost = {2020: path.get("dip", 0.0), 2021: path.get("dip", 0.0) / 2}
    kept = path.get("years", YEARS)
    line = (start + (end - start) * step / (len(YEARS) - 1) for step in range(len(YEARS)))
    found = {
        year: value * (1 + float(shock)) * (1 - lost.get(year, 0.0))
        for year, value, shock in zip(YEARS, line, shocks, strict=True)
    }
    return {year: value for year, value in found.items() if year in kept}


def series_of_base(path: Spec, bases: Spec, size: float = 1.0) -> dict[int, float]:
    """The denominator of a series by year, in whole units; empty when it has none."""
    if "base" not in path:
        return {}
    start, end = bases[path["base"]]
    last = len(YEARS) - 1
    return {year: float(round(size * (start + (end - start) * step / last))) for step, year in enumerate(YEARS)}


def _observation(definition: Indicator, place: Place, year: int, value: float, base: float | None) -> Observation:
    parts: dict[str, Any] = {"value": _rounded(value, definition)}
    if base:
        numerator = float(round(value * base / definition.multiplier))
        if definition.unit == "%":
            # A part never exceeds its whole; « % du PIB » and the other ratios may.
            numerator = min(numerator, base)
        parts = {"value": round(numerator / base * definition.multiplier, 6), "numerator": numerator}
        parts["denominator"] = base
        if definition.kind == "survey":
            parts |= _interval(numerator / base, base)
    return Observation(
        territory=place.code,
        indicator=definition.id,
        year=year,
        unit=definition.unit,
        geo_level="country" if place.code == REFERENCE else "commune",
        geo_name=place.name,
        quality="provisional" if year == LAST and definition.id.startswith(("d1", "d3", "b_d")) else "final",
        series_break=definition.id == "d1_extra_eu_share" and year == 2021,
        publisher=PUBLISHER,
        owner=_owner(definition) if place.code == HOME else "",
        evidence="Note de service" if definition.kind == "ordinal" and place.code == HOME else "",
        note=NOTE,
        **parts,
    )


def _hidden(definition: Indicator, place: Place, year: int, reason: str) -> Observation:
    return Observation(
        territory=place.code,
        indicator=definition.id,
        year=year,
        value=None,
        unit=definition.unit,
        geo_name=place.name,
        quality="secret",
        publisher=PUBLISHER,
        owner=_owner(definition),
        note=reason,
    )


def _interval(share: float, answers: float) -> dict[str, float]:
    """The 95 % interval of a share of answers, in per cent."""
    half = 1.96 * math.sqrt(share * (1 - share) / answers)
    return {"low": round(100 * (share - half), 2), "high": round(100 * (share + half), 2)}


def _rounded(value: float, definition: Indicator) -> float:
    if definition.kind == "money" and definition.id.startswith("b_"):
        return float(round(value, -3))
    return round(value, max(definition.decimals, 1) + 1)


def _bounded(value: float, definition: Indicator) -> float:
    top = definition.scale_max if definition.scale_max is not None else math.inf
    return min(value, 0.98 * top)


def _owner(definition: Indicator) -> str:
    return OWNERS.get(definition.id.split("_")[0], DEFAULT_OWNER)
