"""The indices of a profile that its scale cannot hold: drawn at the edge, their values in words beside, and told."""

from __future__ import annotations

from typing import Any, Literal

import altair as alt
import pandas as pd

from indicators.present.texts import Translator

_CLEAR = 16  # pixels between a mark at the edge and its value


def beyond_scale(rows: pd.DataFrame, scale: tuple[float, float], t: Translator) -> pd.DataFrame:
    """The rows of a profile (``dimension``, ``index``) beyond its scale: one a dimension and a side, with their words."""
    low, high = scale
    found = []
    for name, own in rows.dropna(subset=["index"]).groupby("dimension", sort=False):
        for values, at in ((own.loc[own["index"] > high, "index"], high), (own.loc[own["index"] < low, "index"], low)):
            if len(values):
                said = t.join(t.number(value, 0) for value in sorted(values))
                found.append({"dimension": name, "edge": at, "beyond": t("{values}, hors échelle", values=said)})
    return pd.DataFrame(found, columns=["dimension", "edge", "beyond"])


def beyond_note(beyond: pd.DataFrame, scale: tuple[float, float], t: Translator) -> str:
    """What a reader is told of them; empty when the scale holds every index."""
    if beyond.empty:
        return ""
    low, high = (t.number(end, 0) for end in scale)
    return t(
        "Un indice au-delà de {high}, ou au-dessous de {low}, est hors échelle : dessiné au bord, sa valeur à côté.",
        high=high,
        low=low,
    )


def beyond_layers(beyond: pd.DataFrame, scale: tuple[float, float], y: alt.Y, axis: dict[str, Any]) -> list[alt.Chart]:
    """Their values, inside the edge at which they are drawn."""
    low, high = scale
    sides: tuple[tuple[float, Literal["left", "right"], int], ...] = ((high, "right", -_CLEAR), (low, "left", _CLEAR))
    return [
        alt.Chart(beyond[beyond["edge"] == at])
        .mark_text(align=align, dx=dx, fontSize=12)
        .encode(x=alt.X("edge:Q", **axis), y=y, text="beyond:N")
        for at, align, dx in sides
        if (beyond["edge"] == at).any()
    ]
