"""What the collectivity noted of a year, drawn over a chart whose axis is time, listed under it and read aloud."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from textwrap import wrap
from typing import Any, Literal

from indicators.present.charts.narrow import either
from indicators.present.figure import Figure, with_room
from indicators.present.palette import NEUTRAL
from indicators.present.texts import Translator
from indicators.records import Annotation

_WIDTH = 24
_LINE = 13  # pixels
_DOMAIN = "domain"


def remarked(
    figure: Figure, annotations: Iterable[Annotation], page: Literal["budget", "profile", "evaluation"], t: Translator
) -> Figure:
    """The figure with the remarks that are of its page and within its years; as it is without any, or undrawn.

    A rule stands at the year, its words above the drawing on several lines, one remark higher than the one before so
    that two years side by side stay apart. A telephone shows the year alone: the words are in the list.
    """
    axis = next(time_axes(figure.spec or {}), None)
    if axis is None:
        return figure
    low, high = axis["scale"][_DOMAIN]
    told = sorted(
        (item for item in annotations if item.charts in ("all", page) and low <= item.year <= high),
        key=lambda item: (item.year, item.label),
    )
    if not told:
        return figure
    listed = t("Repères de la collectivité : {remarks}.", remarks=" ; ".join(_said(item, t) for item in told))
    return replace(
        figure,
        spec=_drawn(figure.spec or {}, axis, told),
        note=" ".join(part for part in (figure.note, listed) if part),
        remarks=listed,
        example=figure.example or any(item.example for item in told),
    )


def _said(item: Annotation, t: Translator) -> str:
    return t("{year}, {label}", year=str(item.year), label=item.label[:1].lower() + item.label[1:])


def time_axes(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The encodings of the horizontal axis that are years with a domain of their own, however deep."""
    x = spec.get("encoding", {}).get("x", {})
    if x.get("field") == "year" and isinstance(x.get("scale", {}).get(_DOMAIN), list):
        yield x
    for part in spec.get("layer", ()):
        yield from time_axes(part)


def _drawn(spec: dict[str, Any], axis: dict[str, Any], told: Sequence[Annotation]) -> dict[str, Any]:
    rows = [
        {
            "year": item.year,
            "remark": wrap(item.label, _WIDTH),
            "short": str(item.year),
            "lift": _lift(told, rank),
            "up": _lift(told, rank) + _LINE * (len(wrap(item.label, _WIDTH)) - 1),
        }
        for rank, item in enumerate(told)
    ]
    x = {**axis, "field": "year", "type": "quantitative"}
    rule = {
        "data": {"values": rows},
        "mark": {"type": "rule", "color": NEUTRAL, "strokeDash": [2, 3], "strokeWidth": 1.5, "aria": False},
        "encoding": {"x": x},
    }
    words = {
        "data": {"values": rows},
        "mark": {
            "type": "text", "align": "center", "baseline": "bottom", "fontSize": 11, "lineHeight": _LINE, "aria": False,
            "y": either("-4 - datum.lift", "-4 - datum.up"), "text": either("datum.short", "datum.remark"),
        },
        "encoding": {"x": x},
    }  # fmt: skip
    layers = copy.deepcopy(spec["layer"]) if "layer" in spec else [{"mark": spec["mark"], "encoding": spec["encoding"]}]
    rest = {key: value for key, value in spec.items() if key not in ("layer", "mark", "encoding")}
    tops = (_lift(told, rank) + _LINE * len(wrap(item.label, _WIDTH)) for rank, item in enumerate(told))
    return with_room({**rest, "layer": [*layers, rule, words]}, max(tops))


def _lift(told: Sequence[Annotation], rank: int) -> int:
    """How many pixels the words of a remark go up: over those of the former one when their years are near."""
    lift = 0
    for place in range(1, rank + 1):
        near = told[place].year - told[place - 1].year <= 2
        lift = lift + _LINE * len(wrap(told[place - 1].label, _WIDTH)) + 2 if near else 0
    return lift
