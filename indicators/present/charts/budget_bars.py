"""The axes that the bar charts of the budget share: long names on several lines, amounts with room for their label."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Any

import altair as alt
import pandas as pd

from indicators.present.charts.narrow import room
from indicators.present.charts.theme import finish
from indicators.present.texts import Translator

_WIDTH = 46
_STEP = 36
# The share of a row of several bars that is empty: on a telephone their name stands there.
_APART = 0.3


def wrapped(name: str) -> str:
    """A name on at most two lines; a longer one ends with an ellipsis (the table has it whole)."""
    return "\n".join(textwrap.wrap(name, _WIDTH, max_lines=2, placeholder=" …"))


def names_axis(names: Iterable[str], field: str = "name", *, apart: bool = False) -> alt.Y:
    """The vertical axis of names, in the order given, cut at ``\\n``; ``apart`` leaves a name room over its bars."""
    axis = alt.Axis(
        ticks=False, domain=False, labelLimit=330, labelExpr="split(datum.label, '\\n')", labelLineHeight=13
    )
    y = alt.Y(f"{field}:N", sort=list(dict.fromkeys(names)), title=None, axis=axis)
    return y.scale(paddingInner=_APART) if apart else y


def amounts_axis(amounts: pd.Series[Any], unit: str, *, field: str = "amount", stack: Any = None) -> alt.X:
    """The horizontal axis of amounts, titled by their ``unit``, with room for the labels at the end of the bars."""
    return alt.X(
        f"{field}:Q",
        stack=stack,
        title=unit,
        axis=alt.Axis(tickCount=5),
        scale=alt.Scale(domain=room(max(float(amounts.max()), 0.01), 1.4, 2.0), nice=False),
    )


def bars(
    rows: pd.DataFrame,
    t: Translator,
    tooltip: list[alt.Tooltip],
    color: alt.Color | str,
    *,
    side: str = "",
    title: str = "",
) -> dict[str, Any]:
    """Horizontal bars with their label at the end: columns ``name``, ``amount`` (euros), ``label``.

    ``title`` names the unit, euros without it. ``color`` is one colour or an encoding; ``side`` names a column that
    puts bars of a name one under the other.
    """
    x, y = amounts_axis(rows["amount"], title or t("euros")), names_axis(rows["name"], apart=bool(side))
    mark = alt.MarkDef(type="bar") if side else alt.MarkDef(type="bar", height=alt.RelativeBandSize(band=0.62))
    drawn = alt.Chart(rows, mark=mark).encode(x=x, y=y, tooltip=tooltip)
    labels = alt.Chart(rows).mark_text(align="left", dx=6, fontSize=12).encode(x=x, y=y, text="label:N")
    drawn = drawn.encode(color=alt.value(color) if isinstance(color, str) else color)
    if side:
        offset = alt.YOffset(f"{side}:N", sort=list(dict.fromkeys(rows[side])))
        drawn, labels = drawn.encode(yOffset=offset), labels.encode(yOffset=offset)
    step = alt.Step(22) if side else alt.Step(_STEP)
    return finish(alt.layer(drawn, labels).properties(height=step), t)
