"""The band of similar collectivities behind a line over the years: where half of them stand, never who is first."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from indicators.peers.comparison import BandYear
from indicators.present.charts.remarks import time_axes
from indicators.present.figure import Figure, with_room
from indicators.present.palette import TEAL
from indicators.present.texts import Translator

_KEY = 32  # pixels of a legend of one key, with its margin


def banded(figure: Figure, band: Sequence[BandYear], written: Callable[[float], str], t: Translator) -> Figure:
    """The figure with the band behind its lines, in its table and in its note; as it is without any year of band.

    ``written`` writes a value with its unit. One year alone is drawn as a bar: an area needs two.
    """
    axis = next(time_axes(figure.spec or {}), None)
    known = [item for item in band if axis is not None and axis["scale"]["domain"][0] <= item.year <= axis["scale"]["domain"][1]]  # fmt: skip
    if axis is None or not known:
        return figure
    last = known[-1]
    told = t(
        "Bande : la moitié centrale des collectivités semblables, de {low} à {high} en {year} ({known} sur {size} ont la valeur).",
        low=written(last.low), high=written(last.high), year=str(last.year), known=last.known, size=last.size,
    )  # fmt: skip
    return replace(
        figure,
        spec=_drawn(figure.spec or {}, axis, known, t),
        table=_table(figure.table, known, t),
        note=" ".join(part for part in (told, figure.note) if part),
        remarks=" ".join(part for part in (told, figure.remarks) if part),
    )


def _drawn(spec: dict[str, Any], axis: dict[str, Any], band: Sequence[BandYear], t: Translator) -> dict[str, Any]:
    rows = [{"year": item.year, "low": item.low, "high": item.high} for item in band]
    x = {**axis, "field": "year", "type": "quantitative"}
    y = {"field": "low", "type": "quantitative", "title": None, "scale": {"zero": False}}
    key = {"symbolType": "square", "symbolStrokeWidth": 0, "symbolOpacity": 0.4, "symbolFillColor": TEAL}
    # Named in the key: written beside the band, its name would lie on the lines that it stands behind.
    name = {"datum": t("moitié centrale des semblables"), "scale": {"range": [TEAL]}, "legend": {"title": None, **key}}
    mark: dict[str, Any] = {"type": "area", "opacity": 0.18, "aria": False}
    channel = "fill"
    if len(rows) == 1:
        mark = {"type": "rule", "opacity": 0.35, "strokeWidth": 14, "aria": False}
        channel = "stroke"
    encoding = {"x": x, "y": y, "y2": {"field": "high"}, channel: name}
    area = {"data": {"values": rows}, "mark": mark, "encoding": encoding}
    config = copy.deepcopy(spec.get("config", {}))
    # Two keys, one over the other: side by side they are cut on a telephone.
    config.setdefault("legend", {})["layout"] = {"bottom": {"direction": "vertical", "anchor": "start", "margin": 6}}
    return with_room({**spec, "config": config, "layer": [area, *copy.deepcopy(spec["layer"])]}, _KEY)


def _table(table: pd.DataFrame, band: Sequence[BandYear], t: Translator) -> pd.DataFrame:
    found = {item.year: item for item in band}
    rows = [found.get(int(year)) for year in table[t("Année")]]
    columns: dict[str, Any] = {
        t("Semblables, premier quartile"): [item and item.low for item in rows],
        t("Semblables, médiane"): [item and item.median for item in rows],
        t("Semblables, troisième quartile"): [item and item.high for item in rows],
    }
    return table.assign(**columns)
